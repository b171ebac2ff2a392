//! Keeps what the operator does: facts at once, plan documents at most once a second.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::fault::{Fault, FaultKind};
use super::sample_command::Own;
use super::state::{App, Undo};
use crate::browser::{BrowserPace, BrowserShelf, LockState, now, set_busy, wait};
use crate::domain::{Dataset, SortedMap};
use crate::store::{Document, Documents, SaveFault, Shelf, ShelfFault, Shop, Vault, used_units};

/// The shelf and what is known to be on it.
pub(super) struct Keeper {
    pub shelf: BrowserShelf,
    /// Out while a save is running.
    vault: RefCell<Option<Vault>>,
    /// Documents that wait for their turn, and whether a turn is coming.
    waiting: RefCell<SortedMap<Document, ()>>,
    resting: Cell<bool>,
    /// The last document could not be written.
    failing: Cell<bool>,
    /// The operator's own shop, while the sample is shown. Nothing is written meanwhile.
    pub aside: RefCell<Option<Own>>,
    /// Facts are being saved and shown.
    pub saving: Cell<bool>,
    /// Months wait to be folded.
    pub folding: Cell<bool>,
    /// The shop at hand was removed, and another is yet to be loaded.
    pub gone: Cell<bool>,
    /// What is known of the lock.
    pub lock: Cell<Option<LockState>>,
    /// The first load has begun.
    pub begun: Cell<bool>,
    /// Why this page must not write any more, whoever has the lock.
    stopped: RefCell<Option<Fault>>,
}

/// Milliseconds between two writes of documents.
const REST: i32 = 1_000;
/// Milliseconds between two looks whether a save is over.
const TRY_AGAIN: i32 = 20;

impl Keeper {
    pub fn new(shelf: BrowserShelf, vault: Option<Vault>) -> Keeper {
        Keeper {
            shelf,
            vault: RefCell::new(vault),
            waiting: RefCell::default(),
            resting: Cell::new(false),
            failing: Cell::new(false),
            aside: RefCell::new(None),
            saving: Cell::new(false),
            folding: Cell::new(false),
            gone: Cell::new(false),
            lock: Cell::new(None),
            begun: Cell::new(false),
            stopped: RefCell::new(None),
        }
    }

    pub fn set_vault(&self, vault: Vault) {
        self.vault.replace(Some(vault));
    }

    /// Nothing can be saved from here on.
    pub fn drop_vault(&self) {
        self.vault.take();
    }

    /// Waits until no facts are being saved.
    pub async fn rested(&self) {
        while self.saving.get() {
            wait(TRY_AGAIN).await;
        }
    }

    /// Saves facts now; gives all shops.
    pub async fn save_facts(&self, dataset: &Dataset, shop: &Shop) -> Result<Vec<Shop>, SaveFault> {
        let Some(mut vault) = self.vault.take() else { return Err(SaveFault::Cancelled) };
        vault.now = Some(now());
        // Not to be cancelled: a commit runs to its end.
        let saved = vault.save(&self.shelf, dataset, shop, &BrowserPace::default()).await;
        let shops = vault.shops();
        self.vault.replace(Some(vault));
        saved.map(|()| shops)
    }

    /// Does something to the vault, unless a save is running.
    pub fn with_vault<T>(
        &self,
        act: impl FnOnce(&mut Vault, &dyn Shelf) -> Result<T, SaveFault>,
    ) -> Result<T, SaveFault> {
        let mut vault = self.vault.borrow_mut();
        act(vault.as_mut().ok_or(SaveFault::Cancelled)?, &self.shelf)
    }

    /// Writes anew what is damaged.
    pub async fn repair_facts(&self, dataset: &Dataset, shop: &Shop) -> Result<(), SaveFault> {
        let Some(mut vault) = self.vault.take() else { return Err(SaveFault::Cancelled) };
        vault.now = Some(now());
        let pace = BrowserPace::default();
        let repaired = vault.repair(&self.shelf, dataset, shop, &pace).await;
        self.vault.replace(Some(vault));
        repaired
    }

    fn write(&self, documents: &Documents, shop: &str) -> Result<(), ShelfFault> {
        let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
        waiting.keys().try_for_each(|&document| documents.save(&self.shelf, shop, document))
    }
}

impl App {
    /// From here on this page writes nothing; the fault says why, now and whenever it is asked to.
    pub(super) fn stop_writing(self, why: Fault) {
        self.keeper.get_value().stopped.replace(Some(why.clone()));
        self.writer.set(false);
        self.raise(why);
    }

    /// This page was told to write nothing any more.
    pub(super) fn has_stopped(self) -> bool {
        self.keeper.get_value().stopped.borrow().is_some()
    }

    /// Says why nothing is written here.
    pub(super) fn refuse(self) {
        let stopped = self.keeper.get_value().stopped.borrow().clone();
        self.raise(stopped.unwrap_or_else(Fault::other_tab));
    }

    /// Changes a document and keeps the change. Nothing happens in a tab that only watches. In the
    /// sample the change lives as long as the sample is shown.
    pub fn edit(self, document: Document, change: impl FnOnce(&mut Documents)) {
        self.edit_all(&[document], change);
    }

    /// The same for several documents at once; says whether they could be changed.
    pub(super) fn edit_all(
        self,
        touched: &[Document],
        change: impl FnOnce(&mut Documents),
    ) -> bool {
        let kept = !self.in_sample();
        if kept && !self.writer.get_untracked() {
            self.refuse();
            return false;
        }
        self.withdraw(touched);
        self.documents.update(change);
        if kept {
            self.keep_documents(touched);
        }
        true
    }

    /// The same for what figures are made from: the page is busy until they are drawn.
    pub(super) fn edit_figures(
        self,
        touched: &[Document],
        change: impl FnOnce(&mut Documents),
    ) -> bool {
        set_busy(true);
        let changed = self.edit_all(touched, change);
        spawn_local(self.drawn());
        changed
    }

    /// Changes a document, says so, and offers the way back.
    pub fn change(self, document: Document, said: &str, change: impl FnOnce(&mut Documents)) {
        self.change_all(&[document], said, change);
    }

    /// The same for several documents at once.
    pub(super) fn change_all(
        self,
        touched: &[Document],
        said: &str,
        change: impl FnOnce(&mut Documents),
    ) {
        let before = self.documents.get_untracked();
        if !self.edit_figures(touched, change) {
            return;
        }
        let all = touched.to_vec();
        let undo: Undo = Arc::new(move |app: App| {
            app.edit_figures(&all, |documents| {
                all.iter().for_each(|document| documents.put_back(*document, &before));
            });
        });
        self.say_of(touched, said, undo);
    }

    fn keep_documents(self, touched: &[Document]) {
        let keeper = self.keeper.get_value();
        for document in touched {
            keeper.waiting.borrow_mut().insert(*document, ());
        }
        if !keeper.resting.get() {
            // Once the page shows the change: what cannot be kept is taken back from there too.
            spawn_local(async move {
                tick().await;
                self.write_documents();
            });
            self.rest(keeper);
        }
    }

    /// The next second belongs to no write; what comes in is written after it.
    fn rest(self, keeper: Rc<Keeper>) {
        keeper.resting.set(true);
        spawn_local(async move {
            wait(REST).await;
            keeper.resting.set(false);
            if !keeper.waiting.borrow().is_empty() {
                self.write_documents();
                self.rest(keeper);
            }
        });
    }

    /// Writes the documents that wait. If that fails the page shows again what is stored.
    pub(super) fn write_documents(self) {
        let keeper = self.keeper.get_value();
        if keeper.waiting.borrow().is_empty() {
            return;
        }
        let shop = self.own_id();
        let written = self.documents.with_untracked(|documents| keeper.write(documents, &shop));
        // An import that failed is not dealt with by a tick that is kept.
        if written.is_ok() && keeper.failing.replace(false) {
            self.settle(FaultKind::Quota);
            self.settle(FaultKind::Write);
        }
        if let Err(fault) = written {
            self.raise(Fault::writing(&fault));
            keeper.failing.set(true);
            // It said that something was done.
            self.toast.set(None);
            if let Ok((stored, _)) = Documents::load(&keeper.shelf, &shop) {
                self.documents.set(stored);
            }
        }
        self.measure();
    }

    /// Counts what storage holds.
    pub(super) fn measure(self) {
        let keeper = self.keeper.get_value();
        if let Ok(used) = used_units(&keeper.shelf) {
            self.used.set(used);
        }
    }
}
