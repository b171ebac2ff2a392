//! A SKU that had sold changed its price: the handbook's 已出单不改价.
//!
//! Prices come from order lines, so a change is seen once orders come in at the new price.

use super::finding::{Detail, Finding, Severity, Subject};
use crate::domain::{Period, sort_by_key};
use crate::metric::{Book, PriceChange, PriceLog};

/// The changes of a period, the newest first.
pub fn price_changed(book: &Book, logs: &[PriceLog], period: Period) -> Vec<Finding> {
    let changes = logs.iter().flat_map(PriceLog::changes);
    let mut changes: Vec<PriceChange> =
        changes.filter(|change| period.contains(change.day)).collect();
    sort_by_key(&mut changes, |change| (std::cmp::Reverse(change.day), -change.orders));
    changes.into_iter().map(|change| finding(book, &change, period)).collect()
}

fn finding(book: &Book, change: &PriceChange, period: Period) -> Finding {
    Finding {
        rule: "price-changed",
        subject: Subject::Product(book.words.text(change.product).to_owned()),
        name: book.product_name(change.product).to_owned(),
        severity: Severity::Warn,
        amount: None,
        period: Period { from: change.day, to: period.to },
        detail: Detail::PriceChanged {
            sku: change.sku.map_or("", |sku| book.words.text(sku)).to_owned(),
            before: change.before,
            after: change.after,
            day: change.day,
            orders: change.orders,
        },
    }
}
