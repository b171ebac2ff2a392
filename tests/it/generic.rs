//! Rows of another platform's order table as lines of the shop: what counts as paid and as given
//! back, and that an import can be repeated.

use dianpan::domain::{Family, LineColumn, Mapping, SourceState};

use crate::support::{Bench, Grid, Row, TABLE, sold, table};

const ALL: &str = "2026-11-01..2026-11-20";

fn read(grid: &Grid) -> Bench {
    Bench::with(&[grid.csv("a.csv").guessed()])
}

#[test]
fn a_mapped_table_gives_figures() {
    let rows = [
        sold(1, "100.00"),
        sold(2, "50.00").set("退款金额", "20.00"),
        sold(3, "80.00").with(&[("付款时间", ""), ("订单状态", "等待买家付款")]),
    ];
    let bench = read(&table(&rows));
    for (metric, value) in [
        ("gmv", "150.00"),
        ("orders", "2"),
        ("units", "2"),
        ("refund-by-pay", "20.00"),
        ("net-gmv", "130.00"),
        ("refund-by-refund", ""),
    ] {
        assert_eq!(bench.value(ALL, metric), value, "{metric}");
    }
    assert_eq!(bench.figure(ALL, "gmv").approx, None);
}

#[test]
fn without_a_pay_time_the_order_time_counts_and_is_said() {
    let statuses = [
        ("交易成功", true),
        ("已发货", true),
        ("Paid", true),
        ("等待买家付款", false),
        ("Pending", false),
        ("交易关闭", false),
        ("Cancelled", false),
        ("已取消,退款成功", true),
    ];
    for (status, counts) in statuses {
        let row = sold(1, "100.00").set("订单状态", status);
        let bench = read(&table(&[row]).without("付款时间").without("退款金额"));
        let gmv = if counts { "100.00" } else { "0.00" };
        assert_eq!(bench.value(ALL, "gmv"), gmv, "{status}");
        let approx = bench.figure(ALL, "gmv").approx;
        assert_eq!(approx, counts.then_some("paid-time"), "{status}");
    }
}

#[test]
fn a_status_of_a_refund_counts_as_one() {
    for (status, refund) in [
        ("退款成功", "100.00"),
        ("已发货，退款成功", "100.00"),
        ("refunded", "100.00"),
        ("partially_refunded", "0.00"),
        ("退款关闭", "0.00"),
        ("交易成功", "0.00"),
    ] {
        let row = sold(1, "100.00").set("订单状态", status);
        let bench = read(&table(&[row]).without("退款金额"));
        assert_eq!(bench.value(ALL, "refund-by-pay"), refund, "{status}");
    }
}

#[test]
fn lines_of_one_order_do_not_collapse() {
    let order = |product: &str, amount: &str| sold(1, amount).set("宝贝标题", product);
    let rows = [order("拖把", "30.00"), order("杯子", "20.00"), order("杯子", "20.00")];
    let first = table(&rows);
    let mut bench = read(&first);
    assert_eq!(bench.value(ALL, "gmv"), "70.00");
    assert_eq!(bench.dataset.ledger(Family::Lines).len(), 3);
    let rows_before = bench.rows(Family::Lines);
    let again = bench.import(&first.csv("a.csv").guessed());
    assert_eq!((again.tally.new, again.tally.unchanged), (0, 3));
    // The same rows in another order, in a newer file, say nothing new.
    let turned = [rows[2].clone(), rows[0].clone(), rows[1].clone()];
    let turned = table(&turned).csv("a.csv").guessed().modified("2026-11-21 08:10:00");
    let again = bench.import(&turned);
    assert_eq!((again.tally.new, again.tally.updated, again.tally.unchanged), (0, 0, 3));
    assert_eq!(bench.rows(Family::Lines), rows_before);
    // One product got another name: the newer file replaces the whole order.
    let renamed = rows.clone().map(|row| match row.0["宝贝标题"].as_str() {
        "拖把" => row.set("宝贝标题", "新款拖把").set("付款时间", "2026-11-10 10:05:00"),
        _ => row.set("付款时间", "2026-11-10 10:05:00"),
    });
    bench.import(&table(&renamed).csv("b.csv").guessed());
    assert_eq!(bench.value(ALL, "gmv"), "70.00");
    assert_eq!(bench.dataset.ledger(Family::Lines).len(), 3);
}

#[test]
fn a_row_that_lists_one_more_product_of_an_order_is_told() {
    let rows = [sold(1, "30.00"), sold(1, "").set("宝贝标题", "杯子"), sold(2, "5.00")];
    let file = table(&rows).csv("a.csv").guessed();
    let receipt = Bench::default().import(&file);
    assert_eq!((receipt.tally.new, receipt.skipped_rows(), receipt.rejected_rows), (2, 1, 0));
    let alone = [sold(1, ""), sold(2, "5.00"), sold(3, "5"), sold(4, "5"), sold(5, "5")];
    let receipt = Bench::default().import(&table(&alone).csv("a.csv").guessed());
    assert_eq!((receipt.skipped_rows(), receipt.rejected_rows), (0, 1));
}

fn asks(rows: &[Row]) -> bool {
    let receipt = Bench::default().import(&table(rows).csv("a.csv").guessed());
    receipt.warnings.iter().any(|warning| warning.code.id() == "net-amounts")
}

#[test]
fn net_amounts_are_asked_about_once() {
    let refunded =
        |number, amount: &str, refund: &str| sold(number, amount).set("退款金额", refund);
    assert!(!asks(&[sold(1, "10.00"), sold(2, "20.00")]));
    // Refunds within what was paid say nothing.
    assert!(!asks(&[refunded(1, "10.00", "10.00"), refunded(2, "20.00", "5.00")]));
    // What came back is more than what was paid.
    assert!(asks(&[refunded(1, "0.00", "10.00"), sold(2, "20.00")]));
    // One in six is a slip.
    let five = (2..7).map(|number| refunded(number, "20.00", "5.00"));
    assert!(!asks(&five.chain([refunded(1, "0.00", "10.00")]).collect::<Vec<_>>()));
    // A refund booked as a row of its own.
    assert!(asks(&[sold(1, "10.00"), sold(2, "-3.00")]));
    // A column that is amount + refund is the amount before refunds.
    let header = format!("{TABLE},总价");
    let total = |row: Row, total: &str| row.set("总价", total);
    let rows = [
        total(refunded(1, "70.00", "30.00"), "100.00"),
        total(refunded(2, "15.00", "5.00"), "20.00"),
        total(sold(3, "9.00"), "9.00"),
    ];
    let file = Grid::new(&header, &rows).csv("a.csv").guessed();
    let receipt = Bench::default().import(&file);
    assert!(receipt.warnings.iter().any(|warning| warning.code.id() == "net-amounts"));
}

#[test]
fn the_answer_makes_net_amounts_gross() {
    let rows = [
        sold(1, "0.00").set("退款金额", "40.00"),
        sold(2, "60.00").set("退款金额", "10.00"),
        sold(3, "30.00"),
        sold(4, "-5.00"),
    ];
    let file = table(&rows).csv("a.csv");
    for (net, gmv, refund, orders) in
        [(Some(true), "140.00", "55.00", "3"), (Some(false), "85.00", "10.00", "2")]
    {
        let mapping = Mapping { net, ..file.mapping(&[]) };
        let mut bench = Bench::default();
        let receipt = bench.import(&file.clone().by(mapping));
        assert!(receipt.warnings.iter().all(|warning| warning.code.id() != "net-amounts"));
        assert_eq!(bench.value(ALL, "gmv"), gmv, "{net:?}");
        assert_eq!(bench.value(ALL, "refund-by-pay"), refund, "{net:?}");
        assert_eq!(bench.value(ALL, "orders"), orders, "{net:?}");
    }
}

#[test]
fn a_mapped_file_is_taken_back_without_a_trace() {
    let file = table(&[sold(1, "10.00"), sold(1, "12.00")]).csv("a.csv").guessed();
    let mut bench = Bench::with(&[file]);
    let id = bench.dataset.sources[0].id;
    bench.turn(id, SourceState::RolledBack);
    assert_eq!(bench.facts(), Bench::default().facts());
}

#[test]
fn a_refund_that_is_known_stays_when_a_newer_table_is_silent() {
    let refunded = table(&[sold(1, "100.00").set("退款金额", "30.00")]);
    let silent = table(&[sold(1, "100.00").set("退款金额", "")]);
    let mut bench = Bench::with(&[refunded.csv("a.csv").guessed()]);
    bench.import(&silent.csv("b.csv").guessed().modified("2026-11-21 09:00:00"));
    assert_eq!(bench.value(ALL, "refund-by-pay"), "30.00");
    let column = usize::from(LineColumn::Refund);
    let cells: Vec<_> =
        bench.dataset.ledger(Family::Lines).facts().map(|fact| fact.get(column)).collect();
    assert_eq!(cells, [Some(3_000)]);
}
