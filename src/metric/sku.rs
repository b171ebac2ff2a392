//! Sales by SKU: the product with its 商品规格, as far as order files tell SKUs apart.

use rustc_hash::FxHashMap;

use super::book::Book;
use super::query::Filter;
use super::totals::{Totals, covered_sales};
use crate::domain::{Day, Money, Period, Word};

/// A SKU that sold up to the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkuRow {
    pub product: Word,
    /// 商品规格; nothing where the file has none.
    pub sku: Option<Word>,
    /// In the period.
    pub totals: Totals,
    /// Orders of days before the period.
    pub earlier: i64,
    /// The first and the last day on which it sold, the last one in the period or before.
    pub first: Day,
    pub last: Day,
}

/// The SKUs that ever sold up to the end of a period, by their first sale, in one pass: a shop has
/// tens of thousands, so whoever shows a few sorts those.
pub fn sku_rows(book: &Book, period: Period, filter: &Filter) -> Vec<SkuRow> {
    let first = book.sales.first().map_or(period.from, |sale| sale.paid.day());
    sku_rows_since(book, first, period, filter)
}

/// The same, as if nothing had been sold before a day.
pub fn sku_rows_since(book: &Book, since: Day, period: Period, filter: &Filter) -> Vec<SkuRow> {
    let all = Period { from: since.min(period.from), to: period.to };
    let mut places: FxHashMap<(Word, Option<Word>), usize> = FxHashMap::default();
    let mut rows: Vec<SkuRow> = Vec::new();
    for sale in covered_sales(book, all, filter).filter(|sale| sale.gmv > Money::ZERO) {
        let Some(product) = sale.dims.product else { continue };
        let day = sale.paid.day();
        let place = *places.entry((product, sale.sku)).or_insert_with(|| {
            let (sku, totals) = (sale.sku, Totals::default());
            rows.push(SkuRow { product, sku, totals, earlier: 0, first: day, last: day });
            rows.len() - 1
        });
        let Some(row) = rows.get_mut(place) else { continue };
        row.last = day;
        if day < period.from {
            row.earlier += i64::from(sale.orders);
        } else {
            row.totals.add(sale);
        }
    }
    rows
}
