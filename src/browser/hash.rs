//! The address: everything after `#`, so that any host, sub-path or single file can serve the app.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// What stands after `#`, decoded by the browser as it is.
pub fn address() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Goes to another address; adds to the history unless it is the same.
pub fn go_to(address: &str) {
    if let Some(window) = web_sys::window() {
        _ = window.location().set_hash(address);
    }
}

/// Calls back whenever the address changes, for as long as the page lives.
pub fn on_address_change(callback: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(callback);
    if let Some(window) = web_sys::window() {
        let listener = closure.as_ref().unchecked_ref();
        _ = window.add_event_listener_with_callback("hashchange", listener);
    }
    closure.forget();
}
