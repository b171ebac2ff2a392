//! The parts of a split over two periods: who sold more and who sold less.

use super::book::Book;
use super::query::{Dimension, Filter};
use super::totals::{Totals, by_key};
use crate::domain::{Money, Period, SortedMap, Word};

/// A part with its sales before and now.
#[derive(Clone, Copy, Debug, Default)]
pub struct PartChange {
    pub before: Totals,
    pub now: Totals,
}

impl PartChange {
    /// 元 of 成交金额 more than before.
    pub fn rise(&self) -> Money {
        self.now.gmv - self.before.gmv
    }
}

/// The parts that sold in either period, by id.
pub fn part_changes(
    book: &Book,
    filter: &Filter,
    dimension: Dimension,
    before: Period,
    now: Period,
) -> Vec<(Option<Word>, PartChange)> {
    let of = |period| by_key(book, period, filter, dimension);
    let mut parts: SortedMap<Option<Word>, PartChange> = SortedMap::new();
    for (key, totals) in of(now) {
        parts.slot(key).now = totals;
    }
    for (key, totals) in of(before) {
        parts.slot(key).before = totals;
    }
    parts.into_iter().collect()
}
