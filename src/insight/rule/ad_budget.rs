//! `ad-budget`: a day's spending is many times the usual one: 爬坡期单日投放最高日常 ×5.

use super::super::check::{self, ADS, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Day, Money, Period, divide_half_up, sort_by_key};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "ad-budget",
    name: phrase("投放超预算", "Spending above budget"),
    condition: phrase(
        "最近 3 天里有一天的消耗超过之前 14 天中位数的 {} 倍，且不少于 {} 元",
        "a day of the last 3 with more than {} times the median spending of the 14 before, and at least {} yuan",
    ),
    numbers: |t| vec![Arg::Count(t.get(&TIMES)), Arg::Count(t.get(&COST))],
    fields: &[&TIMES, &COST],
    find,
    most: ALL,
    asks: &[&PLANNED, &LIMIT, &RESULT],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("ad-cost"),
    slot: "morning",
    duty: "operation",
};

static TIMES: Field = Field::new(
    "budget-times",
    phrase("单日投放最多是日常的几倍", "Spending of a day at most, times the usual"),
    (2, 5, 100),
);
static COST: Field = Field::new(
    "budget-cost",
    phrase("超预算：单日至少消耗几元", "Above budget: spent in a day at least, in yuan"),
    (1, 200, 1_000_000),
);

static PLANNED: check::Ask = ask(
    "planned",
    ADS,
    phrase("是大促计划内的吗", "Was it planned, for a campaign"),
    Fact::Nothing,
);
static LIMIT: check::Ask = ask(
    "limit",
    ADS,
    phrase("计划的日限额设了吗", "Do the plans have a daily limit"),
    Fact::Nothing,
);
static RESULT: check::Ask =
    ask("result", ADS, phrase("多花的钱带来成交了吗", "Did the money bring sales"), Fact::Shop);

const RECENT: i32 = 3;
const USUAL: i32 = 14;
/// Days without which nothing is usual.
const STATED: usize = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let recent = Period::ending(scene.anchor.today.previous(), RECENT);
    let [times, least] = [&TIMES, &COST].map(|field| scene.thresholds.get(field));
    let mut usual: Vec<Money> = Period::ending(recent.from.previous(), USUAL)
        .days()
        .filter_map(|day| spent(scene, day))
        .collect();
    sort_by_key(&mut usual, |cost| *cost);
    let Some(&median) = usual.get(usual.len() / 2).filter(|_| usual.len() >= STATED) else {
        return Vec::new();
    };
    let days = recent.days().filter_map(|day| Some((spent(scene, day)?, day)));
    let over = days.filter(|(cost, _)| {
        let line = median.cents().saturating_mul(times);
        cost.cents() > line && *cost >= Money(least * 100) && median > Money::ZERO
    });
    let Some((cost, day)) = over.max() else { return Vec::new() };
    let factor = divide_half_up(i128::from(cost.cents()) * 100, i128::from(median.cents()));
    let says = Sentences {
        title: Told::new(
            phrase("{} 投放消耗 {}，是平常的 {} 倍", "{}: {} spent, {} times the usual"),
            [Arg::Day(day), Arg::Money(cost), Arg::Ratio(factor)],
        ),
        cause: Told::new(
            phrase(
                "之前 14 天的中位数是 {}，上限定在 {} 倍。",
                "The median of the 14 days before is {}, the limit {} times that.",
            ),
            [Arg::Full(median), Arg::Count(times)],
        ),
        task: Told::new(phrase("核对投放预算", "Check the promotion budget"), []),
    };
    vec![Finding::of_shop(&RULE, Severity::Warn, Period::day(day), says).at_stake(cost)]
}

/// 投放消耗 of a day: 罗盘, else 千川.
fn spent(scene: &Scene<'_>, day: Day) -> Option<Money> {
    let stated = scene.book.compass.on(day, |row| row.ad_cost);
    stated.or_else(|| scene.book.ads.on(day).map(|(_, row)| row.cost))
}
