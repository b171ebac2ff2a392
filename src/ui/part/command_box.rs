//! The command box: type a few characters, walk the list with the arrows, go there.

use super::super::live::{Show, live, told};
use super::super::place::PLACES;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::browser::is_composing;
use crate::text::{Phrase, phrase};

/// The id of a line of the list.
fn place_id(at: usize) -> String {
    format!("place-{at}")
}

/// The places whose name has what was typed.
fn found(typed: &str) -> Vec<(Page, Phrase)> {
    let typed = typed.to_ascii_lowercase();
    let fits =
        |name: Phrase| name.zh.contains(&typed) || name.en.to_ascii_lowercase().contains(&typed);
    PLACES.iter().map(|place| (place.page, place.name)).filter(|(_, name)| fits(*name)).collect()
}

#[component]
pub fn CommandBox(open: RwSignal<bool>) -> impl IntoView {
    let app = expect_context::<App>();
    let typed = RwSignal::new(String::new());
    // The place in the list that Enter takes.
    let marked = RwSignal::new(0usize);
    let field = NodeRef::<leptos::html::Input>::new();
    let name = app.words(phrase("去哪里", "Go to"));
    let go = Callback::new(move |page: Page| {
        open.set(false);
        app.go(&app.route.with_untracked(|route: &Route| route.on(page)));
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        if is_composing(&event) {
            return;
        }
        let places = typed.with_untracked(|typed| found(typed));
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
    go: Callback<Page>,
) -> impl IntoView {
    let lines = move || {
        let lang = app.lang.get();
        let places = typed.with(|typed| found(typed));
        let line = move |(at, (page, name)): (usize, (Page, Phrase))| {
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
