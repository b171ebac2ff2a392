//! A list of which one is chosen.

use leptos::prelude::*;

/// A select with its options as id and text.
pub fn choice(
    field: &str,
    name: &str,
    options: Vec<(String, String)>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let choose: Box<dyn Fn(String)> = Box::new(choose);
    let options = options.into_iter().map(|(id, text)| {
        let selected = id == chosen;
        view! { <option value=id selected=selected>{text}</option> }.into_any()
    });
    view! {
        <select id=field.to_owned() aria-label=name.to_owned() on:change=move |event| choose(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
