//! Backup out and in, and everything out as tables.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SAMPLE_MARK;
use super::fault::{Fault, FaultKind};
use super::route::Page;
use super::state::{App, Restore};
use crate::browser::{self, BrowserPace, Payload, PickedFile, save_as, set_busy};
use crate::domain::Moment;
use crate::plan::Safety;
use crate::report::file_name;
use crate::store::{
    Backup, BackupSummary, Document, Documents, Shop, read_backup, write_backup, write_tables,
};
use crate::text::{Lang, iso_day, month_text, phrase};

/// What becomes of what is here when a backup comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restoring {
    /// It goes.
    Replace,
    /// It stays, and gets the files and plans that it does not have.
    Merge,
    /// It stays: the backup becomes another shop.
    NewShop,
}

thread_local! {
    /// The backup that was read and waits for a yes: too large to copy through signals.
    static PENDING: std::cell::RefCell<Option<Backup>> = const { std::cell::RefCell::new(None) };
    /// The tables are being made: pressed again, the button makes no second set.
    static PACKING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

impl App {
    /// Offers everything as one file.
    pub fn save_backup(self) {
        if self.refused_in_sample() {
            return;
        }
        let now = browser::now();
        let text = self.dataset.with_untracked(|dataset| {
            self.documents.with_untracked(|documents| {
                self.shop.with_untracked(|shop| write_backup(dataset, documents, shop, now))
            })
        });
        let name = self.name_of_day("备份", now, "json");
        let saved = text.and_then(|text| save_as(&name, "application/json", &Payload::Text(text)));
        let lang = self.lang.get_untracked();
        if saved.is_none() {
            let words = phrase(
                "浏览器没有让下载备份。请换用系统浏览器打开，或在「设置」里再试。",
                "The browser refused the download. Please use another browser, or try again in Settings.",
            );
            self.say(words.text(lang), None);
            return;
        }
        // A click is not a saved file: the operator says whether it arrived.
        let words = phrase(
            "备份已交给浏览器下载。存好了吗？",
            "The backup went to your downloads. Is it there?",
        );
        let yes: super::state::Undo = std::sync::Arc::new(move |app: App| {
            app.edit(Document::Safety, |documents| documents.safety = Safety::at(now));
        });
        self.ask(words.text(lang), phrase("存好了", "It is there"), yes);
    }

    /// The name of a file that holds what the shop is on a day.
    pub(super) fn name_of_day(self, what: &str, now: Moment, ending: &str) -> String {
        let shop = self.shop.with_untracked(|shop| shop.name.clone());
        let shop = if shop.is_empty() { "dianpan" } else { &shop };
        let name = format!("{shop}_店盘{what}_{}.{ending}", iso_day(now.day()));
        name.chars().filter(|c| !r#"\/:*?"<>|"#.contains(*c)).collect()
    }

    /// Offers every fact as tables in one ZIP, made in turns with the page.
    pub fn save_tables(self) {
        let lang = self.lang.get_untracked();
        if PACKING.replace(true) {
            return;
        }
        let words = phrase("正在整理明细，稍等", "The tables are being made");
        self.say(words.text(lang), None);
        // All of it before the first breath: the sample shop may be left meanwhile.
        let now = browser::now();
        let name = self.name_of_day("明细", now, "zip");
        let dataset = self.dataset.get_untracked();
        let products = self.documents.with_untracked(|documents| documents.products.clone());
        spawn_local(async move {
            let pace = BrowserPace::default();
            if let Ok(bytes) = write_tables(&dataset, &products, now, &pace).await {
                self.say_saved(save_as(&name, "application/zip", &Payload::Bytes(bytes)));
            }
            PACKING.set(false);
        });
    }

    /// Reads a picked file as a backup and shows what it would bring.
    pub fn open_backup(self, file: PickedFile) {
        if self.refused_in_sample() {
            return;
        }
        self.settle(FaultKind::Backup);
        self.restore.set(None);
        PENDING.with_borrow_mut(|pending| *pending = None);
        spawn_local(async move {
            let name = file.name();
            let text = file.text().await.unwrap_or_default();
            let shop = self.shop.with_untracked(|shop| shop.id.clone());
            match read_backup(&text, &shop, &BrowserPace::default()).await {
                Err(fault) => {
                    self.raise(Fault::restoring(&fault, self.lang.get_untracked()));
                }
                Ok(backup) => {
                    let summary =
                        BackupSummary::of(&backup.dataset, &backup.documents, &backup.shop);
                    let current = self.dataset.with_untracked(|dataset| {
                        self.documents.with_untracked(|documents| {
                            self.shop
                                .with_untracked(|shop| BackupSummary::of(dataset, documents, shop))
                        })
                    });
                    let created = backup.created.clone();
                    PENDING.with_borrow_mut(|pending| *pending = Some(backup));
                    self.restore.set(Some(Restore {
                        file: name,
                        created,
                        backup: summary,
                        current,
                    }));
                }
            }
        });
    }

    /// Takes the previewed backup in.
    pub fn commit_backup(self, how: Restoring) {
        let Some(backup) = PENDING.with_borrow_mut(Option::take) else { return };
        if how == Restoring::Merge && self.refused_to_merge(&backup) {
            return PENDING.with_borrow_mut(|pending| *pending = Some(backup));
        }
        set_busy(true);
        spawn_local(async move {
            let before = self.shop.get_untracked();
            let current = self.documents.get_untracked();
            let dataset = match how {
                Restoring::Replace | Restoring::NewShop => Ok(backup.dataset.clone()),
                Restoring::Merge => {
                    let dataset = self.dataset.get_untracked();
                    dataset.joined(&backup.dataset, &BrowserPace::default()).await
                }
            };
            let name = backup.shop.name.clone();
            self.shop.update(|shop| match how {
                Restoring::Replace => shop.name = name,
                Restoring::Merge => {}
                Restoring::NewShop => *shop = Shop { id: self.fresh_shop_id(), name },
            });
            let kept = match dataset {
                Ok(dataset) => self.keep(dataset).await,
                Err(_) => false,
            };
            if kept {
                self.put_restored(how, current, &backup.documents);
            } else {
                self.shop.set(before);
                PENDING.with_borrow_mut(|pending| *pending = Some(backup));
            }
            self.drawn().await;
        });
    }

    /// Whether a month is rolled up on one side only: the two would count it twice.
    fn refused_to_merge(self, backup: &Backup) -> bool {
        let lang = self.lang.get_untracked();
        let months =
            self.dataset.with_untracked(|dataset| dataset.rolled_otherwise(&backup.dataset));
        let names: Vec<String> = months.iter().map(|month| month_text(*month, lang)).collect();
        if !names.is_empty() {
            let words = phrase(
                "{}在一边按日汇总过，合并会重复算，没有合并。可以用备份替换，或恢复成另一家店铺。",
                "Not merged: {}, rolled up on one side, would count twice. Replace instead, or restore as another shop.",
            );
            self.say(
                words.fill(lang, &[&names.join(if lang == Lang::Zh { "、" } else { ", " })]),
                None,
            );
        }
        !names.is_empty()
    }

    /// The plan of a backup that came in, beside or instead of the one that was here.
    fn put_restored(self, how: Restoring, current: Documents, restored: &Documents) {
        let documents = match how {
            Restoring::Replace => Documents { safety: current.safety, ..restored.clone() },
            Restoring::Merge => {
                let mut documents = current;
                documents.fill_from(restored);
                documents
            }
            // The look is that of the app, and so is how tables are read.
            Restoring::NewShop => {
                let (settings, mappings) = (current.settings, current.mappings);
                let safety = Safety::default();
                Documents { settings, mappings, safety, ..restored.clone() }
            }
        };
        for document in Document::ALL {
            let documents = documents.clone();
            self.edit(document, move |known| *known = documents);
        }
        self.write_documents();
        self.restore.set(None);
        self.clear_drop();
        let lang = self.lang.get_untracked();
        self.say(phrase("已恢复备份", "The backup is in place").text(lang), None);
        if how == Restoring::NewShop {
            self.go(&self.own_page(Page::Settings));
        }
    }

    pub fn cancel_backup(self) {
        PENDING.with_borrow_mut(|pending| *pending = None);
        self.restore.set(None);
    }

    /// The name of a file saved for the current period.
    pub(super) fn name_for_file(self, ending: &str) -> String {
        let period = self.query.get_untracked().period;
        let lang = self.lang.get_untracked();
        let only = untrack(|| self.filter_names());
        if self.in_sample() {
            return file_name(SAMPLE_MARK, period, &only, lang, ending);
        }
        self.shop.with_untracked(|shop| file_name(&shop.name, period, &only, lang, ending))
    }
}
