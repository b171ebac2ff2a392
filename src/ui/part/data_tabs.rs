//! The pages of data, one beside the other, where a phone has no room for the whole navigation.

use super::super::live::live;
use super::super::place::{PLACES, Place, Rank};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Page;
use crate::text::phrase;

#[component]
pub fn DataTabs(app: App) -> impl IntoView {
    let links = move || {
        let lang = app.lang.get();
        let route = app.route.get();
        let link = |place: &Place| {
            let current = (route.page == place.page).then_some("page");
            let overview = place.page == Page::Data;
            let name = if overview { phrase("总览", "Overview") } else { place.short };
            view! { <a href=route.on(place.page).href() aria-current=current>{name.text(lang)}</a> }
        };
        let shown = PLACES.iter().filter(|it| it.page == Page::Data || it.rank == Rank::Data);
        shown.map(link).collect_view()
    };
    view! {
        <nav class="segments data-tabs" aria-label=app.words(phrase("数据页", "Data pages"))>
            {live(links)}
        </nav>
    }
}
