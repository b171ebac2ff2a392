//! Sums over sales. They add up: the totals of parts are the total of the whole.

use std::sync::{Arc, Mutex};

use super::book::{Book, Sale};
use super::query::{Dimension, Filter};
use super::shipping::Shipping;
use crate::domain::{Day, Money, Period, Share, SortedMap, Word};

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
            self.orders += sale.orders;
            self.units += sale.units;
            self.returned += i64::from(sale.returned);
            self.cancelled += if sale.cancelled { sale.orders } else { 0 };
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

/// The sales of a period that pass the filter and lie on days that an order file covers.
pub(super) fn covered_sales<'a>(
    book: &'a Book,
    period: Period,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a Sale> {
    let covered =
        book.coverage.orders.periods().iter().filter_map(move |covered| covered.common(period));
    covered.flat_map(|covered| book.sales_in(covered)).filter(|sale| filter.passes(&sale.dims))
}

/// The totals of each covered day that has sales.
pub fn by_day(book: &Book, period: Period, filter: &Filter) -> SortedMap<Day, Totals> {
    if let Some(days) = book.days.of_filter(filter) {
        return days.in_period(period).iter().copied().collect();
    }
    days_of(covered_sales(book, period, filter)).into_iter().collect()
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
    // Words are numbered without gaps, so a table finds a key's totals at once.
    let mut places = vec![None; book.words.len() + 1];
    let mut found: Vec<(Option<Word>, Totals)> = Vec::new();
    for sale in covered_sales(book, period, filter) {
        let key = dimension.of(&sale.dims);
        let Some(place) = places.get_mut(key.map_or(0, |word| word.place() + 1)) else { continue };
        let place = *place.get_or_insert_with(|| {
            found.push((key, Totals::default()));
            found.len() - 1
        });
        if let Some((_, totals)) = found.get_mut(place) {
            totals.add(sale);
        }
    }
    found.into_iter().collect()
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
            *count += sale.orders;
        }
    }
    orders
}

/// The totals of each day of the shop under one filter, so that any period is summed at once.
#[derive(Clone, Debug, Default)]
struct DayTotals(Vec<(Day, Totals)>);

impl DayTotals {
    fn of(book: &Book, filter: &Filter) -> DayTotals {
        DayTotals(
            book.sold_days().map_or(Vec::new(), |all| days_of(covered_sales(book, all, filter))),
        )
    }

    fn in_period(&self, period: Period) -> &[(Day, Totals)] {
        let from = self.0.partition_point(|(day, _)| *day < period.from);
        let to = self.0.partition_point(|(day, _)| *day <= period.to);
        self.0.get(from..to).unwrap_or_default()
    }
}

/// The totals of each day, kept for all sales and for the filter that the screen asks for: every
/// chart and figure of a page asks for them many times.
#[derive(Debug, Default)]
pub(super) struct PreparedDays {
    all: Arc<DayTotals>,
    asked: Mutex<Option<(Filter, Arc<DayTotals>)>>,
}

impl Clone for PreparedDays {
    fn clone(&self) -> PreparedDays {
        PreparedDays { all: Arc::clone(&self.all), ..PreparedDays::default() }
    }
}

impl PreparedDays {
    pub fn of(book: &Book) -> PreparedDays {
        PreparedDays { all: Arc::new(DayTotals::of(book, &Filter::default())), ..Self::default() }
    }

    fn of_filter(&self, filter: &Filter) -> Option<Arc<DayTotals>> {
        if filter.is_none() {
            return Some(Arc::clone(&self.all));
        }
        let asked = self.asked.lock().ok()?;
        asked.as_ref().filter(|(known, _)| known == filter).map(|(_, days)| Arc::clone(days))
    }
}

impl Book {
    /// Sums every day up under a filter that will be asked for many times.
    pub fn prepare(&self, filter: &Filter) {
        if self.days.of_filter(filter).is_none() {
            let days = Arc::new(DayTotals::of(self, filter));
            if let Ok(mut asked) = self.days.asked.lock() {
                *asked = Some((*filter, days));
            }
        }
    }

    /// The totals of a period.
    pub fn totals(&self, period: Period, filter: &Filter) -> Totals {
        let mut totals = Totals::default();
        match self.days.of_filter(filter) {
            Some(days) => days.in_period(period).iter().for_each(|(_, day)| totals.join(day)),
            None => covered_sales(self, period, filter).for_each(|sale| totals.add(sale)),
        }
        totals
    }
}
