//! The shops that `cargo xtask test sql` compares: each as the export of the app, and what the app
//! shows of it, for DuckDB to come to the same by the SQL that is in the export.
//!
//! It has no test harness, because the judge is another program.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "in a test the panic is the report"
)]
// Each test binary uses its own part of what they share.
#[allow(dead_code, unused_imports, reason = "made for all test binaries")]
#[path = "../it/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dianpan::domain::{
    AdColumn, CompassColumn, Day, Family, Moment, Money, Period, SourceState, Unpaced,
};
use dianpan::metric::{
    Basis, Dimension, Figures, Filter, METRICS, Query, Reading, Role, by_key, mix, reasons,
};
use dianpan::plan::Products;
use dianpan::store::write_tables;
use dianpan::text::{iso_day, plain_money, stamp};
use serde_json::{Value, json};

use support::{Bench, Exhibit, exhibits, exported, line, orders, period, run, season};

/// Roles and costs of the products of a shop, some unknown to it.
fn roles() -> Products {
    let mut products = Products::default();
    products.set_role("3600000000000000011", Role::Traffic);
    products.set_cost("3600000000000000011", Some(Money(1234)));
    products.set_role("3600000000000000012", Role::Image);
    products.set_cost("TX-01", Some(Money(9900)));
    products.set_role("KX-1", Role::Profit);
    products
}

/// Periods worth asking about: each range that 罗盘 states, all covered days and more, and parts.
fn periods(bench: &Bench) -> Vec<Period> {
    let coverage = bench.dataset.coverage();
    let ranges = bench.dataset.ledger(Family::Compass).facts().filter_map(|fact| {
        Period::new(fact.day(CompassColumn::From)?, fact.day(CompassColumn::To)?)
    });
    let mut periods: Vec<Period> = ranges.filter(|days| days.len() > 1).collect();
    let ads: Vec<Day> =
        bench.dataset.ledger(Family::Ads).facts().filter_map(|it| it.day(AdColumn::From)).collect();
    let known = coverage.sales().union(&coverage.aftersales);
    let first = known.first().into_iter().chain(ads.iter().copied().min()).min();
    let last = known.last().into_iter().chain(ads.iter().copied().max()).max();
    let all = first.zip(last).map_or(period("2026-11-01..2026-11-20"), |(from, to)| {
        Period::new(from.max(to.plus(-400)), to).unwrap()
    });
    let middle = all.from.plus(all.len() / 2);
    periods.extend([
        all,
        Period { from: all.from.plus(-2), to: all.to.plus(2) },
        Period::day(all.from),
        Period::day(all.to),
        Period { from: all.from, to: middle },
        Period { from: middle, to: all.to },
    ]);
    periods.sort();
    periods.dedup();
    periods
}

/// A moment at which something is due, if anything ever was.
fn clocks(bench: &Bench) -> Vec<Moment> {
    let pending = bench.book().pending;
    let due = pending.get(pending.len() / 2).map(|line| line.promised.plus_hours(-3));
    std::iter::once(bench.now).chain(due).collect()
}

fn told(bench: &Bench, days: Period, now: Moment, products: &Products) -> Value {
    let book = bench.book();
    let query = Query { period: days, filter: Filter::default(), now };
    let reading = Reading::new(&book, query);
    let figures = Figures::of(&reading);
    let figure = |id: &str| json!([figures.get(id).plain(), figures.get(id).missing]);
    let figures: BTreeMap<&str, Value> =
        METRICS.iter().map(|metric| (metric.id, figure(metric.id))).collect();
    let mixed = mix(&reading, &products.0);
    let shares = |basis: Basis| -> BTreeMap<&str, String> {
        mixed.shares(basis).iter().map(|share| (share.role.id(), share.figure.plain())).collect()
    };
    let mixes: BTreeMap<&str, Value> =
        Basis::ALL.iter().map(|basis| (basis.id(), json!(shares(*basis)))).collect();
    let products: BTreeMap<&str, Value> =
        by_key(&book, days, &Filter::default(), Dimension::Product)
            .into_iter()
            .map(|(product, totals)| {
                let name = product.map_or("", |product| book.words.text(product));
                let money = [totals.gmv, totals.user_paid, totals.net(), totals.refund];
                let counts = [totals.orders, totals.units];
                (name, json!([money.map(plain_money), counts]))
            })
            .collect();
    let classes: BTreeMap<&str, i64> =
        reasons(&reading).classes.iter().map(|(class, count)| (class.id(), count.cases)).collect();
    json!({
        "from": iso_day(days.from), "to": iso_day(days.to), "now": stamp(now),
        "figures": figures, "mix": mixes, "products": products, "reasons": classes,
    })
}

/// The figures of single days, as the view by day tells them.
fn days_of(bench: &Bench) -> BTreeMap<String, Value> {
    let book = bench.book();
    let days = bench.dataset.coverage().sales();
    let days = days.periods().iter().flat_map(|days| days.days()).take(60);
    days.map(|day| {
        let reading = Reading::new(&book, bench.query(&iso_day(day)));
        let figures = Figures::of(&reading);
        let ids = ["gmv", "user-paid", "orders", "units", "refund-by-pay", "net-gmv"];
        (iso_day(day), json!(ids.map(|id| figures.get(id).plain())))
    })
    .collect()
}

/// A shop with the questions about some periods.
fn write_case(folder: &Path, name: &str, bench: &Bench, periods: &[Period]) {
    let products = roles();
    let mut asked = Vec::new();
    for &days in periods {
        asked.extend(clocks(bench).into_iter().map(|now| told(bench, days, now, &products)));
    }
    let expected = json!({ "name": name, "periods": asked, "days": days_of(bench) });
    let file = name.replace('/', "-");
    let zip = run(write_tables(&bench.dataset, &products, bench.now, &Unpaced)).unwrap();
    fs::write(folder.join(format!("{file}.zip")), zip).unwrap();
    fs::write(folder.join(format!("{file}.json")), expected.to_string()).unwrap();
}

fn rolled_up(seed: u64) -> Bench {
    let mut bench = Bench::default().now("2027-04-21 08:30:00");
    for file in season(seed) {
        bench.import(&file);
    }
    bench.import(&orders(&[line(9_000).on("2027-04-20")]).csv(&exported("2027-04-21 08:00:00")));
    bench.rolled_up(202_611)
}

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to write to");
    let folder = Path::new(&folder);
    for seed in 0..12 {
        let mut bench = Bench::default();
        for file in season(seed) {
            bench.import(&file);
        }
        if seed % 3 == 0 {
            let third = bench.dataset.sources[2].id;
            bench.turn(third, SourceState::RolledBack);
        }
        write_case(folder, &format!("season-{seed}"), &bench, &periods(&bench));
    }
    // Long after, with the months before the last ones rolled up.
    for seed in 0..4 {
        let bench = rolled_up(seed);
        write_case(folder, &format!("rolled-{seed}"), &bench, &periods(&bench));
    }
    // A workbook of the same rows says the same.
    let taken = |it: &Exhibit| it.expected["state"] != "failed" && !it.name.ends_with("xlsx");
    for exhibit in exhibits("import").into_iter().filter(taken) {
        let (bench, _) = exhibit.check();
        // The longest, and a shorter one.
        let mut periods = periods(&bench);
        periods.sort_by_key(|days| std::cmp::Reverse(days.len()));
        write_case(folder, &exhibit.name, &bench, &[periods[0], periods[periods.len() / 2]]);
    }
    write_case(folder, "empty", &Bench::default(), &[period("2026-11-01..2026-11-20")]);
}
