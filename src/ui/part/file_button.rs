//! A button that asks for a file: the browser's own field stands behind it, since that can be
//! neither styled nor put into other words.

use leptos::prelude::*;

use crate::app::App;
use crate::browser::{PickedFile, picked_files, press};
use crate::text::Phrase;

/// What is offered of files that the app wrote itself.
pub const JSON: &str = ".json,application/json";

/// The field's id and what it accepts, nothing being anything; its name and the button's.
pub fn file_button(
    app: App,
    (id, kinds): (&'static str, &'static str),
    (name, label): (Phrase, Phrase),
    locked: Signal<bool>,
    take: fn(App, PickedFile),
) -> AnyView {
    view! {
        <input
            id=id
            class="file-field"
            type="file"
            tabindex="-1"
            accept=kinds
            disabled=locked
            aria-label=app.words(name)
            on:change=move |event| picked_files(&event).into_iter().take(1).for_each(|file| take(app, file))
        />
        <button type="button" disabled=locked on:click=move |_| press(id)>{app.words(label)}</button>
    }
    .into_any()
}
