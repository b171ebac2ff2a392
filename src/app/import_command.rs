//! Importing: read the dropped files, preview, commit, take back.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::drop_state::{DropStage, DropState};
use super::fault::{Fault, FaultKind};
use super::route::Page;
use super::state::App;
use crate::browser::{
    self, BrowserDecoder, BrowserPace, PickedFile, ask_to_persist, next_turn, set_busy,
};
use crate::domain::{Cancelled, Dataset, Mappings, SourceId, SourceState};
use crate::import::{Drop, DropFile, StagedDrop, WarningCode, load};
use crate::store::Document;
use crate::text::{count_text, phrase};

thread_local! {
    /// The pace of the reading under way, so that the cancel button reaches it. A signal would
    /// belong to the page that the files were dropped on and be gone with it.
    static READING: RefCell<BrowserPace> = RefCell::default();
    /// The pace of the staging under way: a later choice stops it.
    static STAGING: RefCell<BrowserPace> = RefCell::default();
    /// Files that were dropped while others were being read or saved.
    static WAITING: RefCell<Vec<PickedFile>> = RefCell::default();
    /// The files of the drop, by place: a new mapping reads them again.
    static PICKED: RefCell<Vec<PickedFile>> = RefCell::default();
}

impl App {
    /// Reads dropped or picked files and previews them; files of an uncommitted drop stay.
    pub fn take_files(self, files: Vec<PickedFile>) {
        if files.is_empty() {
            return;
        }
        // They are the operator's own.
        if self.in_sample() {
            self.leave_sample(self.own_page(Page::Import));
        }
        if !self.writer.get_untracked() {
            return self.refuse();
        }
        let stage = self.drop.with_untracked(|drop| drop.stage);
        if matches!(stage, DropStage::Reading | DropStage::Staging | DropStage::Saving) {
            return WAITING.with_borrow_mut(|waiting| waiting.extend(files));
        }
        self.go(&self.own_page(Page::Import));
        let pace = BrowserPace::default();
        READING.replace(pace.clone());
        self.drop.update(|drop| {
            if matches!(drop.stage, DropStage::Empty | DropStage::Committed) {
                *drop = DropState::default();
                PICKED.take();
            }
            drop.stage = DropStage::Reading;
            drop.progress = 0;
        });
        spawn_local(self.read_files(files, pace));
    }

    async fn read_files(self, files: Vec<PickedFile>, pace: BrowserPace) {
        use crate::table::Input;
        let whole: u64 = files.iter().map(Input::len).sum::<u64>().max(1);
        let mut read: Vec<DropFile> = Vec::new();
        let mut before = 0;
        for file in files {
            let found = match self.read_or_guess(&file, (before, whole), &pace).await {
                Ok(found) => found,
                Err(_) => return self.clear_drop(),
            };
            before += file.len();
            // What products cost is no fact of the shop's: it has a preview of its own.
            let unknown = found.receipt.trouble == Some(crate::import::Trouble::Unknown);
            if !(unknown && self.take_costs(&file).await) {
                read.push(found);
                PICKED.with_borrow_mut(|picked| picked.push(file));
            }
        }
        if read.is_empty() && self.drop.with_untracked(|drop| drop.files.is_empty()) {
            self.clear_drop();
            return self.take_waiting();
        }
        let unreadable = read.iter().find_map(|file| match &file.receipt.trouble {
            Some(crate::import::Trouble::Fault(crate::table::FileFault::Unreadable)) => Some(()),
            _ => None,
        });
        if unreadable.is_some() {
            let fault = crate::table::FileFault::Unreadable;
            self.raise(Fault::importing(&fault, self.lang.get_untracked()));
        }
        self.drop.update(|drop| {
            let known = drop.files.iter().cloned();
            drop.files = Arc::new(known.chain(read).collect());
            drop.progress = 100;
        });
        if !self.restage(pace).await {
            return;
        }
        self.open_unknown();
        let now = self.documents.with_untracked(|documents| documents.settings.import_now);
        let ready = self.drop.with_untracked(|drop| {
            self.shop.with_untracked(|shop| {
                !drop.waits(shop) && drop.wanted() > 0 && drop.guessed.is_empty()
            })
        });
        if now && ready {
            self.commit_drop();
        }
    }

    /// Reads one file; an order table whose columns can be told for sure once more, by them.
    async fn read_or_guess(
        self,
        file: &PickedFile,
        at: (u64, u64),
        pace: &BrowserPace,
    ) -> Result<DropFile, Cancelled> {
        let read = self.read_file(file, at, pace, &self.mappings()).await?;
        let Some(mapping) = App::sure_mapping(&read) else { return Ok(read) };
        self.drop.update(|drop| {
            drop.guessed.push(mapping.signature);
            drop.mappings.keep(mapping);
        });
        let again = self.read_file(file, at, pace, &self.mappings()).await?;
        Ok(DropFile { survey: read.survey, ..again })
    }

    /// Reads one file, telling how far of the whole it is; `at` is where it begins in that.
    async fn read_file(
        self,
        file: &PickedFile,
        (before, whole): (u64, u64),
        pace: &BrowserPace,
        mappings: &Mappings,
    ) -> Result<DropFile, Cancelled> {
        let name = file.name();
        self.drop.update(|drop| drop.reading.clone_from(&name));
        let counted = Counted { file, before, whole, app: self };
        let decoder = BrowserDecoder::default();
        load(&name, file.modified(), &counted, &decoder, pace, mappings).await
    }

    /// Reads a file of the drop anew, by other mappings.
    pub(super) async fn read_again(
        self,
        place: usize,
        pace: &BrowserPace,
        mappings: &Mappings,
    ) -> Option<DropFile> {
        let file = PICKED.with_borrow(|picked| picked.get(place).cloned())?;
        let whole = crate::table::Input::len(&file).max(1);
        self.read_file(&file, (0, whole), pace, mappings).await.ok()
    }

    /// Reads the stale files of the drop anew and stages it.
    pub(super) fn restage_read(self) {
        let pace = BrowserPace::default();
        READING.replace(pace.clone());
        spawn_local(async move {
            if self.refresh_stale(&pace).await && self.restage(pace).await {
                self.open_unknown();
            }
        });
    }

    /// Drops a file of the drop that was committed once more. Says whether it could.
    pub(super) fn drop_again(self, place: usize) -> bool {
        let committed = self.drop.with_untracked(|drop| drop.stage == DropStage::Committed);
        let file = PICKED.with_borrow(|picked| picked.get(place).cloned()).filter(|_| committed);
        file.is_some_and(|file| {
            self.take_files(vec![file]);
            true
        })
    }

    /// Forgets the drop; nothing of it was stored.
    pub(super) fn clear_drop(self) {
        PICKED.take();
        self.editing.set(None);
        self.drop.set(DropState::default());
    }

    /// Reads what was dropped in the meantime.
    fn take_waiting(self) {
        self.take_files(WAITING.take());
    }

    /// Stages the wanted files of the drop anew. Says whether it got to the end: a later choice,
    /// or a cancelled drop, stops it.
    pub(super) async fn restage(self, pace: BrowserPace) -> bool {
        STAGING.replace(pace.clone()).cancel();
        let drop = self.drop.get_untracked();
        let dataset = self.dataset.get_untracked();
        let shop = self.shop.get_untracked();
        let files = Drop { files: drop.files.as_ref().clone() };
        let wanted = |place: usize| !drop.left_out.contains(&place);
        match files.stage(&dataset, &shop.name, browser::now(), wanted, &pace).await {
            Err(_) => false,
            Ok(staged) => {
                self.drop.update(|drop| {
                    drop.staged = Some(Arc::new(staged));
                    drop.stage = DropStage::Previewed;
                });
                if self.drop.with_untracked(|drop| drop.confirmed) {
                    self.commit_drop();
                }
                self.take_waiting();
                true
            }
        }
    }

    /// Takes a file of the preview in or leaves it out.
    pub fn leave_out(self, place: usize, left_out: bool) {
        let stage = self.drop.with_untracked(|drop| drop.stage);
        if !matches!(stage, DropStage::Previewed | DropStage::Staging) {
            return;
        }
        self.drop.update(|drop| {
            drop.left_out.retain(|known| *known != place);
            if left_out {
                drop.left_out.push(place);
            }
            // From this moment on nothing can be committed that was staged before.
            drop.stage = DropStage::Staging;
        });
        spawn_local(async move {
            self.restage(BrowserPace::default()).await;
        });
    }

    /// Answers a warning; a no leaves the file out.
    pub fn answer(self, place: usize, code: WarningCode, yes: bool) {
        if code == WarningCode::NetAmounts {
            self.answer_net(place, yes);
        } else if yes {
            self.drop.update(|drop| drop.answered.push((place, code)));
        } else {
            self.leave_out(place, true);
        }
    }

    /// The first import: these are the shop's files, and this is its name.
    pub fn name_shop(self, name: &str) {
        let name = name.trim();
        let fallback = phrase("我的店铺", "My shop").text(self.lang.get_untracked());
        let name = if name.is_empty() { fallback } else { name };
        self.shop.update(|shop| name.clone_into(&mut shop.name));
        self.drop.update(|drop| drop.named = true);
    }

    /// Drops the preview or stops the reading; everything is as it was.
    pub fn cancel_drop(self) {
        let named_now = self.drop.with_untracked(|drop| drop.named);
        READING.with_borrow(BrowserPace::cancel);
        STAGING.with_borrow(BrowserPace::cancel);
        WAITING.take();
        self.clear_drop();
        if named_now {
            self.shop.update(|shop| shop.name.clear());
        }
    }

    /// Saves the previewed files and shows their figures.
    pub fn commit_drop(self) {
        if self.drop.with_untracked(|drop| drop.stage == DropStage::Staging) {
            set_busy(true);
            return self.drop.update(|drop| drop.confirmed = true);
        }
        self.drop.update(|drop| drop.confirmed = false);
        let drop = self.drop.get_untracked();
        let ready = self.shop.with_untracked(|shop| !drop.waits(shop));
        let Some(staged) = drop.staged.filter(|_| ready && drop.stage == DropStage::Previewed)
        else {
            let saving = self.drop.with_untracked(|drop| drop.stage == DropStage::Saving);
            return set_busy(saving);
        };
        set_busy(true);
        self.drop.update(|drop| drop.stage = DropStage::Saving);
        spawn_local(async move {
            let mut dataset = staged.dataset.clone();
            let forgot = dataset.forget_old_rollbacks(&BrowserPace::default()).await.is_ok();
            if forgot && self.keep(dataset).await {
                self.drop.update(|drop| drop.stage = DropStage::Committed);
                self.keep_mappings(&staged);
                let files = drop.files.iter().filter(|file| file.loaded.is_some()).count();
                let files = u32::try_from(files).unwrap_or(0);
                self.edit(Document::Safety, |documents| documents.safety.imports += files);
                self.say_imported(&staged);
                self.forget_gone();
                ask_to_persist();
                spawn_local(self.back_up_to_folder());
            } else {
                self.drop.update(|drop| drop.stage = DropStage::Previewed);
            }
            self.drawn().await;
            self.take_waiting();
        });
    }

    fn say_imported(self, staged: &StagedDrop) {
        let lang = self.lang.get_untracked();
        let new: u32 = staged.receipts.iter().map(|receipt| receipt.tally.new).sum();
        let updated: u32 = staged.receipts.iter().map(|receipt| receipt.tally.updated).sum();
        let (new, updated) = (count_text(i64::from(new)), count_text(i64::from(updated)));
        let text = phrase("已导入：新增 {} 行，更新 {} 行", "Imported: {} new, {} updated rows");
        self.say(text.fill(lang, &[&new, &updated]), None);
    }

    /// Saves a dataset and shows it. Says whether it was saved; if not, nothing has changed.
    pub(super) async fn keep(self, dataset: Dataset) -> bool {
        if self.in_sample() {
            self.show(dataset, true).await;
            return true;
        }
        if !self.writer.get_untracked() {
            self.refuse();
            return false;
        }
        let keeper = self.keeper.get_value();
        keeper.rested().await;
        let shop = self.shop.get_untracked();
        keeper.saving.set(true);
        let kept = match keeper.save_facts(&dataset, &shop).await {
            Ok(shops) => {
                self.shops.set(shops);
                self.settle(FaultKind::Quota);
                self.settle(FaultKind::Write);
                self.show(dataset, false).await;
                self.fold_later();
                true
            }
            Err(fault) => {
                self.raise(Fault::saving(&fault));
                false
            }
        };
        keeper.saving.set(false);
        self.measure();
        kept
    }

    /// Waits until the page shows what the signals say.
    pub(super) async fn drawn(self) {
        tick().await;
        next_turn().await;
        set_busy(false);
    }

    /// Takes an imported file back, or puts it back in.
    pub fn set_source(self, source: SourceId, state: SourceState) {
        set_busy(true);
        spawn_local(async move {
            let dataset = self.dataset.get_untracked();
            let pace = BrowserPace::default();
            if let Ok(changed) = dataset.with_state(source, state, &pace).await
                && self.keep(changed).await
            {
                let lang = self.lang.get_untracked();
                let (text, back) = match state {
                    SourceState::RolledBack => {
                        (phrase("已撤回这份文件", "The file was taken back"), SourceState::Live)
                    }
                    SourceState::Live => {
                        (phrase("已放回这份文件", "The file is back in"), SourceState::RolledBack)
                    }
                };
                let undo = Arc::new(move |app: App| app.set_source(source, back));
                self.say(text.text(lang), Some(undo));
            }
            self.drawn().await;
        });
    }
}

/// Tells how far the reading is, on the way from the file.
struct Counted<'a> {
    file: &'a PickedFile,
    before: u64,
    whole: u64,
    app: App,
}

impl crate::table::Input for Counted<'_> {
    fn len(&self) -> u64 {
        self.file.len()
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, crate::table::InputFault> {
        let hundredths = (self.before + at).saturating_mul(100) / self.whole;
        let progress = u32::try_from(hundredths).unwrap_or(100).min(100);
        if self.app.drop.with_untracked(|drop| drop.progress != progress) {
            self.app.drop.update(|drop| drop.progress = progress);
        }
        self.file.read(at, count).await
    }
}
