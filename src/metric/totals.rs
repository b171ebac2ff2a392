//! Sums over sales. They add up: the totals of parts are the total of the whole.

use super::book::{Book, Sale, Shipping};
use super::query::{Dimension, Filter};
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
    let covered = book.coverage.orders.periods().iter().filter_map(move |covered| {
        Period::new(covered.from.max(period.from), covered.to.min(period.to))
    });
    covered.flat_map(|covered| book.sales_in(covered)).filter(|sale| filter.passes(&sale.dims))
}

/// The totals of each covered day that has sales.
pub fn by_day(book: &Book, period: Period, filter: &Filter) -> SortedMap<Day, Totals> {
    let mut days: SortedMap<Day, Totals> = SortedMap::new();
    for sale in covered_sales(book, period, filter) {
        days.slot(sale.paid.day()).add(sale);
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
    let mut keys: SortedMap<Option<Word>, Totals> = SortedMap::new();
    for sale in covered_sales(book, period, filter) {
        keys.slot(dimension.of(&sale.dims)).add(sale);
    }
    keys
}
