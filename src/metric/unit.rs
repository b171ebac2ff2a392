//! Sales summed up by unit: the product with its 商品规格 where the file tells them apart
//! (口径 section 5).
//!
//! The shares of roles, the quadrant, the moves and the table of one page all ask for the same
//! sums, so those asked for last are kept.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::book::Book;
use super::last::Last;
use super::query::Filter;
use super::totals::covered_sales;
use crate::domain::{Money, Period, Word, sort_by_key};

/// What one unit sold: its paid lines with a gmv.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitSum {
    pub product: Word,
    /// 商品规格, where the file has it.
    pub sku: Option<Word>,
    pub gmv: Money,
    pub pieces: i64,
    pub orders: i64,
}

/// The units of the period asked for last.
pub(super) type LastUnits = Last<(Period, Filter), Vec<UnitSum>>;

impl Book {
    /// The units that sold in a period, products by the place of their word, then SKUs.
    pub fn units(&self, period: Period, filter: &Filter) -> Arc<Vec<UnitSum>> {
        let asks = |asked: &(Period, Filter)| *asked == (period, *filter);
        self.last_units.answer(asks, || ((period, *filter), sum_up(self, period, filter)))
    }
}

fn sum_up(book: &Book, period: Period, filter: &Filter) -> Vec<UnitSum> {
    let mut places: FxHashMap<(Word, Option<Word>), usize> = FxHashMap::default();
    let mut units: Vec<UnitSum> = Vec::new();
    let counted = covered_sales(book, period, filter).filter(|sale| sale.gmv > Money::ZERO);
    for sale in counted {
        let Some(product) = sale.dims.product else {
            continue;
        };
        let place = *places.entry((product, sale.sku)).or_insert_with(|| {
            let (gmv, pieces, orders) = (Money::ZERO, 0, 0);
            units.push(UnitSum { product, sku: sale.sku, gmv, pieces, orders });
            units.len() - 1
        });
        if let Some(unit) = units.get_mut(place) {
            unit.gmv += sale.gmv;
            unit.pieces += sale.units;
            unit.orders += i64::from(sale.orders);
        }
    }
    sort_by_key(&mut units, |unit| (unit.product, unit.sku));
    units
}
