//! The golden vector: one shop day as 抖店首页 showed it, imported as a 自助取数 file with those
//! columns. Every number of it must come out again.

use dianpan::metric::{Reading, compass_figures};

use crate::support::{Bench, Grid, Row};

const HEADER: &str = "统计日期,日期,店铺名称,成交金额,用户支付金额,成交订单数,成交人数,商品曝光人数,商品点击人数,\
    投放消耗（店铺被投）,退款金额（支付时间）,退款订单数（支付时间）";

fn golden() -> Grid {
    let row = Row::new(&[
        ("统计日期", "20260725-20260725"),
        ("日期", "20260725"),
        ("店铺名称", "示例小店"),
        ("用户支付金额", "362.51"),
        ("成交金额", "428.70"),
        ("成交订单数", "14"),
        ("成交人数", "14"),
        ("商品曝光人数", "2462"),
        ("商品点击人数", "105"),
        ("投放消耗（店铺被投）", "90.43"),
        ("退款金额（支付时间）", "12.56"),
        ("退款订单数（支付时间）", "1"),
    ]);
    Grid::new(HEADER, [&row])
}

fn check(bench: &Bench) {
    let expected = [
        ("user-paid", "362.51"),
        ("gmv", "428.70"),
        ("orders", "14"),
        ("buyers", "14"),
        ("buyer-value", "25.89"),
        ("impressions", "2462"),
        ("clicks", "105"),
        ("paid-people", "14"),
        ("ctr", "0.042648"),
        ("click-pay-rate", "0.133333"),
        ("impression-pay-rate", "0.005686"),
        ("ad-cost", "90.43"),
        ("cost-ratio", "0.210940"),
        // 罗盘 has no cart step here, and orders alone know the rest.
        ("carts", ""),
        ("cart-rate", ""),
        ("net-gmv", ""),
        ("refund-by-pay", ""),
        ("units", ""),
    ];
    for (metric, value) in expected {
        assert_eq!(bench.value("2026-07-25", metric), value, "{metric}");
    }
}

#[test]
fn golden_vector_as_csv() {
    check(&Bench::with(&[golden().csv("采集.csv")]));
}

#[test]
fn golden_vector_as_workbook() {
    check(&Bench::with(&[golden().xlsx("采集.xlsx")]));
}

#[test]
fn golden_refund_rate_as_compass_states_it() {
    let bench = Bench::with(&[golden().csv("采集.csv")]);
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-07-25"));
    let stated = compass_figures(&reading);
    let value = |id: &str| {
        let figure = stated.iter().find(|(known, _)| *known == id);
        figure.map(|(_, figure)| figure.plain()).unwrap_or_default()
    };
    assert_eq!(value("refund-by-pay"), "12.56");
    // 12.56 ÷ 428.70, 2.93 %.
    assert_eq!(value("refund-rate"), "0.029298");
    assert_eq!(value("gmv"), "428.70");
    assert_eq!(value("orders"), "14");
}

#[test]
fn golden_figures_say_where_they_come_from() {
    let bench = Bench::with(&[golden().csv("采集.csv")]);
    for metric in ["gmv", "user-paid", "orders", "buyers", "buyer-value", "ctr", "cost-ratio"] {
        let figure = bench.figure("2026-07-25", metric);
        assert_eq!(figure.source.map(|source| source.id()), Some("compass"), "{metric}");
        assert_eq!((figure.missing, figure.upper, figure.approx), (0, false, None), "{metric}");
    }
}

#[test]
fn golden_day_beside_a_day_that_nothing_states() {
    let bench = Bench::with(&[golden().csv("采集.csv")]);
    let gmv = bench.figure("2026-07-24..2026-07-25", "gmv");
    assert_eq!((gmv.plain().as_str(), gmv.missing), ("428.70", 1));
    // No row states the two days, so buyers cannot be divided by.
    assert_eq!(bench.value("2026-07-24..2026-07-25", "buyer-value"), "");
}
