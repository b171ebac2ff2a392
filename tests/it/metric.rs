//! The paid line and its sums: gmv, user-paid, orders, units, gifts (metrics.md section 5).

use std::slice::from_ref;

use dianpan::metric::{METRICS, Reading, explain, metric};

use crate::support::{Bench, CUSTOM_ORDERS, Grid, Row, exported, line, orders};

const ALL: &str = "2026-11-01..2026-11-20";

fn shop(rows: &[Row]) -> Bench {
    Bench::with(&[orders(rows).csv("a.csv")])
}

fn check(bench: &Bench, expected: &[(&str, &str)]) {
    for (metric, value) in expected {
        assert_eq!(bench.value(ALL, metric), *value, "{metric}");
    }
}

#[test]
fn gmv_adds_what_platform_and_creator_pay_but_not_the_shop() {
    let first = line(1).of("28.90").with(&[
        ("平台实际承担优惠金额", "21.00"),
        ("商家实际承担优惠金额", "7.00"),
        ("运费", "8.00"),
        ("优惠总金额", "28.00"),
    ]);
    let second = line(2)
        .of("20.00")
        .with(&[("平台实际承担优惠金额", "5.00"), ("达人实际承担优惠金额", "8.00")]);
    check(&shop(from_ref(&first)), &[("gmv", "49.90"), ("user-paid", "28.90")]);
    check(&shop(from_ref(&second)), &[("gmv", "33.00"), ("user-paid", "20.00")]);
    let both = shop(&[first, second]);
    check(&both, &[("gmv", "82.90"), ("user-paid", "48.90"), ("line-value", "41.45")]);
}

#[test]
fn freight_and_payment_discounts_are_neither_added_nor_taken_off() {
    let header = format!("{},支付优惠,红包抵扣", crate::support::ORDERS);
    let row = line(1).with(&[("运费", "12.00"), ("支付优惠", "3.00"), ("红包抵扣", "2.00")]);
    let bench = Bench::with(&[Grid::new(&header, [&row]).csv("a.csv")]);
    check(&bench, &[("gmv", "100.00"), ("user-paid", "100.00")]);
}

#[test]
fn a_line_is_paid_when_its_pay_time_is_filled_whatever_its_status() {
    let with = |status: &str, paid: &str| {
        let row = line(1).with(&[("订单状态", status), ("支付完成时间", paid)]);
        // A second line keeps the shop from being empty.
        shop(&[row, line(2)]).value(ALL, "orders")
    };
    let time = "2026-11-10 10:01:00";
    for status in ["待支付", "待确认", "待发货", "已发货", "已完成", "已关闭", "没见过的状态"]
    {
        assert_eq!(with(status, time), "2", "{status}");
        assert_eq!(with(status, "-"), "1", "{status}");
    }
}

/// Where the file has no pay time, the status decides.
#[test]
fn without_a_pay_column_the_status_says_who_paid() {
    let paid = |status: &str, after_sale: &str| {
        let row = line(1).with(&[("订单状态", status), ("售后状态", after_sale)]);
        let grid = Grid::new(CUSTOM_ORDERS, [&row, &line(2)]);
        let bench = Bench::with(&[grid.csv("a.csv")]);
        let orders = bench.figure(ALL, "orders");
        assert_eq!(orders.approx, Some("paid-time"));
        orders.plain() == "2"
    };
    for status in ["待发货", "备货中", "部分发货", "已发货", "已完成", "没见过的状态"]
    {
        assert!(paid(status, "-"), "{status}");
    }
    assert!(!paid("待支付", "-") && !paid("待确认", "-"));
    assert!(!paid("已关闭", "-") && !paid("已关闭", "售后关闭") && !paid("已关闭", "待商家处理"));
    for refunded in ["退款成功", "已全额退款", "同意退款，退款成功", "退货成功"]
    {
        assert!(paid("已关闭", refunded), "{refunded}");
    }
}

#[test]
fn without_a_pay_column_the_submit_time_dates_the_line() {
    let row = line(1).set("订单提交时间", "2026-11-10 23:58:00");
    let bench =
        Bench::with(&[Grid::new(CUSTOM_ORDERS, [&row, &line(2).on("2026-11-12")]).csv("a.csv")]);
    let gmv = bench.figure("2026-11-10", "gmv");
    assert_eq!((gmv.plain().as_str(), gmv.approx), ("100.00", Some("paid-time")));
    assert_eq!(bench.figure("2026-11-11", "gmv").approx, None);
}

#[test]
fn with_a_pay_column_nothing_is_approximate() {
    let bench = shop(&[line(1)]);
    for id in ["gmv", "user-paid", "orders", "units", "gifts", "line-value"] {
        assert_eq!(bench.figure("2026-11-10", id).approx, None, "{id}");
    }
}

#[test]
fn sales_are_dated_by_payment_and_not_by_submission() {
    let late = line(1)
        .with(&[("订单提交时间", "2026-11-10 23:59:00"), ("支付完成时间", "2026-11-11 00:02:00")]);
    let bench = shop(&[late, line(2).on("2026-11-12")]);
    assert_eq!(bench.value("2026-11-10", "orders"), "0");
    assert_eq!(bench.value("2026-11-11", "orders"), "1");
}

#[test]
fn refunded_and_closed_lines_stay_in_gmv() {
    let refunded = line(1).with(&[("订单状态", "已关闭"), ("售后状态", "已全额退款")]);
    check(&shop(&[refunded]), &[("gmv", "100.00"), ("net-gmv", "0.00"), ("orders", "1")]);
}

#[test]
fn a_missing_column_counts_zero_and_is_noted() {
    let row = line(1).set("平台实际承担优惠金额", "21.00").set("达人实际承担优惠金额", "3.00");
    for (gone, gmv) in [("平台实际承担优惠金额", "103.00"), ("达人实际承担优惠金额", "121.00")]
    {
        let mut bench = Bench::default();
        let receipt = bench.import(&orders([&row]).without(gone).csv("a.csv"));
        assert_eq!(bench.value(ALL, "gmv"), gmv);
        let noted = receipt.warnings.iter().any(|warning| warning.name == gone);
        assert!(noted, "{gone}");
    }
}

#[test]
fn units_are_pieces_of_lines_that_are_worth_something() {
    let rows = [line(1).set("商品数量", "3"), line(2).of("0").set("商品数量", "5")];
    check(&shop(&rows), &[("units", "3"), ("gifts", "1"), ("orders", "1")]);
}

#[test]
fn a_row_by_order_counts_the_sub_orders_that_it_joins() {
    let joined = |ids: &str| {
        let row = line(1).with(&[("主订单编号", "6910000000000000777"), ("子订单编号", ids)]);
        let mut bench = Bench::default();
        let receipt = bench.import(&orders([&row]).csv("a.csv"));
        let flagged = receipt.warnings.iter().any(|warning| warning.code.id() == "by-order");
        (bench.value(ALL, "orders"), flagged)
    };
    let ids = "6910000000000000781;6910000000000000782;6910000000000000783";
    assert_eq!(joined(ids), ("3".to_owned(), true));
    assert_eq!(joined("6910000000000000781;6910000000000000782"), ("2".to_owned(), true));
    assert_eq!(joined("6910000000000000781"), ("1".to_owned(), false));
    // Without any sub-order the row stands for one order at least.
    assert_eq!(joined("-"), ("1".to_owned(), true));
}

#[test]
fn a_row_by_order_is_keyed_by_its_main_order() {
    let row =
        |ids: &str| line(1).with(&[("主订单编号", "6910000000000000777"), ("子订单编号", ids)]);
    let first = orders([&row("6910000000000000781;6910000000000000782")]);
    let again = orders([&row("6910000000000000782;6910000000000000781").of("90.00")]);
    let mut bench = Bench::with(&[first.csv(&exported("2026-11-16 08:00:00"))]);
    let receipt = bench.import(&again.csv(&exported("2026-11-17 08:00:00")));
    assert_eq!((receipt.tally.new, receipt.tally.updated), (0, 1));
    check(&bench, &[("gmv", "90.00"), ("orders", "2")]);
}

/// The same order once by order and once by product counts once.
#[test]
fn an_order_known_by_product_does_not_count_again_by_order() {
    let main = "6910000000000000777";
    let lines = [line(1).set("主订单编号", main), line(2).set("主订单编号", main)];
    let ids = format!("{};{}", lines[0].id(), lines[1].id());
    let by_order = line(3).with(&[("主订单编号", main), ("子订单编号", &ids)]).of("200.00");
    let bench = Bench::with(&[
        orders(&lines).csv(&exported("2026-11-16 08:00:00")),
        orders([&by_order]).csv(&exported("2026-11-17 08:00:00")),
    ]);
    check(&bench, &[("gmv", "200.00"), ("orders", "2")]);
}

/// An order often has the number of its first sub-order, but its row is not that line: neither
/// takes the other's place, in whatever order their files are read.
#[test]
fn a_row_by_order_is_no_line_of_the_same_number() {
    let first = line(1);
    let second = line(2).set("主订单编号", &first.id());
    let ids = format!("{};{}", first.id(), second.id());
    let by_order = first.clone().set("子订单编号", &ids).of("200.00");
    let lines = orders([&first, &second]).csv(&exported("2026-11-16 08:00:00"));
    for time in ["2026-11-15 08:00:00", "2026-11-17 08:00:00"] {
        let whole = orders([&by_order]).csv(&exported(time));
        check(&Bench::with(from_ref(&whole)), &[("gmv", "200.00"), ("orders", "2")]);
        for files in [[lines.clone(), whole.clone()], [whole, lines.clone()]] {
            check(&Bench::with(&files), &[("gmv", "200.00"), ("orders", "2"), ("units", "2")]);
        }
    }
}

#[test]
fn line_value_is_gmv_by_orders_half_up() {
    let rows = [line(1).of("10.00"), line(2).of("10.00"), line(3).of("10.01")];
    check(&shop(&rows), &[("line-value", "10.00")]);
    let rows = [line(1).of("0.01"), line(2).of("0.02")];
    check(&shop(&rows), &[("line-value", "0.02")]);
    check(&shop(&[line(1).of("0.00")]), &[("line-value", ""), ("gmv", "0.00")]);
}

/// Day one from orders, day two from 罗盘 that states no orders: dividing the sales of two days
/// by the orders of one would be a number of nothing.
#[test]
fn line_value_divides_sales_and_orders_of_the_same_days() {
    let compass = Grid::new(
        "统计日期,日期,店铺名称,成交金额",
        [&crate::support::shop_day("2026-11-11").set("成交金额", "900.00")],
    );
    let bench = Bench::with(&[orders([&line(1)]).csv("a.csv"), compass.csv("b.csv")]);
    let days = "2026-11-10..2026-11-11";
    assert_eq!(bench.value(days, "gmv"), "1000.00");
    assert_eq!(bench.value(days, "orders"), "1");
    let line_value = bench.figure(days, "line-value");
    assert_eq!((line_value.plain().as_str(), line_value.missing), ("100.00", 1));
}

#[test]
fn no_files_give_no_figures_and_no_panic() {
    let bench = Bench::default();
    for metric in METRICS {
        let figure = bench.figure(ALL, metric.id);
        assert_eq!(figure.plain(), "", "{}", metric.id);
        assert_eq!(figure.source, None, "{}", metric.id);
    }
}

#[test]
fn rows_left_out_are_explained() {
    let rows = [line(1), line(2).of("0.00"), line(3).set("支付完成时间", "")];
    let bench = shop(&rows);
    let book = bench.book();
    let reading = Reading::new(&book, bench.query(ALL));
    let told = |id: &str| {
        let explained = explain(metric(id).unwrap(), &reading, &bench.dataset);
        (explained.rows, format!("{:?}", explained.left_out), explained.files)
    };
    let file = vec!["a.csv".to_owned()];
    assert_eq!(told("gmv"), (2, "[(Unpaid, 1)]".to_owned(), file.clone()));
    assert_eq!(told("orders"), (1, "[(Unpaid, 1), (Gifts, 1)]".to_owned(), file.clone()));
    assert_eq!(told("gifts"), (1, "[(Unpaid, 1)]".to_owned(), file));
    assert_eq!(told("buyers").2, Vec::<String>::new());
}
