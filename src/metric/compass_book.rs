//! 罗盘 rows as figures need them: one row a shop day, ranges as stated, products as listed.

use crate::domain::{
    Cancelled, CompassColumn, Dataset, Day, Fact, Family, Money, Pace, Period, Scope, SortedMap,
    Word, sort_by_key,
};

use CompassColumn as C;

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// The measures of a 罗盘 row; a measure that the report lacks is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompassDay {
    pub gmv: Option<Money>,
    pub user_paid: Option<Money>,
    pub orders: Option<i64>,
    pub buyers: Option<i64>,
    pub refund_by_pay: Option<Money>,
    pub impressions: Option<i64>,
    pub clicks: Option<i64>,
    pub carts: Option<i64>,
    pub ad_cost: Option<Money>,
}

impl CompassDay {
    fn of(fact: &Fact<'_>) -> CompassDay {
        CompassDay {
            gmv: fact.money(C::Gmv),
            user_paid: fact.money(C::UserPaid),
            orders: fact.get(C::Orders),
            buyers: fact.get(C::Buyers),
            refund_by_pay: fact.money(C::RefundByPay),
            impressions: fact.get(C::Impressions),
            clicks: fact.get(C::Clicks),
            carts: fact.get(C::Carts),
            ad_cost: fact.money(C::AdCost),
        }
    }
}

/// A row of 商品列表: a product, or the shop where `product` is nothing, over a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedRow {
    pub product: Option<Word>,
    pub measures: CompassDay,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct CompassBook {
    /// 自助取数 by shop, by stated range; single days are ranges of one day.
    pub shop: SortedMap<Period, CompassDay>,
    /// 成交分析, 全部 and 不限, by stated range.
    pub deal: SortedMap<Period, CompassDay>,
    /// 商品列表, 载体 全部, by stated range.
    pub listed: SortedMap<Period, Vec<ListedRow>>,
    /// 品类 of each product, by the latest range that states one.
    pub categories: SortedMap<Word, Word>,
}

impl CompassBook {
    pub(super) async fn open(
        dataset: &Dataset,
        pace: &impl Pace,
    ) -> Result<CompassBook, Cancelled> {
        let mut book = CompassBook::default();
        let mut categories = Vec::new();
        for (count, fact) in dataset.ledger(Family::Compass).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            book.add(&fact);
            categories.extend(category(&fact));
        }
        sort_by_key(&mut categories, |&(_, to, name)| (to, dataset.words.text(name)));
        book.categories =
            categories.into_iter().map(|(product, _, name)| (product, name)).collect();
        book.listed.values_mut().for_each(|rows| sort_by_key(rows, |row| row.product));
        Ok(book)
    }

    fn add(&mut self, fact: &Fact<'_>) -> Option<()> {
        let period = Period::new(fact.day(C::From)?, fact.day(C::To)?)?;
        let measures = CompassDay::of(fact);
        let split = fact.get(C::Carrier).is_some() || fact.get(C::Side).is_some();
        let product = fact.word(C::Product);
        match Scope::from_cell(fact.get(C::Scope)?)? {
            Scope::ShopDaily => _ = self.shop.insert(period, measures),
            Scope::Deal if !split => _ = self.deal.insert(period, measures),
            Scope::ProductList if !split => {
                self.listed.slot(period).push(ListedRow { product, measures });
            }
            // Slices, and reports that no figure takes yet.
            Scope::Deal
            | Scope::ProductList
            | Scope::ProductDaily
            | Scope::Card
            | Scope::CardFlow => {}
        }
        Some(())
    }

    /// One measure of a shop day: 自助取数 first, then 成交分析.
    pub fn on<T>(&self, day: Day, measure: impl Fn(&CompassDay) -> Option<T>) -> Option<T> {
        let period = Period::day(day);
        let stated = |rows: &SortedMap<Period, CompassDay>| rows.get(&period).and_then(&measure);
        stated(&self.shop).or_else(|| stated(&self.deal))
    }

    /// One measure of a row that states exactly this range.
    pub fn stated<T>(
        &self,
        period: Period,
        measure: impl Fn(&CompassDay) -> Option<T>,
    ) -> Option<T> {
        let stated = |rows: &SortedMap<Period, CompassDay>| rows.get(&period).and_then(&measure);
        stated(&self.shop).or_else(|| stated(&self.deal))
    }
}

/// What a row of 商品列表 says of the 品类 of its product, and up to which day.
fn category(fact: &Fact<'_>) -> Option<(Word, Day, Word)> {
    Some((fact.word(C::Product)?, fact.day(C::To)?, fact.word(C::Category)?))
}
