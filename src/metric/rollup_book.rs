//! Months that are rolled up, as figures need them: sums by day beside the sales that are left.
//!
//! Sums answer whatever adds up and asks for nothing but product and channel. Of the rest (hours,
//! creators, provinces, prices, SKUs) such a day is not known, for its lines are not all there.

use super::book::{Book, Dims};
use super::query::{Dimension, Filter};
use super::totals::Totals;
use crate::domain::{
    Cancelled, Coverage, Dataset, Day, DaySet, Fact, Family, Money, Pace, Period,
    RollupColumn as C, Share, Word, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// What was sold on a day of one product through one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RolledSum {
    pub day: Day,
    pub dims: Dims,
    pub totals: Totals,
    /// Paid lines that it stands for.
    pub lines: i64,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct RollupBook {
    /// Of days on which something was paid, in the order of days.
    sums: Vec<RolledSum>,
    /// Lines that were never paid, by the day they were placed.
    unpaid: Vec<(Day, Dims, i64)>,
    /// Days of which not all lines are there: those of the months, and those on which orders of
    /// such a month were paid.
    pub days: DaySet,
    /// Days that order files cover and whose lines are all there.
    pub line_days: DaySet,
}

impl RollupBook {
    /// `sides` are 自营 and 合作.
    pub(super) async fn open(
        dataset: &Dataset,
        book: &mut Book,
        sides: [Word; 2],
        pace: &impl Pace,
    ) -> Result<RollupBook, Cancelled> {
        let mut rollups = RollupBook::default();
        let mut days = Vec::new();
        for (count, fact) in dataset.ledger(Family::Rollups).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let Some((month, day)) = fact.day(C::Month).zip(fact.day(C::Day)) else { continue };
            let last = month.month_start_plus(1).previous();
            days.extend([Period::day(day), Period { from: month, to: last }]);
            if fact.get(C::Known).is_some() {
                continue;
            }
            let sum = sum_of(&fact, day, book, sides);
            if let Some(product) = sum.dims.product {
                book.note_product(product, fact.word(C::Title), day.start());
            }
            if let Some(unpaid) = fact.get(C::Unpaid).filter(|unpaid| *unpaid > 0) {
                rollups.unpaid.push((day, sum.dims, unpaid));
            }
            rollups.sums.extend(Some(sum).filter(|sum| sum.lines > 0));
        }
        sort_by_key(&mut rollups.sums, |sum| sum.day);
        rollups.days = DaySet::from_periods(days);
        rollups.line_days = book.coverage.orders.without(&rollups.days);
        Ok(rollups)
    }

    /// Everything that is summed up.
    pub fn sums(&self) -> &[RolledSum] {
        &self.sums
    }
}

fn sum_of(fact: &Fact<'_>, day: Day, book: &Book, [own, with_creator]: [Word; 2]) -> RolledSum {
    let count = |column: C| fact.get(column).unwrap_or(0);
    let money = |column: C| Money(count(column));
    let product = fact.word(C::Product);
    let dims = Dims {
        product,
        carrier: fact.word(C::Carrier),
        channel: fact.word(C::Channel),
        category: product.and_then(|product| book.compass.categories.get(&product).copied()),
        side: Some(if count(C::WithCreator) == 0 { own } else { with_creator }),
        origin: fact.word(C::Origin),
        ad: fact.word(C::AdType),
        ..Dims::default()
    };
    let totals = Totals {
        gmv: money(C::Gmv),
        user_paid: money(C::UserPaid),
        orders: count(C::Orders),
        units: count(C::Units),
        gifts: count(C::Gifts),
        shipped: Share::new(count(C::InTime), count(C::Judged)),
        guessed_times: count(C::Guessed),
        presales: count(C::Presales),
        ..Totals::default()
    };
    RolledSum { day, dims, totals, lines: count(C::Lines) }
}

impl Dimension {
    /// Whether lines alone tell it: sums do not keep it apart.
    pub fn is_of_lines(self) -> bool {
        matches!(self, Dimension::Creator | Dimension::Province | Dimension::Price)
    }
}

impl Filter {
    /// Whether lines alone tell what passes.
    pub fn asks_of_lines(&self) -> bool {
        let asked = |dimension: &Dimension| {
            dimension.of(&self.dims).is_some() || self.without == Some(*dimension)
        };
        Dimension::ALL.iter().filter(|dimension| dimension.is_of_lines()).any(asked)
    }
}

impl Book {
    /// The days that orders answer a question of, given what it is split by.
    pub fn order_days(&self, filter: &Filter, split: Option<Dimension>) -> &DaySet {
        let of_lines = filter.asks_of_lines() || split.is_some_and(Dimension::is_of_lines);
        if of_lines { &self.rollups.line_days } else { &self.coverage.orders }
    }

    /// The days whose cases can be set against sales, split by something.
    pub fn case_days(&self, split: Dimension) -> DaySet {
        let known = &self.coverage.aftersales;
        if split.is_of_lines() { known.without(&self.rollups.days) } else { known.clone() }
    }

    /// The sums that pass a filter, of days of a period that order files cover; none where lines
    /// are asked for.
    pub(super) fn rolled_in(
        &self,
        period: Period,
        filter: Filter,
        split: Option<Dimension>,
    ) -> impl Iterator<Item = &RolledSum> {
        let days = self.order_days(&filter, split);
        let sums = &self.rollups.sums;
        let from = sums.partition_point(|sum| sum.day < period.from);
        let to = sums.partition_point(|sum| sum.day <= period.to);
        let asked = sums.get(from..to).unwrap_or_default().iter();
        asked.filter(move |sum| days.contains(sum.day) && filter.passes(&sum.dims))
    }

    /// Lines of rolled-up days that pass a filter and were never paid.
    pub(super) fn rolled_unpaid(&self, period: Period, filter: &Filter) -> i64 {
        let asked = |day: Day, dims| period.contains(day) && filter.passes(dims);
        let unpaid = self.rollups.unpaid.iter().filter(|_| !filter.asks_of_lines());
        unpaid.filter(|(day, dims, _)| asked(*day, dims)).map(|(.., unpaid)| unpaid).sum()
    }

    /// Days of a period whose lines are not all there, or that no order file covers.
    pub fn days_without_lines(&self, period: Period) -> i32 {
        period.len() - self.rollups.line_days.count_in(period)
    }

    /// Whether all sales of a period can be split by something.
    pub fn splits(&self, period: Period, dimension: Dimension) -> bool {
        !dimension.is_of_lines() || self.rolled_days(period) == 0
    }

    /// Whether a file that came after the roll-up may have cases of the period that found no line.
    pub(super) fn may_lack_cases(&self, period: Period) -> bool {
        self.cases.late && self.rolled_days(period) > 0
    }

    /// How many covered days of a period are known by their sums alone.
    pub fn rolled_days(&self, period: Period) -> i32 {
        let Coverage { orders, .. } = &self.coverage;
        orders.count_in(period) - self.rollups.line_days.count_in(period)
    }
}
