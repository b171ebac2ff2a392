//! The traps that a naive tool falls into (metrics.md section 4), one test each, by number. Left
//! out are those of families that are not read yet and 18, a note on a chart of years ago.

use std::slice::from_ref;

use dianpan::domain::SourceState;
use dianpan::import::{Receipt, Trouble, WarningCode};
use dianpan::metric::{Dimension, Filter, Reading, by_key, explain, metric};
use dianpan::text::csv_cell;

use crate::support::{
    Bench, File, Row, case, cases, day, exported, gb18030, line, listed, orders, period, shop_day,
    shop_wide, utf16, with_bom,
};
use crate::support::{Grid, PRODUCT_LIST};

const ALL: &str = "2026-11-01..2026-11-20";

fn warned(receipt: &Receipt, code: WarningCode) -> bool {
    receipt.warnings.iter().any(|warning| warning.code == code)
}

/// `several` orders of two lines, of which `repeated` carry the order's amount on each line.
fn two_line_orders(several: u64, repeated: u64, price: &str) -> Receipt {
    let rows: Vec<Row> = (0..several * 2)
        .map(|number| {
            let main = line(1000 + number / 2).id();
            let second = number % 2 == 1;
            let amount = if number / 2 < repeated || !second { "90.00" } else { "40.00" };
            let row = line(number).with(&[("主订单编号", &main), ("订单应付金额", amount)]);
            row.set("商品单价", if second { price } else { "50.00" })
        })
        .collect();
    Bench::default().import(&orders(&rows).csv("a.csv"))
}

#[test]
fn trap_01_main_order_amount_repeated() {
    let asks = |receipt| warned(&receipt, WarningCode::RepeatedAmounts);
    assert!(asks(two_line_orders(5, 5, "40.00")));
    assert!(asks(two_line_orders(10, 9, "40.00")));
    // Four orders are too few, 8 of 10 are too few, and equal prices explain equal amounts.
    assert!(!asks(two_line_orders(4, 4, "40.00")));
    assert!(!asks(two_line_orders(10, 8, "40.00")));
    assert!(!asks(two_line_orders(10, 10, "50.00")));
    assert!(WarningCode::RepeatedAmounts.asks());
}

#[test]
fn trap_01_amounts_stand_by_line() {
    let rows = [
        line(1).with(&[("主订单编号", "6900000000000000017"), ("订单应付金额", "28.90")]),
        line(2).with(&[("主订单编号", "6900000000000000017"), ("订单应付金额", "20.00")]),
    ];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    assert_eq!(bench.value(ALL, "gmv"), "48.90");
    assert_eq!(bench.value(ALL, "orders"), "2");
}

#[test]
fn trap_02_gifts_are_neither_orders_nor_units() {
    let gift = line(2).of("0.00").set("商品数量", "3");
    // Nothing paid by the user, yet the platform pays: no gift.
    let subsidised = line(3).of("0.00").set("平台实际承担优惠金额", "9.90");
    let bench = Bench::with(&[orders(&[line(1), gift, subsidised]).csv("a.csv")]);
    for (metric, value) in [("orders", "2"), ("units", "2"), ("gifts", "1"), ("gmv", "109.90")] {
        assert_eq!(bench.value(ALL, metric), value, "{metric}");
    }
}

#[test]
fn trap_03_closed_lines_count_when_they_were_paid() {
    let never_paid = line(1).with(&[("订单状态", "已关闭"), ("支付完成时间", "")]);
    let refunded = line(2).with(&[("订单状态", "已关闭"), ("售后状态", "退款成功")]);
    let bench = Bench::with(&[orders(&[never_paid, refunded]).csv("a.csv")]);
    for (metric, value) in
        [("gmv", "100.00"), ("orders", "1"), ("refund-by-pay", "100.00"), ("net-gmv", "0.00")]
    {
        assert_eq!(bench.value(ALL, metric), value, "{metric}");
    }
}

#[test]
fn trap_04_presales_count_once_when_paid_and_are_noted() {
    let presale = line(1)
        .with(&[("订单类型", "预售订单"), ("订单提交时间", "2026-11-01 20:00:00")])
        .set("支付完成时间", "2026-11-11 00:30:00");
    let last = line(2).on("2026-11-12");
    let bench = Bench::with(&[orders(&[presale, last]).csv("a.csv")]);
    assert_eq!(bench.value("2026-11-01..2026-11-10", "gmv"), "0.00");
    assert_eq!(bench.value("2026-11-11", "gmv"), "100.00");
    assert_eq!(bench.value("2026-11-11", "orders"), "1");
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-11-11"));
    let explained = explain(metric("gmv").unwrap(), &reading, &bench.dataset);
    assert_eq!(explained.presales, 1);
}

#[test]
fn trap_05_a_refund_after_the_export_updates_the_line() {
    let before = orders(&[line(1)]).csv(&exported("2026-11-16 08:00:00"));
    let refunded = line(1).set("售后状态", "退款成功");
    let after = orders(&[refunded]).csv(&exported("2026-11-18 08:00:00"));
    let mut bench = Bench::with(from_ref(&before));
    let receipt = bench.import(&after);
    assert_eq!((receipt.tally.new, receipt.tally.updated), (0, 1));
    assert_eq!(bench.value(ALL, "refund-by-pay"), "100.00");
    // The older file comes again, and last: the refund stays.
    bench.import(&before);
    assert_eq!(bench.value(ALL, "refund-by-pay"), "100.00");
    let other_way = Bench::with(&[after, before]);
    assert_eq!(other_way.value(ALL, "refund-by-pay"), "100.00");
}

#[test]
fn trap_06_refunds_of_a_day_may_exceed_its_sales() {
    let rows = [line(1), line(2), line(3).on("2026-11-14").of("30.00")];
    let last = case(2, &rows[1]).set("售后申请时间", "2026-11-14 09:00:00");
    let asked = [case(1, &rows[0]), last];
    let bench = Bench::with(&[orders(&rows).csv("a.csv"), cases(&asked).csv("b.csv")]);
    assert_eq!(bench.value("2026-11-14", "gmv"), "30.00");
    assert_eq!(bench.value("2026-11-14", "refund-by-refund"), "200.00");
    // By pay time no day gives back more than it took.
    assert_eq!(bench.value("2026-11-14", "refund-rate"), "0.000000");
    assert_eq!(bench.value("2026-11-10", "refund-rate"), "1.000000");
}

#[test]
fn trap_07_people_of_days_do_not_add_up() {
    let bench =
        Bench::with(&[shop_wide(&[shop_day("2026-11-01"), shop_day("2026-11-02")]).csv("a.csv")]);
    for (metric, sum) in
        [("buyers", "32"), ("impressions", "4000"), ("clicks", "200"), ("paid-people", "32")]
    {
        let two = bench.figure("2026-11-01..2026-11-02", metric);
        assert_eq!((two.plain().as_str(), two.upper), (sum, true), "{metric}");
        assert!(!bench.figure("2026-11-01", metric).upper, "{metric}");
    }
    assert!(bench.figure("2026-11-01..2026-11-02", "ctr").upper);
    assert_eq!(bench.value("2026-11-01..2026-11-02", "buyer-value"), "");
}

#[test]
fn trap_08_ratios_are_recomputed_from_sums() {
    let small = shop_day("2026-11-01").with(&[("商品曝光人数", "10"), ("商品点击人数", "5")]);
    let large = shop_day("2026-11-02").with(&[("商品曝光人数", "990"), ("商品点击人数", "45")]);
    let cheap = [("成交金额", "100.00"), ("投放消耗（店铺被投）", "90.00")];
    let bench = Bench::with(&[shop_wide(&[small.with(&cheap), large]).csv("a.csv")]);
    let days = "2026-11-01..2026-11-02";
    assert_eq!(bench.value(days, "ctr"), "0.050000");
    assert_eq!(bench.value(days, "cost-ratio"), "0.218182");
}

#[test]
fn trap_09_a_day_that_is_not_over_is_not_complete() {
    let rows = [line(1).on("2026-11-19"), line(2).on("2026-11-20")];
    let noon = orders(&rows).csv(&exported("2026-11-20 21:00:00"));
    let coverage = Bench::with(from_ref(&noon)).dataset.coverage();
    assert_eq!(coverage.open_days, [day("2026-11-20")]);
    assert!(!coverage.complete(day("2026-11-20")) && coverage.complete(day("2026-11-19")));
    // The day after, the same rows: the day is over.
    let later = orders(&rows).csv(&exported("2026-11-21 00:00:00"));
    assert_eq!(Bench::with(&[noon, later]).dataset.coverage().open_days, []);
}

#[test]
fn trap_10_a_missing_day_is_not_a_zero_day() {
    let rows = [line(1).on("2026-11-10"), line(2).on("2026-11-12")];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    assert_eq!(bench.value("2026-11-11", "gmv"), "0.00");
    assert_eq!(bench.value("2026-11-13", "gmv"), "");
    let both = bench.figure("2026-11-11..2026-11-13", "gmv");
    assert_eq!((both.plain().as_str(), both.missing), ("100.00", 1));
}

#[test]
fn trap_11_ids_after_an_excel_round_trip_are_refused() {
    let rows: Vec<Row> = (0..5).map(|number| line(number).set("子订单编号", "6.91E+18")).collect();
    let trouble = |grid: Grid| grid.csv("a.csv").load().receipt.trouble;
    assert_eq!(trouble(orders(&rows)), Some(Trouble::DamagedIds));
    let zeros = |count: u64| -> Vec<Row> {
        let same = "6910000000000000000";
        (0..count)
            .map(|n| line(n).with(&[("子订单编号", same), ("商品数量", &n.to_string())]))
            .collect()
    };
    assert_eq!(trouble(orders(&zeros(3))), Some(Trouble::DamagedIds));
    // One id that happens to end in zeros is an id.
    let one = line(1).set("子订单编号", "6910000000000124000");
    assert_eq!(trouble(orders(&[one, line(2), line(3)])), None);
}

#[test]
fn trap_12_encodings_do_not_change_figures() {
    let text = orders(&[line(1), line(2)]).text();
    for bytes in [
        text.clone().into_bytes(),
        with_bom(&text),
        gb18030(&text),
        utf16(&text, false),
        utf16(&text, true),
    ] {
        let bench = Bench::with(&[File::new("a.csv", bytes)]);
        assert_eq!(bench.value(ALL, "gmv"), "200.00");
    }
}

#[test]
fn trap_13_rows_of_totals_are_not_added() {
    for total in ["合计", "总计", "全部", "均值", "汇总"] {
        let row = line(9).with(&[("主订单编号", total), ("子订单编号", "")]);
        let receipt = Bench::default().import(&orders(&[line(1), row]).csv("a.csv"));
        assert_eq!((receipt.tally.new, receipt.skipped_rows()), (1, 1), "{total}");
        let days = [shop_day("2026-11-01"), shop_day("2026-11-02").set("日期", total)];
        let bench = Bench::with(&[shop_wide(&days).csv("b.csv")]);
        assert_eq!(bench.value("2026-11-01..2026-11-02", "gmv"), "1000.00", "{total}");
    }
}

#[test]
fn trap_14_amounts_with_units_and_rates_in_any_form() {
    let row = shop_day("2026-11-01").with(&[("成交金额", "1.2万"), ("商品曝光人数", "2.5w")]);
    let bench = Bench::with(&[shop_wide(&[row]).csv("a.csv")]);
    assert_eq!(bench.value("2026-11-01", "gmv"), "12000.00");
    assert_eq!(bench.value("2026-11-01", "impressions"), "25000");
    // A rate is computed, never read, so 10%, 0.1 and 10 in the file are all the same.
    for rate in ["10%", "0.1", "10", "-"] {
        let row = listed("20261101-20261107", "全部").set("曝光点击率（人数）", rate);
        let bench = Bench::with(&[Grid::new(PRODUCT_LIST, [&row]).csv("b.csv")]);
        assert_eq!(bench.value("2026-11-01..2026-11-07", "ctr"), "0.100000", "{rate}");
    }
}

#[test]
fn trap_15_a_renamed_product_is_one_product() {
    let rows = [line(1), line(2).on("2026-11-12").set("选购商品", "新名字")];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let book = bench.book();
    let keys = by_key(&book, period(ALL), &Filter::default(), Dimension::Product);
    assert_eq!(keys.len(), 1);
    let product = keys.keys().next().unwrap().unwrap();
    assert_eq!(book.product_name(product), "新名字");
}

#[test]
fn trap_16_a_creator_with_a_new_nickname_is_one_creator() {
    let by = |number, day: &str, name: &str| {
        line(number).on(day).with(&[("达人ID", "72700000011"), ("达人昵称", name)])
    };
    let rows = [by(1, "2026-11-12", "新名"), by(2, "2026-11-10", "旧名"), line(3)];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let book = bench.book();
    let keys = by_key(&book, period(ALL), &Filter::default(), Dimension::Creator);
    assert_eq!(keys.len(), 2);
    let creator = keys.keys().flatten().next().unwrap();
    assert_eq!(
        (book.creator_name(*creator), keys.get(&Some(*creator)).unwrap().orders),
        ("新名", 2)
    );
}

#[test]
fn trap_17_days_are_wall_time_as_written() {
    let rows = [
        line(1).on("2026-11-10").set("支付完成时间", "2026-11-10 23:59:59"),
        line(2).on("2026-11-11").set("支付完成时间", "2026-11-11 00:00:00"),
    ];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    assert_eq!(bench.value("2026-11-10", "orders"), "1");
    assert_eq!(bench.value("2026-11-11", "orders"), "1");
    // The unix seconds of a file name are Beijing wall time, eight hours on.
    let loaded = orders(&rows).csv("1795221000_x.csv").load();
    assert_eq!(loaded.version.at, crate::support::at("2026-11-21 08:30:00"));
}

#[test]
fn trap_19_personal_columns_do_not_get_in() {
    let row = line(1).with(&[
        ("收件人", "收件人甲哨兵"),
        ("收件人手机号", "19900000001"),
        ("详细地址", "地址哨兵"),
        ("买家留言", "留言哨兵"),
        ("商家备注", "备注哨兵"),
        ("选购商品", "袜子 加微19900000002"),
    ]);
    let bench = Bench::with(&[orders(&[row]).csv("a.csv")]);
    let words: Vec<&str> = bench.dataset.words.texts().collect();
    assert!(words.iter().all(|word| !word.contains("哨兵") && !word.contains("199")), "{words:?}");
    assert!(words.contains(&"浙江省"));
}

#[test]
fn trap_20_cells_that_we_write_are_no_formulas() {
    let check = |text: &str, expected: &str| assert_eq!(csv_cell(text), expected);
    check("=1+1", "\"'=1+1\"");
    check("+1", "\"'+1\"");
    check("-1", "\"'-1\"");
    check("@SUM(A1)", "\"'@SUM(A1)\"");
    check("\t1", "\"'\t1\"");
    check("＝1", "\"'＝1\"");
    check("a=1", "a=1");
    check("a,\"b\"\nc", "\"a,\"\"b\"\"\nc\"");
    check("", "");
}

#[test]
fn trap_21_line_ends_inside_quotes_do_not_split_rows() {
    let note = line(1).set("商家备注", "第一行\n第二行\r\n\"第三行\", 完");
    let receipt = Bench::default().import(&orders(&[note, line(2)]).csv("a.csv"));
    assert_eq!((receipt.rows, receipt.tally.new, receipt.rejected_rows), (2, 2, 0));
}

#[test]
fn trap_22_a_header_that_occurs_twice_is_read_once() {
    let mut grid = orders(&[line(1), line(2)]);
    grid.header.push("商家备注".to_owned());
    grid.rows.iter_mut().for_each(|row| row.push("第二个备注".to_owned()));
    let bench = Bench::with(&[grid.csv("a.csv")]);
    assert_eq!(bench.value(ALL, "gmv"), "200.00");
}

#[test]
fn trap_23_leap_day_compares_with_the_last_of_february() {
    assert_eq!(day("2028-02-29").year_before(), day("2027-02-28"));
    assert_eq!(day("2029-02-28").year_before(), day("2028-02-28"));
    let february = period("2028-02-01..2028-02-29").year_before();
    assert_eq!(february, period("2027-02-01..2027-02-28"));
}

#[test]
fn trap_24_partial_refund_takes_its_part_of_the_subsidy() {
    let sold = line(1).of("28.90").set("平台实际承担优惠金额", "21.00");
    let asked = case(1, &sold).set("退商品金额（元）", "27.78");
    let bench = Bench::with(&[orders(&[sold]).csv("a.csv"), cases(&[asked]).csv("b.csv")]);
    assert_eq!(bench.value(ALL, "gmv"), "49.90");
    assert_eq!(bench.value(ALL, "refund-by-pay"), "47.97");
    assert_eq!(bench.value(ALL, "net-gmv"), "1.93");
}

#[test]
fn traps_leave_no_trace_when_taken_back() {
    let mut bench = Bench::with(&[orders(&[line(1)]).csv("a.csv")]);
    let source = bench.dataset.sources[0].id;
    bench.turn(source, SourceState::RolledBack);
    assert!(bench.dataset.is_empty());
    assert_eq!(bench.value(ALL, "gmv"), "");
}
