//! Importing again: which file is newer, what it overwrites, what stays, and taking files back
//! (metrics.md section 5).

use std::slice::from_ref;

use dianpan::domain::{Family, ROLLBACKS, SourceState};
use dianpan::import::{Receipt, WarningCode};
use dianpan::metric::METRICS;

use crate::support::{Bench, File, Grid, Row, at, case, cases, exported, line, orders, shop_day};
use crate::support::{shop_wide, with_bom};

const ALL: &str = "2026-11-01..2026-11-20";
const OLD: &str = "2026-11-16 08:00:00";
const NEW: &str = "2026-11-18 08:00:00";
const NEWEST: &str = "2026-11-20 08:00:00";

fn file(rows: &[Row], time: &str) -> File {
    orders(rows).csv(&exported(time))
}

/// New, updated and unchanged rows.
fn counts(receipt: &Receipt) -> (u32, u32, u32) {
    let tally = receipt.tally;
    (tally.new, tally.updated, tally.unchanged)
}

/// The text of a column of the only order line; nothing when it is empty.
fn cell(bench: &Bench, column: &str) -> Option<String> {
    let rows = bench.rows(Family::Lines);
    assert_eq!(rows.len(), 1);
    rows[0].iter().find(|(name, _)| *name == column).map(|(_, text)| text.clone())
}

fn figures(bench: &Bench) -> Vec<(&'static str, String)> {
    METRICS.iter().map(|metric| (metric.id, bench.value(ALL, metric.id))).collect()
}

#[test]
fn the_same_file_again_is_unchanged() {
    let sold = [line(1), line(2), line(3)];
    let days = [shop_day("2026-11-01"), shop_day("2026-11-02")];
    let files = [
        file(&sold, OLD),
        cases([&case(1, &sold[0]), &case(2, &sold[1])]).csv("b.csv"),
        shop_wide(&days).csv("c.csv"),
    ];
    for file in files {
        let mut bench = Bench::with(from_ref(&file));
        let (rows, before) = (Family::ALL.map(|family| bench.rows(family)), figures(&bench));
        let receipt = bench.import(&file);
        assert_eq!(counts(&receipt), (0, 0, receipt.rows), "{}", file.name);
        assert_eq!(receipt.tally.filled, 0);
        assert_eq!(Family::ALL.map(|family| bench.rows(family)), rows);
        assert_eq!(figures(&bench), before);
    }
}

#[test]
fn the_same_rows_in_another_dress_are_unchanged() {
    let grid = orders(&[line(1), line(2)]);
    let mut bench = Bench::with(&[grid.csv(&exported(OLD))]);
    let turned: Vec<usize> = (0..grid.header.len()).rev().collect();
    for again in [
        File::new(&exported(NEW), with_bom(&grid.lines("\r\n", true))),
        grid.arranged(&turned).csv(&exported(NEWEST)),
        grid.xlsx("a.xlsx"),
    ] {
        assert_eq!(counts(&bench.import(&again)), (0, 0, 2), "{}", again.name);
    }
}

#[test]
fn a_newer_file_wins_field_by_field() {
    let before = line(1).waiting().set("达人昵称", "旧名");
    let after = line(1).with(&[("订单应付金额", "90.00"), ("达人昵称", "新名")]);
    let mut bench = Bench::with(&[file(&[before, line(2)], OLD)]);
    let receipt = bench.import(&file(&[after, line(2), line(3)], NEW));
    assert_eq!(counts(&receipt), (1, 1, 1));
    assert!(receipt.warnings.is_empty());
    assert_eq!(bench.value(ALL, "gmv"), "290.00");
    let alone = Bench::with(&[
        file(&[line(1).waiting().set("达人昵称", "旧名")], OLD),
        file(&[line(1).with(&[("订单应付金额", "90.00"), ("达人昵称", "新名")])], NEW),
    ]);
    assert_eq!(cell(&alone, "status").as_deref(), Some("已完成"));
    assert_eq!(cell(&alone, "creator-name").as_deref(), Some("新名"));
}

#[test]
fn a_column_that_the_newer_file_lacks_keeps_its_value() {
    let before = line(1).set("达人昵称", "小鹿");
    let after = orders(&[line(1).set("订单状态", "已关闭")]);
    let bench = Bench::with(&[file(&[before], OLD), after.without("达人昵称").csv(&exported(NEW))]);
    assert_eq!(cell(&bench, "creator-name").as_deref(), Some("小鹿"));
    assert_eq!(cell(&bench, "status").as_deref(), Some("已关闭"));
}

#[test]
fn an_empty_cell_of_the_newer_file_overwrites_unless_it_undoes_what_happened() {
    let full = line(1).with(&[
        ("达人昵称", "小鹿"),
        ("预约发货时间", "2026-11-12 00:00:00"),
        ("售后状态", "退款成功"),
    ]);
    let check = |header: &str, column: &str, empties: bool| {
        let emptied = full.clone().set(header, "");
        let bench = Bench::with(&[file(from_ref(&full), OLD), file(&[emptied], NEW)]);
        assert_eq!(cell(&bench, column).is_none(), empties, "{header}");
    };
    check("达人昵称", "creator-name", true);
    check("预约发货时间", "booked", true);
    check("承诺发货时间", "promised", true);
    check("商品规格", "sku", true);
    check("省", "province", true);
    check("支付完成时间", "paid", false);
    check("发货时间", "shipped", false);
    check("订单完成时间", "finished", false);
    check("售后状态", "after-sale", false);
    // A state that is no refund may end.
    let open = line(1).set("售后状态", "待商家处理");
    let bench = Bench::with(&[file(&[open], OLD), file(&[line(1)], NEW)]);
    assert_eq!(cell(&bench, "after-sale"), None);
}

#[test]
fn an_older_file_only_fills_gaps() {
    let newer = orders(&[line(1).set("订单应付金额", "90.00").set("发货时间", "")]);
    let older = line(1).with(&[("达人昵称", "小鹿"), ("省", "广东省")]);
    let mut bench = Bench::with(&[newer.without("达人昵称").csv(&exported(NEW))]);
    let receipt = bench.import(&file(&[older, line(2)], OLD));
    assert_eq!(counts(&receipt), (1, 0, 1));
    assert_eq!(receipt.tally.filled, 1);
    let codes: Vec<_> = receipt.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, [WarningCode::OlderFile]);
    assert!(!WarningCode::OlderFile.asks());
    let row = &bench.rows(Family::Lines)[0];
    let has = |name: &str| row.iter().find(|(column, _)| *column == name).map(|(_, t)| t.as_str());
    // The column that no newer file had, and what had happened by then.
    assert_eq!(has("creator-name"), Some("小鹿"));
    assert!(has("shipped").is_some());
    assert_eq!((has("payable"), has("province")), (Some("9000"), Some("浙江省")));
}

#[test]
fn a_row_that_a_newer_file_repeats_takes_its_version() {
    let (first, other) = (line(1), line(1).set("订单状态", "已关闭"));
    let mut bench = Bench::with(&[file(from_ref(&first), OLD), file(&[first], NEWEST)]);
    // Between the two, hence older than what is stored.
    assert_eq!(counts(&bench.import(&file(&[other], NEW))), (0, 0, 1));
    assert_eq!(cell(&bench, "status").as_deref(), Some("已完成"));
}

#[test]
fn the_version_is_the_name_then_the_latest_moment_then_the_modified_time() {
    let version = |file: File| file.load().version.at;
    let grid = orders(&[line(1), line(2).set("承诺发货时间", "2026-12-24 10:00:00")]);
    assert_eq!(version(grid.csv(&exported(NEW))), at(NEW));
    // 订单完成时间 is the latest; promises and bookings lie ahead.
    let booked = line(3).set("预约发货时间", "2026-12-30 10:00:00");
    assert_eq!(version(grid.csv("a.csv")), at("2026-11-15 12:00:00"));
    assert_eq!(version(orders(&[booked]).csv("a.csv")), at("2026-11-15 12:00:00"));
    for header in ["订单提交时间", "支付完成时间", "发货时间", "订单完成时间"]
    {
        let late = line(1).set(header, "2026-11-17 07:00:00");
        assert_eq!(version(orders(&[late]).csv("a.csv")), at("2026-11-17 07:00:00"), "{header}");
    }
    for header in ["售后申请时间", "商家退款时间", "用户到账时间", "售后完结时间"]
    {
        let late = case(1, &line(1)).set(header, "2026-11-17 07:00:00");
        assert_eq!(version(cases([&late]).csv("b.csv")), at("2026-11-17 07:00:00"), "{header}");
    }
    let deadline = case(1, &line(1)).set("自动处理截止时间", "2026-12-24 10:00:00");
    assert_eq!(version(cases([&deadline]).csv("b.csv")), at("2026-11-14 15:05:00"));
    // 罗盘 rows hold no moments.
    let compass = shop_wide(&[shop_day("2026-11-01")]).csv("c.csv");
    assert_eq!(version(compass.modified("2026-11-19 23:00:00")), at("2026-11-19 23:00:00"));
}

#[test]
fn files_of_one_moment_are_told_apart_by_content() {
    let one = file(&[line(1).set("订单状态", "已关闭")], NEW);
    let two = file(&[line(1).set("订单状态", "已发货")], NEW);
    assert_ne!(one.load().version.hash, two.load().version.hash);
    let status = |files: &[File]| cell(&Bench::with(files), "status");
    assert_eq!(status(&[one.clone(), two.clone()]), status(&[two, one]));
}

#[test]
fn of_one_key_twice_in_a_file_the_last_row_counts() {
    let (first, last) = (line(1), line(1).set("订单应付金额", "70.00"));
    let mut bench = Bench::default();
    let receipt = bench.import(&file(&[first.clone(), first, last], NEW));
    assert_eq!(counts(&receipt), (1, 1, 1));
    assert_eq!(bench.value(ALL, "gmv"), "70.00");
    assert_eq!(bench.value(ALL, "orders"), "1");
}

#[test]
fn a_row_that_does_not_count_fills_no_gap() {
    let unshipped = line(1).set("发货时间", "");
    let twice = file(&[line(1), unshipped], NEW);
    let mut bench = Bench::with(from_ref(&twice));
    assert_eq!(cell(&bench, "shipped"), None);
    assert_eq!(bench.import(&twice).tally.filled, 0);
}

/// Two lines of one second call a product by two names, and a creator too.
#[test]
fn names_of_one_second_do_not_hang_on_the_order_of_imports() {
    let by = |number, title: &str, nickname: &str| {
        let row = line(number).with(&[("达人ID", "72700000011"), ("达人昵称", nickname)]);
        file(&[row.set("选购商品", title)], NEW)
    };
    let names = |files: &[File]| {
        let book = Bench::with(files).book();
        let product = book.words.find("3600000000000000011").unwrap();
        let creator = book.words.find("72700000011").unwrap();
        [book.product_name(product).to_owned(), book.creator_name(creator).to_owned()]
    };
    let (one, other) = (by(1, "甲款", "小鹿"), by(2, "乙款", "小马"));
    assert_eq!(names(&[one.clone(), other.clone()]), names(&[other, one]));
}

#[test]
fn files_of_one_drop_are_counted_in_the_order_of_their_versions() {
    let newer = file(&[line(1).set("订单状态", "已关闭"), line(2)], NEW);
    let older = file(&[line(1)], OLD);
    let mut bench = Bench::default();
    let receipts = bench.drop(&[newer, older]);
    assert_eq!(counts(&receipts[1]), (1, 0, 0));
    assert_eq!(counts(&receipts[0]), (1, 1, 0));
    assert!(receipts.iter().all(|receipt| receipt.warnings.is_empty()));
}

#[test]
fn the_key_is_the_sub_order_alone() {
    let moved = line(1).with(&[("主订单编号", "6910000000000009999"), ("商品ID", "36000000099")]);
    let bench = Bench::with(&[file(&[line(1)], OLD), file(&[moved], NEW)]);
    assert_eq!(cell(&bench, "order").as_deref(), Some("6910000000000009999"));
    let case_of = |number| case(number, &line(1)).set("退商品金额（元）", "10.00");
    let bench = Bench::with(&[cases([&case_of(1), &case_of(2)]).csv("b.csv")]);
    assert_eq!(bench.rows(Family::Cases).len(), 2);
}

#[test]
fn a_file_taken_back_leaves_what_there_would_be_without_it() {
    let first = file(&[line(1), line(2)], OLD);
    let second = file(&[line(2).of("55.00"), line(3).set("省", "广东省")], NEW);
    let third = file(&[line(3).set("订单状态", "已关闭"), line(4)], NEWEST);
    let files = [first, second, third];
    let mut bench = Bench::with(&files);
    let (whole, figures_then) = (bench.facts(), figures(&bench));
    for (place, source) in bench.dataset.sources.clone().into_iter().enumerate() {
        let mut others = files.to_vec();
        others.remove(place);
        let never = Bench::with(&others);
        bench.turn(source.id, SourceState::RolledBack);
        assert_eq!(bench.facts(), never.facts(), "{}", source.file);
        assert_eq!(figures(&bench), figures(&never), "{}", source.file);
        bench.turn(source.id, SourceState::Live);
        assert_eq!(bench.facts(), whole, "{}", source.file);
        assert_eq!(figures(&bench), figures_then, "{}", source.file);
    }
}

#[test]
fn a_file_taken_back_can_be_imported_anew() {
    let sold = file(&[line(1)], OLD);
    let mut bench = Bench::with(from_ref(&sold));
    let id = bench.dataset.sources[0].id;
    bench.turn(id, SourceState::RolledBack);
    assert_eq!(counts(&bench.import(&sold)), (1, 0, 0));
    assert_eq!(bench.value(ALL, "gmv"), "100.00");
}

/// Twelve files of a line each, each a day later than the one before.
fn twelve() -> Vec<File> {
    let of = |number: u64| {
        let day = format!("2026-11-{:02}", number + 1);
        file(&[line(number).on(&day)], &format!("{day} 23:00:00"))
    };
    (1..=12).map(of).collect()
}

#[test]
fn the_last_ten_files_can_be_taken_back() {
    let bench = Bench::with(&twelve());
    let numbers: Vec<u32> = bench.dataset.rollbacks().map(|source| source.id.0).collect();
    assert_eq!(numbers.len(), ROLLBACKS);
    assert_eq!(numbers, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
}

#[test]
fn a_file_taken_back_is_kept_while_it_is_among_the_last_ten() {
    let mut bench = Bench::with(&twelve()[..11]);
    let ids: Vec<_> = bench.dataset.sources.iter().map(|source| source.id).collect();
    bench.turn(ids[1], SourceState::RolledBack);
    bench.turn(ids[2], SourceState::RolledBack);
    bench.forget_old_rollbacks();
    // Both are among the last ten of eleven.
    assert_eq!(bench.dataset.sources.len(), 11);
    bench.import(&twelve()[11]);
    bench.forget_old_rollbacks();
    assert!(bench.dataset.source(ids[1]).is_none());
    // Without its block the others still stand where they did.
    assert_eq!(bench.value(ALL, "orders"), "10");
    assert!(bench.dataset.source(ids[0]).is_some(), "a file that counts is never forgotten");
    bench.turn(ids[2], SourceState::Live);
    assert_eq!(bench.value(ALL, "orders"), "11");
}

#[test]
fn columns_of_a_file_taken_back_are_forgotten() {
    let short = orders(&[line(1)]).without("达人昵称");
    let full = line(1).set("达人昵称", "小鹿");
    let mut bench = Bench::with(&[short.csv(&exported(OLD)), file(&[full], NEW)]);
    assert!(cell(&bench, "creator-name").is_some());
    let newer = bench.dataset.sources[1].id;
    bench.turn(newer, SourceState::RolledBack);
    assert_eq!(cell(&bench, "creator-name"), None);
}

#[test]
fn rows_of_compass_are_one_row_a_day_and_scope() {
    let day = |gmv: &str| shop_day("2026-11-01").set("成交金额", gmv);
    let file = |grid: Grid, time: &str| grid.csv("c.csv").modified(time);
    let mut bench = Bench::with(&[file(shop_wide(&[day("900.00")]), OLD)]);
    let receipt = bench.import(&file(shop_wide(&[day("950.00"), shop_day("2026-11-02")]), NEW));
    assert_eq!(counts(&receipt), (1, 1, 0));
    assert_eq!(bench.value("2026-11-01", "gmv"), "950.00");
    // An older download comes late: it changes nothing.
    let receipt = bench.import(&file(shop_wide(&[day("800.00")]), "2026-11-17 08:00:00"));
    assert_eq!(counts(&receipt), (0, 0, 1));
    assert_eq!(bench.value("2026-11-01", "gmv"), "950.00");
}
