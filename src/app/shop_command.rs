//! Several shops: which one is shown, and adding and removing them.
//!
//! Architecture invariant: one shop is in memory at a time, the one that the address names. Going
//! to another writes what waits, and then loads as opening the page does.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::boot::load;
use super::drop_state::{DropStage, DropState};
use super::fault::Fault;
use super::route::{Page, Route};
use super::state::App;
use crate::browser::{self, set_busy};
use crate::plan::TaskState;
use crate::store::{Documents, MAIN, SaveFault, Shelf, Shop, Vault};
use crate::text::{Phrase, phrase};

/// What a shop without a name is called.
pub const NAMELESS: Phrase = phrase("未命名店铺", "Unnamed shop");

impl App {
    /// The id of the operator's own shop that is shown or stands aside.
    pub(super) fn own_id(self) -> String {
        let aside = self.keeper.get_value().aside.borrow().as_ref().map(|own| own.id().to_owned());
        aside.unwrap_or_else(|| self.shop.with_untracked(|shop| shop.id.clone()))
    }

    /// A page of a shop of the operator's own.
    pub fn page_of(self, id: &str, page: Page) -> Route {
        let first = self.shops.with_untracked(|shops| shops.first().is_none_or(|it| it.id == id));
        let shop = (!first && id != MAIN).then(|| id.to_owned());
        Route { shop, ..Route::to(page) }
    }

    /// A page of the operator's own shop, also when the sample is shown.
    pub fn own_page(self, page: Page) -> Route {
        self.page_of(&self.own_id(), page)
    }

    /// The shop that an address means, as far as there is one.
    fn meant(self, route: &Route) -> Option<String> {
        self.shops.with_untracked(|shops| {
            let named = |shop: &&Shop| route.shop.as_deref().unwrap_or(MAIN) == shop.id;
            shops.iter().find(named).or(shops.first()).map(|shop| shop.id.clone())
        })
    }

    /// Whether an address means another shop of the operator's own than the one at hand.
    pub(super) fn is_elsewhere(self, route: &Route) -> bool {
        let gone = self.keeper.get_value().gone.get();
        let other = || self.meant(route).is_some_and(|meant| meant != self.own_id());
        !route.sample && (gone || other())
    }

    /// Shows the shop that the address names.
    pub(super) async fn enter_shop(self) {
        self.write_documents();
        let stage = self.drop.with_untracked(|drop| drop.stage);
        if matches!(stage, DropStage::Reading | DropStage::Staging) {
            self.cancel_drop();
        }
        self.cancel_backup();
        self.cancel_roll_up();
        self.keeper.get_value().rested().await;
        if self.in_sample() {
            self.leave_sample(Route::parse(&browser::address()));
        }
        self.turn_page();
        self.drop.set(DropState::default());
        self.route.set(Route::parse(&browser::address()));
        load(self).await;
        self.fold_later();
    }

    /// An id that no shop has.
    pub(super) fn fresh_shop_id(self) -> String {
        let keeper = self.keeper.get_value();
        let fresh = keeper.with_vault(|vault, _| Ok(vault.fresh_id()));
        fresh.unwrap_or_else(|_| self.own_id())
    }

    /// Adds a shop without facts and goes there to import its files.
    pub fn add_shop(self) {
        self.with_shops(move |vault, shelf| {
            let shop = Shop { id: vault.fresh_id(), name: String::new() };
            vault.name(shelf, &shop).map(|()| shop.id)
        });
    }

    /// Removes the shop at hand, once the operator has said yes.
    pub fn remove_shop(self) {
        let lang = self.lang.get_untracked();
        let shop = self.shop.get_untracked();
        let name = if shop.name.is_empty() { NAMELESS.text(lang) } else { shop.name.as_str() };
        let words = phrase(
            "删除「{}」的全部数据、任务和目标？删了找不回来，请先下载它的备份。",
            "Remove {} with all its data, tasks and goals? They cannot be brought back: download its backup first.",
        );
        let yes = Arc::new(move |app: App| {
            let id = shop.id.clone();
            app.with_shops(move |vault, shelf| {
                vault.remove(shelf, &id)?;
                let first = vault.shops().into_iter().next();
                Ok(first.map_or(MAIN.to_owned(), |shop| shop.id))
            });
        });
        self.ask(words.fill(lang, &[name]), phrase("删除", "Remove"), yes);
    }

    /// Changes which shops there are and goes to the one that the change names.
    fn with_shops(
        self,
        change: impl FnOnce(&mut Vault, &dyn Shelf) -> Result<String, SaveFault> + 'static,
    ) {
        if self.refused_in_sample() {
            return;
        }
        if !self.writer.get_untracked() {
            return self.refuse();
        }
        set_busy(true);
        self.write_documents();
        spawn_local(async move {
            let keeper = self.keeper.get_value();
            keeper.rested().await;
            let changed = |vault: &mut Vault, shelf: &dyn Shelf| {
                change(vault, shelf).map(|id| (vault.shops(), id))
            };
            match keeper.with_vault(changed) {
                Ok((shops, id)) => {
                    let own = self.own_id();
                    keeper.gone.set(shops.iter().all(|shop| shop.id != own));
                    self.shops.set(shops);
                    let route = self.page_of(&id, Page::Import);
                    if route == self.route.get_untracked() {
                        self.enter_shop().await;
                    }
                    self.go(&route);
                }
                Err(fault) => self.raise(Fault::saving(&fault)),
            }
            self.measure();
            self.drawn().await;
        });
    }

    /// The other shops, with the number of tasks that are open there.
    pub fn other_shops(self) -> Vec<(Shop, usize)> {
        let here = self.shop.with(|shop| shop.id.clone());
        let shops = self.shops.get();
        let others = shops.into_iter().filter(|shop| shop.id != here && !self.sampling());
        others
            .map(|shop| {
                let open = self.open_tasks(&shop.id);
                (shop, open)
            })
            .collect()
    }

    fn open_tasks(self, shop: &str) -> usize {
        let loaded = Documents::load(&self.keeper.get_value().shelf, shop);
        let tasks = loaded.map(|(documents, _)| documents.tasks.tasks).unwrap_or_default();
        tasks.iter().filter(|task| task.state == TaskState::Open).count()
    }
}
