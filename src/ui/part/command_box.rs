//! The command box: type a few characters, walk the list with the arrows, go there.

use super::super::live::{Show, live, told};
use super::super::place::PLACES;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::browser::is_composing;
use crate::text::{Phrase, phrase};

/// Into the sample shop, and out of it.
const IN: Phrase = phrase("看看示例店铺", "Try a sample shop");
const OUT: Phrase = phrase("回到我的店铺", "Back to my own shop");

/// A line of the list: a page, or the way into the sample or out of it.
type Line = (Option<Page>, Phrase);

/// The id of a line of the list.
fn place_id(at: usize) -> String {
    format!("place-{at}")
}

/// The places whose name has what was typed.
fn found(typed: &str, sampling: bool) -> Vec<Line> {
    let typed = typed.to_ascii_lowercase();
    let fits =
        |name: Phrase| name.zh.contains(&typed) || name.en.to_ascii_lowercase().contains(&typed);
    let turn = (None, if sampling { OUT } else { IN });
    let pages = PLACES.iter().map(|place| (Some(place.page), place.name));
    pages.chain([turn]).filter(|(_, name)| fits(*name)).collect()
}

/// Where a line leads.
fn to(page: Option<Page>, now: &Route) -> Route {
    match page {
        Some(page) => now.on(page),
        None if now.sample => Route::to(Page::Today),
        None => Route::to_sample(),
    }
}

#[component]
pub fn CommandBox(open: RwSignal<bool>) -> impl IntoView {
    let app = expect_context::<App>();
    let typed = RwSignal::new(String::new());
    // The place in the list that Enter takes.
    let marked = RwSignal::new(0usize);
    let field = NodeRef::<leptos::html::Input>::new();
    let name = app.words(phrase("去哪里", "Go to"));
    let go = Callback::new(move |page: Option<Page>| {
        open.set(false);
        app.go(&app.route.with_untracked(|route| to(page, route)));
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let places = typed.with_untracked(|typed| found(typed, app.in_sample()));
        match event.key().as_str() {
            "Enter" => _ = places.get(marked.get_untracked()).map(|(page, _)| go.run(*page)),
            "ArrowDown" => marked.update(|at| *at = (*at + 1).min(places.len().saturating_sub(1))),
            "ArrowUp" => marked.update(|at| *at = at.saturating_sub(1)),
            _ => return,
        }
        event.prevent_default();
    };
    let type_in = move |event| {
        typed.set(event_target_value(&event));
        marked.set(0);
    };
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            marked.set(0);
            if let Some(field) = field.get() {
                _ = field.focus();
            }
        }
    });
    view! {
        <Show when=move || open.get()>
            <div class="sheet-back" on:click=move |_| open.set(false)></div>
            <div class="command-box" role="dialog" aria-modal="true" aria-label=name>
                <input
                    node_ref=field
                    type="search"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="places"
                    aria-activedescendant=told(move || place_id(marked.get()))
                    aria-label=name
                    placeholder=app.words(phrase("去哪里：今日、数据、导入…", "Go to: today, data, import…"))
                    on:input=type_in
                    on:keydown=key
                />
                <Places app typed marked go />
            </div>
        </Show>
    }
}

/// The list under the field, one of its lines marked.
#[component]
fn Places(
    app: App,
    typed: RwSignal<String>,
    marked: RwSignal<usize>,
    go: Callback<Option<Page>>,
) -> impl IntoView {
    let lines = move || {
        let lang = app.lang.get();
        let places = typed.with(|typed| found(typed, app.sampling()));
        let line = move |(at, (page, name)): (usize, Line)| {
            view! {
                <li role="presentation">
                    <button
                        type="button"
                        role="option"
                        id=place_id(at)
                        aria-selected=told(move || (marked.get() == at).to_string())
                        on:click=move |_| go.run(page)
                    >{name.text(lang)}</button>
                </li>
            }
        };
        places.into_iter().enumerate().map(line).collect_view()
    };
    view! {
        <ul id="places" role="listbox" aria-label=app.words(phrase("去哪里", "Go to"))>
            {live(lines)}
        </ul>
    }
}
