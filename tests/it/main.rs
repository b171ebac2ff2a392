//! The native tests: one binary, one file a layer or topic.
//!
//! They go through the library's public functions only. What a test imports is either built in
//! `support/` or a file of `tests/fixture/`; every shop, number and person is invented.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that goes wrong should stop where it does"
)]

mod support;

mod ads;
mod backup;
mod board;
mod calendar;
mod cell;
mod chart;
mod checklist;
mod codec;
mod commit;
mod compass;
mod container;
mod cost;
mod csv;
mod damage;
mod day_plan;
mod decompose;
mod encoding;
mod fault_list;
mod filter;
mod fixture;
mod fold;
mod form;
mod funnel;
mod generic;
mod goal;
mod golden;
mod grid;
mod header;
mod health;
mod hostile;
mod insight;
mod join;
mod law;
mod layers;
mod mapping;
mod markup;
mod merge;
mod metric;
mod mix;
mod museum;
mod order;
mod plan;
mod preview;
mod product;
mod promotion;
mod raw;
mod refund;
mod report;
mod returns;
mod rolled;
mod rollup;
mod route;
mod rule;
mod rule_money;
mod sample;
mod shops;
mod store;
mod stored;
mod supplier;
mod tables;
mod text;
mod tidy;
mod trap;
mod view;
mod warning;
mod workbook;
