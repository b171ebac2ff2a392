//! 罗盘 rows as figures need them: one row a shop day, ranges as stated, products as listed.

use super::compass_part::{Part, PartRow};
use super::funnel::FunnelSource;
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
    pub impression_times: Option<i64>,
    pub clicks: Option<i64>,
    pub click_times: Option<i64>,
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
            impression_times: fact.get(C::ImpressionTimes),
            clicks: fact.get(C::Clicks),
            click_times: fact.get(C::ClickTimes),
            carts: fact.get(C::Carts),
            ad_cost: fact.money(C::AdCost),
        }
    }
}

impl CompassDay {
    /// Adds the steps of another row; a step that neither states stays unsaid.
    pub(super) fn join(&mut self, other: &CompassDay) {
        let steps = [
            (&mut self.impressions, other.impressions),
            (&mut self.impression_times, other.impression_times),
            (&mut self.clicks, other.clicks),
            (&mut self.click_times, other.click_times),
            (&mut self.carts, other.carts),
            (&mut self.buyers, other.buyers),
            (&mut self.orders, other.orders),
        ];
        for (sum, more) in steps {
            *sum = match (*sum, more) {
                (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
                (sum, more) => sum.or(more),
            };
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
    /// Rows of one product, of one 载体 or of both, by report and stated range: 自助取数 by product,
    /// and the split rows of 成交分析 and 商品列表.
    pub parts: SortedMap<(FunnelSource, Period), Vec<PartRow>>,
    /// 品类 of each product, by the latest range that states one.
    pub categories: SortedMap<Word, Word>,
    /// 商品名称 of each product, by the latest range that states one.
    pub titles: SortedMap<Word, Word>,
}

impl CompassBook {
    pub(super) async fn open(
        dataset: &Dataset,
        pace: &impl Pace,
    ) -> Result<CompassBook, Cancelled> {
        let mut book = CompassBook::default();
        let (mut categories, mut titles) = (Vec::new(), Vec::new());
        for (count, fact) in dataset.ledger(Family::Compass).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            book.add(&fact);
            categories.extend(stated(&fact, C::Category));
            titles.extend(stated(&fact, C::Title));
        }
        let latest = |mut stated: Vec<(Word, Day, Word)>| {
            sort_by_key(&mut stated, |&(_, to, name)| (to, dataset.words.text(name)));
            stated.into_iter().map(|(product, _, name)| (product, name)).collect()
        };
        (book.categories, book.titles) = (latest(categories), latest(titles));
        book.listed.values_mut().for_each(|rows| sort_by_key(rows, |row| row.product));
        book.parts.values_mut().for_each(|rows| sort_by_key(rows, |row| row.part));
        Ok(book)
    }

    fn add(&mut self, fact: &Fact<'_>) -> Option<()> {
        let period = Period::new(fact.day(C::From)?, fact.day(C::To)?)?;
        let measures = CompassDay::of(fact);
        let product = fact.word(C::Product);
        let part = Part { product, carrier: fact.word(C::Carrier) };
        let split = part.carrier.is_some();
        if fact.get(C::Side).is_some() {
            // 自营 and 合作 lie within the rows of both.
            return None;
        }
        let mut push = |source| {
            let row = PartRow::of(part, &measures)?;
            self.parts.slot((source, period)).push(row);
            Some(())
        };
        match Scope::from_cell(fact.get(C::Scope)?)? {
            Scope::ShopDaily => _ = self.shop.insert(period, measures),
            Scope::Deal if !split => _ = self.deal.insert(period, measures),
            Scope::ProductList if !split => {
                self.listed.slot(period).push(ListedRow { product, measures });
            }
            Scope::Deal => push(FunnelSource::Deal)?,
            Scope::ProductList => push(FunnelSource::ProductList)?,
            Scope::ProductDaily => push(FunnelSource::ProductDaily)?,
            // Reports that no figure takes yet.
            Scope::Card | Scope::CardFlow => {}
        }
        Some(())
    }

    /// No report has been imported that figures are made of.
    pub fn is_empty(&self) -> bool {
        self.shop.is_empty()
            && self.deal.is_empty()
            && self.listed.is_empty()
            && self.parts.is_empty()
    }

    pub(super) fn has_carrier(&self, carrier: Word) -> bool {
        self.parts.values().flatten().any(|row| row.part.carrier == Some(carrier))
    }

    /// The row of a report that states exactly this range of the shop or of a part of it.
    pub(super) fn row(
        &self,
        source: FunnelSource,
        part: Part,
        period: Period,
    ) -> Option<CompassDay> {
        match source {
            FunnelSource::ShopDaily if part.is_shop() => self.shop.get(&period).copied(),
            FunnelSource::Deal if part.is_shop() => self.deal.get(&period).copied(),
            FunnelSource::ProductList if part.carrier.is_none() => {
                let rows = self.listed.get(&period)?;
                let place = rows.binary_search_by_key(&part.product, |row| row.product).ok()?;
                rows.get(place).map(|row| row.measures)
            }
            _ => {
                let rows = self.parts.get(&(source, period))?;
                let place = rows.binary_search_by_key(&part, |row| row.part).ok()?;
                rows.get(place).map(PartRow::measures)
            }
        }
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

/// What a row says of its product in a column of words, and up to which day.
fn stated(fact: &Fact<'_>, column: C) -> Option<(Word, Day, Word)> {
    Some((fact.word(C::Product)?, fact.day(C::To)?, fact.word(column)?))
}
