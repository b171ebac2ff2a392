//! `roi-fall`: promotion brings less for its money than in the four weeks before.

use super::super::check::{self, ADS, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{AdScope, Money, Period, divide_half_up};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "roi-fall",
    name: phrase("投放 ROI 下滑", "Falling ROI"),
    condition: phrase(
        "千川最近 7 天 ROI 比前 28 天低了不少于 {}%，7 天消耗不少于 {} 元（同一种报表，至少 5 天和 14 天有数）",
        "ROI of the last 7 days at least {}% below that of the 28 before, with at least {} yuan spent (one report, 5 and 14 days stated)",
    ),
    numbers: |t| vec![Arg::Count(t.get(&FALL)), Arg::Count(t.get(&COST))],
    fields: &[&FALL, &COST],
    find,
    most: ALL,
    asks: &[&PLANS, &MATERIAL, &LANDING, &check::OWN_PRICE, &check::MARKET_INDEX],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("roi"),
    slot: "morning",
    duty: "operation",
};

static FALL: Field =
    Field::new("roi-fall", phrase("ROI 低了百分之几提醒", "ROI fallen by per cent"), (5, 30, 100));
static COST: Field = Field::new(
    "roi-cost",
    phrase("ROI：7 天至少消耗几元", "ROI: spent in 7 days at least, in yuan"),
    (1, 500, 1_000_000),
);

static PLANS: check::Ask = ask(
    "plans",
    ADS,
    phrase("哪条计划或商品在烧钱，先停先降", "Which plan burns money: stop or lower it"),
    Fact::Nothing,
);
static MATERIAL: check::Ask = ask(
    "material",
    ADS,
    phrase("素材疲劳了吗，上新素材测试", "Are the ads worn out: test new ones"),
    Fact::Nothing,
);
static LANDING: check::Ask = ask(
    "landing",
    check::PRODUCT,
    phrase(
        "承接：主图、价格、库存、评价有没有变",
        "Where it leads: picture, price, stock, reviews",
    ),
    Fact::Traffic,
);

const NOW: i32 = 7;
const BEFORE: i32 = 28;
const STATED: [i32; 2] = [5, 14];

/// Cost and what it brought.
type Spent = (Money, Money);

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let ads = &scene.book.ads;
    let yesterday = scene.anchor.today.previous();
    let recent = Period::ending(yesterday, NOW).days().rev();
    let last = recent.filter_map(|day| Some((day, ads.on(day)?.0))).next();
    let Some((last, scope)) = last else { return Vec::new() };
    let now = Period::ending(last, NOW);
    let before = Period::ending(now.from.previous(), BEFORE);
    let spent = (sum(scene, scope, now, STATED[0]), sum(scene, scope, before, STATED[1]));
    let (Some((cost, gmv)), Some((old_cost, old_gmv))) = spent else { return Vec::new() };
    let [fall, least] = [&FALL, &COST].map(|field| scene.thresholds.get(field));
    let wide = |amount: Money| i128::from(amount.cents());
    let fell =
        wide(gmv) * wide(old_cost) * 100 <= wide(old_gmv) * wide(cost) * i128::from(100 - fall);
    if !fell || cost < Money(least * 100) || old_gmv <= Money::ZERO {
        return Vec::new();
    }
    let roi = |gmv: Money, cost: Money| Arg::Ratio(divide_half_up(wide(gmv) * 100, wide(cost)));
    let missed = old_gmv.prorate(cost, old_cost) - gmv;
    let says = Sentences {
        title: Told::new(
            phrase("投放 ROI 从 {} 降到 {}", "ROI fell from {} to {}"),
            [roi(old_gmv, old_cost), roi(gmv, cost)],
        ),
        cause: Told::new(
            phrase(
                "近 7 天消耗 {}、成交 {}；按前 28 天的 ROI 应有 {}，少了 {}。",
                "{} spent in 7 days brought {}; at the ROI of the 28 days before {}, {} less.",
            ),
            [Arg::Full(cost), Arg::Full(gmv), Arg::Full(gmv + missed), Arg::Full(missed)],
        ),
        task: Told::new(phrase("排查投放 ROI 为什么降", "Find out why ROI falls"), []),
    };
    let finding = Finding::of_shop(&RULE, Severity::Warn, now, says).at_stake(missed);
    vec![Finding { compared: (before, now), ..finding }]
}

/// What one report states of a period, where it states enough days.
fn sum(scene: &Scene<'_>, scope: AdScope, period: Period, least: i32) -> Option<Spent> {
    let (mut cost, mut gmv, mut days) = (Money::ZERO, Money::ZERO, 0);
    for day in period.days() {
        let stated = scene.book.ads.on(day).filter(|(known, _)| *known == scope);
        if let Some((day, brought)) = stated.and_then(|(_, day)| Some((day, day.gmv?))) {
            cost += day.cost;
            gmv += brought;
            days += 1;
        }
    }
    (days >= least && cost > Money::ZERO).then_some((cost, gmv))
}
