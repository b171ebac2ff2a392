//! A year of mornings: four files a day, each of them over the last thirty days, folded whenever
//! that is worth it. What the shelf holds at the end, and what a morning writes.

use dianpan::domain::{Day, Unpaced};
use dianpan::store::{MAIN, MemoryShelf, Shelf, Shop, Vault, used_units};
use dianpan::text::iso_day;

use crate::support::{
    Bench, File, Grid, Row, case, cases, exported, line, listed, orders, run, shop_day, shop_wide,
};

const DAYS: i32 = 365;
/// Days that an export reaches back, and order lines a day.
const BACK: i32 = 30;
const LINES: i32 = 40;

fn day(number: i32) -> Day {
    Day::from_ymd(2025, 11, 1).unwrap().plus(number)
}

/// An order line as it stands some days after it was placed.
fn sold(placed: i32, number: i32, age: i32) -> Row {
    let at = u64::try_from(placed * LINES + number).unwrap();
    let (on, later) = (iso_day(day(placed)), iso_day(day(placed + 4)));
    let row = line(at).on(&on).of(&format!("{}.90", 19 + at % 37));
    let row = row.set("发货时间", &format!("{} 1{}:00:00", iso_day(day(placed + 1)), at % 9));
    match age {
        0 => row.waiting(),
        1..4 => row.with(&[("订单状态", "已发货"), ("订单完成时间", "")]),
        _ => row.set("订单完成时间", &format!("{later} 1{}:30:00", at % 7)),
    }
}

fn asked(placed: i32, number: i32, age: i32) -> Row {
    let row = case(u64::try_from(placed * LINES + number).unwrap(), &sold(placed, number, 9));
    let (on, paid) = (iso_day(day(placed + 2)), iso_day(day(placed + 5)));
    let row = row.set("售后申请时间", &format!("{on} 09:00:00"));
    match age {
        ..5 => row.with(&[
            ("售后状态", "待商家处理"),
            ("商家退款时间", ""),
            ("用户到账时间", ""),
            ("售后完结时间", ""),
        ]),
        _ => row.with(&[
            ("商家退款时间", &format!("{paid} 15:00:00")),
            ("用户到账时间", ""),
            ("售后完结时间", ""),
        ]),
    }
}

/// The files that are exported on the morning after a day.
fn morning(last: i32) -> Vec<File> {
    let days = || (last - BACK + 1).max(0)..=last;
    let at = |hour: u32| exported(&format!("{} 0{hour}:00:00", iso_day(day(last + 1))));
    let rows = |row: &dyn Fn(i32, i32) -> Row, each: i32| -> Vec<Row> {
        days()
            .flat_map(|day| (0..each).map(move |n| (day, n)))
            .map(|(day, n)| row(day, n))
            .collect()
    };
    let sales = rows(&|placed, n| sold(placed, n, last - placed), LINES);
    let asking = rows(&|placed, n| asked(placed, n, last - placed), LINES / 8);
    let shop = rows(&|at, _| shop_day(&iso_day(day(at))), 1);
    let compact = iso_day(day(last)).replace('-', "");
    let list: Vec<Row> = (0..20)
        .map(|n| listed(&format!("{compact}-{compact}"), &format!("36000000000000000{}", 11 + n)))
        .collect();
    let file = |grid: Grid, hour: u32| grid.csv(&at(hour));
    vec![
        file(orders(&sales), 6),
        file(cases(&asking), 7),
        file(shop_wide(&shop), 8),
        file(Grid::new(crate::support::PRODUCT_LIST, &list), 9),
    ]
}

/// Prints what a year comes to.
pub fn measure() {
    let (shelf, mut vault, mut bench) =
        (MemoryShelf::default(), Vault::default(), Bench::default());
    let (mut imported, mut folded, mut folds) = (Vec::new(), 0, 0);
    for last in 0..DAYS {
        for file in morning(last) {
            let before = shelf.snapshot();
            bench.import(&file);
            bench.forget_old_rollbacks();
            run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
            imported.push(written(&before, &shelf));
        }
        for month in bench.dataset.to_fold() {
            let before = shelf.snapshot();
            bench.dataset = run(bench.dataset.folded(month, &Unpaced)).unwrap();
            run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
            folded += written(&before, &shelf);
            folds += 1;
        }
    }
    imported.sort_unstable();
    let kb = |units: usize| units * 2 / 1000;
    let last = imported.len() - 1;
    println!("a year of {} files, {} rows a day:", imported.len(), LINES);
    println!("  {} chunks, {} units", shelf.keys().unwrap().len(), used_units(&shelf).unwrap());
    for (key, value) in shelf.snapshot().iter().filter(|(key, _)| {
        key.contains(".manifest.") || key.contains(".log.") || key.contains(".past.")
    }) {
        println!("  {:>8} units  {key}", value.encode_utf16().count());
    }
    println!("  an import writes {} kB, at most {} kB", kb(imported[last / 2]), kb(imported[last]));
    println!("  {folds} folds, {} kB each", kb(folded / folds.max(1)));
    let loading = std::time::Instant::now();
    let (_, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    println!("  loaded in {} ms", loading.elapsed().as_millis());
    assert_eq!(Bench { dataset: loaded.dataset, ..Bench::default() }.facts(), bench.facts());
}

/// Units of values that a save wrote.
fn written(before: &dianpan::domain::SortedMap<String, String>, shelf: &MemoryShelf) -> usize {
    let after = shelf.snapshot();
    let fresh = after.iter().filter(|&(key, value)| before.get(key.as_str()) != Some(value));
    fresh.map(|(_, value)| value.encode_utf16().count()).sum()
}
