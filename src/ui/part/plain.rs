//! Markup as a piece of a view: what has no signal and no button in it needs no machinery.

use leptos::html::Div;
use leptos::prelude::*;

use crate::browser::place_markup;
use crate::report::Html;

/// A box of a class that holds what was written.
pub fn plain(class: &'static str, html: Html) -> AnyView {
    let place = NodeRef::<Div>::new();
    let markup = html.into_text();
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            place_markup(&element, &markup);
        }
    });
    view! { <div class=class node_ref=place></div> }.into_any()
}
