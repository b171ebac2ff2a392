//! `score`: 体验分 under the line of a right of the shop, or falling.

use super::super::check::{self, Fact, SERVICE, SHIPPING, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Day, Period};
use crate::metric::ScoreDay;
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "score",
    name: phrase("体验分", "Experience score"),
    condition: phrase(
        "最近一次体验分（7 天内的）低于 {}，或 14 天内从 {} 以上跌到以下，或 7 天内降了不少于 {} 分",
        "the latest score (of the last 7 days) below {}, or from {} and more to less within 14 days, or down by at least {} point[s] within 7",
    ),
    numbers: |t| [t.get(&FLOOR), t.get(&HIGH), t.get(&DROP)].map(Arg::Count).to_vec(),
    fields: &[&FLOOR, &HIGH, &DROP],
    find,
    most: ALL,
    asks: &[&LOWEST, &REVIEWS, &APPEAL, &COLLECT, &REPLY, &DEDUCTION],
    evidence: Evidence { page: "/today", dated: false },
    measure: None,
    slot: "evening",
    duty: "operation",
};

static FLOOR: Field =
    Field::new("score-floor", phrase("体验分底线", "Lowest score"), (50, 65, 100));
static HIGH: Field = Field::new("score-high", phrase("体验分高级线", "High score"), (50, 80, 100));
static DROP: Field =
    Field::new("score-drop", phrase("体验分 7 天降几分提醒", "Points lost in 7 days"), (1, 2, 50));

static LOWEST: check::Ask = ask(
    "lowest",
    SERVICE,
    phrase("哪一块分低，怎么提升", "Which part is low, how to raise it"),
    Fact::Nothing,
);
static REVIEWS: check::Ask = ask(
    "reviews",
    SERVICE,
    phrase("商品：差评安抚并回复", "Goods: soothe and answer bad reviews"),
    Fact::Reasons,
);
static APPEAL: check::Ask = ask(
    "appeal",
    SERVICE,
    phrase("商品：品质退货能申诉的申诉", "Goods: appeal quality returns"),
    Fact::Nothing,
);
static COLLECT: check::Ask = ask(
    "collect",
    SHIPPING,
    phrase("物流：揽收和配送哪段慢", "Logistics: which stage is slow"),
    Fact::Nothing,
);
static REPLY: check::Ask = ask(
    "reply",
    SERVICE,
    phrase("服务：飞鸽响应和售后处理时长", "Service: response and handling time"),
    Fact::Nothing,
);
static DEDUCTION: check::Ask = ask(
    "deduction",
    SERVICE,
    phrase("有没有差行为扣分，能不能申诉", "Deductions: can they be appealed"),
    Fact::Nothing,
);

const WEEK: i32 = 7;
const FORTNIGHT: i32 = 14;
const POINT: i64 = 1_000_000;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let today = scene.anchor.today;
    let scores = &scene.book.service.scores;
    let within = |days: i32| {
        let from = today.plus(-days);
        scores.iter().filter(move |(day, _)| **day >= from && **day <= today)
    };
    let Some((&day, &score)) = within(WEEK).next_back() else { return Vec::new() };
    let [floor, high, drop] =
        [&FLOOR, &HIGH, &DROP].map(|field| scene.thresholds.get(field) * POINT);
    let since = |days: i32| {
        let mut known = scores.iter().filter(move |(old, _)| day.since(**old) <= days);
        known.next().map_or((day, score.total), |(old, score)| (*old, score.total))
    };
    let before = since(WEEK);
    let best = within(FORTNIGHT).map(|(_, known)| known.total).max().unwrap_or(0);
    let total = points(score.total);
    let (severity, title) = if score.total < floor {
        let text = phrase("体验分 {}，低于 {}", "Experience score {}, below {}");
        (Severity::Bad, Told::new(text, [total, points(floor)]))
    } else if score.total < high && best >= high {
        let text = phrase("体验分 {}，跌破了 {}", "Experience score {}, fell below {}");
        (Severity::Warn, Told::new(text, [total, points(high)]))
    } else if before.1 - score.total >= drop {
        let text = phrase("体验分 {}，比 {} 低 {} 分", "Experience score {}, since {} down by {}");
        (
            Severity::Warn,
            Told::new(text, [total, Arg::Day(before.0), points(before.1 - score.total)]),
        )
    } else {
        return Vec::new();
    };
    let task = Told::new(phrase("把体验分拉回来", "Raise the experience score"), []);
    let says = Sentences { title, cause: cause(score, before, day), task };
    vec![Finding::of_shop(&RULE, severity, Period::day(day), says)]
}

/// Hundredths of a point, told.
fn points(millionths: i64) -> Arg {
    Arg::Ratio(millionths / 10_000)
}

fn cause(score: ScoreDay, before: (Day, i64), day: Day) -> Told {
    const PARTS: [Phrase; 3] =
        [phrase("商品", "goods"), phrase("物流", "logistics"), phrase("服务", "service")];
    let parts = PARTS.into_iter().zip([score.goods, score.logistics, score.service]);
    let known = parts.filter_map(|(name, score)| Some((name, score?)));
    let told = Told::new(phrase("{} 的分", "The score of {}"), [Arg::Day(day)]);
    let told = match known.min_by_key(|(_, score)| *score) {
        Some((name, lowest)) => told.and(
            phrase("，最低的是{} {}", ", the lowest is {} at {}"),
            [Arg::Words(name), points(lowest)],
        ),
        None => told,
    };
    if before.0 == day {
        return told.and(phrase("。", "."), []);
    }
    told.and(phrase("；{} 是 {}。", "; on {} it was {}."), [Arg::Day(before.0), points(before.1)])
}
