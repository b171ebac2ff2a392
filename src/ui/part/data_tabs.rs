//! The pages of data, one beside the other, where a phone has no room for the whole navigation.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Page;
use crate::text::{Phrase, phrase};

const PAGES: [(Page, Phrase); 3] = [
    (Page::Data, phrase("总览", "Overview")),
    (Page::Orders, phrase("发货与对账", "Shipping")),
    (Page::Mix, phrase("货盘", "Mix")),
];

#[component]
pub fn DataTabs(app: App) -> impl IntoView {
    let links = move || {
        let lang = app.lang.get();
        let route = app.route.get();
        let link = |(page, name): (Page, Phrase)| {
            let current = (route.page == page).then_some("page");
            view! { <a href=route.on(page).href() aria-current=current>{name.text(lang)}</a> }
        };
        PAGES.into_iter().map(link).collect_view()
    };
    view! {
        <nav class="segments data-tabs" aria-label=app.words(phrase("数据页", "Data pages"))>
            {live(links)}
        </nav>
    }
}
