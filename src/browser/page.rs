//! The page as a whole: its root attributes, title, printing, clipboard, persistence.

use wasm_bindgen_futures::JsFuture;

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Sets an attribute of `<html>`; an empty value removes it.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = root() {
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
    if let Some(start) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("boot"))
    {
        start.remove();
    }
}

/// Figures are being changed, or are drawn again.
pub fn set_busy(busy: bool) {
    set_root("data-busy", if busy { "true" } else { "false" });
}

pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
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

/// Asks the browser not to clear our storage by itself when space is short.
pub async fn ask_to_persist() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Ok(promise) = window.navigator().storage().persist() else { return false };
    JsFuture::from(promise).await.ok().and_then(|granted| granted.as_bool()).unwrap_or(false)
}
