//! `ship-due`: orders that must ship within 24 hours, and those past their promise.

use super::super::check::{self, Fact, SHIPPING, ask};
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Moment, Period, SortedMap, Word};
use crate::metric::{Due, Filter, Query, Reading};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "ship-due",
    name: phrase("临期与超时发货", "Due and overdue shipping"),
    condition: phrase(
        "24 小时内须发货和已超时的单数大于 0",
        "orders due within 24 h or overdue exist",
    ),
    numbers: |_| Vec::new(),
    fields: &[],
    find,
    most: ALL,
    asks: &[&OVERDUE, &HAND, &SUPPLIER, &OUT_OF_STOCK, &CLAIM],
    evidence: Evidence { page: "/data/orders", dated: false },
    measure: Some("ship-48h-rate"),
    slot: "forenoon",
    duty: "operation",
};

static OVERDUE: check::Ask = ask(
    "overdue",
    SHIPPING,
    phrase("先发已超时的，免得再扣分罚款", "Overdue ones first, before they cost points"),
    Fact::Nothing,
);
static HAND: check::Ask =
    ask("hand", SHIPPING, phrase("零散单手动拍单", "Order single ones by hand"), Fact::Nothing);
static SUPPLIER: check::Ask = ask(
    "supplier",
    SHIPPING,
    phrase("单多的联系厂家催发货、催揽收", "Many of one: press the supplier for pickup"),
    Fact::Nothing,
);
static OUT_OF_STOCK: check::Ask = ask(
    "out-of-stock",
    SHIPPING,
    phrase("有没有缺货的：联系买家或换供应商", "Out of stock: tell buyers, find another supplier"),
    Fact::Nothing,
);
static CLAIM: check::Ask = ask(
    "claim",
    SHIPPING,
    phrase("快递的责任：投诉理赔", "The courier's fault: claim for it"),
    Fact::Nothing,
);

const STEPS: &[Phrase] = &[
    phrase("先发已超时的", "Ship overdue ones first"),
    phrase("催厂家揽收", "Press the supplier for pickup"),
];

/// Older files get their time told.
const STALE_AFTER_HOURS: i64 = 12;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let now = scene.anchor.now;
    let today = Period::day(now.day());
    let query = Query { period: today, filter: Filter::default(), now };
    let due = Reading::new(scene.book, query).due();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (overdue, soon) = (count(due.overdue.len()), count(due.soon.len()));
    if overdue + soon == 0 {
        return Vec::new();
    }
    vec![Finding {
        rule: RULE.id,
        subject: Subject::Shop,
        part: None,
        name: String::new(),
        severity: if overdue > 0 { Severity::Bad } else { Severity::Warn },
        amount: Some(due.all().map(|line| line.gmv).sum()),
        period: today,
        compared: (today, today),
        says: Sentences {
            title: title(soon, overdue),
            cause: cause(scene, &due),
            task: Told::new(
                phrase("处理 {} 单临期和超时发货", "Ship {} order[s] that [is|are] due"),
                [Arg::Count(overdue + soon)],
            ),
        },
        steps: STEPS,
    }]
}

fn title(soon: i64, overdue: i64) -> Told {
    match (soon, overdue) {
        (_, 0) => Told::new(
            phrase("{} 单 24 小时内须发货", "{} order[s] must ship within 24 h"),
            [Arg::Count(soon)],
        ),
        (0, _) => Told::new(
            phrase("{} 单已超过承诺发货时间", "{} order[s] [is|are] past the promised time"),
            [Arg::Count(overdue)],
        ),
        _ => Told::new(
            phrase(
                "{} 单 24 小时内须发货，{} 单已超时",
                "{} order[s] must ship within 24 h, {} [is|are] overdue",
            ),
            [Arg::Count(soon), Arg::Count(overdue)],
        ),
    }
}

fn cause(scene: &Scene<'_>, due: &Due<'_>) -> Told {
    let (book, now) = (scene.book, scene.anchor.now);
    let mut told = Told::default();
    if let Some(first) = due.soon.first().map(|line| line.promised) {
        told =
            told.and(phrase("最早一单 {} 到期。", "The first is due {}. "), [Arg::Moment(first)]);
    }
    let mut products: SortedMap<Word, i64> = SortedMap::new();
    for product in due.all().filter_map(|line| line.dims.product) {
        *products.slot(product) += 1;
    }
    let most = products
        .into_iter()
        .map(|(product, count)| (book.product_name(product).to_owned(), count))
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    if let Some((name, count)) = most {
        let most = phrase("其中 {} 单是「{}」。", "{} of them [is|are] “{}”. ");
        told = told.and(most, [Arg::Count(count), Arg::Name(name)]);
    }
    let stale = |as_of: &Moment| now > as_of.plus_hours(STALE_AFTER_HOURS);
    if let Some(as_of) = due.all().map(|line| line.as_of).max().filter(stale) {
        let stale = phrase("数据截至 {}，可能已经发了。", "As of {}; some may have shipped since.");
        told = told.and(stale, [Arg::Moment(as_of)]);
    }
    told
}
