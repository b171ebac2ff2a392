//! Components: pages and parts. No logic lives here.
use leptos::prelude::*;

/// Puts the app into the page.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <p>"店盘"</p> });
}
