//! `ship-due`: orders that must ship within 24 hours, and those past their promise.

use super::finding::{Detail, Finding, Severity, Subject};
use super::rule::Thresholds;
use crate::domain::{Period, SortedMap, Word};
use crate::metric::{Anchor, Book, Pending};

/// Older files get their time told.
const STALE_AFTER_HOURS: i64 = 12;

pub(super) fn find(book: &Book, anchor: &Anchor, _: &Thresholds) -> Vec<Finding> {
    let limit = anchor.now.plus_hours(24);
    let lines: Vec<&Pending> = book.pending.iter().filter(|line| line.promised <= limit).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let late = lines.iter().filter(|line| line.promised < anchor.now).count();
    let overdue = i64::try_from(late).unwrap_or(i64::MAX);
    let all = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let mut products: SortedMap<Word, i64> = SortedMap::new();
    for product in lines.iter().filter_map(|line| line.dims.product) {
        *products.slot(product) += 1;
    }
    let most = products
        .into_iter()
        .map(|(product, count)| (book.product_name(product).to_owned(), count))
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    let as_of = lines.iter().map(|line| line.as_of).max();
    let stale = as_of.filter(|as_of| anchor.now > as_of.plus_hours(STALE_AFTER_HOURS));
    vec![Finding {
        rule: "ship-due",
        subject: Subject::Shop,
        name: String::new(),
        severity: if overdue > 0 { Severity::Bad } else { Severity::Warn },
        amount: Some(lines.iter().map(|line| line.gmv).sum()),
        period: Period::day(anchor.now.day()),
        detail: Detail::ShipDue {
            due: all - overdue,
            overdue,
            first: lines.iter().map(|line| line.promised).find(|&at| at >= anchor.now),
            product: most,
            as_of: stale,
        },
    }]
}
