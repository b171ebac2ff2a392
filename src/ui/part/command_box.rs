//! The command box: type a few characters, go there.

use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::text::{Phrase, phrase};

/// What can be typed for.
const PLACES: [(Page, Phrase); 8] = [
    (Page::Today, phrase("今日", "Today")),
    (Page::Data, phrase("数据总览", "Data overview")),
    (Page::Orders, phrase("发货与对账", "Shipping and reconciling")),
    (Page::Mix, phrase("货盘", "Product mix")),
    (Page::Report, phrase("报告", "Report")),
    (Page::Import, phrase("导入文件", "Import files")),
    (Page::Settings, phrase("设置与备份", "Settings and backup")),
    (Page::Glossary, phrase("口径", "Definitions")),
];

#[component]
pub fn CommandBox(open: RwSignal<bool>) -> impl IntoView {
    let app = expect_context::<App>();
    let typed = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Input>::new();
    let found = move || {
        let typed = typed.get().to_ascii_lowercase();
        let fits = |name: Phrase| {
            name.zh.contains(&typed) || name.en.to_ascii_lowercase().contains(&typed)
        };
        PLACES.into_iter().filter(|(_, name)| fits(*name)).collect::<Vec<_>>()
    };
    let go = move |page: Page| {
        open.set(false);
        app.go(&app.route.with_untracked(|route: &Route| route.on(page)));
    };
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some((page, _)) = found().first() {
                go(*page);
            }
        }
        "Escape" => open.set(false),
        _ => {}
    };
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            if let Some(field) = field.get() {
                _ = field.focus();
            }
        }
    });
    view! {
        <Show when=move || open.get()>
            <div class="sheet-back" on:click=move |_| open.set(false)></div>
            <div class="command-box" role="dialog" aria-modal="true" aria-label=move || phrase("去哪里", "Go to").text(app.lang.get())>
                <input
                    node_ref=field
                    type="search"
                    aria-label=move || phrase("去哪里", "Go to").text(app.lang.get())
                    placeholder=move || phrase("去哪里：今日、数据、导入…", "Go to: today, data, import…").text(app.lang.get())
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=key
                />
                <ul>
                    {move || found().into_iter().map(|(page, name)| view! {
                        <li><button type="button" on:click=move |_| go(page)>{name.text(app.lang.get())}</button></li>
                    }).collect_view()}
                </ul>
            </div>
        </Show>
    }
}
