//! 千川: one report a day, and figures only of what is stated.

use dianpan::metric::{Reading, explain, metric};

use crate::support::{Bench, File, Grid, Row, shop_day, shop_wide};

const DAYS: &str = "2026-11-11..2026-11-12";

/// A report with a subject, the cost and the sales of some days.
fn report(name: &str, subject: &str, rows: &[(&str, &str, &str)]) -> File {
    let row = |(day, cost, gmv): &(&str, &str, &str)| {
        Row::new(&[(subject, "1"), ("日期", day), ("整体消耗", cost), ("整体成交金额", gmv)])
    };
    let rows: Vec<Row> = rows.iter().map(row).collect();
    Grid::new(&format!("{subject},日期,整体消耗,整体成交金额"), &rows).csv(name)
}

/// Files and rows behind a figure.
fn told(bench: &Bench, id: &str) -> (Vec<String>, i64) {
    let book = bench.book();
    let told =
        explain(metric(id).unwrap(), &Reading::new(&book, bench.query(DAYS)), &bench.dataset);
    (told.files, told.rows)
}

#[test]
fn reports_of_one_day_are_not_added() {
    let bench = Bench::with(&[
        report("products.csv", "商品ID", &[("2026-11-11", "70.00", "140.00")]),
        report("accounts.csv", "抖音号", &[("2026-11-11", "100.00", "250.00")]),
        report("more.csv", "商品ID", &[("2026-11-12", "30.00", "75.00")]),
    ]);
    assert_eq!(bench.value(DAYS, "ad-cost"), "130.00");
    assert_eq!(bench.value(DAYS, "roi"), "2.50");
    let (mut files, rows) = told(&bench, "roi");
    files.sort();
    assert_eq!((files, rows), (vec!["accounts.csv".to_owned(), "more.csv".to_owned()], 2));
}

/// Sales that are not stated are not zero.
#[test]
fn a_cost_without_its_sales_gives_no_roi() {
    let report = |rows| report("a.csv", "抖音号", rows);
    let some =
        Bench::with(&[report(&[("2026-11-11", "100.00", "-"), ("2026-11-12", "50.00", "75.00")])]);
    assert_eq!(some.value(DAYS, "ad-cost"), "150.00");
    let roi = some.figure(DAYS, "roi");
    assert_eq!((roi.plain().as_str(), roi.missing), ("1.50", 1));
    let none = Bench::with(&[report(&[("2026-11-11", "100.00", "-")])]);
    assert_eq!(
        (none.value(DAYS, "roi"), none.value(DAYS, "ad-cost")),
        (String::new(), "100.00".into())
    );
}

#[test]
fn compass_goes_before_a_day_of_ads_and_only_where_it_states_the_cost() {
    let compass = shop_wide(&[
        shop_day("2026-11-11").set("投放消耗（店铺被投）", "40.00"),
        shop_day("2026-11-12").set("投放消耗（店铺被投）", "-"),
    ]);
    let ads = report(
        "ads.csv",
        "抖音号",
        &[("2026-11-11", "41.00", "82.00"), ("2026-11-12", "9.00", "9.00")],
    );
    let both = Bench::with(&[compass.csv("shop.csv"), ads.clone()]);
    assert_eq!(both.value(DAYS, "ad-cost"), "49.00");
    assert_eq!(told(&both, "ad-cost").1, 2);
    assert_eq!(told(&both, "cost-ratio"), (vec!["shop.csv".to_owned()], 1));
    let alone = Bench::with(&[compass.csv("shop.csv")]);
    assert_eq!(told(&alone, "ad-cost"), (vec!["shop.csv".to_owned()], 1));
}
