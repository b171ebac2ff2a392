//! `return-rate`: a product comes back more often than the line of its category allows, or, where
//! the operator set none, than the shop's own rate and some points.

use super::finding::{Detail, Finding, Severity, Subject};
use super::rule::Thresholds;
use super::window::Days;
use crate::domain::{Period, ReasonClass, Share, SortedMap, Word, ratio_millionths};
use crate::metric::{Anchor, Book, Dimension, Filter, by_key};

const MONTH: i32 = 30;

pub(super) fn find(book: &Book, anchor: &Anchor, thresholds: &Thresholds) -> Vec<Finding> {
    let Some(days) = Days::of(book, anchor) else { return Vec::new() };
    let window = days.latest(MONTH);
    if book.coverage.aftersales.count_in(window) == 0 {
        return Vec::new();
    }
    let totals = by_key(book, window, &Filter::default(), Dimension::Product);
    let shop = Share::new(
        totals.values().map(|totals| totals.returned).sum(),
        totals.values().map(|totals| totals.orders).sum(),
    );
    let points = thresholds.return_points * 10_000;
    let Some(shop_rate) = shop.millionths() else { return Vec::new() };
    // The category's own line, where the operator has set one.
    let own_line = |product: Word| {
        let category = book.words.text(*book.compass.categories.get(&product)?);
        thresholds.return_lines.get(category).map(|percent| percent * 10_000)
    };
    totals
        .into_iter()
        .filter_map(|(product, totals)| {
            let product = product?;
            let share = Share::new(totals.returned, totals.orders);
            let many = totals.orders >= thresholds.return_orders;
            let own = own_line(product);
            let over = own.map_or_else(
                || above(share, shop, points),
                |line| above(share, Share::new(0, 1), line),
            );
            (many && over).then(|| Finding {
                rule: "return-rate",
                subject: Subject::Product(book.words.text(product).to_owned()),
                name: book.product_name(product).to_owned(),
                severity: Severity::Warn,
                amount: Some(totals.refund),
                period: window,
                detail: Detail::Returns {
                    rate: share.millionths().unwrap_or(0),
                    line: own.unwrap_or(shop_rate + points),
                    orders: totals.orders,
                    reason: main_reason(book, window, product),
                },
            })
        })
        .collect()
}

/// `part ÷ whole > shop + points`, without rounding. `points` in millionths.
fn above(product: Share, shop: Share, points: i64) -> bool {
    let wide = i128::from;
    let left = wide(product.part) * wide(shop.whole) * 1_000_000;
    let line = wide(shop.part) * 1_000_000 + wide(points) * wide(shop.whole);
    left > line * wide(product.whole)
}

/// The class that most of the product's cases of the window are of, and its share.
fn main_reason(book: &Book, window: Period, product: Word) -> Option<(ReasonClass, i64)> {
    let mut classes: SortedMap<ReasonClass, i64> = SortedMap::new();
    let cases = book.cases.returns_in(window).iter();
    for case in cases.filter(|case| case.dims.product == Some(product)) {
        *classes.slot(case.class) += 1;
    }
    let all: i64 = classes.values().sum();
    let (&class, &cases) = classes.iter().max_by_key(|&(_, &cases)| cases)?;
    Some((class, ratio_millionths(cases, all)?))
}
