//! `settlement-late`: finished orders that no 结算账单 names after many days.

use super::super::check::{self, DATA, Fact, SERVICE, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, Period};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "settlement-late",
    name: phrase("该结没结的钱", "Settlement late"),
    condition: phrase(
        "订单完成满 {} 天、没有退款，结算账单里还没有，不少于 {} 单（账单之前完成的不算）",
        "finished for {} day[s], not refunded and in no settlement, at least {} order[s] (those finished before the first bill do not count)",
    ),
    numbers: |t| vec![Arg::Count(t.get(&DAYS)), Arg::Count(t.get(&ORDERS))],
    fields: &[&DAYS, &ORDERS],
    find,
    most: ALL,
    asks: &[&FILE, &CASES, &ASK],
    evidence: Evidence { page: "/data/finance", dated: true },
    measure: None,
    slot: "afternoon",
    duty: "operation",
};

static DAYS: Field = Field::new(
    "settle-days",
    phrase("完成几天没结算算晚", "Days from finish to settlement"),
    (1, 15, 90),
);
static ORDERS: Field = Field::new(
    "settle-orders",
    phrase("没结算：至少几单", "Settlement late: orders at least"),
    (1, 5, 100_000),
);

static FILE: check::Ask = ask(
    "file",
    DATA,
    phrase("结算账单导全了吗（资金 → 结算账单）", "Are all bills imported (Funds, settlements)"),
    Fact::Nothing,
);
static CASES: check::Ask = ask(
    "cases",
    SERVICE,
    phrase("有没有售后中、冻结或处罚的", "Open cases, frozen money, penalties"),
    Fact::Nothing,
);
static ASK: check::Ask = ask(
    "ask",
    SERVICE,
    phrase("到期没结的找平台客服查", "Ask the platform about what is due"),
    Fact::Nothing,
);

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let book = &scene.book.settlements;
    let [days, orders] = [&DAYS, &ORDERS].map(|field| scene.thresholds.get(field));
    let days = i32::try_from(days).unwrap_or(15);
    let last = book.last.map(|last| last.min(scene.anchor.today));
    let Some(limit) = last.map(|last| last.plus(-days)) else { return Vec::new() };
    let late = book.unsettled.partition_point(|(day, _)| *day <= limit);
    let late = book.unsettled.get(..late).unwrap_or_default();
    let count = i64::try_from(late.len()).unwrap_or(i64::MAX);
    let Some((first, _)) = late.first().filter(|_| count >= orders) else { return Vec::new() };
    let sum: Money = late.iter().map(|(_, paid)| *paid).sum();
    let period = Period { from: *first, to: limit };
    let says = Sentences {
        title: Told::new(
            phrase(
                "{} 单完成满 {} 天还没结算",
                "{} order[s] not settled {} day[s] after they were finished",
            ),
            [Arg::Count(count), Arg::count(days)],
        ),
        cause: Told::new(
            phrase(
                "买家付了 {}，账单看到 {}；可能有售后或账单没导全。",
                "Buyers paid {}; bills reach to {}. There may be cases, or bills missing.",
            ),
            [Arg::Full(sum), Arg::Day(limit.plus(days))],
        ),
        task: Told::new(
            phrase("核对 {} 单没结算的", "Check {} order[s] not settled"),
            [Arg::Count(count)],
        ),
    };
    vec![Finding::of_shop(&RULE, Severity::Warn, period, says).at_stake(sum)]
}
