//! What a shop takes on the shelf: bytes a row by column, the lines that fit, what a day's import
//! writes, and how long saving and loading take. `cargo xtask bench --only store` runs it over the
//! generated export.
//!
//! It has no test harness: a figure is printed, and a busy machine makes nothing fail.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "in a benchmark the panic is the report"
)]
// Each test binary uses its own part of what they share.
#[allow(dead_code, unused_imports, reason = "made for all test binaries")]
#[path = "../it/support/mod.rs"]
mod support;
#[path = "year.rs"]
mod year;

use std::time::Instant;

use dianpan::domain::{Dataset, Family, Unpaced};
use dianpan::metric::rollable;
use dianpan::store::{MAIN, MemoryShelf, Shop, Vault, column_bytes, used_units};

use support::{Bench, File, exported, line, orders, run};

/// UTF-16 units that localStorage holds in every browser measured.
const QUOTA: u64 = 5_242_880;
/// The lines of the next day's file.
const DAY: usize = 1_000;

fn main() {
    let path = std::env::args().nth(1).expect("the path of an order export");
    let text = std::fs::read_to_string(&path).unwrap();
    // The newest lines come first: those of the next day are cut off, and imported after the rest.
    let (head, rows) = text.split_at(text.find('\n').unwrap() + 1);
    let cut = rows.match_indices('\n').nth(DAY - 1).unwrap().0 + 1;
    let rest = File::new("rest.csv", format!("{head}{}", &rows[cut..]));
    let next = File::new("next.csv", format!("{head}{}", &rows[..cut]));
    let mut bench = Bench::default();
    bench.import(&rest);
    columns(&bench.dataset);
    let shelf = MemoryShelf::default();
    let mut vault = Vault::default();
    let saving = Instant::now();
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    println!("saved in {} ms", saving.elapsed().as_millis());
    fits(&bench.dataset, &shelf);
    loads(&shelf, &bench.dataset);
    let before = shelf.snapshot();
    bench.import(&next);
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    let after = shelf.snapshot();
    let written = after.iter().filter(|&(key, value)| before.get(key.as_str()) != Some(value));
    let units = |text: &str| text.encode_utf16().count();
    println!("the next {DAY} lines write:");
    let mut sum = 0;
    for (key, value) in written {
        println!("  {:>8} units  {key}", units(value));
        sum += units(value);
    }
    println!("  {sum:>8} units together, {} kB", sum * 2 / 1000);
    rolled_up(&bench);
    year::measure();
}

/// Bytes a row by column, before they are packed into units.
fn columns(dataset: &Dataset) {
    for family in Family::ALL {
        let rows: usize = dataset.ledger(family).blocks().iter().map(|block| block.len()).sum();
        if rows == 0 {
            continue;
        }
        println!("{}, {rows} rows, bytes a row:", family.schema().name);
        let mut sum = 0;
        for (name, bytes) in run(column_bytes(dataset, family, &Unpaced)).unwrap() {
            println!("  {name:<14} {:>8.3}", bytes as f64 / rows as f64);
            sum += bytes;
        }
        println!("  {:<14} {:>8.3}", "together", sum as f64 / rows as f64);
    }
}

/// The lines that fit in a year of even months, with room to write one of them anew beside it.
fn fits(dataset: &Dataset, shelf: &MemoryShelf) {
    let blocks = dataset.ledger(Family::Lines).blocks();
    let rows: usize = blocks.iter().map(|block| block.len()).sum();
    let used = used_units(shelf).unwrap();
    let a_row = used as f64 / rows as f64;
    println!("{used} units for {rows} lines, {a_row:.3} a line");
    println!("{:.0} lines fit", QUOTA as f64 / a_row / (13.0 / 12.0));
}

/// What the oldest month takes before and after it is rolled up, half a year later.
fn rolled_up(bench: &Bench) {
    let mut bench = bench.clone().now("2027-04-21 08:30:00");
    let late = orders(&[line(9_000).on("2027-04-20")]);
    bench.import(&late.csv(&exported("2027-04-21 08:00:00")));
    let Some(month) = rollable(&bench.dataset, bench.now.day()).first().copied() else { return };
    let stored = |dataset: &Dataset| {
        let shelf = MemoryShelf::default();
        run(Vault::default().save(&shelf, dataset, &Shop::default(), &Unpaced)).unwrap();
        used_units(&shelf).unwrap()
    };
    let before = stored(&bench.dataset);
    let rolling = Instant::now();
    let after = bench.rolled_up(month.month);
    let took = rolling.elapsed().as_millis();
    let sums = after.dataset.ledger(Family::Rollups).len();
    let gone =
        bench.dataset.ledger(Family::Lines).len() - after.dataset.ledger(Family::Lines).len();
    println!(
        "{} of {} lines of {} rolled up into {sums} sums in {took} ms",
        gone, month.lines, month.month
    );
    println!("  {} units less", before - stored(&after.dataset));
}

fn loads(shelf: &MemoryShelf, saved: &Dataset) {
    for _ in 0..5 {
        let loading = Instant::now();
        let (_, loaded) = run(Vault::load(shelf, MAIN, &Unpaced)).unwrap();
        println!("loaded in {} ms", loading.elapsed().as_millis());
        for family in Family::ALL {
            let blocks = |dataset: &Dataset| {
                let blocks = dataset.ledger(family).blocks().iter();
                blocks.map(|block| block.len()).collect::<Vec<_>>()
            };
            assert_eq!(blocks(&loaded.dataset), blocks(saved));
        }
    }
}
