//! What a file would change, row by row: as it is, and as it would be.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::App;
use crate::domain::SourceId;
use crate::import::{Change, changes};
use crate::text::{Lang, phrase};

/// Rows shown at first, and more at each asking.
const PAGE: usize = 20;

/// Worked out only when it is opened: most files are trusted by their counts.
#[component]
pub fn ChangedRows(app: App, source: SourceId) -> impl IntoView {
    let open = RwSignal::new(false);
    let search = RwSignal::new(String::new());
    let most = RwSignal::new(PAGE);
    let found = move || {
        let staged = app.drop.with(|drop| drop.staged.clone());
        let staged = staged.filter(|_| open.get())?;
        let text = search.with(|search| search.trim().to_owned());
        let rows =
            app.dataset.with(|saved| changes(saved, &staged.dataset, source, &text, most.get()));
        Some(rows)
    };
    let list = move || {
        found().map(|(rows, more)| {
            let lang = app.lang.get();
            let none = rows.is_empty().then(|| phrase("没有这样的行", "no such row").text(lang));
            let rows: Vec<_> = rows.iter().map(|row| line(row, lang)).collect();
            let more = more.then(|| {
                view! {
                    <button type="button" class="quiet" on:click=move |_| most.update(|most| *most += PAGE)>
                        {phrase("再看一些", "More").text(lang)}
                    </button>
                }
            });
            view! { <ul>{rows}</ul><p class="flat">{none}</p>{more} }
        })
    };
    view! {
        <details class="changed-rows" data-testid="changes" on:toggle=move |_| open.set(true)>
            <summary>{app.words(phrase("看看改了什么", "See what changes"))}</summary>
            <input
                type="search"
                placeholder=app.words(phrase("按编号找", "Find a number"))
                aria-label=app.words(phrase("按编号找", "Find a number"))
                on:input=move |event| search.set(event_target_value(&event))
            />
            {live(list)}
        </details>
    }
}

fn line(change: &Change, lang: Lang) -> impl IntoView + use<> {
    let nothing = phrase("（空）", "(empty)").text(lang);
    let shown = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    let cells: Vec<_> = change
        .cells
        .iter()
        .map(|cell| {
            view! {
                <span>{cell.header}": "<del>{shown(&cell.before)}</del>" → "<ins>{shown(&cell.after)}</ins></span>
            }
        })
        .collect();
    view! { <li data-testid="change" data-key=change.key.clone()><code>{change.key.clone()}</code>{cells}</li> }
}
