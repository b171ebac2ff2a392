//! Components: pages and parts. No logic lives here: pages read the app and hand values to parts,
//! parts draw them and call back.

mod live;
mod page;
mod part;
mod place;
mod shell;

use leptos::prelude::*;

use crate::app::{App, start};
use crate::browser::install_panic_page;

/// Puts the app into the page and brings it to life.
pub fn mount() {
    install_panic_page();
    leptos::mount::mount_to_body(|| {
        let app = App::new();
        provide_context(app);
        start(app);
        view! { <shell::Shell /> }
    });
}
