//! 对账: what orders give beside what 罗盘 states, day by day. The two are shown, never blended.

use super::figure::{Figure, SourceKind, Value};
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

/// The days of a reading that both sources speak of; none under a filter, which 罗盘 does not know.
pub fn reconcile(reading: &Reading<'_>) -> Vec<DayGap> {
    if !reading.query.filter.is_none() {
        return Vec::new();
    }
    let totals = by_day(reading.book, reading.period(), &reading.query.filter);
    let both = reading.period().days().filter(|&day| reading.book.coverage.orders.contains(day));
    both.filter_map(|day| {
        let compass = reading.book.compass.on(day, |row| row.gmv)?;
        let orders = totals.get(&day).map_or(Money::ZERO, |totals| totals.gmv);
        Some(DayGap { day, orders, compass })
    })
    .collect()
}

/// What 罗盘 alone states for the period, by metric id, whatever orders say.
pub fn compass_figures(reading: &Reading<'_>) -> Vec<(&'static str, Figure)> {
    let money = |cents| Value::Money(Money(cents));
    let gmv = reading.compass_figure(|day| day.gmv.map(Money::cents), money);
    let refund = reading.compass_figure(|day| day.refund_by_pay.map(Money::cents), money);
    let both = reading.compass_sum(|day| day.refund_by_pay.and(day.gmv).map(Money::cents));
    let rate = match (refund.value, both) {
        (Some(Value::Money(refund)), Some((gmv, missing))) => {
            Figure::rate(refund.cents(), gmv, SourceKind::Compass).with_missing(missing)
        }
        _ => Figure::unknown(reading.period()),
    };
    vec![
        ("gmv", gmv),
        ("user-paid", reading.compass_figure(|day| day.user_paid.map(Money::cents), money)),
        ("orders", reading.compass_figure(|day| day.orders, Value::Count)),
        ("refund-by-pay", refund),
        ("refund-rate", rate),
    ]
}
