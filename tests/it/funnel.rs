//! The page of the funnel: people and times, the shop, products and carriers, days, and which step
//! explains a change.

use dianpan::chart::{Chart, Compare, CompareKind, Jump, Spec};
use dianpan::insight::Field;
use dianpan::metric::{
    Counting, Dimension, FunnelSource, Reading, by_carrier, by_product, funnel, median_rate,
};

use crate::support::{
    Bench, DEAL, Desk, File, Grid, PRODUCT_LIST, Row, deal_day, line, listed, orders, shop_day,
    shop_wide,
};

/// 自助取数 by shop with times chosen as well.
const SHOP_TIMES: &str = "统计日期,日期,店铺名称,成交金额,用户支付金额,成交订单数,成交人数,\
    商品曝光人数,商品曝光次数,商品点击人数,商品点击次数";
const PRODUCT_DAYS: &str =
    "统计日期,日期,商品ID,商品名称,用户支付金额,成交订单数,成交人数,商品曝光人数,商品点击人数";

const WEEK: &str = "2026-11-08..2026-11-14";

/// A shop day with these impressions, clicks and buyers.
fn day(day: &str, steps: [i64; 3]) -> Row {
    let [seen, opened, paid] = steps.map(|count| count.to_string());
    shop_day(day).with(&[("商品曝光人数", &seen), ("商品点击人数", &opened), ("成交人数", &paid)])
}

fn product(range: &str, id: &str, steps: [i64; 4]) -> Row {
    let [seen, opened, put, paid] = steps.map(|count| count.to_string());
    let name = format!("商品{id}");
    listed(range, id).with(&[
        ("商品名称", name.as_str()),
        ("商品曝光人数", &seen),
        ("商品点击人数", &opened),
        ("加购人数", &put),
        ("成交人数", &paid),
    ])
}

fn list(rows: &[Row]) -> File {
    Grid::new(PRODUCT_LIST, rows).csv("d.csv")
}

fn texts(chart: &Chart) -> Vec<String> {
    let Some(Spec::Bars(spec)) = &chart.spec else { return Vec::new() };
    spec.rows.iter().map(|row| format!("{} {}", row.name, row.text)).collect()
}

/// A desk that compares with the days before only.
fn desk(bench: &Bench, days: &str) -> Desk {
    let mut desk = Desk::of(bench, days);
    desk.compare = vec![Compare::of(CompareKind::Previous, desk.query.period)];
    desk
}

fn says(chart: &Chart, words: &str) -> bool {
    chart.notes.iter().any(|note| note.contains(words))
}

#[test]
fn times_have_their_own_steps_and_add_up() {
    let with = |day: &str| shop_day(day).with(&[("商品曝光次数", "5000"), ("商品点击次数", "200")]);
    let rows = [with("2026-11-08"), with("2026-11-09")];
    let bench = Bench::with(&[Grid::new(SHOP_TIMES, &rows).csv("c.csv")]);
    let days = "2026-11-08..2026-11-09";
    for (metric, value) in [
        ("impression-times", "10000"),
        ("click-times", "400"),
        ("paid-orders", "40"),
        ("ctr-times", "0.040000"),
        ("click-pay-times", "0.100000"),
        ("impressions", "4000"),
        ("paid-people", "32"),
    ] {
        assert_eq!(bench.value(days, metric), value, "{metric}");
    }
    // Times are exact over days, people are a bound.
    assert!(!bench.figure(days, "ctr-times").upper && bench.figure(days, "ctr").upper);
    let mut desk = desk(&bench, days);
    desk.counting = Counting::Times;
    let Some(Spec::Funnel(spec)) = desk.chart("funnel").spec else { panic!() };
    assert_eq!(spec.bars.iter().map(|bar| bar.people).collect::<Vec<_>>(), [10_000, 400, 40]);
    // Carts are people, always.
    let carts = desk.chart("trend-carts");
    assert!(carts.spec.is_none() && says(&carts, "没有次数"));
}

#[test]
fn a_file_without_times_says_so() {
    let bench = Bench::with(&[shop_wide(&[shop_day("2026-11-08")]).csv("c.csv")]);
    let mut desk = desk(&bench, "2026-11-08");
    desk.counting = Counting::Times;
    let chart = desk.chart("funnel");
    assert!(chart.spec.is_none() && says(&chart, "没有曝光次数"), "{:?}", chart.notes);
    assert_eq!(bench.value("2026-11-08", "ctr-times"), "");
    assert!(says(&desk.chart("trend-ctr"), "次数"));
}

#[test]
fn targets_are_those_of_the_settings() {
    let bench = Bench::with(&[list(&[product("20261108-20261114", "全部", [1000, 32, 2, 1])])]);
    let bad = |ctr: i64, cart: i64| {
        let mut desk = desk(&bench, WEEK);
        for (id, value) in [("ctr-target", ctr), ("cart-target", cart)] {
            desk.thresholds.set(Field::of(id).unwrap(), value);
        }
        let Some(Spec::Funnel(spec)) = desk.chart("funnel").spec else { panic!() };
        spec.bars.iter().map(|bar| bar.bad).collect::<Vec<_>>()
    };
    // 3.2 % of clicks, 6.25 % of carts.
    assert_eq!(bad(30, 80), [false, false, true, false]);
    assert_eq!(bad(35, 60), [false, true, false, false]);
}

#[test]
fn days_are_drawn_with_gaps_target_and_comparison() {
    let bench = Bench::with(&[shop_wide(&[
        day("2026-11-06", [1000, 40, 4]),
        day("2026-11-08", [1000, 50, 5]),
        day("2026-11-10", [1000, 20, 4]),
    ])
    .csv("c.csv")]);
    let desk = desk(&bench, "2026-11-08..2026-11-10");
    let chart = desk.chart("trend-ctr");
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!() };
    assert_eq!(spec.series[0].values, [Some(50_000), None, Some(20_000)]);
    // The 5th to the 7th, under the 8th to the 10th.
    assert_eq!(spec.series[1].values, [None, Some(40_000), None]);
    assert_eq!(spec.target, Some(30_000));
    assert!(
        chart.finding.contains("3.50%") && chart.finding.contains("1 天低于目标"),
        "{}",
        chart.finding
    );
    assert!(says(&chart, "有 1 天没有数据"), "{:?}", chart.notes);
    let cells: Vec<String> =
        chart.table.rows.iter().map(|row| row.cells[0].figure.plain()).collect();
    assert_eq!(cells, ["0.050000", "", "0.020000"]);
    assert_eq!(chart.table.rows[1].cells[1].figure.plain(), "0.040000");
    let Some(Spec::Daily(spec)) = desk.chart("trend-paid").spec else { panic!() };
    assert_eq!(
        (spec.series[0].values.as_slice(), spec.target),
        (&[Some(5), None, Some(4)][..], None)
    );
    assert!(says(&desk.chart("trend-carts"), "自助取数 · 店铺不含加购"));
}

#[test]
fn a_list_of_products_of_one_day_does_not_bend_the_line() {
    let bench = Bench::with(&[
        shop_wide(&[day("2026-11-08", [1000, 50, 5]), day("2026-11-09", [1000, 40, 4])])
            .csv("c.csv"),
        list(&[
            product("20261109", "111", [900, 45, 9, 3]),
            product("20261109", "222", [800, 40, 4, 2]),
        ]),
    ]);
    let desk = desk(&bench, "2026-11-08..2026-11-09");
    let values = |id: &str| {
        let Some(Spec::Daily(spec)) = desk.chart(id).spec else { panic!() };
        spec.series[0].values.clone()
    };
    assert_eq!(values("trend-impressions"), [Some(1000), Some(1000)]);
    assert_eq!(values("trend-ctr"), [Some(50_000), Some(40_000)]);
    // Only the list knows of carts: a sum over products, marked.
    assert_eq!(values("trend-carts"), [None, Some(13)]);
    assert_eq!(values("trend-cart-rate"), [None, Some(152_941)]);
    let chart = desk.chart("trend-carts");
    assert!(chart.table.rows[1].cells[0].figure.upper && says(&chart, "有 1 天没有数据"));
}

#[test]
fn the_step_that_fell_explains_the_fall() {
    // 1000 × 10 % × 20 % = 20, then 1000 × 5 % × 20 % = 10.
    let bench = Bench::with(&[shop_wide(&[
        day("2026-11-08", [1000, 100, 20]),
        day("2026-11-09", [1000, 50, 10]),
    ])
    .csv("c.csv")]);
    let chart = desk(&bench, "2026-11-09").chart("funnel-change");
    assert_eq!(chart.finding, "较上期成交人数少了 10：点击率跌 5.00pp 解释 -10");
    assert_eq!(
        texts(&chart),
        [
            "曝光 0 · 1,000 → 1,000",
            "点击率 -10 · 10.00% → 5.00%",
            "点击-成交率 0 · 20.00% → 20.00%"
        ]
    );
    let told: Vec<Vec<String>> = chart
        .table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.figure.plain()).collect())
        .collect();
    assert_eq!(told[1], ["0.100000", "0.050000", "-10"]);
    assert_eq!(told[3], ["20", "10", "-10"]);
    assert!(!says(&chart, "上限"));
}

#[test]
fn parts_of_the_table_sum_to_the_change_and_sums_of_days_are_a_bound() {
    let rows: Vec<Row> = (1..=14)
        .map(|n| day(&format!("2026-11-{n:02}"), [1000 + 37 * n, 60 - n, 7 + n % 3]))
        .collect();
    let bench = Bench::with(&[shop_wide(&rows).csv("c.csv")]);
    let chart = desk(&bench, WEEK).chart("funnel-change");
    let part = |row: usize| chart.table.rows[row].cells[2].figure.plain().parse::<i64>().unwrap();
    assert_eq!(part(0) + part(1) + part(2), part(3));
    assert!(chart.table.rows[0].cells[2].figure.upper && says(&chart, "上限"));
    // A row of the very range goes before the days, where both periods have one.
    let ranged = |range: &str, paid: &str| {
        shop_day("2026-11-01").with(&[("统计日期", range), ("日期", range), ("成交人数", paid)])
    };
    let (old, new) = (ranged("20261101-20261107", "40"), ranged("20261108-20261114", "31"));
    let mut bench = bench;
    bench.import(&shop_wide(&[old, new]).csv("e.csv"));
    let chart = desk(&bench, WEEK).chart("funnel-change");
    assert!(chart.finding.starts_with("较上期成交人数少了 9："), "{}", chart.finding);
    assert!(!chart.table.rows[0].cells[2].figure.upper);
}

#[test]
fn what_cannot_be_split_is_said() {
    let two = [day("2026-11-08", [1000, 0, 0]), day("2026-11-09", [1000, 50, 10])];
    let bench = Bench::with(&[shop_wide(&two).csv("c.csv")]);
    let chart = desk(&bench, "2026-11-09").chart("funnel-change");
    assert!(chart.finding.contains("多了 10") && says(&chart, "是 0"), "{:?}", chart);
    // A day is missing on one side.
    let chart = desk(&bench, "2026-11-09..2026-11-10").chart("funnel-change");
    assert!(chart.spec.is_none() && says(&chart, "缺"), "{:?}", chart.notes);
    // Only orders.
    let bench = Bench::with(&[orders(&[line(1)]).csv("a.csv")]);
    assert!(says(&desk(&bench, WEEK).chart("funnel-change"), "同一种罗盘报表"));
    let mut alone = desk(&bench, WEEK);
    alone.compare = Vec::new();
    assert!(says(&alone.chart("funnel-change"), "对比期"));
}

/// Four products of a week: the first has few clicks for its impressions, the second few buyers
/// for its clicks, the others are as they should be.
fn four() -> Bench {
    let range = "20261108-20261114";
    Bench::with(&[list(&[
        product(range, "全部", [40_000, 1_600, 160, 78]),
        product(range, "111", [20_000, 200, 20, 20]),
        product(range, "222", [10_000, 1_000, 100, 28]),
        product(range, "333", [5_000, 300, 30, 20]),
        product(range, "444", [5_000, 150, 15, 15]),
        product(range, "555", [10, 0, 0, 0]),
    ])])
}

#[test]
fn products_stand_by_the_buyers_they_lose_at_their_worst_step() {
    let bench = four();
    let chart = desk(&bench, WEEK).chart("funnel-products");
    let ids: Vec<&str> = chart.table.rows.iter().map(|row| row.heading.as_str()).collect();
    // 222: 1000 clicks × (6.666667 % − 2.8 %) = 39; 111: 20 × (3 % ÷ 1 % − 1) = 40.
    assert_eq!(ids, ["商品111", "商品222", "商品333", "商品444", "商品555"]);
    let texts: Vec<&[String]> = chart.table.rows.iter().map(|row| row.texts.as_slice()).collect();
    assert_eq!(texts[0], ["点击率低 2.00pp", "40"]);
    assert_eq!(texts[1], ["成交率低 3.87pp", "39"]);
    // Ten impressions without a click do not shout.
    assert_eq!(texts[4], ["", ""]);
    assert_eq!(chart.table.rows[0].jump, Some(Jump::Only(Dimension::Product, "111".to_owned())));
    assert!(
        chart.finding.contains("「商品111」的点击率") && chart.finding.contains("2 个商品偏低")
    );
    assert!(says(&chart, "成交率 6.67%"), "{:?}", chart.notes);
    let Some(Spec::Bars(spec)) = &chart.spec else { panic!() };
    assert_eq!(spec.rows.iter().map(|row| row.value).collect::<Vec<_>>(), [40, 39]);
}

#[test]
fn the_median_wants_three_rates_that_mean_something() {
    use dianpan::metric::StepKind::{Clicks, Paid};
    let bench = four();
    let book = bench.book();
    let funnels = by_product(&book, &bench.query(WEEK), Counting::People);
    assert_eq!(median_rate(&funnels, Paid, Clicks), Some(66_667));
    assert_eq!(median_rate(&funnels[..2], Paid, Clicks), None);
}

#[test]
fn a_product_alone_has_the_funnel_of_the_table() {
    let rows = [
        ("2026-11-08", "111", "500", "20", "2"),
        ("2026-11-09", "111", "600", "30", "4"),
        ("2026-11-09", "222", "700", "35", "1"),
    ]
    .map(|(day, id, seen, opened, paid)| {
        Row::new(&[
            ("统计日期", "20261101-20261130"),
            ("日期", &day.replace('-', "")),
            ("商品ID", id),
            ("商品名称", "每天的商品"),
            ("用户支付金额", "10.00"),
            ("成交人数", paid),
            ("商品曝光人数", seen),
            ("商品点击人数", opened),
        ])
    });
    let mut bench = Bench::with(&[Grid::new(PRODUCT_DAYS, &rows).csv("p.csv")]);
    let days = "2026-11-08..2026-11-09";
    check_split(&bench, days, 2);
    let book = bench.book();
    let all = by_product(&book, &bench.query(days), Counting::People);
    let first = &all[0].1;
    assert_eq!(first.source, Some(FunnelSource::ProductDaily));
    assert_eq!(first.steps.iter().map(|step| step.count).collect::<Vec<_>>(), [1100, 50, 6]);
    assert!(first.upper && first.missing == 0 && all[1].1.missing == 1 && !all[1].1.upper);
    // The name is known from 罗盘 alone.
    let chart = desk(&bench, days).chart("funnel-products");
    assert_eq!(chart.table.rows[0].heading, "每天的商品");
    assert!(says(&chart, "各天相加的上限"));
    // A list of the very range has carts, so it goes first.
    bench.import(&list(&[product("20261108-20261109", "111", [900, 45, 9, 5])]));
    check_split(&bench, days, 2);
    let book = bench.book();
    let all = by_product(&book, &bench.query(days), Counting::People);
    assert_eq!(all[0].1.source, Some(FunnelSource::ProductList));
    assert_eq!(all[1].1.source, Some(FunnelSource::ProductDaily));
}

/// The funnels of a split are those under a filter by each part.
fn check_split(bench: &Bench, days: &str, count: usize) {
    let (book, query) = (bench.book(), bench.query(days));
    let products = by_product(&book, &query, Counting::People);
    let carriers = by_carrier(&book, &query, Counting::People);
    assert_eq!(products.len() + carriers.len(), count);
    let parts = products.into_iter().map(|part| (Dimension::Product, part));
    for (dimension, (key, found)) in
        parts.chain(carriers.into_iter().map(|part| (Dimension::Carrier, part)))
    {
        let filtered = query.filtered(query.filter.only(dimension, Some(key)));
        let alone = funnel(&book, &filtered, Counting::People);
        assert_eq!(found, alone, "{}", book.words.text(key));
        assert_eq!(Reading::new(&book, filtered).funnel(), &alone);
    }
}

#[test]
fn carriers_come_from_the_split_rows_of_deal_analysis() {
    let of = |day: &str, carrier: &str, seen: &str, opened: &str, paid: &str| {
        let cells = [("商品曝光人数", seen), ("商品点击人数", opened), ("成交人数", paid)];
        deal_day(day, carrier, "不限").with(&cells)
    };
    let rows = [
        of("2026-11-08", "全部", "1500", "60", "8"),
        of("2026-11-08", "直播", "1000", "40", "6"),
        of("2026-11-08", "商品卡", "600", "25", "2"),
        of("2026-11-09", "直播", "900", "30", "3"),
    ];
    let bench = Bench::with(&[Grid::new(DEAL, &rows).csv("抖音电商罗盘-成交分析.csv")]);
    check_split(&bench, "2026-11-08", 2);
    check_split(&bench, "2026-11-08..2026-11-09", 2);
    let chart = desk(&bench, "2026-11-08").chart("funnel-carriers");
    assert_eq!(texts(&chart), ["直播 6 · 点击-成交率 15.00%", "商品卡 2 · 点击-成交率 8.00%"]);
    assert_eq!(chart.finding, "点击-成交率直播最高 15.00%，商品卡最低 8.00%");
    let row = &chart.table.rows[0];
    assert_eq!(row.jump, Some(Jump::Only(Dimension::Carrier, "直播".to_owned())));
    let cell = &row.cells[0];
    assert_eq!((cell.metric, cell.figure.plain().as_str()), ("impressions", "1000"));
    assert_eq!(cell.dim, Some(("carrier", "直播".to_owned())));
    // The shop stays what its own row says.
    assert_eq!(bench.value("2026-11-08", "impressions"), "1500");
    let none = Bench::with(&[shop_wide(&[shop_day("2026-11-08")]).csv("c.csv")]);
    assert!(says(&desk(&none, "2026-11-08").chart("funnel-carriers"), "自助取数不分载体"));
    assert!(says(&desk(&none, "2026-11-08").chart("funnel-products"), "商品列表"));
}
