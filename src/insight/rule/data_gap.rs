//! `data-gap`: a file is missing, too old, or leaves days out, so other findings may be wrong.

use super::super::check::{self, DATA, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Day, Period};
use crate::metric::Filter;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "data-gap",
    name: phrase("数据缺了", "Data missing"),
    condition: phrase(
        "近 30 天订单中间缺了日子，或订单已经 {} 天没更新，或售后、罗盘比订单旧不少于 {} 天，或 30 天满 100 单却没有售后文件",
        "days missing amid the orders of 30 days, or orders {} day[s] old, or after-sales or Compass at least {} day[s] older than orders, or 100 orders in 30 days and no after-sale file",
    ),
    numbers: |t| vec![Arg::Count(t.get(&OLD)), Arg::Count(t.get(&BEHIND))],
    fields: &[&OLD, &BEHIND],
    find,
    most: ALL,
    asks: &[&ORDERS, &CASES, &COMPASS],
    evidence: Evidence { page: "/import", dated: false },
    measure: None,
    slot: "morning",
    duty: "operation",
};

static OLD: Field = Field::new(
    "data-old",
    phrase("订单几天没更新提醒", "Orders older than so many days"),
    (1, 3, 60),
);
static BEHIND: Field = Field::new(
    "data-behind",
    phrase("售后、罗盘比订单旧几天提醒", "After-sales or Compass behind the orders by days"),
    (2, 7, 60),
);

static ORDERS: check::Ask = ask(
    "orders",
    DATA,
    phrase("补导订单：抖店 → 订单 → 批量导出", "Import orders: Doudian, orders, export"),
    Fact::Nothing,
);
static CASES: check::Ask = ask(
    "cases",
    DATA,
    phrase("补导售后单：抖店 → 售后 → 导出", "Import after-sales: Doudian, after-sales, export"),
    Fact::Nothing,
);
static COMPASS: check::Ask = ask(
    "compass",
    DATA,
    phrase("补导罗盘：自助取数按天", "Import Compass: self-service extract by day"),
    Fact::Nothing,
);

const MONTH: i32 = 30;
const MANY: i64 = 100;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let (cover, today) = (&scene.book.coverage, scene.anchor.today);
    let (Some(first), Some(last)) = (cover.orders.first(), cover.orders.last()) else {
        return Vec::new();
    };
    let [old, behind] =
        [&OLD, &BEHIND].map(|field| i32::try_from(scene.thresholds.get(field)).unwrap_or(i32::MAX));
    let month = Period::ending(last, MONTH);
    let known = Period { from: month.from.max(first), to: last };
    let mut told: Vec<Told> = Vec::new();
    let gaps = cover.orders.gaps(known);
    if let Some(gap) = gaps.first() {
        let days: i32 = gaps.iter().map(|gap| gap.len()).sum();
        let text = phrase("订单缺 {} 天（{} 起）", "{} day[s] of orders missing (from {})");
        told.push(Told::new(text, [Arg::count(days), Arg::Day(gap.from)]));
    }
    if today.since(last) > old && !scene.anchor.by_data {
        let text = phrase("订单只到 {}", "orders reach to {}");
        told.push(Told::new(text, [Arg::Day(last)]));
    }
    let late = |day: Option<Day>| day.filter(|day| last.since(*day) >= behind);
    if let Some(day) = late(cover.aftersales.last()) {
        told.push(Told::new(phrase("售后只到 {}", "after-sales reach to {}"), [Arg::Day(day)]));
    }
    if let Some(day) = late(cover.compass.last()) {
        told.push(Told::new(phrase("罗盘只到 {}", "Compass reaches to {}"), [Arg::Day(day)]));
    }
    let many = || scene.book.totals(known, &Filter::default()).orders >= MANY;
    if cover.aftersales.is_empty() && many() {
        told.push(Told::new(phrase("没有售后文件", "no after-sale file"), []));
    }
    if told.is_empty() {
        return Vec::new();
    }
    let title = told.into_iter().enumerate().fold(
        Told::new(phrase("数据缺了：", "Data missing: "), []),
        |title, (place, part)| match place {
            0 => title.join(part),
            _ => title.and(phrase("，", ", "), []).join(part),
        },
    );
    let says = Sentences {
        title,
        cause: Told::new(
            phrase(
                "缺的日子不算 0；补齐之前，别的发现可能漏报或不准。",
                "Missing days are not zero; until they are there, other findings may be missing or wrong.",
            ),
            [],
        ),
        task: Told::new(phrase("补导缺的文件", "Import what is missing"), []),
    };
    vec![Finding::of_shop(&RULE, Severity::Info, known, says)]
}
