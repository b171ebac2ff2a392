//! 店盘: an offline planner for people who run a 抖音小店.
#[cfg(target_arch = "wasm32")]
pub mod ui;
