//! The days that rules look at: complete ones, up to the last complete day before today.

use crate::domain::{Day, Period};
use crate::metric::{Anchor, Book};

/// Windows that end with the last complete day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub last: Day,
}

impl Days {
    /// The last complete day before today; nothing when there is none.
    pub fn of(book: &Book, anchor: &Anchor) -> Option<Days> {
        let yesterday = anchor.today.previous();
        let covered = book.coverage.orders.periods().iter().rev();
        let candidates = covered.filter(|period| period.from <= yesterday).flat_map(|period| {
            Period { from: period.from, to: period.to.min(yesterday) }.days().rev()
        });
        candidates.take(2).find(|&day| book.coverage.complete(day)).map(|last| Days { last })
    }

    /// The last `count` days.
    pub fn latest(self, count: i32) -> Period {
        Period::ending(self.last, count)
    }

    /// The `count` days before the last `skip`.
    pub fn before(self, skip: i32, count: i32) -> Period {
        Period::ending(self.last.plus(-skip), count)
    }

    /// Whether order files cover every day of a window.
    pub fn covered(book: &Book, period: Period) -> bool {
        book.coverage.orders.count_in(period) == period.len()
    }
}
