//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Puts the focus on an element by its id.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        _ = element.focus();
    }
}

/// Moves the focus among the elements that match, one on or one back; from outside to the first.
pub fn walk(selector: &str, step: i32) {
    let Some(document) = document() else { return };
    let Ok(found) = document.query_selector_all(selector) else { return };
    let elements: Vec<HtmlElement> = (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into::<HtmlElement>().ok())
        .collect();
    let active = document.active_element();
    let current = active.and_then(|active| {
        let within = |element: &HtmlElement| element.contains(Some(&active));
        elements.iter().position(within)
    });
    let next = match (current, step) {
        (None, _) => 0,
        (Some(place), step) if step < 0 => place.saturating_sub(1),
        (Some(place), _) => (place + 1).min(elements.len().saturating_sub(1)),
    };
    if let Some(element) = elements.get(next) {
        _ = element.focus();
    }
}

/// Presses what matches inside the focused element.
pub fn press_in_focus(selector: &str) {
    let active = document().and_then(|document| document.active_element());
    let inside = active.and_then(|active: Element| active.query_selector(selector).ok().flatten());
    if let Some(element) = inside.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Presses an element by its id, such as a file field behind a button.
pub fn press(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}
