//! The journeys: 店盘 as it ships, driven from outside through the hooks of the contract, on the
//! hosted build under a sub-path and on `dianpan.html` from disk.
//!
//! Every number that is asserted is worked out from the model of an invented shop (`shop/`),
//! by the rules and not by the app's code; every test has a shop and a browser profile of its own.
//! `cargo xtask test e2e [name]` builds, serves and runs them.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test the panic is the report"
)]

mod app;
mod browser;
mod driver;
mod host;
mod journey;
mod quiet;
mod shop;
