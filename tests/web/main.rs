//! What only a browser can show: its decoder, its storage, its clock.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that goes wrong should stop where it does"
)]

mod clock;
mod decoder;
mod page;
mod shelf;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
