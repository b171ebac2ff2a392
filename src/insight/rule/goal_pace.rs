//! `goal-pace`: the month will miss its goal at the pace so far.

use super::super::check::{self, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::pace::MonthPace;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, Period, ratio_millionths};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "goal-pace",
    name: phrase("月目标落后", "Goal pace behind"),
    condition: phrase(
        "当月过了 7 天，按本月日均推到月底，比目标（填了的按填的，没填的上月 +{}%）少了超过 {}%",
        "after 7 days of the month, at its daily mean the goal (as typed, else last month +{}%) will be missed by more than {}%",
    ),
    numbers: |t| vec![Arg::Count(t.get(&PERCENT)), Arg::Count(t.get(&GAP))],
    fields: &[&PERCENT, &GAP],
    find,
    most: ALL,
    asks: &[&MAIN, &CREATORS, &CAMPAIGN, &VALUE, &check::MARKET_INDEX],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("gmv"),
    slot: "evening",
    duty: "operation",
};

pub(in super::super) static PERCENT: Field = Field::new(
    "goal-percent",
    phrase("月目标：比上月多百分之几", "Monthly goal: per cent above last month"),
    (0, 20, 1_000),
);
static GAP: Field = Field::new(
    "goal-gap",
    phrase("月目标：预计差百分之几提醒", "Monthly goal: tell when short by per cent"),
    (1, 5, 100),
);

static MAIN: check::Ask = ask(
    "main",
    check::PRODUCT,
    phrase(
        "主推款掉了吗，有没有能顶上的潜力款",
        "Did the main product fall, what can take its place",
    ),
    Fact::Nothing,
);
static CREATORS: check::Ask = ask(
    "creators",
    check::CREATOR,
    phrase("再约几场达人和主题直播", "Arrange more creators and themed sessions"),
    Fact::Creators,
);
static CAMPAIGN: check::Ask = ask(
    "campaign",
    check::MARKET,
    phrase("本月还有哪些活动可以报", "Which promotions can still be entered"),
    Fact::Nothing,
);
static VALUE: check::Ask = ask(
    "value",
    check::PRODUCT,
    phrase("满减、捆绑能不能抬客单价", "Can bundles and discounts raise what a buyer spends"),
    Fact::Nothing,
);

/// Days of the month before which a pace means nothing.
const LEAST_DAYS: i32 = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let [percent, gap] = [&PERCENT, &GAP].map(|field| scene.thresholds.get(field));
    let pace = MonthPace::of(scene.book, &scene.anchor, percent, scene.goal);
    let Some(pace) = pace.filter(|pace| pace.days >= LEAST_DAYS) else { return Vec::new() };
    let (end, goal) = (pace.projected(), pace.goal);
    let line = goal.prorate(Money(100 - gap), Money(100));
    if end >= line {
        return Vec::new();
    }
    let short = goal - end;
    let from = scene.anchor.today.month_start();
    let period = Period { from, to: from.plus(pace.days - 1) };
    let done = ratio_millionths(pace.reached.cents(), goal.cents()).unwrap_or(0);
    let gone = ratio_millionths(pace.days.into(), pace.days_of_month.into()).unwrap_or(0);
    let left = i64::from(pace.days_of_month - pace.days);
    let mut cause = Told::new(
        phrase("完成 {}，时间过了 {}", "{} done, {} of the time gone"),
        [Arg::Rate(done), Arg::Rate(gone)],
    );
    if let Some(a_day) = (goal - pace.reached).over(left) {
        let text =
            phrase("；剩下每天要 {}，现在每天 {}", "; the rest needs {} a day, now it is {}");
        let now = pace.reached.over(pace.days.into()).unwrap_or_default();
        cause = cause.and(text, [Arg::Money(a_day), Arg::Money(now)]);
    }
    let says = Sentences {
        title: Told::new(
            phrase(
                "月目标落后：按本月日均还差 {}",
                "Behind the month's goal: {} short by this month's daily mean",
            ),
            [Arg::Money(short)],
        ),
        cause: cause.and(
            phrase(
                "；「目标」页按星期和活动日给出区间。",
                "; the page of goals gives a range by weekdays and campaigns.",
            ),
            [],
        ),
        task: Told::new(phrase("想办法补上月目标的差", "Close the gap to the month's goal"), []),
    };
    vec![Finding::of_shop(&RULE, Severity::Warn, period, says).at_stake(short)]
}
