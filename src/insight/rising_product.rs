//! `rising-product`: a product sells at least twice as much as the week before.

use super::cause::biggest_part;
use super::finding::{Detail, Finding, Severity, Subject};
use super::product_decline::product_filter;
use super::rule::Thresholds;
use super::window::Days;
use crate::metric::{Anchor, Book, Dimension, Filter, by_key};

const WEEK: i32 = 7;

pub(super) fn find(book: &Book, anchor: &Anchor, thresholds: &Thresholds) -> Vec<Finding> {
    let Some(days) = Days::of(book, anchor) else { return Vec::new() };
    let (window, week_before) = (days.latest(WEEK), days.before(WEEK, WEEK));
    if !Days::covered(book, window) || !Days::covered(book, week_before) {
        return Vec::new();
    }
    let filter = Filter::default();
    let now = by_key(book, window, &filter, Dimension::Product);
    let before = by_key(book, week_before, &filter, Dimension::Product);
    now.into_iter()
        .filter_map(|(product, totals)| {
            let orders_before = before.get(&product).map_or(0, |totals| totals.orders);
            let product = product?;
            let rising =
                totals.orders >= thresholds.rising_orders && totals.orders >= 2 * orders_before;
            rising.then(|| Finding {
                rule: "rising-product",
                subject: Subject::Product(book.words.text(product).to_owned()),
                name: book.product_name(product).to_owned(),
                severity: Severity::Info,
                amount: Some(totals.gmv),
                period: window,
                detail: Detail::Rising {
                    orders: totals.orders,
                    before: orders_before,
                    gmv: totals.gmv,
                    cause: biggest_part(book, &product_filter(product), window, week_before),
                },
            })
        })
        .collect()
}
