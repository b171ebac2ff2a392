//! Every product with what is known of it: one pass a split, whatever the number of products.
//!
//! A row keeps sums; its figures are taken from them by the registry, so a number here equals the
//! same number anywhere else. Numbers to sort by come from the same sums without making figures.

use rustc_hash::FxHashSet;

use super::book::Book;
use super::figure::{Figure, SourceKind, Value};
use super::funnel::{Counting, StepKind};
use super::query::{Anchor, Dimension, PeriodChoice, Query};
use super::reading::Reading;
use super::registry::metric;
use super::totals::{Totals, by_key, counted_sales, covered_sales};
use crate::domain::{Day, Money, Period, Word, ratio_millionths, sort_by_key};

/// What can be known of a product, in the order of the table's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProductColumn {
    Name,
    Gmv,
    /// 成交金额 of all products' together.
    Share,
    Orders,
    Units,
    LineValue,
    /// 件单价 = gmv ÷ units.
    PieceValue,
    NetGmv,
    RefundRate,
    Returns,
    ReturnRate,
    Week,
    Month,
    Impressions,
    Ctr,
    /// Days of the period with an order: a proxy of 动销.
    Days,
    First,
    Last,
    Creators,
    Role,
}

impl ProductColumn {
    pub const ALL: [ProductColumn; 20] = [
        ProductColumn::Name,
        ProductColumn::Gmv,
        ProductColumn::Share,
        ProductColumn::Orders,
        ProductColumn::Units,
        ProductColumn::LineValue,
        ProductColumn::PieceValue,
        ProductColumn::NetGmv,
        ProductColumn::RefundRate,
        ProductColumn::Returns,
        ProductColumn::ReturnRate,
        ProductColumn::Week,
        ProductColumn::Month,
        ProductColumn::Impressions,
        ProductColumn::Ctr,
        ProductColumn::Days,
        ProductColumn::First,
        ProductColumn::Last,
        ProductColumn::Creators,
        ProductColumn::Role,
    ];

    /// Its place in [`ProductColumn::ALL`].
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|known| *known == self).unwrap_or(0)
    }

    /// The metric that the column shows.
    pub fn metric(self) -> Option<&'static str> {
        Some(match self {
            ProductColumn::Gmv | ProductColumn::Week | ProductColumn::Month => "gmv",
            ProductColumn::Orders => "orders",
            ProductColumn::Units => "units",
            ProductColumn::LineValue => "line-value",
            ProductColumn::NetGmv => "net-gmv",
            ProductColumn::RefundRate => "refund-rate",
            ProductColumn::Returns => "returns",
            ProductColumn::ReturnRate => "return-rate",
            ProductColumn::Impressions => "impressions",
            ProductColumn::Ctr => "ctr",
            ProductColumn::Name
            | ProductColumn::Share
            | ProductColumn::PieceValue
            | ProductColumn::Days
            | ProductColumn::First
            | ProductColumn::Last
            | ProductColumn::Creators
            | ProductColumn::Role => return None,
        })
    }
}

/// A product, or the sales that name none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProductRow {
    pub product: Option<Word>,
    pub totals: Totals,
    /// Of the 7 and 30 days up to yesterday, each followed by those before.
    pub week: [Totals; 2],
    pub month: [Totals; 2],
    /// 售后件数 by the day of application.
    pub returns: i64,
    /// The first and the last day with an order in all files.
    pub first: Option<Day>,
    pub last: Option<Day>,
    /// Days of the period with an order.
    pub days: i64,
    /// Creators with an order in the period.
    pub creators: i64,
}

/// See the file's head.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductBoard {
    pub query: Query,
    /// The 7 and 30 days up to yesterday.
    pub week: Period,
    pub month: Period,
    /// Best first.
    pub rows: Vec<ProductRow>,
    /// Days of the period without after-sale files; nothing where no file speaks of any.
    returns_missing: Option<i32>,
    pub gmv: Money,
    /// 罗盘 lists products over exactly this period.
    pub listed: bool,
    /// Every order of the period tells its creator: none is rolled up.
    pub by_creator: bool,
}

/// Rows by product, found at once: words are numbered without gaps.
struct Rows {
    places: Vec<Option<usize>>,
    rows: Vec<ProductRow>,
}

impl Rows {
    fn of(&mut self, product: Option<Word>) -> Option<&mut ProductRow> {
        let place = self.places.get_mut(product.map_or(0, |word| word.place() + 1))?;
        let place = *place.get_or_insert_with(|| {
            self.rows.push(ProductRow { product, ..ProductRow::default() });
            self.rows.len() - 1
        });
        self.rows.get_mut(place)
    }

    fn split(&mut self, book: &Book, query: &Query, keep: fn(&mut ProductRow) -> &mut Totals) {
        for (product, totals) in by_key(book, query.period, &query.filter, Dimension::Product) {
            if let Some(row) = self.of(product) {
                *keep(row) = totals;
            }
        }
    }

    /// The days with an order: how many, the first and the last.
    fn note_days(&mut self, book: &Book, query: &Query) {
        let Some(all) = book.sold_days() else { return };
        let mut note = |product: Option<Word>, day: Day| {
            let Some(row) = self.of(product) else { return };
            let new = row.last != Some(day) && query.period.contains(day);
            row.days += i64::from(new);
            row.first = row.first.or(Some(day));
            row.last = Some(day);
        };
        let known =
            book.read_days(all, &query.filter, Some(Dimension::Product), &mut |day, parts| {
                let sold = parts.iter().filter(|(_, totals)| totals.orders > 0);
                sold.for_each(|(product, _)| note(*product, day));
            });
        if !known {
            let sales = counted_sales(book, all, &query.filter);
            let sold = sales.filter(|sale| sale.gmv > Money::ZERO);
            let sold = sold.map(|sale| (sale.paid.day(), sale.dims.product));
            let rolled = book.rolled_in(all, query.filter, Some(Dimension::Product));
            let rolled = rolled.filter(|sum| sum.totals.orders > 0);
            let rolled = rolled.map(|sum| (sum.day, sum.dims.product));
            let mut days: Vec<(Day, Option<Word>)> = sold.chain(rolled).collect();
            sort_by_key(&mut days, |(day, _)| *day);
            days.into_iter().for_each(|(day, product)| note(product, day));
        }
    }

    fn count_creators(&mut self, book: &Book, query: &Query) {
        let mut met: FxHashSet<u64> = FxHashSet::default();
        let number = |word: Word| u64::from(word.number()) + 1;
        let sales = covered_sales(book, query.period, &query.filter);
        for sale in sales.filter(|sale| sale.gmv > Money::ZERO) {
            let (product, Some(creator)) = (sale.dims.product, sale.dims.creator) else { continue };
            if met.insert(product.map_or(0, number) << u32::BITS | number(creator))
                && let Some(row) = self.of(product)
            {
                row.creators += 1;
            }
        }
    }
}

impl ProductBoard {
    pub fn new(book: &Book, query: Query, anchor: &Anchor) -> ProductBoard {
        let window = |choice| anchor.period(choice, &book.coverage);
        let (week, month) = (window(PeriodChoice::Days7), window(PeriodChoice::Days30));
        let mut rows = Rows { places: vec![None; book.words.len() + 1], rows: Vec::new() };
        rows.note_days(book, &query);
        rows.count_creators(book, &query);
        rows.split(book, &query, |row| &mut row.totals);
        rows.split(book, &query.over(week), |row| &mut row.week[0]);
        rows.split(book, &query.over(week.previous()), |row| &mut row.week[1]);
        rows.split(book, &query.over(month), |row| &mut row.month[0]);
        rows.split(book, &query.over(month.previous()), |row| &mut row.month[1]);
        let reading = Reading::new(book, query);
        for case in book.cases.returns_in(query.period) {
            if reading.counts(case.day, &case.dims)
                && let Some(row) = rows.of(case.dims.product)
            {
                row.returns += 1;
            }
        }
        let free = query.filter.is_none();
        let listed = book.compass.listed.get(&query.period).filter(|_| free);
        for row in listed.into_iter().flatten().filter(|row| row.product.is_some()) {
            rows.of(row.product);
        }
        let mut rows = rows.rows;
        let name = |row: &ProductRow| row.product.map(|product| book.words.text(product));
        sort_by_key(&mut rows, |row| (std::cmp::Reverse(row.totals.gmv), name(row)));
        let returns_missing = reading.aftersale_missing();
        let gmv = reading.totals.gmv;
        let listed = listed.is_some();
        let by_creator = book.splits(query.period, Dimension::Creator);
        ProductBoard { query, week, month, rows, returns_missing, gmv, listed, by_creator }
    }

    /// The period that a column is about.
    pub fn period(&self, column: ProductColumn) -> Period {
        match column {
            ProductColumn::Week => self.week,
            ProductColumn::Month => self.month,
            _ => self.query.period,
        }
    }

    /// The figure of a row in a column that shows a metric.
    pub fn figure(&self, book: &Book, row: &ProductRow, column: ProductColumn) -> Option<Figure> {
        let totals = match column {
            ProductColumn::Week => row.week[0],
            ProductColumn::Month => row.month[0],
            _ => row.totals,
        };
        self.figure_of(book, row, column, totals, self.period(column))
    }

    /// The figure of the 7 or the 30 days before.
    pub fn before(&self, book: &Book, row: &ProductRow, column: ProductColumn) -> Option<Figure> {
        let (totals, period) = match column {
            ProductColumn::Week => (row.week[1], self.week.previous()),
            ProductColumn::Month => (row.month[1], self.month.previous()),
            _ => return None,
        };
        self.figure_of(book, row, column, totals, period)
    }

    fn figure_of(
        &self,
        book: &Book,
        row: &ProductRow,
        column: ProductColumn,
        totals: Totals,
        period: Period,
    ) -> Option<Figure> {
        let metric = metric(column.metric()?)?;
        if column == ProductColumn::Returns {
            return Some(match self.returns_missing {
                None => Figure::unknown(period),
                Some(missing) => {
                    Figure::of(Value::Count(row.returns), SourceKind::Orders).with_missing(missing)
                }
            });
        }
        let filter = self.query.filter.only(Dimension::Product, row.product);
        let query = self.query.over(period).filtered(filter);
        Some((metric.figure)(&Reading::of_totals(book, query, totals)))
    }

    /// The share of a row's 成交金额 in that of all, in millionths.
    pub fn share(&self, row: &ProductRow) -> Option<i64> {
        ratio_millionths(row.totals.gmv.cents(), self.gmv.cents())
    }

    /// What a row is sorted by in a column of numbers; nothing where it is not known.
    pub fn number(&self, book: &Book, row: &ProductRow, column: ProductColumn) -> Option<i64> {
        let totals = &row.totals;
        let day = |day: Option<Day>| day.map(|day| i64::from(day.0));
        match column {
            ProductColumn::Gmv | ProductColumn::Share => Some(totals.gmv.cents()),
            ProductColumn::Orders => Some(totals.orders),
            ProductColumn::Units => Some(totals.units),
            ProductColumn::LineValue => totals.gmv.over(totals.orders).map(Money::cents),
            ProductColumn::PieceValue => totals.gmv.over(totals.units).map(Money::cents),
            ProductColumn::NetGmv => Some(totals.net().cents()),
            ProductColumn::RefundRate => {
                ratio_millionths(totals.refund.cents(), totals.gmv.cents())
            }
            ProductColumn::Returns => self.returns_missing.map(|_| row.returns),
            ProductColumn::ReturnRate => ratio_millionths(totals.returned, totals.orders),
            ProductColumn::Week => Some(row.week[0].gmv.cents()),
            ProductColumn::Month => Some(row.month[0].gmv.cents()),
            ProductColumn::Impressions | ProductColumn::Ctr => self.seen(book, row, column),
            ProductColumn::Days => Some(row.days),
            ProductColumn::First => day(row.first),
            ProductColumn::Last => day(row.last),
            ProductColumn::Creators => Some(row.creators).filter(|_| self.by_creator),
            ProductColumn::Name | ProductColumn::Role => None,
        }
    }

    fn seen(&self, book: &Book, row: &ProductRow, column: ProductColumn) -> Option<i64> {
        row.product.filter(|_| self.listed)?;
        let filter = self.query.filter.only(Dimension::Product, row.product);
        let funnel = super::funnel::funnel(book, &self.query.filtered(filter), Counting::People);
        let seen = funnel.count(StepKind::Impressions)?;
        match column {
            ProductColumn::Ctr => ratio_millionths(funnel.count(StepKind::Clicks)?, seen),
            _ => Some(seen),
        }
    }
}
