//! The sums of each day, whole or split, kept once they were asked for.
//!
//! A page asks for the same days again and again: for each of its charts, for the period before,
//! for the next period that is picked. Days are summed when they are first asked for, under no
//! filter and under the one on screen; a period is then the sum of some tens of days instead of
//! hundreds of thousands of sales. What would hardly be smaller than the sales is not kept.

use std::sync::Mutex;

use super::book::Book;
use super::query::{Dimension, Filter};
use super::totals::Totals;
use crate::domain::{Day, Period, SortedMap, Word};

/// What a part of a split sold.
pub(super) type Part = (Option<Word>, Totals);

/// Sums are kept while they are this many times fewer than sales, or few anyway.
const FEWER: usize = 4;
const FEW: usize = 2_000;

/// The sums of one split by day.
#[derive(Debug, Default)]
struct Days {
    known: SortedMap<Day, Vec<Part>>,
    sums: usize,
    sales: usize,
}

/// The splits of the sales that pass a filter; no dimension is the whole.
#[derive(Debug, Default)]
struct Sums {
    filter: Filter,
    splits: SortedMap<Option<Dimension>, Days>,
}

/// The sums of all sales, and of those that the screen asks for.
#[derive(Debug, Default)]
pub(super) struct DaySums(Mutex<[Sums; 2]>);

impl Clone for DaySums {
    fn clone(&self) -> DaySums {
        DaySums::default()
    }
}

impl Days {
    fn is_worth_it(&self) -> bool {
        self.sums <= FEW + self.sales / FEWER
    }

    /// Sums up what is not known yet of some days.
    fn learn(&mut self, book: &Book, filter: &Filter, split: Option<Dimension>, days: &[Day]) {
        let mut parts = None;
        for &day in days {
            if self.known.contains_key(&day) || !self.is_worth_it() {
                continue;
            }
            let parts = parts.get_or_insert_with(|| Parts::new(book));
            let sales = book.sales_in(Period::day(day));
            for sale in sales.iter().filter(|sale| filter.passes(&sale.dims)) {
                let key = split.and_then(|dimension| dimension.of(&sale.dims));
                parts.change(key, |totals| totals.add(sale));
            }
            let mut rolled = 0;
            for sum in book.rolled_in(Period::day(day), *filter, split) {
                let key = split.and_then(|dimension| dimension.of(&sum.dims));
                parts.change(key, |totals| totals.join(&sum.totals));
                rolled += usize::try_from(sum.lines).unwrap_or(0);
            }
            let parts = parts.take();
            self.sums += parts.len();
            self.sales += sales.len() + rolled;
            self.known.insert(day, parts);
        }
        if !self.is_worth_it() {
            self.known = SortedMap::new();
        }
    }
}

/// Sums by part, each found at once: words are numbered without gaps.
#[derive(Debug)]
pub(super) struct Parts {
    places: Vec<Option<usize>>,
    sums: Vec<Part>,
}

impl Parts {
    pub fn new(book: &Book) -> Parts {
        Parts { places: vec![None; book.words.len() + 1], sums: Vec::new() }
    }

    /// Lets a part take something in.
    pub fn change(&mut self, key: Option<Word>, change: impl FnOnce(&mut Totals)) {
        let place = key.map_or(0, |word| word.place() + 1);
        let Some(place) = self.places.get_mut(place) else { return };
        let place = *place.get_or_insert_with(|| {
            self.sums.push((key, Totals::default()));
            self.sums.len() - 1
        });
        if let Some((_, totals)) = self.sums.get_mut(place) {
            change(totals);
        }
    }

    /// Takes the sums out, in the order in which they were met.
    pub fn take(&mut self) -> Vec<Part> {
        for (key, _) in &self.sums {
            if let Some(place) = self.places.get_mut(key.map_or(0, |word| word.place() + 1)) {
                *place = None;
            }
        }
        std::mem::take(&mut self.sums)
    }
}

impl Book {
    /// Keeps sums under a filter that will be asked for many times.
    pub fn prepare(&self, filter: &Filter) {
        if let Ok(mut kept) = self.sums.0.lock()
            && kept.iter().all(|sums| sums.filter != *filter)
        {
            let [_, asked] = &mut *kept;
            *asked = Sums { filter: *filter, ..Sums::default() };
        }
    }

    /// Reads the parts of each covered day of a period, in order; says no where none are kept.
    pub(super) fn read_days(
        &self,
        period: Period,
        filter: &Filter,
        split: Option<Dimension>,
        read: &mut dyn FnMut(Day, &[Part]),
    ) -> bool {
        let Ok(mut kept) = self.sums.0.lock() else { return false };
        let Some(sums) = kept.iter_mut().find(|sums| sums.filter == *filter) else { return false };
        let days = sums.splits.slot(split);
        let sold = self.sold_days().and_then(|sold| sold.common(period));
        let covered = self.order_days(filter, split).periods().iter();
        let covered: Vec<Day> =
            covered.filter_map(|known| known.common(sold?)).flat_map(Period::days).collect();
        days.learn(self, filter, split, &covered);
        if !days.is_worth_it() {
            return false;
        }
        for (day, parts) in covered.iter().filter_map(|day| Some((day, days.known.get(day)?))) {
            if !parts.is_empty() {
                read(*day, parts);
            }
        }
        true
    }
}
