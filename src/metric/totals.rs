//! Sums over sales. They add up: the totals of parts are the total of the whole.

use super::book::{Book, Sale};
use super::day_sums::Parts;
use super::query::{Dimension, Filter};
use super::shipping::Shipping;
use crate::domain::{Day, DaySet, Money, Period, Share, SortedMap, Word};

/// Sums over some sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub gmv: Money,
    pub user_paid: Money,
    /// Paid lines with a gmv.
    pub orders: i64,
    /// Pieces in those.
    pub units: i64,
    /// Paid lines without a gmv.
    pub gifts: i64,
    pub refund: Money,
    /// Lines whose refund is estimated.
    pub estimated_refunds: i64,
    /// Orders with a return case.
    pub returned: i64,
    /// Orders whose money went back before anything was shipped.
    pub cancelled: i64,
    /// In time out of all that are judged.
    pub shipped: Share,
    /// Lines whose pay time is guessed.
    pub guessed_times: i64,
    /// Presale lines, whose deposit is unknown.
    pub presales: i64,
}

impl Totals {
    pub fn add(&mut self, sale: &Sale) {
        self.gmv += sale.gmv;
        self.user_paid += sale.user_paid;
        self.refund += sale.refund;
        self.estimated_refunds += i64::from(sale.refund_estimated);
        self.guessed_times += i64::from(sale.paid_guessed);
        self.presales += i64::from(sale.presale);
        if sale.gmv > Money::ZERO {
            self.orders += i64::from(sale.orders);
            self.units += sale.units;
            self.returned += i64::from(sale.returned);
            self.cancelled += if sale.cancelled { i64::from(sale.orders) } else { 0 };
        } else if sale.is_gift() {
            self.gifts += 1;
        }
        match sale.shipping {
            Shipping::NotJudged => {}
            Shipping::Late => self.shipped.whole += 1,
            Shipping::InTime => {
                self.shipped.whole += 1;
                self.shipped.part += 1;
            }
        }
    }

    /// Takes in the totals of other sales.
    pub fn join(&mut self, other: &Totals) {
        self.gmv += other.gmv;
        self.user_paid += other.user_paid;
        self.orders += other.orders;
        self.units += other.units;
        self.gifts += other.gifts;
        self.refund += other.refund;
        self.estimated_refunds += other.estimated_refunds;
        self.returned += other.returned;
        self.cancelled += other.cancelled;
        self.shipped.part += other.shipped.part;
        self.shipped.whole += other.shipped.whole;
        self.guessed_times += other.guessed_times;
        self.presales += other.presales;
    }

    /// 净成交金额(支付时间) = gmv − refund.
    pub fn net(&self) -> Money {
        self.gmv - self.refund
    }
}

/// The sales of a period that pass the filter and lie on days that an order file covers and whose
/// lines are all there.
pub(super) fn covered_sales<'a>(
    book: &'a Book,
    period: Period,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a Sale> {
    sales_on(book, &book.rollups.line_days, period, filter)
}

/// The sales of a period that pass the filter, beside which [`Book::rolled_in`] has the rest.
pub(super) fn counted_sales<'a>(
    book: &'a Book,
    period: Period,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a Sale> {
    sales_on(book, book.order_days(filter, None), period, filter)
}

fn sales_on<'a>(
    book: &'a Book,
    days: &'a DaySet,
    period: Period,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a Sale> {
    let covered = days.periods().iter().filter_map(move |covered| covered.common(period));
    covered.flat_map(|covered| book.sales_in(covered)).filter(|sale| filter.passes(&sale.dims))
}

/// The totals of each covered day that has sales.
pub fn by_day(book: &Book, period: Period, filter: &Filter) -> SortedMap<Day, Totals> {
    let mut days = Vec::new();
    let known = book.read_days(period, filter, None, &mut |day, parts| {
        days.extend(parts.iter().map(|(_, totals)| (day, *totals)));
    });
    if !known {
        days = days_of(counted_sales(book, period, filter));
    }
    let mut days: SortedMap<Day, Totals> = days.into_iter().collect();
    if !known {
        for sum in book.rolled_in(period, *filter, None) {
            days.slot(sum.day).join(&sum.totals);
        }
    }
    days
}

/// The totals of some sales that come in the order of payment, by day.
fn days_of<'a>(sales: impl Iterator<Item = &'a Sale>) -> Vec<(Day, Totals)> {
    let mut days: Vec<(Day, Totals)> = Vec::new();
    for sale in sales {
        let day = sale.paid.day();
        match days.last_mut() {
            Some((last, totals)) if *last == day => totals.add(sale),
            _ => {
                let mut totals = Totals::default();
                totals.add(sale);
                days.push((day, totals));
            }
        }
    }
    days
}

/// The totals by what `dimension` says; sales that it says nothing of are under `None`.
pub fn by_key(
    book: &Book,
    period: Period,
    filter: &Filter,
    dimension: Dimension,
) -> SortedMap<Option<Word>, Totals> {
    let mut parts = Parts::new(book);
    let known = book.read_days(period, filter, Some(dimension), &mut |_, of_day| {
        of_day.iter().for_each(|(key, totals)| parts.change(*key, |sum| sum.join(totals)));
    });
    if !known {
        let days = book.order_days(filter, Some(dimension));
        for sale in sales_on(book, days, period, filter) {
            parts.change(dimension.of(&sale.dims), |sum| sum.add(sale));
        }
        for rolled in book.rolled_in(period, *filter, Some(dimension)) {
            parts.change(dimension.of(&rolled.dims), |sum| sum.join(&rolled.totals));
        }
    }
    parts.take().into_iter().collect()
}

pub const WEEKDAYS: usize = 7;
pub const HOURS: usize = 24;

/// Orders by weekday, from Monday, and hour of payment.
pub fn orders_by_hour(book: &Book, period: Period, filter: &Filter) -> [[i64; HOURS]; WEEKDAYS] {
    let mut orders = [[0; HOURS]; WEEKDAYS];
    let mut known = None;
    for sale in covered_sales(book, period, filter).filter(|sale| sale.gmv > Money::ZERO) {
        let day = sale.paid.day();
        // Sales come day by day, and the calendar is slow to ask.
        let weekday = match known {
            Some((last, weekday)) if last == day => weekday,
            _ => day.weekday(),
        };
        known = Some((day, weekday));
        let hour = usize::try_from(sale.paid.hour()).unwrap_or(0);
        if let Some(count) = orders.get_mut(weekday).and_then(|hours| hours.get_mut(hour)) {
            *count += i64::from(sale.orders);
        }
    }
    orders
}

impl Book {
    /// The totals of a period.
    pub fn totals(&self, period: Period, filter: &Filter) -> Totals {
        let mut totals = Totals::default();
        let known = self.read_days(period, filter, None, &mut |_, parts| {
            parts.iter().for_each(|(_, day)| totals.join(day));
        });
        if !known {
            counted_sales(self, period, filter).for_each(|sale| totals.add(sale));
            self.rolled_in(period, *filter, None).for_each(|sum| totals.join(&sum.totals));
        }
        totals
    }
}
