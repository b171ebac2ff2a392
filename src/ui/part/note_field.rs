//! A text field that keeps what is typed.

use leptos::prelude::*;

/// The operator's own words for a chapter of the report, 1 to 6.
#[component]
pub fn NoteField(
    chapter: usize,
    text: Signal<String>,
    prompt: Signal<&'static str>,
    /// Nothing can be written here now.
    locked: Signal<bool>,
    on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <textarea
            class="note-field"
            data-note=chapter.to_string()
            rows="3"
            disabled=locked
            placeholder=prompt
            aria-label=prompt
            prop:value=text
            on:input=move |event| on_input.run(event_target_value(&event))
        ></textarea>
    }
}
