//! `campaign-near`: a campaign of the calendar begins soon and is not ready.

use super::super::check::{self, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "campaign-near",
    name: phrase("大促临近", "Campaign near"),
    condition: phrase(
        "日历里开着、有倒排任务的下一个活动在 {} 天内开始，到日子的准备没做完或还没有方案",
        "the next campaign that is on and has steps begins within {} day[s], with due steps not done or without a plan",
    ),
    numbers: |t| vec![Arg::Count(t.get(&DAYS))],
    fields: &[&DAYS],
    find,
    most: ALL,
    asks: &[&SIGN_UP, &STOCK, &PRICE, &BUDGET],
    evidence: Evidence { page: "/plan/calendar", dated: false },
    measure: None,
    slot: "afternoon",
    duty: "operation",
};

static DAYS: Field = Field::new(
    "campaign-days",
    phrase("大促开始前几天提醒", "Days before a campaign"),
    (1, 14, 60),
);

static SIGN_UP: check::Ask = ask(
    "sign-up",
    check::MARKET,
    phrase(
        "抖店活动页：报名截止了吗，以它的日期为准",
        "The shop's page: is registration still open",
    ),
    Fact::Nothing,
);
static STOCK: check::Ask = ask(
    "stock",
    check::PRODUCT,
    phrase("货够不够，厂家和快递停不停", "Is there stock; do suppliers and couriers work"),
    Fact::Nothing,
);
static PRICE: check::Ask = ask(
    "price",
    check::PRODUCT,
    phrase("底价记了吗，让利后还有没有毛利", "Are base prices noted; is a margin left"),
    Fact::Nothing,
);
static BUDGET: check::Ask = ask(
    "budget",
    check::ADS,
    phrase("预算和目标倍数定了吗", "Are budget and goal set"),
    Fact::Nothing,
);

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(next) = scene.campaign else { return Vec::new() };
    let today = scene.anchor.now.day();
    let ahead = next.days.from.since(today);
    let near = (0..=scene.thresholds.get(&DAYS)).contains(&i64::from(ahead));
    if !near || (next.open == 0 && next.planned) {
        return Vec::new();
    }
    let name = || Arg::Words(next.name);
    let title = match ahead {
        0 => Told::new(phrase("「{}」今天开始", "“{}” begins today"), [name()]),
        _ => Told::new(
            phrase("「{}」还有 {} 天开始", "“{}” begins in {} day[s]"),
            [name(), Arg::count(ahead)],
        ),
    };
    let mut cause = Told::new(
        phrase("{}，默认日期，以抖店活动页为准", "{}, usual dates; the shop's page decides"),
        [Arg::Days(next.days)],
    );
    if next.open > 0 {
        let open = phrase("；到日子的准备还有 {} 件没做", "; {} step[s] due [is|are] not done");
        cause = cause.and(open, [Arg::Count(next.open)]);
    }
    if !next.planned {
        cause = cause.and(phrase("；还没有方案", "; there is no plan yet"), []);
    }
    let says = Sentences {
        title,
        cause: cause.and(phrase("。", "."), []),
        task: Told::new(phrase("准备「{}」", "Get ready for “{}”"), [name()]),
    };
    let severity = if next.open > 0 { Severity::Warn } else { Severity::Info };
    let finding = Finding::of_shop(&RULE, severity, next.days, says);
    vec![Finding { part: Some(next.key.clone()), ..finding }]
}
