//! `slow-sku`: a SKU that hardly sells while others of its product do: a candidate to drop.
//!
//! It must have been on sale before the period, so that a new one gets its time, and its product
//! must sell enough for a share to mean something.

use rustc_hash::FxHashMap;

use super::super::check::{self, Fact, PRODUCT, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{Evidence, MOST, Rule, Scene};
use crate::domain::{Period, Word, ratio_millionths, sort_by_key};
use crate::metric::{Book, Filter, SkuRow, sku_rows_since};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "slow-sku",
    name: phrase("慢 SKU", "Slow SKU"),
    condition: phrase(
        "最近 30 个完整日商品不少于 {} 单，其中一个规格之前 60 天卖过、这 30 天不超过 3 单且不到 2%",
        "over the last 30 complete days a product of at least {} order[s] with a SKU that sold in the 60 days before and now at most 3 and 2 %",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS))],
    fields: &[&ORDERS],
    find,
    most: MOST,
    asks: &[&SOLD_OUT, &PICTURE, &DROP],
    evidence: Evidence { page: "/data/products", dated: true },
    measure: Some("orders"),
    slot: "afternoon",
    duty: "operation",
};

static ORDERS: Field = Field::new(
    "slow-sku-orders",
    phrase("慢 SKU：商品 30 天至少几单", "Slow SKU: orders of the product in 30 days at least"),
    (20, 100, 100_000),
);

static SOLD_OUT: check::Ask =
    ask("sold-out", PRODUCT, phrase("是不是断货了", "Is it sold out"), Fact::Nothing);
static PICTURE: check::Ask = ask(
    "picture",
    PRODUCT,
    phrase("规格图和名称是不是看不懂", "Can buyers make sense of its picture and name"),
    Fact::Nothing,
);
static DROP: check::Ask = ask(
    "drop",
    PRODUCT,
    phrase(
        "不是断货就下架，把位置留给卖得动的",
        "If not sold out: delist it, leave its place to those that sell",
    ),
    Fact::Nothing,
);

const STEPS: &[Phrase] = &[
    phrase("先确认不是断货", "First make sure that it is not out of stock"),
    phrase("不是断货就下架这个规格", "If not, delist it"),
    phrase("位置留给卖得动的规格", "Leave its place to those that sell"),
];

/// Days that a period must have before silence says something.
pub const SLOW_PERIOD: i32 = 14;
/// Orders of the product in the period below which a share means nothing.
const PRODUCT_ORDERS: i64 = 20;
/// At most these orders, and at most this share of the product's, in hundredths.
const FEW: i64 = 3;
const SMALL: i64 = 2;
/// Days that the rule looks at, and days before them.
const MONTH: i32 = 30;
const BEFORE: i32 = 60;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(days) = scene.days() else { return Vec::new() };
    let period = days.latest(MONTH);
    let since = period.from.plus(-BEFORE);
    let rows = sku_rows_since(scene.book, since, period, &Filter::default());
    slow(scene.book, &rows, period, scene.thresholds.get(&ORDERS))
}

/// The slow SKUs of a period that order files cover, those of the biggest products first.
pub fn slow_skus(book: &Book, rows: &[SkuRow], period: Period) -> Vec<Finding> {
    slow(book, rows, period, PRODUCT_ORDERS)
}

fn slow(book: &Book, rows: &[SkuRow], period: Period, least: i64) -> Vec<Finding> {
    let covered = book.rollups.line_days.count_in(period) == period.len();
    if !covered || period.len() < SLOW_PERIOD {
        return Vec::new();
    }
    let mut orders: FxHashMap<Word, i64> = FxHashMap::default();
    for row in rows.iter().filter(|row| row.totals.orders > 0) {
        *orders.entry(row.product).or_default() += row.totals.orders;
    }
    let of_product = |row: &SkuRow| orders.get(&row.product).copied().unwrap_or(0);
    let slow = |row: &&SkuRow| {
        let (sold, whole) = (row.totals.orders, of_product(row));
        row.sku.is_some()
            && row.first < period.from
            && whole >= least
            && sold <= FEW
            && sold * 100 <= whole * SMALL
    };
    let mut slow: Vec<SkuRow> = rows.iter().filter(slow).copied().collect();
    let text = |word: Word| book.words.text(word);
    sort_by_key(&mut slow, |row| {
        (row.totals.orders, -of_product(row), text(row.product), row.sku.map(text))
    });
    slow.iter().map(|row| finding(book, row, of_product(row), period)).collect()
}

fn finding(book: &Book, row: &SkuRow, of_product: i64, period: Period) -> Finding {
    let (subject, name) = product(book, row.product);
    let sku = row.sku.map_or("", |sku| book.words.text(sku)).to_owned();
    Finding {
        rule: RULE.id,
        subject,
        part: Some(sku.clone()),
        says: sentences(&name, sku, row, of_product, period),
        name,
        severity: Severity::Info,
        amount: None,
        period,
        compared: (period.previous(), period),
        steps: STEPS,
    }
}

fn sentences(name: &str, sku: String, row: &SkuRow, of_product: i64, period: Period) -> Sentences {
    let orders = row.totals.orders;
    let (name, sku) = (Arg::Name(name.to_owned()), Arg::Text(sku));
    let (words, mut gaps) = match orders {
        0 => (phrase("「{}」的 {} {} 天没有出单", "“{}” {}: no order in {} day[s]"), vec![]),
        _ => (
            phrase("「{}」的 {} {} 天只出了 {} 单", "“{}” {}: in {} day[s] only {} order[s]"),
            vec![Arg::Count(orders)],
        ),
    };
    gaps.splice(..0, [name.clone(), sku.clone(), Arg::count(period.len())]);
    Sentences {
        title: Told::new(words, gaps),
        cause: Told::new(
            phrase(
                "同期这个商品共 {} 单，它占 {}；更早卖过 {} 单，最近一单 {}。",
                "The product had {} order[s] in these days, it {} of them; {} before, the last on {}.",
            ),
            [
                Arg::Count(of_product),
                Arg::Rate(ratio_millionths(orders, of_product).unwrap_or(0)),
                Arg::Count(row.earlier),
                Arg::Day(row.last),
            ],
        ),
        task: Told::new(phrase("处理慢 SKU「{}」{}", "Slow SKU of “{}”: {}"), [name, sku]),
    }
}
