//! Goals: spans, the split into days, the pace, the forecast, what closes a gap.

use dianpan::domain::{Money, Period};
use dianpan::insight::{
    GoalAsk, GoalPlan, Pattern, Span, Thresholds, Weighing, split, times_of_daily,
};
use dianpan::plan::{GOALS, Goals, TargetOrigin};
use dianpan::text::Lang;
use proptest::prelude::*;

use crate::support::{Bench, Row, day, exported, line, orders, period};

/// One order a day, of what `amount` says of the day.
fn shop(days: &str, now: &str, amount: impl Fn(Period, usize) -> i64) -> Bench {
    let all = period(days);
    let row = |(place, day): (usize, dianpan::domain::Day)| -> Row {
        let yuan = amount(Period::day(day), place);
        let number = u64::try_from(place + 1).unwrap();
        line(number).on(&dianpan::text::iso_day(day)).of(&format!("{yuan}.00"))
    };
    let rows: Vec<Row> = all.days().enumerate().map(row).collect();
    Bench::with(&[orders(&rows).csv(&exported(now))]).now(now)
}

fn plan(bench: &Bench, span: Span, typed: Option<i64>, campaigns: Vec<Weighing>) -> GoalPlan {
    let typed = typed.map(|yuan| Money(yuan * 100));
    let ask = GoalAsk { span, typed, campaigns };
    GoalPlan::of(&bench.book(), &bench.anchor(), 20, &ask)
}

fn november() -> Span {
    Span::month(day("2026-11-15"))
}

#[test]
fn spans_have_names_that_lead_back_to_them() {
    for (key, days) in [
        ("2026-11", "2026-11-01..2026-11-30"),
        ("2028-02", "2028-02-01..2028-02-29"),
        ("2026-Q4", "2026-10-01..2026-12-31"),
        ("2027-Q1", "2027-01-01..2027-03-31"),
    ] {
        let span = Span::from_key(key).unwrap();
        assert_eq!((span.key(), span.days()), (key.to_owned(), period(days)));
        assert_eq!(Span::of(span.days()), span);
        assert_eq!(span.plus(1).plus(-1), span);
    }
    for wrong in ["2026-13", "2026-Q5", "26-1", "x", "2026-", "1999-01"] {
        assert_eq!(Span::from_key(wrong), None, "{wrong}");
    }
    assert_eq!(Span::quarter(day("2026-12-31")).plus(1).key(), "2027-Q1");
    assert_eq!(Span::of(period("2026-10-03..2026-11-20")).key(), "2026-11");
    let parts: Vec<String> = Span::quarter(day("2026-11-01")).parts().map(Span::key).collect();
    assert_eq!(parts, ["2026-10", "2026-11", "2026-12"]);
}

proptest! {
    #[test]
    fn parts_of_a_goal_are_the_goal(
        cents in 0i64..1_000_000_000_000,
        weights in prop::collection::vec(0i64..100_000_000, 1..100),
    ) {
        let parts = split(Money(cents), &weights);
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().copied().sum::<Money>(), Money(cents));
        prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
        let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if whole > 0 {
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = i128::from(cents) * i128::from(*weight) / whole;
                prop_assert!((i128::from(part.cents()) - exact).abs() <= 1);
            }
        }
    }
}

#[test]
fn weights_of_nothing_split_evenly() {
    assert_eq!(split(Money(10), &[0, 0, 0]), [Money(3), Money(3), Money(4)]);
    assert!(split(Money(10), &[]).is_empty());
}

#[test]
fn a_week_is_learnt_from_whole_weeks_before_the_span() {
    // Sundays bring twice as much; one week of a campaign brings ten times all of it.
    let amount = |of: Period, _: usize| {
        let usual = if of.from.weekday() == 6 { 200 } else { 100 };
        if period("2026-10-12..2026-10-18").contains(of.from) { usual * 10 } else { usual }
    };
    let bench = shop("2026-09-07..2026-11-20", "2026-11-21 08:00:00", amount);
    let plan = plan(&bench, november(), Some(34_000), Vec::new());
    let Some(Pattern { shares, learnt: Some((weeks, count)) }) = plan.pattern else { panic!() };
    assert_eq!((weeks, count), (period("2026-09-07..2026-10-25"), 7));
    assert_eq!(shares, [125_000, 125_000, 125_000, 125_000, 125_000, 125_000, 250_000]);
    // 25 usual days and 5 Sundays: 35 parts of 971.43.
    let sums: Money = plan.days.iter().map(|day| day.plan).sum();
    assert_eq!(sums, Money(3_400_000));
    let near = |place: usize, cents: i64| (plan.days[place].plan.cents() - cents).abs() <= 1;
    assert!(near(0, 194_286) && near(1, 97_143), "{:?}", &plan.days[..2]);
    assert!(plan.basis(Lang::Zh).contains("7 个整周（09-07 至 10-25）"));
}

#[test]
fn without_four_whole_weeks_every_day_is_like_any_other() {
    let bench = shop("2026-11-01..2026-11-20", "2026-11-21 08:00:00", |_, _| 100);
    let plan = plan(&bench, november(), Some(3_000), Vec::new());
    assert!(plan.days.iter().all(|day| day.plan == Money(10_000)));
    assert!(plan.basis(Lang::Zh).contains("每天平分"));
}

#[test]
fn pace_and_forecast_of_a_planted_month() {
    let rising = |_: Period, place: usize| i64::try_from(place + 1).unwrap() * 100;
    let bench = shop("2026-11-01..2026-11-20", "2026-11-21 08:00:00", rising);
    let plan = plan(&bench, november(), Some(40_000), Vec::new());
    assert_eq!((plan.reached, plan.known, plan.left, plan.missing), (Money(2_100_000), 20, 10, 0));
    // 20 of 30 equal days of 40,000.
    assert_eq!(plan.planned, Money(2_666_666));
    assert_eq!(plan.rest_a_day(), Some(Money(190_000)));
    let forecast = plan.forecast.unwrap();
    // The 5th, 10th and 15th of 20 levels, for each of ten days.
    assert_eq!(
        (forecast.low, forecast.middle, forecast.high),
        (Money(2_600_000), Money(3_100_000), Money(3_600_000))
    );
    assert_eq!((forecast.days, forecast.learnt), (20, period("2026-10-24..2026-11-20")));
    let closing = plan.closing.unwrap();
    assert_eq!((closing.gap, closing.line_value), (Money(900_000), Money(105_000)));
    assert_eq!((closing.orders, closing.orders_a_day), (9, 1));
    assert_eq!((closing.impressions, closing.needed_value), (None, Some(Money(199_500))));
    let words = plan.pace(Lang::Zh).join("");
    for part in ["占目标 52.50%", "落后 ¥5,666.66", "剩 10 天，平均每天 ¥1,900.00"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let outlook = plan.outlook(Lang::Zh).unwrap();
    assert!(outlook.contains("¥2.60万 至 ¥3.60万"), "{outlook}");
    assert!(outlook.contains("10-24 至 11-20 里有数据的 20 天"), "{outlook}");
}

#[test]
fn thirteen_days_are_too_few_for_a_forecast() {
    let bench = shop("2026-11-08..2026-11-20", "2026-11-21 08:00:00", |_, _| 100);
    let plan = plan(&bench, november(), Some(3_000), Vec::new());
    assert_eq!((plan.forecast, plan.missing, plan.known), (None, 7, 13));
    assert!(plan.outlook(Lang::Zh).unwrap().contains("不到 14 天"));
    assert_eq!(plan.planned, Money(130_000), "days that nobody knows are not planned for");
    let enough = shop("2026-11-07..2026-11-20", "2026-11-21 08:00:00", |_, _| 100);
    assert!(self::plan(&enough, november(), Some(3_000), Vec::new()).forecast.is_some());
}

#[test]
fn the_default_is_the_span_before_and_a_fifth() {
    let bench = shop("2026-10-01..2026-11-20", "2026-11-21 08:00:00", |_, _| 100);
    let default = plan(&bench, november(), None, Vec::new());
    assert_eq!((default.goal, default.typed), (Some(Money(372_000)), false));
    assert!(default.origin(20, Lang::Zh).contains("+20%"));
    // A quarter before is not known whole.
    let quarter = plan(&bench, Span::quarter(day("2026-11-01")), None, Vec::new());
    assert_eq!((quarter.goal, quarter.before_missing), (None, 92));
    assert!(quarter.pace(Lang::Zh).is_empty());
    let reached = plan(&bench, november(), Some(1_000), Vec::new());
    assert!(reached.pace(Lang::Zh).iter().any(|line| line.contains("达到了，超出 ¥1,000.00")));
    assert_eq!(reached.rest(), Some(Money::ZERO));
}

#[test]
fn a_campaign_weighs_as_last_year_unless_typed() {
    // November of 2025: 100 a day, 300 on the three days of the campaign.
    let held = period("2025-11-09..2025-11-11");
    let amount = |of: Period, _: usize| if held.contains(of.from) { 300 } else { 100 };
    let bench = shop("2025-10-01..2025-11-30", "2026-11-01 08:00:00", amount);
    let (book, anchor) = (bench.book(), bench.anchor());
    assert_eq!(times_of_daily(&book, &anchor, held), Some((300, Money(10_000))));
    assert_eq!(times_of_daily(&book, &anchor, period("2025-10-10..2025-10-11")), None);
    let weighing = |typed| Weighing {
        key: "double-11:2026".to_owned(),
        name: "双11".to_owned(),
        days: period("2026-11-09..2026-11-11"),
        typed,
        year_before: Some(held),
    };
    // 27 days of 1 and three of 3.
    let plan = self::plan(&bench, november(), Some(3_600), vec![weighing(None)]);
    assert_eq!((plan.days[0].plan, plan.days[8].plan), (Money(10_000), Money(30_000)));
    let typed = self::plan(&bench, november(), Some(3_300), vec![weighing(Some(200))]);
    assert_eq!((typed.days[0].plan, typed.days[8].plan), (Money(10_000), Money(20_000)));
    let sum: Money = typed.days.iter().map(|day| day.plan).sum();
    assert_eq!(sum, Money(330_000));
}

#[test]
fn targets_are_typed_kept_on_or_the_handbooks() {
    let thresholds = Thresholds::default();
    let mut goals = Goals::default();
    let at = |goals: &Goals, span, id| goals.target(span, id, &thresholds);
    assert_eq!(at(&goals, november(), "ctr"), Some((30_000, TargetOrigin::Default)));
    assert_eq!(at(&goals, november(), "new-creators"), Some((300, TargetOrigin::Default)));
    assert_eq!(at(&goals, november(), "themed-lives"), Some((13, TargetOrigin::Default)));
    assert_eq!(at(&goals, november(), "click-pay-rate"), None);
    goals.set_target(november().plus(-1), "ctr", Some(40_000));
    let earlier = TargetOrigin::Earlier(november().plus(-1));
    assert_eq!(at(&goals, november(), "ctr"), Some((40_000, earlier)));
    let quarter = Span::quarter(day("2026-11-01"));
    assert_eq!(at(&goals, quarter, "ctr"), Some((30_000, TargetOrigin::Default)));
    goals.set_target(november(), "ctr", Some(50_000));
    assert_eq!(at(&goals, november(), "ctr"), Some((50_000, TargetOrigin::Typed)));
    goals.set_target(november(), "ctr", None);
    goals.set_target(november().plus(-1), "ctr", None);
    assert_eq!(goals, Goals::default());
    let lower = GOALS.iter().find(|kind| kind.id == "return-rate").unwrap();
    assert!(lower.met(50_000, 50_000) && !lower.met(50_001, 50_000));
}
