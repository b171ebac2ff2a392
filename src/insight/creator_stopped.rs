//! `creator-stopped`: a creator who sold does not sell any more.

use super::finding::{Detail, Finding, Severity, Subject};
use super::rule::Thresholds;
use super::window::Days;
use crate::domain::{Money, ratio_millionths};
use crate::metric::{Anchor, Book, Dimension, Filter, by_key};

/// The silent days, and the days before them that are looked at.
const SILENT: i32 = 3;
const BEFORE: i32 = 11;

pub(super) fn find(book: &Book, anchor: &Anchor, thresholds: &Thresholds) -> Vec<Finding> {
    let Some(days) = Days::of(book, anchor) else { return Vec::new() };
    let silent = days.latest(SILENT);
    if !Days::covered(book, silent) {
        return Vec::new();
    }
    let window = days.before(SILENT, BEFORE);
    let filter = Filter::default();
    let before = by_key(book, window, &filter, Dimension::Creator);
    let now = by_key(book, silent, &filter, Dimension::Creator);
    let by_creators: Money =
        before.iter().filter(|(creator, _)| creator.is_some()).map(|(_, t)| t.gmv).sum();
    let stopped = before.into_iter().filter(|(creator, totals)| {
        let orders_now = now.get(creator).map_or(0, |totals| totals.orders);
        totals.orders >= thresholds.stopped_orders && orders_now == 0
    });
    stopped
        .filter_map(|(creator, totals)| {
            let creator = creator?;
            let missed = totals.gmv.prorate(Money(i64::from(SILENT)), Money(i64::from(BEFORE)));
            Some(Finding {
                rule: "creator-stopped",
                subject: Subject::Creator(book.words.text(creator).to_owned()),
                name: book.creator_name(creator).to_owned(),
                severity: Severity::Warn,
                amount: Some(missed),
                period: silent,
                detail: Detail::Stopped {
                    days: SILENT,
                    before_days: BEFORE,
                    orders: totals.orders,
                    share: ratio_millionths(totals.gmv.cents(), by_creators.cents()),
                },
            })
        })
        .collect()
}
