//! `ad-waste`: money spent on a product that nobody ordered.

use super::super::check::{self, ADS, Fact, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::super::window::Days;
use super::{Evidence, MOST, Rule, Scene};
use crate::domain::{Money, sort_by_key};
use crate::metric::{Dimension, Filter, by_key};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "ad-waste",
    name: phrase("花了钱没出单", "Spent without sales"),
    condition: phrase(
        "全域商品推广里，最近 7 个完整日消耗不少于 {} 元、订单文件里一单没有的商品",
        "a product with at least {} yuan spent in the last 7 complete days and no order",
    ),
    numbers: |t| vec![Arg::Count(t.get(&COST))],
    fields: &[&COST],
    find,
    most: MOST,
    asks: &[&STOP, &MATERIAL, &check::OWN_LOOK, &check::OWN_PRICE, &STOCK],
    evidence: Evidence { page: "/data/products", dated: true },
    measure: Some("orders"),
    slot: "morning",
    duty: "operation",
};

static COST: Field = Field::new(
    "waste-cost",
    phrase("没出单：7 天至少消耗几元", "Without sales: spent in 7 days at least, in yuan"),
    (1, 100, 1_000_000),
);

static STOP: check::Ask =
    ask("stop", ADS, phrase("先停这个商品的投放", "Stop promoting it"), Fact::Nothing);
static MATERIAL: check::Ask =
    ask("material", ADS, phrase("素材和人群对不对", "Are ad and audience right"), Fact::Nothing);
static STOCK: check::Ask = ask(
    "stock",
    check::PRODUCT,
    phrase("商品在不在架、有没有库存", "Is it listed and in stock"),
    Fact::Nothing,
);

const WEEK: i32 = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let book = scene.book;
    let Some(period) = scene.days().map(|days| days.latest(WEEK)) else { return Vec::new() };
    let costs = book.ads.by_product(period);
    if costs.is_empty() || !Days::covered(book, period) {
        return Vec::new();
    }
    let sold = by_key(book, period, &Filter::default(), Dimension::Product);
    let least = Money(scene.thresholds.get(&COST) * 100);
    let idle = costs.into_iter().filter(|(word, cost)| {
        *cost >= least && sold.get(&Some(*word)).is_none_or(|totals| totals.orders == 0)
    });
    let mut found: Vec<Finding> = idle
        .map(|(word, cost)| {
            let (subject, name) = product(book, word);
            let named = Arg::Name(name.clone());
            let says = Sentences {
                title: Told::new(
                    phrase("「{}」7 天投了 {}，一单没出", "“{}”: {} spent in 7 days, no order"),
                    [named.clone(), Arg::Money(cost)],
                ),
                cause: Told::new(
                    phrase(
                        "{} 的消耗，同期订单文件里 0 单。",
                        "Spent in {}; order files of these days have none.",
                    ),
                    [Arg::Days(period)],
                ),
                task: Told::new(
                    phrase("停投或换素材：「{}」", "Stop or change the ads of “{}”"),
                    [named],
                ),
            };
            Finding::new(&RULE, (subject, name), Severity::Warn, period, says).at_stake(cost)
        })
        .collect();
    sort_by_key(&mut found, |finding| (std::cmp::Reverse(finding.amount), finding.key()));
    found
}
