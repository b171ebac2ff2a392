//! Bringing the app to life: load what is stored, take the writer's lock, listen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::calendar_command::watch_steps;
use super::drop_state::DropStage;
use super::fault::{Fault, FaultKind};
use super::keeper::Keeper;
use super::route::Route;
use super::sample_command::Own;
use super::state::App;
use crate::browser::{
    self, BrowserPace, LockState, ask_before_leaving, on_address_change, on_leave,
    on_storage_change, on_window_drop, take_writer_lock,
};
use crate::domain::Dataset;
use crate::metric::Book;
use crate::store::{Damage, Documents, LoadFault, MAIN, Shop, Vault};
use crate::text::phrase;

/// Milliseconds that a tab is given to write what waits when another takes over.
const HANDOVER: i32 = 300;
/// Milliseconds between two looks at the clock.
const CLOCK: i32 = 30_000;

/// Milliseconds that the page before this one may take to let go of the lock.
const GRACE: f64 = 250.0;

/// Loads and listens; the page is ready when this has drawn once.
pub fn start(app: App) {
    spawn_local(async move {
        lock_is_known(app).await;
        if app.in_sample() {
            app.keeper.get_value().aside.replace(Some(Own::default()));
            load(app).await;
            app.fill_sample().await;
        } else {
            load(app).await;
        }
        tick().await;
        browser::uncover();
        app.all_drawn().await;
        browser::set_ready();
        app.fold_later();
    });
    on_address_change(move || follow_address(app));
    browser::every(CLOCK, move || app.clock.set(browser::now()));
    on_window_drop(move |files| {
        if files.is_empty() {
            let nothing = phrase("这个文件夹里没有文件。", "There is no file in this folder.");
            return app.say(nothing.text(app.lang.get_untracked()), None);
        }
        app.take_files(files);
    });
    browser::keep_focus();
    on_leave(move || app.write_documents());
    ask_before_leaving(move || {
        let busy =
            |stage| matches!(stage, DropStage::Reading | DropStage::Staging | DropStage::Saving);
        app.drop.with_untracked(|drop| busy(drop.stage))
    });
    on_storage_change(move |key| stored_elsewhere(app, key));
    take_writer_lock(move |state| lock_changed(app, state));
    watch_look(app);
    watch_steps(app);
}

/// Shows what the address asks for; the sample shop takes a moment to make.
fn follow_address(app: App) {
    let route = Route::parse(&browser::address());
    if route.sample && !app.in_sample() {
        browser::set_busy(true);
        return spawn_local(async move {
            app.enter_sample().await;
            app.drawn().await;
        });
    }
    if app.is_elsewhere(&route) {
        browser::set_busy(true);
        return spawn_local(async move {
            app.enter_shop().await;
            app.drawn().await;
        });
    }
    busy(app, move || match app.in_sample() && !route.sample {
        true => app.leave_sample(route),
        false => app.route.set(route),
    });
}

/// Marks the page busy while a change is drawn.
fn busy(app: App, change: impl FnOnce() + 'static) {
    browser::set_busy(true);
    change();
    // All figures hang on the clock: it goes on by itself, and here only where it was held up.
    let now = browser::now();
    if now.since(app.clock.get_untracked()).abs() > i64::from(CLOCK / 1000) {
        app.clock.set(now);
    }
    spawn_local(async {
        tick().await;
        browser::next_turn().await;
        browser::set_busy(false);
    });
}

/// Loads the shop that the address asks for into the signals: all of it at once, so that nothing
/// of one shop is ever shown, or kept, with another.
pub(super) async fn load(app: App) {
    let keeper = app.keeper.get_value();
    if keeper.shelf.is_memory() {
        app.raise(Fault::blocked());
    }
    let asked = app.route.with_untracked(|route| route.shop.clone());
    let asked = asked.unwrap_or_else(|| MAIN.to_owned());
    let pace = BrowserPace::default();
    let loaded = Vault::load(&keeper.shelf, &asked, &pace).await;
    let (shop, dataset, damage) = match loaded {
        Ok((vault, loaded)) => {
            app.shops.set(vault.shops());
            keeper.gone.set(false);
            keeper.set_vault(vault);
            (loaded.shop, loaded.dataset, loaded.damage)
        }
        Err(fault) => {
            // Without a vault nothing can be written over what could not be read.
            not_loaded(app, &fault);
            keeper.drop_vault();
            // What the page shows already, it goes on to show.
            if app.has_own_facts() {
                return;
            }
            (Shop::default(), Dataset::default(), None)
        }
    };
    let book = Book::open(&dataset, &pace).await.unwrap_or_default();
    let lang = match Documents::load(&keeper.shelf, &shop.id) {
        Ok((documents, damaged)) => {
            let lang = documents.settings.lang;
            app.put_documents(documents);
            if !damaged.is_empty() {
                Vault::set_aside(&keeper.shelf, &Damage { keys: damaged, ..Damage::default() });
                app.raise(Fault::corrupt(&[], false, lang));
            }
            lang
        }
        Err(fault) => {
            not_loaded(app, &fault);
            app.lang.get_untracked()
        }
    };
    app.put_shop(shop);
    app.put_facts(Arc::new(dataset), Arc::new(book), false);
    app.clock.set(browser::now());
    if let Some(damage) = damage {
        Vault::set_aside(&keeper.shelf, &damage);
        app.raise(Fault::corrupt(&damage.lost, damage.older_state, lang));
    }
    app.measure();
}

/// What a newer app has written stays as it is.
fn not_loaded(app: App, fault: &LoadFault) {
    let told = Fault::loading(fault);
    if matches!(fault, LoadFault::NewerSchema(_)) {
        app.stop_writing(told);
    } else {
        app.raise(told);
    }
}

impl App {
    /// Reads a dataset into a book and puts both in place, be it on the page or aside.
    pub(super) async fn show(self, dataset: Dataset, sample: bool) {
        let book = Book::open(&dataset, &BrowserPace::default()).await;
        self.put_facts(Arc::new(dataset), Arc::new(book.unwrap_or_default()), sample);
        self.clock.set(browser::now());
    }
}

/// Waits until it is known who writes. A page that is loaded anew finds the lock with the page
/// before it for a moment, of which nobody need hear.
async fn lock_is_known(app: App) {
    let keeper = app.keeper.get_value();
    let start = browser::milliseconds();
    let open = |keeper: &Keeper| matches!(keeper.lock.get(), None | Some(LockState::Waiting));
    while open(&keeper) && browser::milliseconds() - start < GRACE {
        browser::wait(1).await;
    }
    keeper.begun.set(true);
    if keeper.lock.get() == Some(LockState::Waiting) {
        app.raise(Fault::other_tab());
    }
}

fn lock_changed(app: App, state: LockState) {
    let keeper = app.keeper.get_value();
    keeper.lock.set(Some(state));
    match state {
        LockState::Held if app.writer.get_untracked() || app.has_stopped() => {}
        LockState::Held if !keeper.begun.get() => app.writer.set(true),
        LockState::Held | LockState::Stolen => spawn_local(async move {
            if state == LockState::Stolen {
                // The other tab is putting down what it holds in this very moment.
                browser::wait(HANDOVER).await;
            }
            // What it saved last is the state to go on from.
            load(app).await;
            // It may have been taken again meanwhile.
            if keeper.lock.get() == Some(state) {
                app.settle(FaultKind::OtherTab);
                app.writer.set(!app.has_stopped());
            }
        }),
        LockState::Waiting => {
            app.writer.set(false);
            if keeper.begun.get() {
                app.raise(Fault::other_tab());
            }
        }
        LockState::Taken => {
            app.write_documents();
            app.cancel_drop();
            app.writer.set(false);
            app.raise(Fault::other_tab());
        }
        // Another tab is noticed by what it writes.
        LockState::Unsupported => {}
    }
}

/// Another tab changed the storage.
fn stored_elsewhere(app: App, key: Option<String>) {
    match key {
        None => {
            if app.has_own_facts() {
                // One document written now would stand for the whole.
                app.stop_writing(Fault::cleared());
            }
        }
        Some(key) if is_state(&key) && !app.has_stopped() => {
            if !app.writer.get_untracked() {
                spawn_local(load(app));
            } else if app.keeper.get_value().lock.get() == Some(LockState::Unsupported) {
                app.stop_writing(Fault::overtaken());
            }
        }
        Some(_) => {}
    }
}

/// Whether a key of storage is part of the state.
fn is_state(key: &str) -> bool {
    key.starts_with("dianpan.") && (key.contains(".manifest.") || key.contains(".doc."))
}

/// Theme, colours of rise and fall and language follow the settings.
fn watch_look(app: App) {
    Effect::new(move |_| {
        let settings = app.settings.get();
        let theme = settings.theme.id();
        browser::set_root("data-theme", if theme == "auto" { "" } else { theme });
        browser::set_root("data-up", settings.up.id());
        let sample = app.route.with(|route| route.sample);
        browser::set_root("data-sample", if sample { "true" } else { "" });
        let zh = settings.lang == crate::text::Lang::Zh;
        browser::set_root("lang", if zh { "zh-CN" } else { "en" });
    });
}
