//! A field that stores what may be stored. Anything else stays where it was typed, is marked, and
//! the line below says what would do.

use super::super::live::{live, told};
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::App;
use crate::text::phrase;

#[component]
pub fn CheckedField(
    app: App,
    #[prop(into)] id: String,
    /// Its name for those who only hear it; empty where a label stands around it.
    #[prop(optional)]
    name: &'static str,
    #[prop(optional)] class: &'static str,
    /// The smallest and the largest whole number; without them it takes any text.
    #[prop(optional)]
    bounds: Option<(i64, i64)>,
    #[prop(optional)] placeholder: &'static str,
    /// What is stored, as it is shown.
    stored: Signal<String>,
    /// What may be typed: `2 到 14 的整数`.
    allowed: Signal<String>,
    /// Stores a text, and says whether it could.
    store: Callback<String, bool>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let change = move |event| {
        let good = store.run(event_target_value(&event));
        wrong.set(!good);
        if let Some(field) = field.get_untracked().filter(|_| good) {
            field.set_value(&stored.get_untracked());
        }
    };
    let hint = format!("{id}-hint");
    let described = hint.clone();
    let correction = move || {
        let text = phrase("没有保存：请填{}。", "Not saved: enter {}.");
        wrong.get().then(|| {
            let text = text.fill(app.lang.get(), &[&allowed.get()]);
            view! { <small id=hint.clone() class="field-hint bad" role="alert">{text}</small> }
        })
    };
    view! {
        <input
            node_ref=field
            id=id
            class=class
            type=if bounds.is_some() { "number" } else { "text" }
            inputmode=if bounds.is_some() { "numeric" } else { "decimal" }
            min=bounds.map(|(smallest, _)| smallest.to_string())
            max=bounds.map(|(_, largest)| largest.to_string())
            placeholder=placeholder
            aria-label=(!name.is_empty()).then_some(name)
            aria-invalid=told(move || wrong.get().then_some("true"))
            aria-describedby=told(move || wrong.get().then(|| described.clone()))
            disabled=app.watching()
            prop:value=stored
            on:change=change
        />
        {live(correction)}
    }
}
