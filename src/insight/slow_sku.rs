//! A SKU that hardly sells while others of its product do: a candidate to drop.
//!
//! It must have been on sale before the period, so that a new one gets its time, and its product
//! must sell enough for a share to mean something.

use rustc_hash::FxHashMap;

use super::finding::{Detail, Finding, Severity, Subject};
use crate::domain::{Period, Word, sort_by_key};
use crate::metric::{Book, SkuRow};

/// Days that a period must have before silence says something.
pub const SLOW_PERIOD: i32 = 14;
/// Orders of the product in the period below which a share means nothing.
const PRODUCT_ORDERS: i64 = 20;
/// At most these orders, and at most this share of the product's, in hundredths.
const FEW: i64 = 3;
const SMALL: i64 = 2;

/// The slow SKUs of a period that order files cover, those of the biggest products first.
pub fn slow_skus(book: &Book, rows: &[SkuRow], period: Period) -> Vec<Finding> {
    let covered = book.coverage.orders.count_in(period) == period.len();
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
            && whole >= PRODUCT_ORDERS
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
    Finding {
        rule: "slow-sku",
        subject: Subject::Product(book.words.text(row.product).to_owned()),
        name: book.product_name(row.product).to_owned(),
        severity: Severity::Info,
        amount: None,
        period,
        detail: Detail::SlowSku {
            sku: row.sku.map_or("", |sku| book.words.text(sku)).to_owned(),
            orders: row.totals.orders,
            of_product,
            earlier: row.earlier,
            last: row.last,
        },
    }
}
