//! `rising-product`: a product sells at least twice as much as the week before.

use super::super::cause::{Cause, biggest_part, with_cause};
use super::super::check::{self, Fact, PRODUCT, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::learn;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::super::window::Days;
use super::product_decline::product_filter;
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, Period};
use crate::metric::{Dimension, Filter, by_key};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "rising-product",
    name: phrase("爆款苗头", "Rising product"),
    condition: phrase(
        "最近 7 个完整日的订单不少于前 7 天的 2 倍，且不少于 {} 单",
        "orders of the last 7 complete days at least twice those of the 7 before, and at least {}",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS))],
    fields: &[&ORDERS],
    find,
    most: ALL,
    asks: &[&check::RISE, &check::OWN_LOOK, &check::OWN_PRICE, &STOCK, &PROMOTION],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("orders"),
    slot: "afternoon",
    duty: "operation",
};

static ORDERS: Field = Field::new(
    "rising-orders",
    phrase("爆款苗头：7 天至少几单", "Rising: orders in 7 days at least"),
    (1, 20, 100_000),
)
.learns(learn::orders_of_a_week);

static STOCK: check::Ask = ask(
    "stock",
    PRODUCT,
    phrase("库存和厂家供货够几天", "How many days will stock and supply last"),
    Fact::Nothing,
);
static PROMOTION: check::Ask = ask(
    "promotion",
    PRODUCT,
    phrase(
        "能报的活动、优惠券、拼团、秒杀都报了吗",
        "Coupons, group buys, flash sales: all entered",
    ),
    Fact::Nothing,
);

const STEPS: &[Phrase] = &[
    phrase("优化主图 · 标题 · SKU", "Improve picture, title, SKUs"),
    phrase("不改价，可加低价 SKU 截流", "Keep the price; a cheap SKU may catch traffic"),
    phrase("备货、报活动", "Stock up, join a promotion"),
];

const WEEK: i32 = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let book = scene.book;
    let Some(days) = scene.days() else { return Vec::new() };
    let (window, week_before) = (days.latest(WEEK), days.before(WEEK, WEEK));
    if !Days::covered(book, window) || !Days::covered(book, week_before) {
        return Vec::new();
    }
    let filter = Filter::default();
    let now = by_key(book, window, &filter, Dimension::Product);
    let before = by_key(book, week_before, &filter, Dimension::Product);
    let least = scene.thresholds.get(&ORDERS);
    now.into_iter()
        .filter_map(|(word, totals)| {
            let orders_before = before.get(&word).map_or(0, |totals| totals.orders);
            let word = word?;
            if totals.orders < least || totals.orders < 2 * orders_before {
                return None;
            }
            let cause = biggest_part(book, &product_filter(word), window, week_before);
            let (subject, name) = product(scene.book, word);
            let orders = (totals.orders, orders_before);
            Some(Finding {
                rule: RULE.id,
                subject,
                part: None,
                says: sentences(&name, orders, totals.gmv, window, cause.as_ref()),
                name,
                severity: Severity::Info,
                amount: Some(totals.gmv),
                period: window,
                compared: (week_before, window),
                steps: STEPS,
            })
        })
        .collect()
}

fn sentences(
    name: &str,
    (orders, before): (i64, i64),
    gmv: Money,
    days: Period,
    cause: Option<&Cause>,
) -> Sentences {
    let name = Arg::Name(name.to_owned());
    let sold = Told::new(
        phrase("近 7 天成交 {}（{}）", "Sold {} in {}"),
        [Arg::Full(gmv), Arg::Days(days)],
    );
    let why = phrase("；涨得最多的是", "; most of the rise from ");
    Sentences {
        title: Told::new(
            phrase(
                "「{}」近 7 天 {} 单，前 7 天 {} 单，有爆款苗头",
                "“{}” is rising: {} order[s] in 7 days after {}",
            ),
            [name.clone(), Arg::Count(orders), Arg::Count(before)],
        ),
        cause: with_cause(sold, cause, why, phrase("，占涨幅 {}。", ", {} of it.")),
        task: Told::new(phrase("重点优化「{}」", "Push “{}”"), [name]),
    }
}
