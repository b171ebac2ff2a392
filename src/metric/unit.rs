//! Sales summed up by unit: the product with its 商品规格 where the file tells them apart
//! (口径 section 5).
//!
//! The shares of roles, the quadrant, the moves and the table of one page all ask for the same
//! sums, so those asked for last are kept.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::book::Book;
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

type Asked = (Period, Filter, Arc<Vec<UnitSum>>);

/// The sums asked for last.
#[derive(Debug, Default)]
pub(super) struct PreparedUnits(Mutex<Option<Asked>>);

impl Clone for PreparedUnits {
    fn clone(&self) -> PreparedUnits {
        PreparedUnits::default()
    }
}

impl Book {
    /// The units that sold in a period, products by the place of their word, then SKUs.
    pub fn units(&self, period: Period, filter: &Filter) -> Arc<Vec<UnitSum>> {
        let mut asked = self.prepared_units.0.lock().ok();
        let known = asked.as_deref().and_then(Option::as_ref);
        if let Some((of, by, units)) = known
            && *of == period
            && by == filter
        {
            return Arc::clone(units);
        }
        let units = Arc::new(sum_up(self, period, filter));
        if let Some(asked) = asked.as_deref_mut() {
            *asked = Some((period, *filter, Arc::clone(&units)));
        }
        units
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
