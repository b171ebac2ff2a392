//! What a panic does: stop, and show the static page that stands beside the app, which offers
//! the stored data as a file. The app itself cannot go on, so it must not try.

use std::panic;

use web_sys::{CustomEvent, CustomEventInit};

/// From here on a panic shows the static page.
pub fn install_panic_page() {
    panic::set_hook(Box::new(|info| {
        // The place in our code and nothing else: a message could quote data.
        let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
        let options = CustomEventInit::new();
        options.set_detail(&place.unwrap_or_default().into());
        if let Some(window) = web_sys::window()
            && let Ok(event) = CustomEvent::new_with_event_init_dict("dianpan-panic", &options)
        {
            _ = window.dispatch_event(&event);
        }
    }));
}
