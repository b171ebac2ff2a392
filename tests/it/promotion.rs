//! What a promotion comes to, a goal's rest in live sessions, and campaigns on the charts by day.

use dianpan::chart::Spec;
use dianpan::domain::{Money, SortedMap};
use dianpan::insight::{GoalAsk, GoalPlan, LiveSplit, PromotionAsk, PromotionView, Span};
use dianpan::metric::{LiveSession, ProductMix, Value};
use dianpan::plan::{Calendar, Goals, OwnEvent, planned};
use dianpan::text::{Lang, iso_day};

use crate::support::{Bench, Desk, Row, day, exported, line, orders, period};

const PRODUCT: &str = "3600000000000000011";

/// 100.00 a day in October, 300.00 on the first three days of November, nothing after that.
fn bench() -> Bench {
    let row = |(place, day): (usize, dianpan::domain::Day)| -> Row {
        let amount = if day.month() == 11 { "300.00" } else { "100.00" };
        line(u64::try_from(place + 1).unwrap()).on(&iso_day(day)).of(amount)
    };
    let rows: Vec<Row> = period("2026-10-01..2026-11-03").days().enumerate().map(row).collect();
    let now = "2026-11-04 08:00:00";
    Bench::with(&[orders(&rows).csv(&exported(now))]).now(now)
}

fn view(
    bench: &Bench,
    days: &str,
    discount: i64,
    costs: &SortedMap<String, ProductMix>,
) -> PromotionView {
    let ask = PromotionAsk { days: period(days), discount, products: &[], costs };
    PromotionView::of(&bench.book(), &bench.anchor(), &ask)
}

#[test]
fn a_promotion_is_measured_against_usual_days() {
    let bench = bench();
    let over = view(&bench, "2026-11-01..2026-11-03", 0, &SortedMap::new());
    assert_eq!((over.usual, over.times), (Some(Money(10_000)), Some(300)));
    assert_eq!(over.gmv.value, Some(Value::Money(Money(90_000))));
    assert_eq!(over.net.value, Some(Value::Money(Money(90_000))));
    assert_eq!(over.over, Some(period("2026-11-01..2026-11-03")));
    // It goes on: only days that are over count.
    let running = view(&bench, "2026-11-01..2026-11-20", 0, &SortedMap::new());
    assert_eq!(running.over, Some(period("2026-11-01..2026-11-03")));
    // Ahead: the usual day is of the last 30 days, and there is no result.
    let ahead = view(&bench, "2026-12-01..2026-12-12", 0, &SortedMap::new());
    assert_eq!((ahead.over, ahead.times, ahead.gmv.value), (None, None, None));
    assert_eq!(ahead.usual, Some(Money(12_000)));
    assert_eq!(ahead.most_budget(5, period("2026-12-01..2026-12-12")), None);
}

#[test]
fn a_margin_after_the_discount_needs_costs() {
    let bench = bench();
    let unknown = view(&bench, "2026-12-01..2026-12-12", 20, &SortedMap::new());
    assert_eq!((unknown.margin, unknown.margin_after), (None, None));
    // 30 days, 3,600.00 and 30 pieces at 60.00: half of it is margin, 37.5 % of four fifths.
    let cost = ProductMix { cost: Some(Money(6_000)), ..ProductMix::default() };
    let costs: SortedMap<String, ProductMix> = [(PRODUCT.to_owned(), cost)].into_iter().collect();
    let known = view(&bench, "2026-12-01..2026-12-12", 20, &costs);
    assert_eq!((known.margin, known.margin_after), (Some(500_000), Some(375_000)));
    let other = PromotionAsk {
        days: period("2026-12-01..2026-12-12"),
        discount: 20,
        products: &["1".to_owned()],
        costs: &costs,
    };
    let none = PromotionView::of(&bench.book(), &bench.anchor(), &other);
    assert_eq!((none.gains.gmv, none.margin), (Money::ZERO, None));
}

#[test]
fn the_rest_of_a_goal_is_split_into_live_sessions() {
    let bench = bench();
    let span = Span::month(day("2026-11-01"));
    let ask = GoalAsk { span, typed: Some(Money(490_001)), ..GoalAsk::default() };
    let (book, anchor) = (bench.book(), bench.anchor());
    let plan = GoalPlan::of(&book, &anchor, 20, &ask);
    let gmv = Some(Money(18_000));
    let session =
        LiveSession { day: day("2026-10-20"), name: None, clicks: None, buyers: None, gmv };
    let split = |sessions: &[LiveSession]| {
        let mut book = bench.book();
        book.lives = sessions.to_vec();
        LiveSplit::of(&book, &anchor, &plan)
    };
    // 5 × 180 of the 3,600 of 30 days: a quarter. The rest of the goal is 4,000.01.
    let five = split(&[session; 5]).unwrap();
    assert_eq!((five.share, five.part), (250_000, Money(100_000)));
    // 27 days are left: 4.5 sessions, half up.
    assert_eq!(five.each.len(), 5);
    assert_eq!(five.each.iter().copied().sum::<Money>(), five.part);
    assert!(five.text(Lang::Zh).contains("每场 ¥200.00"));
    assert_eq!(split(&[session; 3]), None);
    let silent = LiveSession { gmv: None, ..session };
    assert_eq!(split(&[silent; 9]), None);
}

fn desk(bench: &Bench) -> Desk {
    let mut calendar = Calendar::default();
    let event = |title: &str, product: Option<&str>| OwnEvent {
        number: 0,
        title: title.to_owned(),
        days: period("2026-10-05..2026-10-06"),
        note: String::new(),
        product: product.map(str::to_owned),
    };
    calendar.add(event("清仓", None));
    calendar.add(event("换主图", Some("another")));
    let mut desk = Desk::of(bench, "2026-10-01..2026-11-03");
    let mut goals = Goals::default();
    let span = Span::of(desk.query.period);
    goals.set_gmv(span, Some(Money(490_001)));
    let of_product = Some(PRODUCT);
    desk.plan = planned((&goals, &calendar), span, desk.query.period, of_product, Lang::Zh);
    desk.goals = goals;
    desk
}

#[test]
fn campaigns_and_events_stand_on_the_charts_by_day() {
    let bench = bench();
    for id in ["gmv", "net", "refunds"] {
        let chart = desk(&bench).chart(id);
        let Some(Spec::Daily(spec)) = &chart.spec else { panic!("{id}") };
        let of = |word: &str| -> Vec<usize> {
            let pins = spec.pins.iter().filter(|(_, text)| text.contains(word));
            pins.map(|(place, _)| *place).collect()
        };
        assert_eq!(of("清仓"), [4, 5], "{id}");
        assert!(of("换主图").is_empty(), "an event of another product");
        assert_eq!(of("国庆"), [0], "its main day");
        assert!(of("双11").is_empty(), "its main day is out of sight");
        let shade = spec.shades.iter().find(|shade| (shade.from, shade.to) == (8, 33));
        assert!(shade.is_some(), "from 10-09 on: {:?}", spec.shades);
        assert!(chart.legend.iter().any(|key| key.text == "双11 10-09 至 11-11"));
    }
    let plain = Desk::of(&bench, "2026-10-01..2026-11-03").chart("gmv");
    let Some(Spec::Daily(spec)) = &plain.spec else { panic!() };
    assert!(spec.pins.is_empty() && spec.shades.is_empty());
}

#[test]
fn the_goal_is_drawn_against_its_plan() {
    let bench = bench();
    let chart = desk(&bench).chart("goal");
    assert_eq!(chart.table.rows.len(), 30);
    let plans: i64 = chart.table.rows.iter().map(|row| cents(&row.texts[1])).sum();
    assert_eq!(plans, 490_001);
    assert_eq!(chart.table.rows[29].texts[2], "¥4,900.01");
    assert_eq!(chart.table.rows[2].texts[0], "¥900.00");
    assert_eq!(chart.table.rows[3].texts[0], "", "a day that is not over has reached nothing");
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!() };
    assert_eq!((spec.band.first().unwrap().0, spec.band.len()), (2, 28));
    assert!(spec.band.iter().all(|(_, low, high)| low <= high));
    let mut part = desk(&bench);
    part.query.filter.impossible = true;
    assert!(part.chart("goal").spec.is_none(), "the goal is the whole shop's");
}

fn cents(text: &str) -> i64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

#[test]
fn the_report_tells_goals_first_and_last() {
    let bench = bench();
    let mut desk = desk(&bench);
    let span = Span::of(desk.query.period);
    desk.goals.set_progress(span, "reach", Some(123_456));
    desk.goals.set_target(span, "return-rate", Some(50_000));
    let page = desk.report();
    let chapters: Vec<&str> = page.split("<section>").collect();
    for words in ["成交 ¥4,900.01（自己填的）", "123,456（手填）", "退货率 ≤ 5.00%"]
    {
        assert!(chapters[1].contains(words), "{words}");
    }
    assert!(!chapters[1].contains("复购率"), "a goal by hand that nobody touched");
    assert!(chapters[6].contains("data-chart=\"goal\""));
    assert!(chapters[6].contains("还差 ¥4,000.01，剩 27 天"));
}
