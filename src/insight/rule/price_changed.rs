//! `price-changed`: a SKU that had sold changed its price: the handbook's 已出单不改价.
//!
//! Prices come from order lines, so a change is seen once orders come in at the new price.

use super::super::check::{self, Fact, PRODUCT, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{Evidence, MOST, Rule, Scene};
use crate::domain::{Period, sort_by_key};
use crate::metric::{Book, PriceChange, PriceLog, price_logs_in};
use crate::text::{Phrase, iso_day, phrase};

pub(super) static RULE: Rule = Rule {
    id: "price-changed",
    name: phrase("已出单商品改价", "Price of a seller changed"),
    condition: phrase(
        "最近 7 个完整日里，原价卖过不少于 {} 单的规格换了价（新价卖出满 2 天，或刚开始就满 3 单）",
        "in the last 7 complete days a SKU of at least {} order[s] changed its price (2 days with sales at the new one, or 3 orders when fresh)",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS))],
    fields: &[&ORDERS],
    find,
    most: MOST,
    asks: &[&ON_PURPOSE, &BACK, &CHEAP_SKU, &check::OWN_PRICE, &BASE, &check::MARKET_INDEX],
    evidence: Evidence { page: "/data/products", dated: true },
    measure: Some("orders"),
    slot: "morning",
    duty: "operation",
};

static ORDERS: Field = Field::new(
    "price-changed-orders",
    phrase("改价：原价至少卖过几单", "Price changed: orders at the old price at least"),
    (1, 10, 10_000),
);

static ON_PURPOSE: check::Ask = ask(
    "on-purpose",
    PRODUCT,
    phrase("是谁改的，为了活动还是失误", "Who changed it, for a promotion or by mistake"),
    Fact::Nothing,
);
static BACK: check::Ask = ask(
    "back",
    PRODUCT,
    phrase("能改回就改回原价", "Put the price back if you can"),
    Fact::Nothing,
);
static CHEAP_SKU: check::Ask = ask(
    "cheap-sku",
    PRODUCT,
    phrase("要低价就加一个低价 SKU 截流", "For a low price add a cheap SKU instead"),
    Fact::Nothing,
);
static BASE: check::Ask = ask(
    "base",
    PRODUCT,
    phrase("记下底价，活动划线价要有依据", "Note the base price: a crossed-out price needs proof"),
    Fact::Nothing,
);

const STEPS: &[Phrase] = &[
    phrase("已出单不改价：能改回就改回", "It sells: put the price back if you can"),
    phrase("要低价就加一个低价 SKU 截流，不动原价", "For a low price add a cheap SKU instead"),
    phrase("参加活动前先记下底价", "Note the base price before a promotion"),
];

/// Days that prices are followed over, and those that a change must lie in.
pub(in super::super) const HISTORY: i32 = 60;
const WEEK: i32 = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(days) = scene.days() else { return Vec::new() };
    let logs = price_logs_in(scene.book, days.latest(HISTORY), None);
    let least = scene.thresholds.get(&ORDERS);
    let changes = changes(&logs, days.latest(WEEK)).into_iter();
    let sold = changes.filter(|change| change.orders >= least);
    sold.map(|change| finding(scene.book, &change, days.latest(WEEK))).collect()
}

/// The changes of a period, the newest first.
pub fn price_changed(book: &Book, logs: &[PriceLog], period: Period) -> Vec<Finding> {
    changes(logs, period).iter().map(|change| finding(book, change, period)).collect()
}

fn changes(logs: &[PriceLog], period: Period) -> Vec<PriceChange> {
    let changes = logs.iter().flat_map(PriceLog::changes);
    let mut changes: Vec<PriceChange> =
        changes.filter(|change| period.contains(change.day)).collect();
    sort_by_key(&mut changes, |change| (std::cmp::Reverse(change.day), -change.orders));
    changes
}

fn finding(book: &Book, change: &PriceChange, period: Period) -> Finding {
    let (subject, name) = product(book, change.product);
    let sku = change.sku.map_or("", |sku| book.words.text(sku)).to_owned();
    let since = Period { from: change.day, to: period.to };
    Finding {
        rule: RULE.id,
        subject,
        part: Some(format!("{sku}|{}", iso_day(change.day))),
        says: sentences(&name, sku, change),
        name,
        severity: Severity::Warn,
        amount: None,
        period: since,
        compared: (since.previous(), since),
        steps: STEPS,
    }
}

fn sentences(name: &str, sku: String, change: &PriceChange) -> Sentences {
    let (name, orders) = (Arg::Name(name.to_owned()), Arg::Count(change.orders));
    let sold = phrase(
        "按原价卖过 {} 单。改价会打断权重，老买家也会来要价保。",
        " sold {} order[s] at the old price. A new one breaks its weight, and buyers ask for the difference.",
    );
    let it = match sku.as_str() {
        "" => Told::new(phrase("这个商品", "It"), []),
        _ => Told::new(phrase("「{}」", "“{}”"), [Arg::Text(sku.clone())]),
    };
    Sentences {
        title: Told::new(
            phrase(
                "已出单商品改价了：「{}」{} → {}（{}）",
                "Price of a seller changed: “{}” {} → {} ({})",
            ),
            [name.clone(), Arg::Full(change.before), Arg::Full(change.after), Arg::Day(change.day)],
        ),
        cause: it.and(sold, [orders]),
        task: Told::new(
            phrase("核对「{}」{} 的改价", "Check the new price of “{}” {}"),
            [name, Arg::Text(sku)],
        ),
    }
}
