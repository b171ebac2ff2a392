//! A number with the attributes that say which one it is.

use leptos::prelude::*;

use crate::chart::Cell;
use crate::text::Lang;

/// `short` for cards: `¥1.23万`, with the full number on hover.
#[component]
pub fn FigureText(cell: Cell, lang: Lang, #[prop(optional)] short: bool) -> impl IntoView {
    let full = cell.shown();
    let shown = match cell.figure.value {
        Some(value) if short => value.short(lang),
        _ => full.clone(),
    };
    let attributes = cell.attributes();
    let get = |name: &str| {
        attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    view! {
        <span
            class=if cell.muted { "figure flat" } else { "figure" }
            title=short.then_some(full)
            data-metric=get("data-metric")
            data-value=get("data-value")
            data-period=get("data-period")
            data-dim=get("data-dim")
            data-key=get("data-key")
            data-basis=get("data-basis")
            data-source=get("data-source")
            data-missing=get("data-missing")
            data-bound=get("data-bound")
            data-approx=get("data-approx")
        >
            {shown}
        </span>
    }
}
