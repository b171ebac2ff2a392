//! `product-decline`: sales of a product fell on each of the last complete days.

use super::cause::biggest_part;
use super::finding::{Detail, Finding, Severity, Subject};
use super::rule::Thresholds;
use super::window::Days;
use crate::domain::{Money, Period, Word};
use crate::metric::{Anchor, Book, Dimension, Dims, Filter, Totals, by_key};

pub(super) fn find(book: &Book, anchor: &Anchor, thresholds: &Thresholds) -> Vec<Finding> {
    let falls = i32::try_from(thresholds.decline_days).unwrap_or(3).max(1);
    let Some(days) = Days::of(book, anchor) else { return Vec::new() };
    let window = days.latest(falls + 1);
    if !Days::covered(book, window) {
        return Vec::new();
    }
    let totals = by_key(book, window, &Filter::default(), Dimension::Product);
    let busy =
        |totals: &Totals| totals.orders >= thresholds.decline_orders * i64::from(window.len());
    let candidates = totals.into_iter().filter(|(_, totals)| busy(totals));
    candidates.filter_map(|(product, _)| judge(book, window, product?)).collect()
}

fn judge(book: &Book, window: Period, product: Word) -> Option<Finding> {
    let filter = product_filter(product);
    let days = crate::metric::by_day(book, window, &filter);
    let gmv: Vec<Money> =
        window.days().map(|day| days.get(&day).map_or(Money::ZERO, |totals| totals.gmv)).collect();
    let falling = gmv.windows(2).all(|pair| matches!(pair, [before, after] if after < before));
    if !falling {
        return None;
    }
    let (&from, &to) = gmv.first().zip(gmv.last())?;
    let lost: Money = gmv.iter().skip(1).map(|&day| from - day).sum();
    let cause = biggest_part(book, &filter, Period::day(window.from), Period::day(window.to));
    Some(Finding {
        rule: "product-decline",
        subject: Subject::Product(book.words.text(product).to_owned()),
        name: book.product_name(product).to_owned(),
        severity: Severity::Bad,
        amount: Some(lost),
        period: window,
        detail: Detail::Decline { days: window.len() - 1, from, to, cause },
    })
}

pub(super) fn product_filter(product: Word) -> Filter {
    Filter { dims: Dims { product: Some(product), ..Dims::default() }, ..Filter::default() }
}
