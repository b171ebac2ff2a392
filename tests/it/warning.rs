//! What an operator is asked or told before a file counts: another shop's file, dates ahead of now,
//! missing columns, several shops in one file.

use std::slice::from_ref;

use dianpan::import::{Receipt, Trouble, WarningCode, warning_text};
use dianpan::text::Lang;

use crate::support::{
    Bench, CUSTOM_ORDERS, Grid, Row, case, cases, exported, line, orders, shop_day, shop_wide,
};

fn has(receipt: &Receipt, code: WarningCode) -> bool {
    receipt.warnings.iter().any(|warning| warning.code == code)
}

/// Lines of as many products, from a number on.
fn products(from: u64, count: u64) -> Vec<Row> {
    let of =
        |number: u64| line(number).set("商品ID", &(3_600_000_000_000_000_000 + number).to_string());
    (from..from + count).map(of).collect()
}

#[test]
fn a_file_that_knows_hardly_any_product_may_be_of_another_shop() {
    let bench = Bench::with(&[orders(&products(0, 60)).csv("a.csv")]);
    let asks = |rows: &[Row]| {
        let staged = bench.stage(&[orders(rows).csv("b.csv")]);
        has(&staged.receipts[0], WarningCode::OtherShop)
    };
    assert!(asks(&products(100, 50)));
    // Fewer than fifty lines say too little.
    assert!(!asks(&products(100, 49)));
    // 4 of 100 is less than five per cent; 5 of 100 is not.
    assert!(asks(&products(56, 100)));
    assert!(!asks(&products(55, 100)));
    assert!(WarningCode::OtherShop.asks());
    // Nobody can judge the first file.
    let first = Bench::default().import(&orders(&products(0, 60)).csv("a.csv"));
    assert!(!has(&first, WarningCode::OtherShop));
}

#[test]
fn a_file_that_names_another_shop_is_asked_about() {
    let compass = shop_wide(&[shop_day("2026-11-01")]).csv("c.csv");
    let told = |shop: &str| {
        let bench = Bench { shop: shop.to_owned(), ..Bench::default() };
        bench.stage(from_ref(&compass)).receipts[0].clone()
    };
    assert!(!has(&told("示例小店"), WarningCode::OtherShop));
    assert!(!has(&told(""), WarningCode::OtherShop));
    let other = told("别的店");
    assert!(has(&other, WarningCode::OtherShop));
    assert!(warning_text(&other.warnings[0], Lang::Zh).contains("「示例小店」"));
}

#[test]
fn a_file_of_several_shops_is_refused() {
    let days = [shop_day("2026-11-01"), shop_day("2026-11-02").set("店铺名称", "别的店")];
    let loaded = shop_wide(&days).csv("c.csv").load();
    assert_eq!(loaded.receipt.trouble, Some(Trouble::SeveralShops));
}

#[test]
fn what_happens_later_than_now_is_told() {
    let told = |header: &str, time: &str| {
        let row = line(1).set(header, time);
        let staged = Bench::default().stage(&[orders([&row]).csv("a.csv")]);
        has(&staged.receipts[0], WarningCode::FutureDates)
    };
    // Now is 2026-11-21 08:30:00.
    assert!(!told("发货时间", "2026-11-21 08:30:00"));
    assert!(told("发货时间", "2026-11-21 08:30:01"));
    // Promises and bookings lie ahead by nature.
    assert!(!told("承诺发货时间", "2026-12-01 00:00:00"));
    assert!(!told("预约发货时间", "2026-12-01 00:00:00"));
    assert!(!WarningCode::FutureDates.asks());
}

#[test]
fn only_a_file_older_than_its_own_kind_is_called_older() {
    let newer = orders(&[line(1)]).csv(&exported("2026-11-18 08:00:00"));
    let bench = Bench::with(&[newer]);
    let told = |file| has(&bench.stage(&[file]).receipts[0], WarningCode::OlderFile);
    assert!(told(orders(&[line(2)]).csv(&exported("2026-11-17 08:00:00"))));
    assert!(!told(orders(&[line(2)]).csv(&exported("2026-11-18 08:00:01"))));
    assert!(!told(cases([&case(1, &line(1))]).csv("b.csv")));
}

#[test]
fn columns_that_figures_need_are_missed_by_name() {
    let names = |grid: Grid| -> Vec<String> {
        let receipt = Bench::default().import(&grid.csv("a.csv"));
        let missing = receipt.warnings.into_iter().filter(|w| w.code == WarningCode::MissingColumn);
        missing.map(|warning| warning.name).collect()
    };
    assert!(names(orders(&[line(1)])).is_empty());
    assert_eq!(names(Grid::new(CUSTOM_ORDERS, [&line(1)])), ["支付完成时间"]);
    let without = orders(&[line(1)]).without("平台实际承担优惠金额");
    assert_eq!(
        names(without.without("达人实际承担优惠金额")),
        ["平台实际承担优惠金额", "达人实际承担优惠金额"]
    );
}

#[test]
fn every_warning_is_told_in_both_languages() {
    let codes = [
        WarningCode::OtherShop,
        WarningCode::RepeatedAmounts,
        WarningCode::DamagedIds,
        WarningCode::FutureDates,
        WarningCode::OlderFile,
        WarningCode::ByOrder,
        WarningCode::MissingColumn,
        WarningCode::KnownOrders,
    ];
    for code in codes {
        let warning = dianpan::import::Warning { code, count: 3, of: 7, name: String::new() };
        let (zh, en) = (warning_text(&warning, Lang::Zh), warning_text(&warning, Lang::En));
        assert!(!zh.is_ascii() && !zh.contains("{}") && !en.contains("{}"), "{code:?}");
        assert!(!en.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{en}");
    }
}

#[test]
fn settlements_whose_sums_do_not_add_up_are_told() {
    let row = |number: u32, settled: &str| {
        Row::new(&[
            ("结算时间", "2026-11-09 03:00:00"),
            ("子订单号", &format!("69179267688236437{number:02}")),
            ("结算金额", settled),
            ("收入合计", "110.00"),
            ("支出合计", "-12.98"),
        ])
    };
    let told = |settled: &[&str]| {
        let rows: Vec<Row> = (10..).zip(settled).map(|(number, sum)| row(number, sum)).collect();
        let grid = Grid::new("结算时间,子订单号,结算金额,收入合计,支出合计", &rows);
        let receipt = Bench::default().import(&grid.csv("结算账单.csv"));
        receipt.warnings.iter().find(|it| it.code == WarningCode::SumsDiffer).cloned()
    };
    // Two 分 are rounding.
    assert_eq!(told(&["97.02", "97.04", "97.00"]), None);
    let warning = told(&["97.02", "97.05", "96.99"]).unwrap();
    assert_eq!((warning.count, warning.of), (2, 3));
    let text = warning_text(&warning, Lang::Zh);
    assert!(text.starts_with("2 行的") && text.contains("共 3 行"), "{text}");
    assert!(!WarningCode::SumsDiffer.asks());
}
