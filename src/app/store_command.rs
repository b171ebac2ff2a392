//! Looking after what is stored: the look at every value, the repair, the raw copy, the folder for
//! backups, and taking over from another tab.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fault::Fault;
use super::state::App;
use crate::browser::{
    self, Payload, choose_folder, save_as, set_busy, steal_writer_lock, write_to_folder,
};
use crate::plan::Safety;
use crate::store::{Document, Vault, write_backup, write_raw};
use crate::text::{iso_day, phrase};

impl App {
    /// Looks at every stored value.
    pub fn check_store(self) {
        let keeper = self.keeper.get_value();
        match keeper.with_vault(|vault, shelf| Ok(vault.check(shelf)?)) {
            Ok(values) => self.health.set(Some(values)),
            Err(fault) => self.raise(Fault::saving(&fault)),
        }
    }

    /// Writes anew what is damaged and still known here; the rest is set aside.
    pub fn repair_store(self) {
        if self.refused_in_sample() || !self.writer.get_untracked() {
            return;
        }
        set_busy(true);
        spawn_local(async move {
            let keeper = self.keeper.get_value();
            keeper.rested().await;
            keeper.saving.set(true);
            let (dataset, shop) = (self.dataset.get_untracked(), self.shop.get_untracked());
            let repaired = keeper.repair_facts(&dataset, &shop).await;
            keeper.saving.set(false);
            match repaired {
                Ok(()) => {
                    // Documents are small: all of them are written, damaged or not.
                    Document::ALL.into_iter().for_each(|document| self.edit(document, |_| {}));
                    self.write_documents();
                    let words = phrase("已修复", "Repaired");
                    self.say(words.text(self.lang.get_untracked()), None);
                }
                Err(fault) => self.raise(Fault::saving(&fault)),
            }
            self.measure();
            self.check_store();
            self.drawn().await;
        });
    }

    /// Offers every stored value as it is, what was set aside too.
    pub fn save_raw(self) {
        let now = browser::now();
        let text = write_raw(&self.keeper.get_value().shelf, now).ok();
        let name = format!("dianpan-raw-{}.json", iso_day(now.day()));
        self.say_saved(text.and_then(|it| save_as(&name, "application/json", &Payload::Text(it))));
    }

    /// Removes what was set aside.
    pub fn clear_aside(self) {
        let yes: super::state::Undo = std::sync::Arc::new(|app: App| {
            if let Err(fault) = Vault::clear_aside(&app.keeper.get_value().shelf) {
                app.raise(Fault::writing(&fault));
            }
            app.measure();
            app.check_store();
        });
        let words = phrase(
            "清除另存的损坏部分？清了找不回来，请先下载原始数据。",
            "Remove the damaged parts that were set aside? Download the raw data first: they cannot be brought back.",
        );
        self.ask(words.text(self.lang.get_untracked()), phrase("清除", "Remove"), yes);
    }

    /// Lets the operator choose a folder; from then on every import puts a backup there.
    pub fn choose_backup_folder(self) {
        if self.refused_in_sample() {
            return;
        }
        spawn_local(async move {
            if let Some(name) = choose_folder().await {
                self.folder.set(name);
                self.back_up_to_folder().await;
            }
        });
    }

    /// Writes the backup of today into the chosen folder, if there is one.
    pub(super) async fn back_up_to_folder(self) {
        let folder = self.folder.get_untracked();
        if folder.is_empty() || self.in_sample() {
            return;
        }
        let (now, lang) = (browser::now(), self.lang.get_untracked());
        let text = self.dataset.with_untracked(|dataset| {
            self.documents.with_untracked(|documents| {
                self.shop.with_untracked(|shop| write_backup(dataset, documents, shop, now))
            })
        });
        let name = self.name_of_day("备份", now, "json");
        let written = match text {
            Some(text) => write_to_folder(&name, &text).await,
            None => false,
        };
        if written {
            self.edit(Document::Safety, |documents| documents.safety = Safety::at(now));
            let words = phrase("已备份到文件夹「{}」", "Backed up to the folder {}");
            self.say(words.fill(lang, &[&folder]), None);
        } else {
            self.folder.set(String::new());
            let words = phrase(
                "没能写进文件夹「{}」，之后不再自动备份。请重新选文件夹，或下载备份。",
                "The folder {} could not be written: no more backups go there. Choose it again, or download a backup.",
            );
            self.say(words.fill(lang, &[&folder]), None);
        }
    }

    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        steal_writer_lock();
    }
}
