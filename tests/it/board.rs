//! What sales are made of and where a change comes from: parts that add up to the whole.

use dianpan::chart::{Chart, Compare, CompareKind, Jump, Spec};
use dianpan::domain::{Money, Share};
use dianpan::insight::summary;
use dianpan::metric::{
    Dimension, Factor, FactorSource, Margin, Reading, campaigns_since, factor_change,
};
use dianpan::text::Lang;
use proptest::prelude::*;

use crate::support::{
    Bench, CUSTOM_ORDERS, Desk, Grid, PRODUCT_LIST, Row, day, exported, line, listed, orders,
    period, shop_day, shop_wide,
};

const NOW: &str = "2026-11-12..2026-11-13";

fn of(row: Row, product: &str, title: &str) -> Row {
    row.with(&[("商品ID", product), ("选购商品", title)])
}

/// Shirts fell from 300 to 100, socks rose from 20 to 50, a cap is new.
fn bench() -> Bench {
    let shirt = |number, day, amount: &str| of(line(number).on(day).of(amount), "11", "T恤");
    let sock = |number, day, amount: &str| of(line(number).on(day).of(amount), "22", "袜子");
    let rows = [
        shirt(1, "2026-11-10", "200.00").with(&[("流量体裁", "直播"), ("达人ID", "7001")]),
        shirt(2, "2026-11-11", "100.00").with(&[("流量体裁", "直播"), ("省", "江苏省")]),
        sock(3, "2026-11-11", "20.00"),
        shirt(4, "2026-11-12", "100.00").with(&[("流量体裁", "其他")]),
        sock(5, "2026-11-12", "50.00"),
        of(line(6).on("2026-11-13").of("9.00"), "33", "帽子").set("流量体裁", ""),
    ];
    Bench::with(&[orders(&rows).csv("a.csv")])
}

fn rows(chart: &Chart) -> Vec<(String, Vec<String>, Vec<String>)> {
    let plain = |row: &dianpan::chart::TableRow| {
        let cells = row.cells.iter().map(|cell| cell.figure.plain()).collect();
        (row.heading.clone(), cells, row.texts.clone())
    };
    chart.table.rows.iter().map(plain).collect()
}

#[test]
fn a_change_is_split_by_product_to_the_cent() {
    let chart = Desk::of(&bench(), NOW).chart("change-product");
    let text = |heading: &str, before: &str, now: &str, rise: &str| {
        let cells = [before, now].map(str::to_owned).to_vec();
        (heading.to_owned(), cells, vec![rise.to_owned()])
    };
    let expected = [
        text("合计", "320.00", "159.00", "-¥161.00"),
        text("T恤", "300.00", "100.00", "-¥200.00"),
        text("袜子", "20.00", "50.00", "+¥30.00"),
        text("帽子", "0.00", "9.00", "+¥9.00"),
    ];
    assert_eq!(rows(&chart), expected);
    assert!(chart.finding.contains("少 ¥161.00") && chart.finding.contains("T恤 -¥200.00（124%）"));
    let Some(Spec::Steps(spec)) = &chart.spec else { panic!("no steps") };
    let ends: Vec<_> = spec.steps.iter().map(|step| (step.row, step.from, step.to)).collect();
    let expected =
        [(0, 0, 32000), (1, 32000, 12000), (2, 12000, 15000), (3, 15000, 15900), (0, 0, 15900)];
    assert_eq!(ends, expected);
    let jump = chart.table.rows[1].jump.clone();
    assert_eq!(jump, Some(Jump::Only(Dimension::Product, "11".to_owned())));
}

#[test]
fn days_without_orders_are_not_compared() {
    for (days, told) in [
        ("2026-11-10..2026-11-11", "上期缺 2 天订单"),
        ("2026-11-13..2026-11-14", "这段日期缺 1 天订单"),
    ] {
        for id in ["change-product", "change"] {
            let chart = Desk::of(&bench(), days).chart(id);
            assert!(chart.spec.is_none() && chart.notes[0].contains(told), "{:?}", chart.notes);
        }
    }
}

#[test]
fn sales_are_split_by_carrier_with_what_is_not_stated_last() {
    let chart = Desk::of(&bench(), NOW).chart("by-carrier");
    let heads: Vec<_> = rows(&chart).into_iter().map(|(head, cells, _)| (head, cells)).collect();
    let row = |head: &str, gmv: &str, orders: &str| {
        (head.to_owned(), [gmv, orders, gmv, "0.000000"].map(str::to_owned).to_vec())
    };
    let expected =
        [row("其他", "100.00", "1"), row("商品卡", "50.00", "1"), row("未标明", "9.00", "1")];
    assert_eq!(heads, expected);
    assert_eq!(chart.finding, "其他 62.89%，商品卡 31.45%");
    assert!(
        chart.notes[0].contains("5.66% 还没标明") && chart.notes[1].contains("「其他」占 62.89%")
    );
}

#[test]
fn parts_beyond_the_tenth_are_joined_and_follow() {
    let rows: Vec<Row> = (1..=13)
        .map(|number| line(number).of(&format!("{number}.00")).set("省", &format!("{number}省")))
        .collect();
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let chart = Desk::of(&bench, "2026-11-10").chart("by-province");
    let heads: Vec<_> = chart.table.rows.iter().map(|row| row.heading.as_str()).collect();
    assert_eq!(heads[9..], ["4省", "其余 3 个", "3省", "2省", "1省"]);
    assert_eq!(chart.table.rows[10].cells[0].figure.plain(), "6.00");
    let sum: i64 =
        chart.table.rows[..11].iter().map(|row| row.cells[0].figure.value.unwrap().number()).sum();
    assert_eq!(sum, 9100);
}

#[test]
fn categories_and_price_bands_stand_as_they_should() {
    let desk = Desk::of(&bench(), "2026-11-10..2026-11-13");
    let bands: Vec<_> = rows(&desk.chart("by-price")).into_iter().map(|row| row.0).collect();
    assert_eq!(bands, ["0-10", "20-35", "35-65", "65-130", "130以上"]);
    let chart = desk.chart("by-category");
    assert!(chart.spec.is_none() && chart.notes[0].contains("商品列表"));
}

#[test]
fn hours_and_weekdays_count_each_order_once() {
    let at = |number, moment: &str| line(number).set("支付完成时间", moment);
    // The 10th is a Tuesday.
    let rows = [
        at(1, "2026-11-10 20:59:59"),
        at(2, "2026-11-10 21:00:00"),
        line(3).on("2026-11-16").set("支付完成时间", "2026-11-16 20:10:00"),
        at(4, "2026-11-10 00:00:00").of("0.00"),
    ];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let chart = Desk::of(&bench, "2026-11-10..2026-11-16").chart("hours");
    assert_eq!(chart.finding, "20–22 点最多，占 100.00%");
    let of = |key: &str| {
        let mut cells = chart.table.rows.iter().flat_map(|row| &row.cells);
        let found = cells.find(|cell| cell.dim.as_ref().is_some_and(|(_, known)| known == key));
        found.unwrap().figure.plain()
    };
    assert_eq!(["20", "21", "2-20", "2-21", "1-20", "0"].map(of), ["2", "1", "1", "1", "1", "0"]);
}

#[test]
fn a_change_has_its_factors_from_the_best_report_of_both_periods() {
    let days = |from: u32, imp: [&str; 2], clicks: &str, buyers: &str, gmv: &str| {
        let row = |place: u32| {
            shop_day(&format!("2026-11-{:02}", from + place)).with(&[
                ("商品曝光人数", imp[place as usize]),
                ("商品点击人数", clicks),
                ("成交人数", buyers),
                ("成交金额", gmv),
            ])
        };
        [row(0), row(1)]
    };
    let rows = [
        days(10, ["1000", "1000"], "100", "10", "500.00"),
        days(12, ["500", "500"], "100", "10", "600.00"),
    ];
    let bench = Bench::with(&[shop_wide(rows.iter().flatten()).csv("a.csv")]);
    let book = bench.book();
    let reading = |days| Reading::new(&book, bench.query(days));
    let change = factor_change(&reading("2026-11-10..2026-11-11"), &reading(NOW)).unwrap();
    assert_eq!(
        (change.source, change.before, change.now),
        (FactorSource::CompassDays, Money(100000), Money(120000))
    );
    let sum: Money = change.parts.iter().map(|&(_, part)| part).sum();
    assert_eq!(sum, Money(20000));
    // 2,000 → 1,000 people, 0.1 → 0.2 clicks each, 5 → 6 元 a click: impressions alone bring
    // −1,000 × (0.1×5 ÷ 3 + (0.2×5 + 0.1×6) ÷ 6 + 0.2×6 ÷ 3) = −833.33.
    let part = |wanted| change.parts.iter().find(|(factor, _)| *factor == wanted).unwrap().1;
    assert_eq!(
        (part(Factor::Impressions), part(Factor::ClickRate)),
        (Money(-83_333), Money(81_667))
    );
    assert_eq!((part(Factor::PayRate), part(Factor::BuyerValue)), (Money::ZERO, Money(21_666)));
    let one = factor_change(&reading("2026-11-11"), &reading("2026-11-12")).unwrap();
    assert_eq!(one.source, FactorSource::CompassRange);
    // Orders alone tell two factors apart.
    let orders = self::bench();
    let book = orders.book();
    let reading = |days| Reading::new(&book, orders.query(days));
    let change = factor_change(&reading("2026-11-10..2026-11-11"), &reading(NOW)).unwrap();
    assert_eq!(change.source, FactorSource::Orders);
    assert_eq!(change.main().unwrap().0, Factor::LineValue);
}

#[test]
fn the_sentence_says_what_happened_and_why() {
    let bench = bench();
    let book = bench.book();
    let query = bench.query(NOW);
    let before = query.over(period("2026-11-10..2026-11-11"));
    let text = summary(&book, query, before, "上期", Lang::Zh).unwrap();
    let expected = "成交 ¥159.00，较上期 ▼50.3%；主要因为笔单价 -¥161.00；商品「T恤」-¥200.00；载体「直播」-¥300.00。";
    assert_eq!(text, expected);
    let unknown = query.over(period("2026-11-01..2026-11-02"));
    assert_eq!(summary(&book, query, unknown, "上期", Lang::Zh), None);
}

#[test]
fn how_many_late_orders_a_shipping_rate_bears() {
    let margin = |part, whole| Margin::of(Share { part, whole }, 95);
    assert_eq!(margin(0, 0), Margin::Unknown);
    // 100 in time stay at 95 % of 105; the sixth late one takes it below.
    assert_eq!(margin(100, 100), Margin::Spare(6));
    assert_eq!(margin(95, 100), Margin::Spare(1));
    assert_eq!(margin(94, 100), Margin::Short(20));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_margin_is_exactly_where_the_line_is(part in 0i64..400, late in 0i64..60, percent in 1i64..100) {
        let whole = part + late;
        let holds = |part: i64, whole: i64| part * 100 >= whole * percent;
        match Margin::of(Share { part, whole }, percent) {
            Margin::Unknown => prop_assert_eq!(whole, 0),
            Margin::Spare(lines) => {
                prop_assert!(lines > 0 && holds(part, whole + lines - 1) && !holds(part, whole + lines));
            }
            Margin::Short(lines) => {
                prop_assert!(holds(part + lines, whole + lines));
                prop_assert!(!holds(part + lines - 1, whole + lines - 1));
            }
        }
    }
}

#[test]
fn a_campaign_is_compared_with_the_same_days_of_it_a_year_before() {
    let before = |days| Compare::of(CompareKind::Campaign, period(days)).period;
    // 七夕 is on 08-19 in 2026 and on 08-29 in 2025.
    assert_eq!(before("2026-08-10..2026-08-19"), period("2025-08-20..2025-08-29"));
    assert_eq!(before("2026-11-01..2026-11-11"), period("2025-11-01..2025-11-11"));
    // 春节 is on 02-17 in 2026 and on 01-29 in 2025.
    assert_eq!(before("2026-01-20..2026-01-25"), period("2025-01-01..2025-01-06"));
    assert_eq!(before("2026-03-20..2026-03-25"), period("2025-03-20..2025-03-25"));
    let names: Vec<_> = campaigns_since(day("2026-08-01"), day("2026-11-20"))
        .into_iter()
        .map(|held| (held.campaign.id, held.days.to))
        .collect();
    let expected = [
        ("double-11", day("2026-11-11")),
        ("national", day("2026-10-07")),
        ("mid-autumn", day("2026-09-25")),
        ("school", day("2026-09-10")),
        ("818", day("2026-08-20")),
        ("double-seventh", day("2026-08-19")),
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_category_chart_leads_to_its_products() {
    let list = Grid::new(PRODUCT_LIST, [&listed("20261101-20261130", "11").set("品类", "上衣")]);
    let sold = [of(line(1), "11", "T恤"), line(2)];
    let bench = Bench::with(&[orders(&sold).csv("a.csv"), list.csv("b.csv")]);
    let chart = Desk::of(&bench, "2026-11-10").chart("by-category");
    let heads: Vec<_> = rows(&chart).into_iter().map(|row| (row.0, row.1[0].clone())).collect();
    assert_eq!(
        heads,
        [("上衣".to_owned(), "100.00".to_owned()), ("没有品类".to_owned(), "100.00".to_owned())]
    );
    assert_eq!(chart.table.rows[0].jump, Some(Jump::Only(Dimension::Category, "上衣".to_owned())));
}

#[test]
fn the_month_is_measured_against_the_one_before() {
    use dianpan::insight::MonthPace;
    let rows = [
        line(1).on("2026-10-01").of("600.00"),
        line(2).on("2026-10-31").of("400.00"),
        line(3).on("2026-11-05").of("500.00"),
        line(4).on("2026-11-20").of("300.00"),
    ];
    let bench = Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))]);
    let pace = MonthPace::of(&bench.book(), &bench.anchor(), 20, None).unwrap();
    let expected = MonthPace {
        goal: Money(120000),
        typed: false,
        reached: Money(80000),
        days: 20,
        days_of_month: 30,
    };
    assert_eq!(pace, expected);
    assert_eq!(pace.projected(), Money(120000));
    let text = pace.text(20, Lang::Zh);
    assert_eq!(
        text,
        "本月目标 ¥1,200.00（上月 +20%）：完成 67%，时间过了 67%；按这个速度月底 ¥1,200.00，超出 ¥0.00。"
    );
    let own = MonthPace::of(&bench.book(), &bench.anchor(), 20, Some(Money(200_000))).unwrap();
    assert_eq!(
        own.text(20, Lang::Zh),
        "本月目标 ¥2,000.00（自己定的）：完成 40%，时间过了 67%；按这个速度月底 ¥1,200.00，还差 ¥800.00。"
    );
    // October is not known from its first day.
    let part = Bench::with(&[orders(&rows[1..]).csv("a.csv")]);
    assert_eq!(MonthPace::of(&part.book(), &part.anchor(), 20, None), None);
    assert!(MonthPace::of(&part.book(), &part.anchor(), 20, Some(Money(1))).is_some());
}

#[test]
fn outside_of_campaigns_a_comparison_is_called_that_of_the_year() {
    let kind = |days| Compare::of(CompareKind::Campaign, period(days)).kind;
    assert_eq!(kind("2026-11-01..2026-11-11"), CompareKind::Campaign);
    assert_eq!(kind("2026-03-20..2026-03-25"), CompareKind::Year);
}

#[test]
fn hours_of_files_without_pay_times_are_approximate() {
    let bench = Bench::with(&[Grid::new(CUSTOM_ORDERS, &[line(1)]).csv("a.csv")]);
    let chart = Desk::of(&bench, "2026-11-10").chart("hours");
    let cells = chart.table.rows.iter().flat_map(|row| &row.cells);
    assert!(cells.into_iter().all(|cell| cell.figure.approx == Some("paid-time")));
    assert!(chart.notes.iter().any(|note| note.contains("提交时间")));
}

#[test]
fn other_categories_are_not_explained_as_other_traffic() {
    let list = Grid::new(PRODUCT_LIST, [&listed("20261101-20261130", "11").set("品类", "其他")]);
    let bench = Bench::with(&[orders(&[of(line(1), "11", "T恤")]).csv("a.csv"), list.csv("b.csv")]);
    let chart = Desk::of(&bench, "2026-11-10").chart("by-category");
    assert!(chart.spec.is_some() && chart.notes.is_empty(), "{:?}", chart.notes);
}

#[test]
fn a_yesterday_that_was_not_over_is_left_out_of_the_month() {
    use dianpan::insight::MonthPace;
    let rows = [
        line(1).on("2026-10-01").of("600.00"),
        line(2).on("2026-11-05").of("500.00"),
        line(3).on("2026-11-20").of("300.00"),
    ];
    let bench = Bench::with(&[orders(&rows).csv(&exported("2026-11-20 20:30:00"))]);
    let pace = MonthPace::of(&bench.book(), &bench.anchor(), 20, None).unwrap();
    assert_eq!((pace.reached, pace.days), (Money(50_000), 19));
}
