//! Refunds of a line, by pay time and by refund time (metrics.md section 5).

use std::slice::from_ref;

use dianpan::metric::{Dimension, Figures, Filter, Reading};

use crate::support::{
    AFTERSALE_2022, Bench, CUSTOM_ORDERS, Grid, Row, case, cases, exported, line, orders,
};

const PAID: &str = "2026-11-10";
const ALL: &str = "2026-11-01..2026-11-20";

/// A shop with an order file, then an after-sale file that is newer.
fn shop(lines: &[Row], asked: &[Row]) -> Bench {
    Bench::with(&[
        orders(lines).csv(&exported("2026-11-16 08:00:00")),
        cases(asked).csv(&exported("2026-11-17 08:00:00")),
    ])
}

fn refund(bench: &Bench) -> (String, Option<&'static str>) {
    let figure = bench.figure(PAID, "refund-by-pay");
    (figure.plain(), figure.approx)
}

/// A line of 49.90 gmv, of which the user paid 28.90.
fn subsidised() -> Row {
    line(1).of("28.90").set("平台实际承担优惠金额", "21.00")
}

fn back(number: u64, line: &Row, goods: &str, freight: &str) -> Row {
    case(number, line).with(&[("退商品金额（元）", goods), ("退运费金额（元）", freight)])
}

#[test]
fn a_part_given_back_takes_its_part_of_the_gmv_half_up() {
    let check = |goods: &str, freight: &str, expected: &str| {
        let sold = subsidised();
        let bench = shop(from_ref(&sold), &[back(1, &sold, goods, freight)]);
        assert_eq!(refund(&bench), (expected.to_owned(), None), "{goods} + {freight}");
    };
    check("27.78", "0.00", "47.97");
    check("27.70", "0.08", "47.97");
    // The whole line as soon as everything that was paid is back, and not more.
    check("28.90", "0.00", "49.90");
    check("28.89", "0.00", "49.88");
    check("28.89", "0.01", "49.90");
    check("28.90", "12.00", "49.90");
    check("0.00", "0.00", "0.00");
    check("-", "-", "0.00");
    check("0.01", "0.00", "0.02");
}

#[test]
fn half_a_cent_is_rounded_up() {
    // 1.00 × 0.01 ÷ 2.00 = 0.005.
    let sold = line(1).of("2.00").set("商家实际承担优惠金额", "9.00");
    let sold = sold.with(&[("平台实际承担优惠金额", "-1.00")]);
    let bench = shop(from_ref(&sold), &[back(1, &sold, "0.01", "0")]);
    assert_eq!(bench.value(PAID, "gmv"), "1.00");
    assert_eq!(refund(&bench).0, "0.01");
}

#[test]
fn a_line_that_cost_nothing_goes_back_whole() {
    let sold = line(1).of("0.00").set("平台实际承担优惠金额", "9.90");
    let bench = shop(from_ref(&sold), &[back(1, &sold, "0.00", "0.00")]);
    assert_eq!(refund(&bench).0, "9.90");
}

#[test]
fn only_cases_that_move_money_are_refunds() {
    let check = |kind: &str, status: &str, expected: &str| {
        let sold = line(1);
        let asked = case(1, &sold).with(&[("售后类型", kind), ("售后状态", status)]);
        let bench = shop(&[sold], &[asked]);
        assert_eq!(refund(&bench).0, expected, "{kind} {status}");
    };
    let done = "同意退款，退款成功";
    for kind in
        ["退货退款", "未发货退款", "未发货仅退款", "已发货退款", "已发货仅退款", "价保", "新的类型"]
    {
        check(kind, done, "100.00");
    }
    for kind in ["换货", "补寄", "维修"] {
        check(kind, done, "0.00");
    }
    check("退货退款", "售后成功", "100.00");
    check("退货退款", "退款成功", "100.00");
    check("退货退款", "同意退款,退款成功", "100.00");
    for status in [
        "同意退款，退款中",
        "同意退款，退款失败",
        "待商家处理",
        "售后关闭",
        "拒绝售后",
        "仲裁中",
        "-",
    ] {
        check("退货退款", status, "0.00");
    }
}

#[test]
fn without_a_status_column_the_refund_time_decides() {
    let check = |refunded: &str, credited: &str, expected: &str| {
        let sold = line(1);
        let asked = case(1, &sold).with(&[("商家退款时间", refunded), ("用户到账时间", credited)]);
        let bench = Bench::with(&[
            orders(&[sold]).csv("a.csv"),
            Grid::new(AFTERSALE_2022, [&asked]).csv("b.csv"),
        ]);
        assert_eq!(refund(&bench).0, expected, "{refunded} {credited}");
    };
    let time = "2026-11-14 15:00:00";
    check(time, time, "100.00");
    check(time, "-", "100.00");
    check("-", time, "100.00");
    check("-", "-", "0.00");
}

#[test]
fn the_status_in_the_order_file_gives_an_estimate_of_the_whole_line() {
    let check = |status: &str, expected: &str, approx: Option<&str>| {
        let bench = Bench::with(&[orders(&[subsidised().set("售后状态", status)]).csv("a.csv")]);
        assert_eq!(refund(&bench), (expected.to_owned(), approx), "{status}");
    };
    for status in ["退款成功", "已全额退款", "同意退款，退款成功", "退货成功"]
    {
        check(status, "49.90", Some("refund"));
    }
    for status in ["-", "", "售后关闭", "待商家处理", "售后处理中", "换货成功", "待买家退货"]
    {
        check(status, "0.00", None);
    }
}

#[test]
fn a_finished_case_replaces_the_estimate() {
    let sold = subsidised().set("售后状态", "退款成功");
    let bench = shop(from_ref(&sold), &[back(1, &sold, "10.00", "0.00")]);
    assert_eq!(refund(&bench), ("17.27".to_owned(), None));
    // Even when the after-sale file is the older one.
    let older = Bench::with(&[
        orders([&sold]).csv(&exported("2026-11-18 08:00:00")),
        cases([&back(1, &sold, "10.00", "0.00")]).csv(&exported("2026-11-17 08:00:00")),
    ]);
    assert_eq!(refund(&older), ("17.27".to_owned(), None));
}

#[test]
fn an_open_or_closed_case_cancels_the_estimate_only_from_a_newer_file() {
    let check = |status: &str, case_file: &str, expected: &str| {
        let sold = line(1).set("售后状态", "退款成功");
        let asked = case(1, &sold).with(&[
            ("售后状态", status),
            ("商家退款时间", "-"),
            ("用户到账时间", "-"),
            ("售后完结时间", "-"),
        ]);
        let bench = Bench::with(&[
            orders([&sold]).csv(&exported("2026-11-16 08:00:00")),
            cases([&asked]).csv(&exported(case_file)),
        ]);
        assert_eq!(refund(&bench).0, expected, "{status} {case_file}");
    };
    for status in ["售后关闭", "待商家处理", "拒绝售后"] {
        check(status, "2026-11-16 08:00:01", "0.00");
        check(status, "2026-11-16 07:59:59", "100.00");
    }
}

#[test]
fn several_cases_share_one_cumulative_amount_in_order_of_refund_time() {
    // 10.00 of gmv 9.99: thirds round to 3.33, 6.66, 9.99, not 3 × 3.33 by luck.
    let sold = line(1).of("3.00").set("平台实际承担优惠金额", "7.01");
    let on = |number, day: &str| {
        let time = format!("2026-11-{day} 10:00:00");
        back(number, &sold, "1.00", "0.00")
            .with(&[("商家退款时间", &time), ("售后申请时间", &time)])
    };
    // In the file in another order than in time.
    let bench = shop(from_ref(&sold), &[on(3, "14"), on(1, "12"), on(2, "13")]);
    assert_eq!(refund(&bench).0, "10.01");
    // 10.01 ÷ 3 = 3.336…: 3.34, 6.67, 10.01.
    let day = |day: &str| bench.value(&format!("2026-11-{day}"), "refund-by-refund");
    assert_eq!((day("12"), day("13"), day("14")), ("3.34".into(), "3.33".into(), "3.34".into()));
    assert_eq!(bench.value("2026-11-12..2026-11-14", "refund-by-refund"), "10.01");
}

#[test]
fn more_given_back_than_paid_counts_once() {
    let sold = line(1);
    let asked = [back(1, &sold, "80.00", "0.00"), back(2, &sold, "80.00", "0.00")];
    let bench = shop(&[sold], &asked);
    assert_eq!(refund(&bench).0, "100.00");
}

#[test]
fn refunds_by_refund_time_take_the_first_time_that_is_there() {
    let check = |times: [&str; 3], day: &str| {
        let sold = line(1);
        let rows = [
            case(1, &sold).with(&[
                ("商家退款时间", times[0]),
                ("用户到账时间", times[1]),
                ("售后完结时间", times[2]),
            ]),
            // Another case, so that the file speaks of all days up to the 16th.
            case(2, &line(2))
                .with(&[("售后申请时间", "2026-11-16 10:00:00"), ("售后状态", "待商家处理")]),
        ];
        let bench = shop(&[sold], &rows);
        for at in 12..=16 {
            let date = format!("2026-11-{at}");
            let expected = if date == day { "100.00" } else { "0.00" };
            assert_eq!(bench.value(&date, "refund-by-refund"), expected, "{times:?} {date}");
        }
    };
    let (a, b, c) = ("2026-11-13 10:00:00", "2026-11-14 10:00:00", "2026-11-15 10:00:00");
    check([a, b, c], "2026-11-13");
    check(["-", b, c], "2026-11-14");
    check(["-", "-", c], "2026-11-15");
    check(["-", "-", "-"], "never");
}

#[test]
fn refunds_by_refund_time_need_an_after_sale_file() {
    let bench = Bench::with(&[orders([&line(1).set("售后状态", "退款成功")]).csv("a.csv")]);
    assert_eq!(bench.value(ALL, "refund-by-refund"), "");
    assert_eq!(bench.value(PAID, "refund-by-pay"), "100.00");
}

#[test]
fn a_case_without_a_line_counts_its_own_amounts_by_refund_time_only() {
    let unknown = back(1, &line(77), "30.00", "5.00").set("售后申请时间", "2026-11-14 09:00:00");
    let bench = shop(&[line(1)], &[unknown]);
    assert_eq!(refund(&bench).0, "0.00");
    assert_eq!(bench.value("2026-11-14", "refund-by-refund"), "35.00");
    assert_eq!(bench.value("2026-11-14", "returns"), "1");
    let book = bench.book();
    assert_eq!(book.cases.unmatched.len(), 1);
    assert_eq!(book.cases.unmatched[0].text(&book.words), "7100000000000000013");
}

/// A line that its file calls unpaid is known all the same: its cases are where it is.
#[test]
fn a_case_of_an_unpaid_line_meets_its_line() {
    let unpaid = subsidised().with(&[("支付完成时间", ""), ("订单状态", "待支付")]);
    let unpaid = unpaid.set("流量体裁", "直播");
    let asked = back(1, &unpaid, "27.78", "0.00").set("售后申请时间", "2026-11-14 09:00:00");
    let bench = shop(&[unpaid, line(2).set("流量体裁", "短视频")], &[asked]);
    let book = bench.book();
    assert!(book.cases.unmatched.is_empty());
    let told = |carrier: &str| {
        let filter = Filter::resolve([(Dimension::Carrier, carrier)], &book.words);
        let query = bench.query("2026-11-14").filtered(filter);
        let figures = Figures::of(&Reading::new(&book, query));
        ["returns", "refund-by-refund"].map(|id| figures.get(id).plain())
    };
    // 49.90 × 27.78 ÷ 28.90, as of any line; without a pay time it is in no day's sales.
    assert_eq!(told("直播"), ["1", "47.97"]);
    assert_eq!(told("短视频"), ["0", "0.00"]);
    assert_eq!(bench.value(ALL, "refund-by-pay"), "0.00");
    assert_eq!(bench.value(ALL, "gmv"), "100.00");
}

#[test]
fn an_older_file_never_removes_a_refund() {
    let sold = line(1);
    let done = cases([&case(1, &sold)]).csv(&exported("2026-11-17 08:00:00"));
    let open = case(1, &sold).with(&[
        ("售后状态", "待商家处理"),
        ("商家退款时间", "-"),
        ("用户到账时间", "-"),
        ("退商品金额（元）", "-"),
    ]);
    let open = cases([&open]).csv(&exported("2026-11-13 08:00:00"));
    let bench = Bench::with(&[orders([&sold]).csv("a.csv"), done.clone(), open.clone()]);
    assert_eq!(refund(&bench).0, "100.00");
    let other_way = Bench::with(&[orders([&sold]).csv("a.csv"), open, done]);
    assert_eq!(refund(&other_way).0, "100.00");
}

/// An empty cell of a newer file does not undo what has happened.
#[test]
fn a_newer_file_with_empty_refund_cells_keeps_the_refund() {
    let sold = line(1);
    let done = cases([&case(1, &sold)]).csv(&exported("2026-11-17 08:00:00"));
    let empty = case(1, &sold).with(&[
        ("售后状态", "-"),
        ("商家退款时间", "-"),
        ("用户到账时间", "-"),
        ("售后完结时间", "-"),
        ("退商品金额（元）", "-"),
        ("退运费金额（元）", "-"),
    ]);
    let empty = cases([&empty]).csv(&exported("2026-11-18 08:00:00"));
    let bench = Bench::with(&[orders([&sold]).csv("a.csv"), done, empty]);
    assert_eq!(refund(&bench).0, "100.00");
}

#[test]
fn a_closed_line_of_the_custom_report_counts_when_its_case_is_finished() {
    let sold = line(1).set("订单状态", "已关闭");
    let alone = Bench::with(&[Grid::new(CUSTOM_ORDERS, [&sold]).csv("a.csv")]);
    assert_eq!(alone.value(PAID, "gmv"), "0.00");
    let asked = cases([&case(1, &sold)]).csv("b.csv");
    let bench = Bench::with(&[Grid::new(CUSTOM_ORDERS, [&sold]).csv("a.csv"), asked]);
    assert_eq!(bench.value(PAID, "gmv"), "100.00");
    assert_eq!(refund(&bench).0, "100.00");
}

#[test]
fn rows_by_order_find_their_cases_by_order() {
    let main = "6910000000000000777";
    let row = line(1)
        .with(&[("主订单编号", main), ("子订单编号", "6910000000000000781;6910000000000000782")]);
    let sub = line(2).with(&[("主订单编号", main), ("子订单编号", "6910000000000000781")]);
    let bench = shop(&[row], &[back(1, &sub, "40.00", "0.00")]);
    assert_eq!(refund(&bench).0, "40.00");
}

#[test]
fn the_refund_rate_is_refunds_by_pay_time_by_gmv() {
    let rows = [line(1), line(2).of("200.00")];
    let bench = shop(&rows, &[back(1, &rows[0], "50.00", "0.00")]);
    assert_eq!(bench.value(PAID, "refund-rate"), "0.166667");
    assert_eq!(bench.value("2026-11-11", "refund-rate"), "");
}
