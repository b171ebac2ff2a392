//! The page as a whole: its root attributes, title, printing, clipboard, persistence.

use std::cell::Cell;

use wasm_bindgen_futures::{JsFuture, spawn_local};

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets an attribute of `<html>`; an empty value removes it. One that is set already is left
/// alone: browsers style the whole page anew for a language, be it the same.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = root().filter(|it| it.get_attribute(name).unwrap_or_default() != value) {
        _ = if value.is_empty() {
            root.remove_attribute(name)
        } else {
            root.set_attribute(name, value)
        };
    }
}

/// Stored data is loaded and the page is drawn.
pub fn set_ready() {
    set_root("data-app", "ready");
}

/// Takes away what the page says while it starts.
pub fn uncover() {
    if let Some(start) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("boot"))
    {
        start.remove();
    }
}

thread_local! {
    /// Figures are being changed; parts of the page are still to be drawn.
    static BUSY: Cell<(bool, bool)> = const { Cell::new((false, false)) };
}

/// Figures are being changed, or are drawn again.
pub fn set_busy(busy: bool) {
    show_busy((busy, BUSY.get().1));
}

/// Parts of the page are still to be drawn, which keeps it busy.
pub fn set_drawing(drawing: bool) {
    show_busy((BUSY.get().0, drawing));
}

fn show_busy((busy, drawing): (bool, bool)) {
    BUSY.set((busy, drawing));
    set_root("data-busy", if busy || drawing { "true" } else { "false" });
}

pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Shows the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

pub fn print() {
    if let Some(window) = web_sys::window() {
        _ = window.print();
    }
}

/// Copies a text; says whether the browser let us.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Asks the browser not to clear our storage by itself when space is short. Nobody waits for the
/// answer: Firefox asks its operator, who may take a day.
pub fn ask_to_persist() {
    let promise = web_sys::window().map(|window| window.navigator().storage().persist());
    if let Some(Ok(promise)) = promise {
        spawn_local(async { _ = JsFuture::from(promise).await });
    }
}
