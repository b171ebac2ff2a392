//! Covered days: the days that some file speaks of. A covered day without a sale is a zero day;
//! a day that is not covered is unknown.

use super::day::{Day, Period};
use super::order::sort_by_key;

/// A set of days, as periods in rising order that neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaySet(Vec<Period>);

impl DaySet {
    pub fn from_periods(mut periods: Vec<Period>) -> DaySet {
        sort_by_key(&mut periods, |period| *period);
        let mut joined: Vec<Period> = Vec::new();
        for period in periods {
            match joined.last_mut() {
                Some(last) if period.from <= last.to.next() => last.to = last.to.max(period.to),
                _ => joined.push(period),
            }
        }
        DaySet(joined)
    }

    pub fn contains(&self, day: Day) -> bool {
        let place = self.0.partition_point(|period| period.to < day);
        self.0.get(place).is_some_and(|period| period.contains(day))
    }

    pub fn first(&self) -> Option<Day> {
        self.0.first().map(|period| period.from)
    }

    pub fn last(&self) -> Option<Day> {
        self.0.last().map(|period| period.to)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn periods(&self) -> &[Period] {
        &self.0
    }

    /// How many days of `period` are in the set.
    pub fn count_in(&self, period: Period) -> i32 {
        self.0.iter().filter_map(|known| known.common(period)).map(Period::len).sum()
    }

    /// The days of `period` that are not in the set.
    pub fn gaps(&self, period: Period) -> Vec<Period> {
        let mut gaps = Vec::new();
        let mut from = period.from;
        for known in &self.0 {
            gaps.extend(Period::new(from, known.from.previous().min(period.to)));
            from = from.max(known.to.next());
        }
        gaps.extend(Period::new(from, period.to));
        gaps
    }

    /// The days that are not in the other.
    pub fn without(&self, other: &DaySet) -> DaySet {
        DaySet(self.0.iter().flat_map(|known| other.gaps(*known)).collect())
    }

    pub fn union(&self, other: &DaySet) -> DaySet {
        DaySet::from_periods(self.0.iter().chain(&other.0).copied().collect())
    }
}

/// Which days which kind of file speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// By 订单提交时间 of order files.
    pub orders: DaySet,
    /// By 售后申请时间 of after-sale files.
    pub aftersales: DaySet,
    /// By the days of 罗盘 shop rows that state one day (自助取数, 成交分析).
    pub compass: DaySet,
    /// The last days of order files whose export fell in that day, unless another file has more.
    pub open_days: Vec<Day>,
}

impl Coverage {
    /// Days with sales figures from orders or 罗盘.
    pub fn sales(&self) -> DaySet {
        self.orders.union(&self.compass)
    }

    /// Whether an order file covers the whole day.
    pub fn complete(&self, day: Day) -> bool {
        self.orders.contains(day) && !self.open_days.contains(&day)
    }
}
