//! The pages of data, or of the plan, one beside the other, where a phone has no room for the whole
//! navigation.

use super::super::live::live;
use super::super::place::{PLACES, Place, Rank};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Page;
use crate::text::{Phrase, phrase};

#[component]
pub fn DataTabs(app: App) -> AnyView {
    tabs(app, Page::Data, phrase("总览", "Overview"), Rank::Data, phrase("数据页", "Data pages"))
}

#[component]
pub fn PlanTabs(app: App) -> AnyView {
    tabs(app, Page::Today, phrase("今日", "Today"), Rank::Plan, phrase("计划页", "Plan pages"))
}

/// The main page under a name of its own, and those of its rank.
fn tabs(app: App, main: Page, name: Phrase, rank: Rank, label: Phrase) -> AnyView {
    let links = move || {
        let lang = app.lang.get();
        let route = app.route.get();
        let link = |place: &Place| {
            let current = (route.page == place.page).then_some("page");
            let name = if place.page == main { name } else { place.short };
            view! { <a href=route.on(place.page).href() aria-current=current>{name.text(lang)}</a> }
                .into_any()
        };
        let shown = PLACES.iter().filter(|it| it.page == main || it.rank == rank);
        shown.map(link).collect_view()
    };
    view! {
        <nav class="segments data-tabs" aria-label=app.words(label)>{live(links)}</nav>
    }
    .into_any()
}
