//! What must be shipped within a day or should have been already: the one place that says which
//! lines these are.

use super::book::{Book, Pending};
use super::reading::Reading;
use crate::domain::{Moment, SortedMap, Word, sort_by_key};

/// Hours ahead that are looked at.
const AHEAD: i64 = 24;

/// Lines that wait, each kind in the order of their 承诺发货时间.
#[derive(Clone, Debug, Default)]
pub struct Due<'a> {
    /// Past it.
    pub overdue: Vec<&'a Pending>,
    /// Within 24 hours of it.
    pub soon: Vec<&'a Pending>,
}

impl<'a> Due<'a> {
    pub fn all(&self) -> impl Iterator<Item = &'a Pending> + Clone {
        self.overdue.iter().chain(&self.soon).copied()
    }
}

impl Book {
    /// When a line became due or overdue last, up to `now` and not before `since`: since then
    /// time has changed nothing.
    pub fn last_due(&self, since: Moment, now: Moment) -> Moment {
        let turns = self.pending.iter().flat_map(|line| {
            let promised = line.promised;
            [promised.plus_hours(-AHEAD), Moment(promised.0.saturating_add(1))]
        });
        turns.filter(|turn| *turn <= now).fold(since, Moment::max)
    }
}

impl<'a> Reading<'a> {
    /// What is due by the clock; the period does not matter.
    pub fn due(&self) -> Due<'a> {
        let now = self.query.now;
        let limit = now.plus_hours(AHEAD);
        let lines = self.waiting().filter(|line| line.promised <= limit);
        let (overdue, soon) = lines.partition(|line| line.promised < now);
        Due { overdue, soon }
    }
}

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
    let mut products: SortedMap<Option<Word>, DueProduct> = SortedMap::new();
    for line in reading.due().all() {
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
