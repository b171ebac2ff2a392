//! 对账: what orders give beside what 罗盘 states, day by day. The two are shown, never blended.

use super::reading::Reading;
use super::totals::by_day;
use crate::domain::{Day, Money};

/// One day that both sources speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayGap {
    pub day: Day,
    pub orders: Money,
    pub compass: Money,
}

impl DayGap {
    /// 罗盘 − orders; as a rule not negative, since 罗盘 adds coupons and presale deposits that
    /// order files do not carry.
    pub fn gap(&self) -> Money {
        self.compass - self.orders
    }
}

/// The days of a reading that both sources speak of.
pub fn reconcile(reading: &Reading<'_>) -> Vec<DayGap> {
    let totals = by_day(reading.book, reading.period(), &reading.query.filter);
    let both = reading.period().days().filter(|&day| reading.book.coverage.orders.contains(day));
    both.filter_map(|day| {
        let compass = reading.book.compass.on(day, |row| row.gmv)?;
        let orders = totals.get(&day).map_or(Money::ZERO, |totals| totals.gmv);
        Some(DayGap { day, orders, compass })
    })
    .collect()
}
