//! What stands around every page: navigation, faults, toast, the 口径 sheet.

use super::live::live;
use leptos::prelude::*;

use super::page::{
    CalendarPage, ComingPage, DataPage, FunnelPage, GlossaryPage, GoalsPage, ImportPage, MixPage,
    NotFoundPage, OrdersPage, ProductsPage, ReportPage, ReturnsPage, SettingsPage, TasksPage,
    TodayPage,
};
use super::part::{
    CommandBox, ExplanationSheet, FaultBanners, Meter, SampleBanner, ToastBox, shop_choice,
};
use super::place::{PLACES, Rank};
use crate::app::App;
use crate::app::route::Page;
use crate::browser::{on_key, scroll_to_top, set_title};
use crate::text::phrase;

#[component]
pub fn Shell() -> impl IntoView {
    let app = expect_context::<App>();
    let commanding = RwSignal::new(false);
    listen_to_keys(app, commanding);
    Effect::new(move |_| set_title(&title(app)));
    // Another period or filter is not another page: its parts follow by themselves.
    let at = Memo::new(move |_| app.route.with(|route| route.page));
    // Another page begins at its top, and so does that of a product.
    Effect::new(move |before: Option<(Page, Option<String>)>| {
        let product = app.product_asked().filter(|_| at.get() == Page::Products);
        let now = (at.get(), product);
        if before.is_some_and(|before| before != now) {
            scroll_to_top();
        }
        now
    });
    // Behind an open dialog nothing can be used.
    let covered = Memo::new(move |_| commanding.get() || app.explained.get().is_some());
    view! {
        <a class="skip" href="#main" prop:inert=covered on:click=|event| {
            event.prevent_default();
            crate::browser::focus("main");
        }>{app.words(phrase("跳到正文", "Skip to content"))}</a>
        <div class="shell" prop:inert=covered>
            <aside class="side">
                <a class="brand" href=app.beside(Page::Today)><i aria-hidden="true"></i>"店盘"</a>
                <nav class="nav" aria-label="main">{live(move || links(app, false))}</nav>
                <Foot />
            </aside>
            <main id="main" tabindex="-1">
                <SampleBanner />
                <FaultBanners />
                {live(move || page(at.get()))}
            </main>
        </div>
        <nav class="tabs" aria-label="tabs" prop:inert=covered>{live(move || links(app, true))}</nav>
        <ToastBox />
        <ExplanationSheet />
        <CommandBox open=commanding />
    }
}

/// `数据总览 · 我的店铺 · 店盘`: the page and the shop, for tabs and bookmarks.
fn title(app: App) -> String {
    let lang = app.lang.get();
    let page = app.route.with(|route| route.page);
    let page = match page {
        Page::NotFound => phrase("没有这个页面", "Not found"),
        Page::Coming(_) => phrase("即将推出", "To come"),
        page => PLACES.iter().find(|place| place.page == page).map_or(phrase("", ""), |it| it.name),
    };
    let shop = app.shop.with(|shop| shop.name.clone());
    let parts = [page.text(lang).to_owned(), shop, "店盘".to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn links(app: App, tabs: bool) -> Vec<AnyView> {
    let lang = app.lang.get();
    let route = app.route.get();
    let shown = PLACES.iter().filter(|place| !tabs || place.rank == Rank::Main);
    shown
        .map(|place| {
            // A tab stands for the pages of data that have none of their own.
            let inside = tabs && place.page == Page::Data && route.page.asks();
            let current = match route.page == place.page {
                true => Some("page"),
                false => (inside && route.page != Page::Report).then_some("true"),
            };
            let name = if tabs { place.short } else { place.name };
            let href = route.on(place.page).href();
            let inner = matches!(place.rank, Rank::Data | Rank::Plan);
            view! { <a href=href class:inner=inner aria-current=current>{name.text(lang)}</a> }
                .into_any()
        })
        .collect()
}

fn page(page: Page) -> AnyView {
    match page {
        Page::Today => view! { <TodayPage /> }.into_any(),
        Page::Data => view! { <DataPage /> }.into_any(),
        Page::Mix => view! { <MixPage /> }.into_any(),
        Page::Orders => view! { <OrdersPage /> }.into_any(),
        Page::Funnel => view! { <FunnelPage /> }.into_any(),
        Page::Products => view! { <ProductsPage /> }.into_any(),
        Page::Returns => view! { <ReturnsPage /> }.into_any(),
        Page::Tasks => view! { <TasksPage /> }.into_any(),
        Page::Goals => view! { <GoalsPage /> }.into_any(),
        Page::Calendar => view! { <CalendarPage /> }.into_any(),
        Page::Report => view! { <ReportPage /> }.into_any(),
        Page::Import => view! { <ImportPage /> }.into_any(),
        Page::Settings => view! { <SettingsPage /> }.into_any(),
        Page::Glossary => view! { <GlossaryPage /> }.into_any(),
        Page::Coming(path) => view! { <ComingPage path /> }.into_any(),
        Page::NotFound => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn Foot() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="foot">
            <div>{live(move || shop_choice(app))}</div>
            <Meter />
        </div>
    }
}

/// `i` imports, `/` and Ctrl-K open the command box, `j` and `k` walk lists, `x` ticks.
fn listen_to_keys(app: App, commanding: RwSignal<bool>) {
    on_key(move |key, command| {
        match (key, command) {
            ("/", false) | ("k", true) => commanding.set(true),
            ("Escape", _) => {
                commanding.set(false);
                app.explained.set(None);
                return false;
            }
            ("i", false) => app.go_beside(Page::Import),
            ("t", false) => app.go_beside(Page::Today),
            ("d", false) => app.go_beside(Page::Data),
            ("j", false) => crate::browser::walk(".walk", 1),
            ("k", false) => crate::browser::walk(".walk", -1),
            ("x", false) => crate::browser::press_in_focus("input[type=checkbox]"),
            _ => return false,
        }
        true
    });
}
