//! Returns: by part and by age, how refunds ripen and what that makes of young days, quality cases
//! with their clock, and the lines of categories.

use dianpan::chart::{Ink, Spec};
use dianpan::domain::{Claim, Money, Share};
use dianpan::insight::Thresholds;
use dianpan::metric::{
    Dimension, Filter, Reading, appeals, learn, outlook, return_ages, return_parts,
};

use crate::support::{
    Bench, Desk, Grid, PRODUCT_LIST, Row, case, cases, day, exported, line, listed, orders,
};

const MATURITY: i64 = 15;

/// Four old days of 40 orders at 10.00 each, whose refunds come in at ages 0, 2 and 6, and one
/// young day. Refunds of 10.00 by age:
///
/// | paid  | day 0 | day 2 | day 6 | in all |
/// | 10-01 |   2   |   4   |   2   |   8    |
/// | 10-02 |   0   |   6   |   2   |   8    |
/// | 10-03 |   4   |   4   |   2   |  10    |
/// | 10-04 |   1   |   1   |   2   |   4    |
/// | 11-18 |   -   |   3   |   -   |   3    |
const ARRIVALS: [(&str, [(i32, usize); 3]); 5] = [
    ("2026-10-01", [(0, 2), (2, 4), (6, 2)]),
    ("2026-10-02", [(0, 0), (2, 6), (6, 2)]),
    ("2026-10-03", [(0, 4), (2, 4), (6, 2)]),
    ("2026-10-04", [(0, 1), (2, 1), (6, 2)]),
    ("2026-11-18", [(0, 0), (2, 3), (6, 0)]),
];

/// Exported in the morning of the 20th of November, when the young day is two days old.
fn ripening() -> Bench {
    let (mut sold, mut asked) = (Vec::new(), Vec::new());
    for (date, arrivals) in ARRIVALS {
        let first = sold.len();
        for _ in 0..40 {
            sold.push(line(sold.len() as u64).on(date).of("10.00"));
        }
        let ages = arrivals.iter().flat_map(|&(age, count)| std::iter::repeat_n(age, count));
        for (place, age) in ages.enumerate() {
            let moment = format!("{} 23:00:00", dianpan::text::iso_day(day(date).plus(age)));
            let back = case(asked.len() as u64, &sold[first + place]).with(&[
                ("退商品金额（元）", "10.00"),
                ("售后申请时间", &moment),
                ("商家退款时间", &moment),
                ("用户到账时间", &moment),
                ("售后完结时间", &moment),
            ]);
            asked.push(back);
        }
    }
    Bench::with(&[
        orders(&sold).csv(&exported("2026-11-20 08:00:00")),
        cases(&asked).csv(&exported("2026-11-20 08:10:00")),
    ])
}

#[test]
fn the_curve_is_that_of_old_days() {
    let book = ripening().book();
    let curve = learn(&book, &Filter::default(), MATURITY);
    assert_eq!((curve.dated, curve.seen, curve.orders), (4, 0, 160));
    assert!(curve.is_told());
    let at = |age: i32| {
        let share = curve.at(age).unwrap();
        [share.low, share.middle, share.high].map(|share| share.millionths().unwrap())
    };
    // Day 0: 0/8, 1/4, 2/8, 4/10. Equal weights: the first is P10, the second P50, the last P90.
    assert_eq!(at(0), [0, 250_000, 400_000]);
    // Day 2: 2/4, 6/8, 6/8, 8/10.
    assert_eq!(at(2), [500_000, 750_000, 800_000]);
    assert_eq!(at(5), at(2));
    assert_eq!(at(6), [1_000_000; 3]);
    // Refund rates of the old days: 4/40, 8/40, 8/40, 10/40.
    let rate = (curve.rate.0.millionths(), curve.rate.1.millionths());
    assert_eq!(rate, (Some(100_000), Some(250_000)));
}

#[test]
fn young_days_are_scaled_by_the_share_of_their_age() {
    let bench = ripening();
    let book = bench.book();
    let curve = learn(&book, &Filter::default(), MATURITY);
    let seen = outlook(&book, &bench.query("2026-11-18"), &curve, MATURITY);
    // 30.00 so far at age 2: ÷ 8/10 = 37.50, ÷ 2/4 = 60.00.
    assert_eq!((seen.refund, seen.least, seen.most), (Money(3_000), Money(3_750), Money(6_000)));
    assert_eq!((seen.young, seen.by_rate), (1, 0));
    // 400.00 − 30.00 now; 400.00 − 60.00 to 400.00 − 37.50.
    assert_eq!(seen.net(), (Money(37_000), Money(34_000), Money(36_250)));
    // Old days are as they are.
    let old = outlook(&book, &bench.query("2026-10-01..2026-10-04"), &curve, MATURITY);
    assert_eq!((old.refund, old.least, old.most), (Money(30_000), Money(30_000), Money(30_000)));
    assert_eq!(old.young, 0);
}

#[test]
fn the_forecast_is_rounded_half_up_and_never_above_the_sales() {
    let sold: Vec<Row> = (0..200)
        .map(|number| {
            let date =
                ["2026-10-01", "2026-10-02", "2026-10-03", "2026-11-18"][number as usize / 50];
            line(number).on(date).of("10.00")
        })
        .collect();
    // Each old day: one refund at once, two a week later; a third has arrived at age 2.
    let at = |place: usize, number: u64, moment: &str, goods: &str| {
        case(number, &sold[place]).with(&[
            ("退商品金额（元）", goods),
            ("售后申请时间", moment),
            ("商家退款时间", moment),
        ])
    };
    let mut asked = Vec::new();
    for (place, date) in [(0, "2026-10-0"), (50, "2026-10-0"), (100, "2026-10-0")] {
        let first = place / 50 + 1;
        asked.push(at(place, place as u64, &format!("{date}{first} 23:00:00"), "10.00"));
        for late in 1..3 {
            let moment = format!("2026-10-{:02} 23:00:00", first + 7);
            asked.push(at(place + late, (place + late) as u64, &moment, "10.00"));
        }
    }
    asked.push(at(150, 900, "2026-11-18 23:00:00", "0.01"));
    let shop = |extra: &[Row]| {
        let asked: Vec<Row> = asked.iter().chain(extra).cloned().collect();
        Bench::with(&[
            orders(&sold).csv(&exported("2026-11-20 08:00:00")),
            cases(&asked).csv(&exported("2026-11-20 08:10:00")),
        ])
    };
    let most = |bench: &Bench| {
        let book = bench.book();
        let curve = learn(&book, &Filter::default(), MATURITY);
        assert_eq!(curve.at(2).unwrap().low, Share::new(1_000, 3_000));
        outlook(&book, &bench.query("2026-11-18"), &curve, MATURITY).most
    };
    // 0.01 × 3.
    assert_eq!(most(&shop(&[])), Money(3));
    // 200.01 × 3 = 600.03, but only 500.00 were sold.
    let many: Vec<Row> =
        (0..20).map(|n| at(151 + n, 1_000 + n as u64, "2026-11-18 23:00:00", "10.00")).collect();
    assert_eq!(most(&shop(&many)), Money(50_000));
}

#[test]
fn a_day_too_young_to_scale_takes_the_rest_of_the_usual_rate() {
    let bench = ripening();
    let book = bench.book();
    let curve = learn(&book, &Filter::default(), MATURITY);
    // The same day, had it been paid on the 20th: at age 0 the low share is 0.
    let sold: Vec<Row> = (500..540).map(|n| line(n).on("2026-11-20").of("10.00")).collect();
    let mut later = bench.clone();
    later.import(&orders(&sold).csv(&exported("2026-11-20 22:00:00")));
    let seen = outlook(&later.book(), &later.query("2026-11-20"), &curve, MATURITY);
    // Least: 400.00 × 4/40 × (1 − 4/10) = 24.00; most: 400.00 × 10/40 × (1 − 0) = 100.00.
    assert_eq!((seen.refund, seen.least, seen.most), (Money(0), Money(2_400), Money(10_000)));
    assert_eq!((seen.young, seen.by_rate), (1, 1));
}

#[test]
fn too_little_history_is_said() {
    let chart = |bench: &Bench| Desk::of(bench, "2026-11-01..2026-11-20").chart("maturity");
    let none = chart(&Bench::with(&[orders([&line(1)]).csv("a.csv")]));
    assert!(none.spec.is_none() && none.notes[0].starts_with("还不够历史学成熟曲线"));
    let told = chart(&ripening());
    assert!(matches!(told.spec, Some(Spec::Curve(_))));
    assert_eq!(told.finding, "预计最终净成交 ¥340.00–¥362.50（现在 ¥370.00）");
    let page = Desk::of(&ripening(), "2026-11-01..2026-11-20").report();
    assert!(
        page.contains("预计最终净成交 ¥340.00–¥362.50") && page.contains("data-chart=\"refunds\"")
    );
}

#[test]
fn order_files_alone_teach_by_being_exported_again() {
    // Three days of 40 orders. The first export saw a part of the refunds at ages 4, 3 and 2, the
    // second all of them a month later: 2 of 4, 1 of 4 and 1 of 2.
    let days = [("2026-10-01", 2, 4), ("2026-10-02", 1, 4), ("2026-10-03", 1, 2)];
    let file = |late: bool| {
        let mut sold = Vec::new();
        for (date, early, all) in days {
            for place in 0..40 {
                let back = place < if late { all } else { early };
                let status = if back { "退款成功" } else { "-" };
                sold.push(line(sold.len() as u64).on(date).of("10.00").set("售后状态", status));
            }
        }
        orders(&sold)
    };
    let early = |date: &str| file(false).csv(&exported(&format!("{date} 08:00:00")));
    let late = || file(true).csv(&exported("2026-11-05 08:00:00"));
    let book = Bench::with(&[late(), early("2026-10-05")]).book();
    let curve = learn(&book, &Filter::default(), MATURITY);
    assert_eq!((curve.dated, curve.seen, curve.orders), (0, 3, 120));
    // Each age was seen of one day only: too few to speak of a share.
    assert!(curve.ages.is_empty() && !curve.is_told());
    let ages: Vec<_> = book.cases.sightings.iter().map(|it| (it.age, it.refund.cents())).collect();
    let wanted = [(4, 2_000), (35, 4_000), (3, 1_000), (34, 4_000), (2, 1_000), (33, 2_000)];
    assert_eq!(ages, wanted);
    // With exports on three mornings each day was seen at age 4: 2/4, 1/4, 1/2.
    let files = [early("2026-10-05"), early("2026-10-06"), early("2026-10-07"), late()];
    let curve = learn(&Bench::with(&files).book(), &Filter::default(), MATURITY);
    let shares: Vec<_> = curve
        .ages
        .iter()
        .map(|it| (it.age, it.cohorts, it.low.millionths(), it.high.millionths()))
        .collect();
    assert_eq!(shares, [(4, 3, Some(250_000), Some(500_000))]);
    assert!(curve.is_told());
}

#[test]
fn cases_are_counted_by_part_and_by_age() {
    let sold = [
        line(1).on("2026-11-10"),
        line(2).on("2026-11-10").with(&[("达人ID", "7001"), ("流量体裁", "直播")]),
        line(3).on("2026-11-09").with(&[("流量体裁", "直播")]),
    ];
    let on = |number: u64, row: &Row, date: &str, reason: &str| {
        case(number, row)
            .with(&[("售后申请时间", &format!("{date} 09:00:00")), ("售后原因", reason)])
    };
    let asked = [
        on(1, &sold[0], "2026-11-10", "质量不好"),
        on(2, &sold[1], "2026-11-14", "尺码不合适"),
        on(3, &sold[1], "2026-11-17", "质量不好"),
        // No order file has this order.
        on(4, &line(9), "2026-11-12", "发错货"),
    ];
    let bench = Bench::with(&[
        orders(&sold).csv(&exported("2026-11-20 08:00:00")),
        cases(&asked).csv(&exported("2026-11-20 08:10:00")),
    ]);
    let (book, query) = (bench.book(), bench.query("2026-11-01..2026-11-20"));
    let reading = Reading::new(&book, query);
    let ages = return_ages(&reading);
    assert_eq!((ages.bands, ages.unmatched), ([1, 0, 0, 0, 2, 0, 0], 1));
    let parts = |dimension| {
        let parts = return_parts(&reading, dimension);
        let told = parts.iter().map(|(key, part)| {
            let key = key.map_or("", |key| book.words.text(key));
            format!("{key} {} {}/{}", part.cases, part.totals.returned, part.totals.orders)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(parts(Dimension::Product), ["3600000000000000011 4 2/3"]);
    assert_eq!(parts(Dimension::Carrier), ["直播 2 1/2", "商品卡 1 1/1"]);
    assert_eq!(parts(Dimension::Creator), ["7001 2 1/1", " 1 1/2"]);
    let chart = Desk::of(&bench, "2026-11-01..2026-11-20").chart("return-carrier");
    let Some(Spec::Bars(bars)) = &chart.spec else { panic!() };
    assert_eq!(
        (bars.rows[0].ink, bars.rows[0].text.as_str()),
        (Ink::Unset, "2 件 · 50.00%（只有 2 单）")
    );
    assert!(chart.table.rows[0].cells[2].muted);
}

#[test]
fn words_of_buyers_become_a_class_and_are_forgotten() {
    let check = |text: &str, wanted: Claim| assert_eq!(Claim::classify(text), wanted, "{text}");
    check("拍错了不想要了", Claim::Subjective);
    check("尺码偏小", Claim::Subjective);
    check("没有质量问题,就是不喜欢", Claim::Subjective);
    check("不喜欢,还有线头", Claim::Defect);
    check("质量太差", Claim::Defect);
    check("电话联系", Claim::Unclear);
    let row = line(1);
    let asked = case(1, &row).with(&[("用户售后说明", "拍错了哨兵19900000001")]);
    let bench = Bench::with(&[orders([&row]).csv("a.csv"), cases([&asked]).csv("b.csv")]);
    let backup = bench.backup();
    assert!(
        !backup.contains("哨兵") && !backup.contains("19900000001") && !backup.contains("拍错了")
    );
    assert!(backup.contains("subjective"));
}

#[test]
fn appeals_run_seven_days_from_the_end_of_a_case() {
    let sold: Vec<Row> = (1..7).map(line).collect();
    let quality = |number: u64, words: &str, end: &str| {
        let end = if end.is_empty() { "-".to_owned() } else { format!("{end} 12:00:00") };
        case(number, &sold[number as usize - 1]).with(&[
            ("售后原因", "效果与商品描述不符（商品品质原因）"),
            ("用户售后说明", words),
            ("售后状态", if end == "-" { "待商家处理" } else { "同意退款，退款成功" }),
            ("商家退款时间", &end),
            ("用户到账时间", &end),
            ("售后完结时间", &end),
        ])
    };
    let asked = [
        quality(1, "不想要了", "2026-11-20"),
        quality(2, "质量差", "2026-11-15"),
        quality(3, "尺码不合适", "2026-11-14"),
        // Its last day was the 20th.
        quality(4, "不想要了", "2026-11-13"),
        quality(5, "", ""),
        // Not about quality.
        case(6, &sold[5]).set("用户售后说明", "不想要了"),
    ];
    let bench = Bench::with(&[
        orders(&sold).csv(&exported("2026-11-21 08:00:00")),
        cases(&asked).csv(&exported("2026-11-21 08:10:00")),
    ]);
    let (book, query) = (bench.book(), bench.query("2026-11-01..2026-11-20"));
    let found = appeals(&book, &query, day("2026-11-21"));
    let told: Vec<_> = found
        .iter()
        .map(|appeal| (appeal.case.case.text(&book.words), appeal.left, appeal.candidate))
        .map(|(id, left, candidate)| (id[id.len() - 3..].to_owned(), left, candidate))
        .collect();
    let wanted = [
        ("033".to_owned(), Some(0), true),
        ("013".to_owned(), Some(6), true),
        ("023".to_owned(), Some(1), false),
        ("053".to_owned(), None, false),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_category_may_have_a_line_of_its_own() {
    const DAYS: &str = "20261022-20261120";
    let sold: Vec<Row> = (0..40).map(|n| line(n).on("2026-11-10")).collect();
    // 40 orders, 12 of them come back: 30 % of the shop's only product.
    let asked: Vec<Row> = (0..12).map(|n| case(n, &sold[n as usize])).collect();
    let edge = line(90_001).on("2026-10-20").set("支付完成时间", "");
    let last = line(90_002).on("2026-11-20").set("支付完成时间", "");
    let listed = listed(DAYS, "3600000000000000011").set("品类", "女装/T恤");
    let bench = Bench::with(&[
        orders(sold.iter().chain([&edge, &last])).csv(&exported("2026-11-21 08:00:00")),
        cases(&asked).csv(&exported("2026-11-21 08:10:00")),
        Grid::new(PRODUCT_LIST, [&listed]).csv("c.csv"),
    ]);
    let book = bench.book();
    let category = book.compass.categories.values().next().map(|name| book.words.text(*name));
    let category = category.expect("the product list names it").to_owned();
    let line_of = |percent: Option<i64>| {
        let mut thresholds = Thresholds::default();
        percent.map(|percent| thresholds.return_lines.insert(category.clone(), percent));
        let found = bench.findings_by(&thresholds);
        let mut over = found.into_iter().filter(|finding| finding.rule == "return-rate");
        over.next().map(|finding| finding.title(dianpan::text::Lang::Zh))
    };
    // Alone it is the shop's own rate, hence never ten points above it.
    assert_eq!(line_of(None), None);
    assert_eq!(line_of(Some(30)), None);
    let told = line_of(Some(29)).unwrap();
    assert!(told.ends_with("退货率 30.00%，高于 29.00% 的线"), "{told}");
}
