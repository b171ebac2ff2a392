//! What must be shipped within a day or should have been already, by product.

use super::reading::Reading;
use crate::domain::{Moment, SortedMap, Word, sort_by_key};

/// Hours ahead that are looked at.
const AHEAD: i64 = 24;

/// The due lines of one product, or of orders that name several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueProduct {
    pub product: Option<Word>,
    pub lines: i64,
    /// Of these, past their 承诺发货时间.
    pub overdue: i64,
    pub units: i64,
    /// The earliest 承诺发货时间.
    pub first: Moment,
}

/// By product, the most overdue first, then the most urgent.
pub fn due_products(reading: &Reading<'_>) -> Vec<DueProduct> {
    let now = reading.query.now;
    let limit = now.plus_hours(AHEAD);
    let mut products: SortedMap<Option<Word>, DueProduct> = SortedMap::new();
    for line in reading.waiting().filter(|line| line.promised <= limit) {
        let (product, first) = (line.dims.product, line.promised);
        let none = || DueProduct { product, lines: 0, overdue: 0, units: 0, first };
        let due = products.slot_or(product, none);
        due.lines += 1;
        due.overdue += i64::from(line.promised < now);
        due.units += line.units;
        due.first = due.first.min(first);
    }
    let mut products: Vec<DueProduct> = products.into_iter().map(|(_, due)| due).collect();
    sort_by_key(&mut products, |due| (std::cmp::Reverse(due.overdue), due.first));
    products
}
