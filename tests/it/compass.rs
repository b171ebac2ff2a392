//! 罗盘: which source gives a day, which rows of a report count, and the funnel from one source
//! (metrics.md section 5).

use dianpan::metric::{FunnelSource, Reading, SourceKind, StepKind, reconcile};

use crate::support::{Bench, File, Row, deal_day, line, listed, orders, shop_day, shop_wide};
use crate::support::{DEAL, Grid, PRODUCT_LIST};

fn deal(rows: &[Row]) -> File {
    Grid::new(DEAL, rows).csv("抖音电商罗盘-成交分析-20261101-20261130.csv")
}

/// The row of 成交分析 that sums up the day.
fn whole(day: &str) -> Row {
    deal_day(day, "全部", "不限")
}

fn list(range: &str, products: &[(&str, &[(&str, &str)])]) -> File {
    let rows: Vec<Row> = products.iter().map(|(id, cells)| listed(range, id).with(cells)).collect();
    Grid::new(PRODUCT_LIST, &rows).csv("d.csv")
}

/// The funnel's source and its steps.
fn funnel(bench: &Bench, days: &str) -> (Option<FunnelSource>, Vec<i64>, bool) {
    let book = bench.book();
    let reading = Reading::new(&book, bench.query(days));
    let people = reading.funnel().steps.iter().map(|step| step.count).collect();
    (reading.funnel().source, people, reading.funnel().upper)
}

#[test]
fn the_cube_of_deal_analysis_counts_once() {
    let rows = [
        whole("2026-11-01"),
        deal_day("2026-11-01", "全部", "非投放时段").set("成交金额", "200.00"),
        deal_day("2026-11-01", "直播", "不限").set("成交金额", "450.00"),
        deal_day("2026-11-01", "商品卡", "不限").set("成交金额", "150.00"),
        deal_day("2026-11-01", "直播", "标准+品牌投放").set("成交金额", "50.00"),
    ];
    let mut bench = Bench::default();
    let receipt = bench.import(&deal(&rows));
    // Slices of 投放时段 lie within the row of 不限.
    assert_eq!((receipt.rows, receipt.tally.new, receipt.skipped_rows()), (5, 3, 2));
    for (metric, value) in
        [("gmv", "600.00"), ("user-paid", "500.00"), ("orders", "9"), ("buyers", "8")]
    {
        assert_eq!(bench.value("2026-11-01", metric), value, "{metric}");
    }
    assert_eq!(bench.value("2026-11-01", "buyer-value"), "62.50");
}

#[test]
fn an_extract_goes_before_deal_analysis_and_orders_before_both() {
    let (extract, analysis) =
        (shop_wide(&[shop_day("2026-11-01")]).csv("c.csv"), deal(&[whole("2026-11-01")]));
    let day = "2026-11-01";
    assert_eq!(Bench::with(std::slice::from_ref(&analysis)).value(day, "gmv"), "600.00");
    let both = Bench::with(&[analysis, extract]);
    assert_eq!(both.value(day, "gmv"), "1000.00");
    assert_eq!(both.figure(day, "gmv").source, Some(SourceKind::Compass));
    let mut all = both;
    all.import(&orders(&[line(1).on(day).of("70.00")]).csv("a.csv"));
    assert_eq!(all.value(day, "gmv"), "70.00");
    assert_eq!(all.figure(day, "gmv").source, Some(SourceKind::Orders));
    // What only 罗盘 knows stays.
    assert_eq!(all.value(day, "buyers"), "16");
}

#[test]
fn a_period_of_both_sources_is_mixed_and_never_added_within_a_day() {
    let bench = Bench::with(&[
        orders(&[line(1).on("2026-11-02").of("70.00")]).csv("a.csv"),
        shop_wide(&[shop_day("2026-11-01"), shop_day("2026-11-02")]).csv("c.csv"),
    ]);
    let figure = |days: &str, metric: &str| bench.figure(days, metric);
    let mixed = figure("2026-11-01..2026-11-03", "gmv");
    assert_eq!((mixed.plain().as_str(), mixed.source), ("1070.00", Some(SourceKind::Mixed)));
    assert_eq!(mixed.missing, 1);
    assert_eq!(figure("2026-11-01..2026-11-02", "orders").plain(), "21");
    // Figures that only orders give count the other days as missing.
    let units = figure("2026-11-01..2026-11-02", "units");
    assert_eq!((units.plain().as_str(), units.missing), ("1", 1));
    assert_eq!(figure("2026-11-01", "units").plain(), "");
}

#[test]
fn differences_are_shown_day_by_day() {
    let bench = Bench::with(&[
        orders(&[line(1).on("2026-11-01").of("970.00"), line(2).on("2026-11-03")]).csv("a.csv"),
        shop_wide(&[shop_day("2026-11-01"), shop_day("2026-11-02")]).csv("c.csv"),
    ]);
    let book = bench.book();
    let gaps = reconcile(&Reading::new(&book, bench.query("2026-11-01..2026-11-05")));
    let told: Vec<(i64, i64)> = gaps.iter().map(|gap| (gap.orders.0, gap.gap().0)).collect();
    // The 2nd is covered by orders without a sale; 罗盘 is silent on the 3rd.
    assert_eq!(told, [(97_000, 3_000), (0, 100_000)]);
}

#[test]
fn a_row_of_the_very_range_gives_people_that_are_no_bound() {
    let week = "2026-11-01..2026-11-07";
    let days: Vec<Row> = (1..=7).map(|day| shop_day(&format!("2026-11-0{day}"))).collect();
    let ranged = shop_day("2026-11-01").with(&[
        ("统计日期", "20261101-20261107"),
        ("日期", "20261101-20261107"),
        ("成交人数", "90"),
        ("用户支付金额", "5600.00"),
    ]);
    let by_day = Bench::with(&[shop_wide(&days).csv("c.csv")]);
    let buyers = by_day.figure(week, "buyers");
    assert_eq!((buyers.plain().as_str(), buyers.upper), ("112", true));
    assert_eq!(by_day.value(week, "buyer-value"), "");
    let stated = Bench::with(&[shop_wide(&days).csv("c.csv"), shop_wide([&ranged]).csv("e.csv")]);
    let buyers = stated.figure(week, "buyers");
    assert_eq!((buyers.plain().as_str(), buyers.upper), ("90", false));
    assert_eq!(stated.value(week, "buyer-value"), "62.22");
    // The range adds nothing to the days.
    assert_eq!(stated.value(week, "gmv"), "7000.00");
}

/// A bound comes of adding days; one known day of a week is no sum.
#[test]
fn people_of_one_known_day_are_no_bound() {
    let week = "2026-11-01..2026-11-07";
    let told = |days: &[Row]| {
        let bench = Bench::with(&[shop_wide(days).csv("c.csv")]);
        ["buyers", "impressions"].map(|id| {
            let figure = bench.figure(week, id);
            (figure.plain(), figure.missing, figure.upper)
        })
    };
    let people = |count: &str, missing, upper| (count.to_owned(), missing, upper);
    let (first, fifth) = (shop_day("2026-11-01"), shop_day("2026-11-05"));
    let one = [people("16", 6, false), people("2000", 6, false)];
    assert_eq!(told(std::slice::from_ref(&first)), one);
    assert_eq!(told(&[first, fifth]), [people("32", 5, true), people("4000", 5, true)]);
}

#[test]
fn the_funnel_comes_from_the_source_with_the_most_steps() {
    let day = "2026-11-01";
    let extract = shop_wide(&[shop_day(day)]).csv("c.csv");
    let analysis = deal(&[whole(day)]);
    let product_list = list("20261101", &[("全部", &[])]);
    // Three steps each: 自助取数 before 成交分析.
    let two = Bench::with(&[analysis, extract]);
    assert_eq!(funnel(&two, day), (Some(FunnelSource::ShopDaily), vec![2000, 100, 16], false));
    let mut three = two;
    three.import(&product_list);
    let four = (Some(FunnelSource::ProductList), vec![900, 90, 12, 10], false);
    assert_eq!(funnel(&three, day), four);
    // Of another range the list is silent.
    assert_eq!(funnel(&three, "2026-11-01..2026-11-02").0, Some(FunnelSource::ShopDaily));
}

#[test]
fn products_of_a_list_add_up_to_a_bound_where_it_has_no_row_of_all() {
    let (one, two) = ([("商品曝光人数", "500")], [("商品曝光人数", "700")]);
    let range = "20261101-20261107";
    let parts = Bench::with(&[list(range, &[("111", &one), ("222", &two)])]);
    let (source, people, upper) = funnel(&parts, "2026-11-01..2026-11-07");
    assert_eq!((source, people[0], upper), (Some(FunnelSource::ProductList), 1_200, true));
    assert!(parts.figure("2026-11-01..2026-11-07", "ctr").upper);
    let whole = Bench::with(&[list(range, &[("全部", &[]), ("111", &one), ("222", &two)])]);
    let (_, people, upper) = funnel(&whole, "2026-11-01..2026-11-07");
    assert_eq!((people[0], upper), (900, false));
}

#[test]
fn rates_of_the_funnel_divide_its_own_steps() {
    let bench = Bench::with(&[list("20261101", &[("全部", &[])])]);
    for (metric, value) in [
        ("impressions", "900"),
        ("clicks", "90"),
        ("carts", "12"),
        ("paid-people", "10"),
        ("ctr", "0.100000"),
        ("cart-rate", "0.133333"),
        ("click-pay-rate", "0.111111"),
        ("impression-pay-rate", "0.011111"),
    ] {
        assert_eq!(bench.value("2026-11-01", metric), value, "{metric}");
    }
    // A step that the source lacks is unknown, not zero.
    let short = Bench::with(&[shop_wide(&[shop_day("2026-11-01")]).csv("c.csv")]);
    assert_eq!(
        (short.value("2026-11-01", "carts"), short.value("2026-11-01", "cart-rate")),
        (String::new(), String::new())
    );
    let book = short.book();
    let reading = Reading::new(&book, short.query("2026-11-01"));
    assert_eq!(reading.funnel().count(StepKind::Carts), None);
}

#[test]
fn cost_ratio_divides_what_the_same_rows_state() {
    let silent = shop_day("2026-11-02").set("投放消耗（店铺被投）", "");
    let bench = Bench::with(&[shop_wide(&[shop_day("2026-11-01"), silent]).csv("c.csv")]);
    let days = "2026-11-01..2026-11-02";
    assert_eq!(bench.value(days, "ad-cost"), "150.00");
    // 150 ÷ 1,000: the day without a cost is no part of it.
    let ratio = bench.figure(days, "cost-ratio");
    assert_eq!((ratio.plain().as_str(), ratio.missing), ("0.150000", 1));
    // Without a 千川 file there is no ROI.
    assert_eq!(bench.value(days, "roi"), "");
}

#[test]
fn headers_of_other_generations_mean_the_same() {
    let grid = orders(&[line(1), line(2)]);
    let expected = Bench::with(&[grid.csv("a.csv")]).facts()["families"].clone();
    for (old, new) in
        [("商品单价", "商品金额"), ("订单应付金额", "应付金额"), ("选购商品", "商品名称")]
    {
        let renamed = Bench::with(&[grid.renamed(old, new).csv("a.csv")]);
        assert_eq!(renamed.facts()["families"], expected, "{new}");
    }
}
