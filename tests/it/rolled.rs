//! Around a rolled-up month: files that come after it, damage, a full shelf, and what words say of
//! a shop a part of which is rolled up.

use dianpan::chart::ProductStory;
use dianpan::domain::{Unpaced, Word};
use dianpan::insight::summary;
use dianpan::metric::{Book, Dimension, Filter, product_events, rollable, sku_rows};
use dianpan::store::{MAIN, MemoryShelf, Shop, Vault};
use dianpan::text::Lang;

use crate::support::{
    Bench, Desk, FaultyShelf, Grid, Injury, Random, Row, case, cases, exported, line, of_rule,
    orders, run,
};

const MARCH: &str = "2026-03-01..2026-03-31";

fn old(number: u64, day: u32) -> Row {
    line(number).on(&format!("2026-03-{day:02}"))
}

/// Two orders a day on the first twenty days of March.
fn march() -> Vec<Row> {
    (0..40).map(|number| old(number, 1 + number as u32 / 2)).collect()
}

/// A shop with these orders, as of the first of April, and one of yesterday.
fn sold(rows: &[Row]) -> Bench {
    Bench::with(&[
        orders(rows).csv(&exported("2026-04-01 09:00:00")),
        orders(&[line(900).on("2026-11-20")]).csv(&exported("2026-11-21 08:00:00")),
    ])
}

fn again(shop: &mut Bench, rows: &[Row]) {
    shop.import(&orders(rows).csv(&exported("2026-11-21 08:20:00")));
}

#[test]
fn a_parcel_that_was_on_its_way_arrives() {
    let mut rows = march();
    rows[3] = rows[3].clone().waiting();
    let mut after = sold(&rows).rolled_up(202_603);
    assert_eq!(after.value("2026-11-20..2026-11-20", "overdue"), "1");
    again(&mut after, &march());
    assert_eq!(after.value("2026-11-20..2026-11-20", "overdue"), "0");
    assert_eq!(after.value(MARCH, "orders"), "40");
}

#[test]
fn a_day_that_was_not_over_is_not_closed_by_it() {
    let row = |number: u64| old(number, if number < 30 { 30 } else { 31 });
    let noon: Vec<Row> = (0..40).map(row).collect();
    let mut after = Bench::with(&[
        orders(&noon).csv(&exported("2026-03-31 12:00:00")),
        orders(&[line(900).on("2026-11-20")]).csv(&exported("2026-11-21 08:00:00")),
    ])
    .rolled_up(202_603);
    assert_eq!(after.value(MARCH, "orders"), "40");
    again(&mut after, &(30..80).map(row).collect::<Vec<_>>());
    assert_eq!(after.value("2026-03-31..2026-03-31", "orders"), "50");
    assert_eq!(after.value(MARCH, "orders"), "80");
}

#[test]
fn cases_that_come_after_make_the_days_approximate() {
    let mut after = sold(&march()).rolled_up(202_603);
    let told = |shop: &Bench, metric: &str| shop.figure(MARCH, metric).approx;
    let rates = ["net-gmv", "refund-by-pay", "refund-rate"];
    assert!(rates.iter().all(|metric| told(&after, metric).is_none()));
    let late: Vec<Row> = (0..10).map(|number| case(number, &old(number, 3))).collect();
    after.import(&cases(&late).csv(&exported("2026-11-21 09:00:00")));
    assert!(rates.iter().all(|metric| told(&after, metric) == Some("refund")));
    assert_eq!(after.figure("2026-11-20..2026-11-20", "refund-rate").approx, None);
}

#[test]
fn money_that_is_owed_is_still_owed() {
    let rows = march();
    let paid = |line: &Row, day: &str| {
        let cells = [("结算时间", day), ("子订单号", &line.id()), ("结算金额", "9.00")];
        Row::new(&cells).set("收入合计", "9.00")
    };
    let bills = [
        paid(&line(777), "2026-03-01 03:00:00"),
        paid(&rows[0], "2026-03-05 03:00:00"),
        paid(&line(778), "2026-11-17 03:00:00"),
    ];
    let mut bench = sold(&rows);
    bench.import(&Grid::new("结算时间,子订单号,结算金额,收入合计", &bills).csv("结算.csv"));
    let late = |shop: &Bench| {
        let found = of_rule(shop.findings(), "settlement-late").into_iter();
        found.map(|it| it.amount).collect::<Vec<_>>()
    };
    assert_eq!(late(&bench).len(), 1);
    assert_eq!(late(&bench.rolled_up(202_603)), late(&bench));
}

#[test]
fn a_slip_of_the_year_makes_nothing_old() {
    let rows: Vec<Row> = (1..20).map(|n| line(n).on(&format!("2026-11-{n:02}"))).collect();
    let mut bench = Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))]);
    bench.import(&orders(&[line(900).on("2029-11-20")]).csv(&exported("2026-11-21 08:10:00")));
    assert_eq!(rollable(&bench.dataset, bench.now.day()), []);
}

#[test]
fn a_month_without_anything_to_sum_up_stays_as_it_is() {
    let row = old(1, 3);
    let mut bench = sold(std::slice::from_ref(&row));
    bench.import(&cases(&[case(1, &row)]).csv(&exported("2026-04-01 10:00:00")));
    let after = bench.rolled_up(202_603);
    assert!(after.dataset.rolled_days().is_empty() && after.dataset.rolled_months().is_empty());
}

/// March and May are rolled up elsewhere; April, which is here, is free.
#[test]
fn a_month_between_two_is_not_rolled_up_with_them() {
    let on = |first: u64, day: &str| -> Vec<Row> {
        (first..first + 5).map(|number| line(number).on(day)).collect()
    };
    let rows = [on(0, "2026-03-03"), on(100, "2026-05-03")].concat();
    let elsewhere = sold(&rows).rolled_up(202_605);
    let april = on(200, "2026-04-03");
    let here = Bench::with(&[orders(&april).csv(&exported("2026-04-05 09:00:00"))]);
    assert!(here.dataset.rolled_otherwise(&elsewhere.dataset).is_empty());
    let dataset = run(here.dataset.joined(&elsewhere.dataset, &Unpaced)).unwrap();
    let mut both = Bench { dataset, ..here };
    let newer: Vec<Row> = april.iter().map(|row| row.clone().of("10.00")).collect();
    again(&mut both, &newer);
    assert_eq!(both.value("2026-04-01..2026-04-30", "gmv"), "50.00");
    assert_eq!(both.value(MARCH, "orders"), "5");
}

/// The whole month comes back from its file, and those beside it stay as they are.
#[test]
fn a_month_that_lost_a_part_is_mended_by_its_file() {
    let day = |n: u64| format!("2026-{:02}-{:02}", 2 + n / 20, 1 + n % 20);
    let rows: Vec<Row> = (0..60).map(|n| line(n).on(&day(n))).collect();
    let mut bench = Bench::with(&[orders(&rows).csv(&exported("2026-05-01 09:00:00"))]);
    bench.import(&cases(&[case(1, &rows[25])]).csv(&exported("2026-05-01 10:00:00")));
    again(&mut bench, &[line(900).on("2026-11-20")]);
    let after = bench.rolled_up(202_604);
    let shelf = MemoryShelf::default();
    run(Vault::default().save(&shelf, &after.dataset, &Shop::default(), &Unpaced)).unwrap();
    for part in [".rollups.202603.", ".orders.202603."] {
        let mut values = shelf.snapshot();
        values.retain(|key, _| !key.contains(part));
        assert_eq!(values.len() + 1, shelf.snapshot().len());
        let damaged = MemoryShelf::from_snapshot(values);
        let (_, loaded) = run(Vault::load(&damaged, MAIN, &Unpaced)).unwrap();
        let mut hurt = Bench { dataset: loaded.dataset, ..after.clone() };
        again(&mut hurt, &rows);
        for month in ["2026-02-01..2026-02-20", "2026-03-01..2026-03-20", "2026-04-01..2026-04-20"]
        {
            assert_eq!(hurt.value(month, "orders"), "20", "{part} {month}");
        }
    }
}

/// With hardly any room left, months go one by one, each written twice.
#[test]
fn a_full_shelf_is_emptied_month_by_month() {
    let mut bench = Bench::default();
    let mut random = Random(7);
    for month in 1..=10u64 {
        let mut row = |n: u64| {
            let number = month * 100_000 + random.below(90_000) as u64;
            let price = format!("{}.{:02}", 10 + random.below(90), random.below(100));
            let product = format!("36000000000000{:05}", random.below(30));
            let row = line(number).on(&format!("2026-{month:02}-{:02}", 1 + n % 28)).of(&price);
            row.set("商品ID", &product)
        };
        let rows: Vec<Row> = (0..400).map(&mut row).collect();
        let name = exported(&format!("2026-{:02}-01 09:00:00", month + 1));
        bench.import(&orders(&rows).csv(&name));
    }
    let shelf = FaultyShelf::default();
    let mut vault = Vault::default();
    let mut save =
        |shop: &Bench| run(vault.save(&shelf, &shop.dataset, &Shop::default(), &Unpaced));
    let used = || {
        let units = |text: &str| text.encode_utf16().count();
        shelf.snapshot().iter().map(|(key, value)| units(key) + units(value)).sum::<usize>()
    };
    save(&bench).unwrap();
    let full = used();
    shelf.injure(Some(Injury::Quota(full * 110 / 100)));
    let months = rollable(&bench.dataset, bench.now.day());
    assert!(months.len() > 3);
    assert!(save(&bench.rolled_up(months.last().unwrap().month)).is_err(), "not all at once");
    for month in months {
        bench = bench.rolled_up(month.month);
        save(&bench).unwrap();
        save(&bench).unwrap();
    }
    assert!(used() * 10 < full * 9, "{} of {full}", used());
}

/// A year ago one creator sold most; now another one is new.
fn two_years() -> Bench {
    let creator = |row: Row, id: &str| {
        let name = format!("达{id}");
        row.with(&[("达人ID", id), ("达人昵称", &name), ("流量来源", "精选联盟")])
    };
    let mut number = 0;
    let mut on = |day: &str, who: &str, count: usize| -> Vec<Row> {
        number += 100;
        (number..).take(count).map(|number| creator(line(number).on(day), who)).collect()
    };
    let old = [on("2025-11-10", "111", 20), on("2025-11-30", "222", 3)].concat();
    let new = [on("2026-11-10", "111", 21), on("2026-11-11", "333", 5), on("2026-11-20", "333", 1)];
    Bench::with(&[
        orders(&old).csv(&exported("2025-12-01 09:00:00")),
        orders(&new.concat()).csv(&exported("2026-11-21 08:00:00")),
    ])
}

fn shirt(book: &Book) -> Word {
    book.words.find("3600000000000000011").unwrap()
}

#[test]
fn a_sentence_names_no_creator_where_one_side_has_none() {
    let after = two_years().rolled_up(202_511);
    let [now, before] =
        ["2026-11-10..2026-11-11", "2025-11-10..2025-11-11"].map(|it| after.query(it));
    let told = summary(&after.book(), now, before, "去年同期", Lang::Zh).unwrap();
    assert!(told.contains("较去年同期") && !told.contains("达人"), "{told}");
}

#[test]
fn a_product_keeps_its_first_day_and_says_what_it_lacks() {
    let bench = two_years();
    let after = bench.rolled_up(202_511);
    let firsts = |shop: &Bench| {
        let book = shop.book();
        let events = product_events(&book, shirt(&book), shop.now.day(), Lang::Zh).into_iter();
        events
            .map(|it| (it.day, it.text))
            .filter(|(_, it)| it.contains("第一单"))
            .collect::<Vec<_>>()
    };
    assert_eq!(firsts(&after), firsts(&bench));
    let book = after.book();
    let product = shirt(&book);
    let began = product_events(&book, product, after.now.day(), Lang::Zh);
    assert!(began.iter().all(|it| !it.text.contains("开始出单")), "{began:?}");
    let filter = Filter::default().only(Dimension::Product, Some(product));
    let query = after.query("2025-11-01..2026-11-20").filtered(filter);
    let story = ProductStory { book: &book, query, product, lang: Lang::Zh };
    let skus = sku_rows(&book, query.period, &filter);
    // Orders of both years are covered: all of November 2025 is rolled up.
    let covered = book.coverage.orders.count_in(query.period) - book.rolled_days(query.period);
    for row in story.creators().into_iter().chain(story.skus(&skus, &[])) {
        let figure = row[1].cell.as_ref().unwrap().figure;
        assert_eq!(figure.missing, query.period.len() - covered, "{figure:?}");
    }
    let who = story.archive(&[]).into_iter().find(|(name, _)| name.zh == "谁带起来的").unwrap();
    assert!(who.1[0].contains("按日汇总"), "{who:?}");
}

#[test]
fn no_chart_asks_for_a_file_that_would_not_help() {
    let after = two_years().rolled_up(202_511);
    let desk = Desk::of(&after, "2025-11-10..2025-11-11");
    for id in ["hours", "mix", "by-province", "by-price"] {
        let notes = desk.chart(id).notes.join("");
        assert!(notes.contains("2 天按日汇总") && !notes.contains("导入"), "{id}: {notes}");
    }
    assert!(desk.report().contains("；2 天按日汇总"));
    let mut desk = Desk::of(&after, "2026-11-10..2026-11-11");
    assert!(!desk.report().contains("；2 天按日汇总"));
    desk.compare.remove(0);
    assert!(desk.chart("change-creator").notes[0].contains("按日汇总"));
    assert!(desk.chart("change-product").spec.is_some(), "products are kept apart");
    desk.query.filter = Filter::default().only(Dimension::Creator, desk.book.words.find("111"));
    for id in ["change", "change-product"] {
        assert!(desk.chart(id).notes[0].contains("按日汇总"), "{id}");
    }
}

#[test]
fn a_case_that_was_known_is_not_late() {
    let stray = cases(&[case(9, &old(700, 3))]);
    let mut bench = sold(&march());
    bench.import(&stray.csv(&exported("2026-04-01 10:00:00")));
    let mut after = bench.rolled_up(202_603);
    after.import(&stray.csv(&exported("2026-11-21 09:00:00")));
    assert_eq!(after.figure(MARCH, "refund-rate").approx, None);
}

/// Cases are all there, whoever sold the line, and 罗盘 has no lines.
#[test]
fn only_charts_of_sales_lack_days_under_a_filter() {
    let after = two_years().rolled_up(202_511);
    let mut desk = Desk::of(&after, "2025-11-10..2025-11-11");
    desk.query.filter = Filter::default().only(Dimension::Creator, desk.book.words.find("111"));
    let told = |id: &str| desk.chart(id).notes.join("").contains("按日汇总");
    assert!(["gmv", "by-carrier", "refunds"].iter().all(|id| told(id)));
    assert!(["returns", "return-age", "funnel", "trend-ctr"].iter().all(|id| !told(id)));
    // Both periods are: the days of both are named.
    let desk = Desk::of(&after, "2025-11-13..2025-11-15");
    let notes = desk.chart("change-creator").notes.join("");
    assert!(notes.contains("6 天按日汇总"), "{notes}");
}
