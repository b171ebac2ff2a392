//! 店盘: an offline planner for people who run a 抖音小店.
//!
//! `src/` has one folder a layer; each may use only the layers below it, which
//! `tests/it/layers.rs` enforces. The pure ones are compiled and tested natively; `browser/`,
//! most of `app/`, and `ui/` exist only in the browser's build.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod chart;
pub mod domain;
pub mod import;
pub mod insight;
pub mod metric;
pub mod plan;
pub mod report;
pub mod sample;
pub mod store;
pub mod table;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod ui;
