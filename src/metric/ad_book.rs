//! 千川 by day: what the whole promotion cost and brought.
//!
//! The reports of 千川 show the same money from different sides, so a day takes one of them: the
//! accounts, else the live rooms, else the products. Plans state direct sales only and are never
//! added to these.

use crate::domain::{
    AdColumn as C, AdScope, Cancelled, Dataset, Day, Family, Money, Pace, Period, SortedMap, Word,
    sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// The reports that state 整体消耗, best first.
const OVERALL: [AdScope; 3] = [AdScope::OverallAccount, AdScope::Live, AdScope::Product];

/// 整体消耗 and 整体成交金额 of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdDay {
    pub cost: Money,
    /// Nothing where a row of the day does not state it: part of it over all of the cost would be
    /// a number of nothing.
    pub gmv: Option<Money>,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct AdBook {
    days: SortedMap<(Day, AdScope), AdDay>,
    /// 整体消耗 of a product on a day, as 全域 商品 states it, by product and day.
    products: Vec<(Word, Day, Money)>,
    /// 商品名称 of a product, as the latest row of 全域 商品 states it.
    pub titles: SortedMap<Word, Word>,
}

impl AdBook {
    pub(super) async fn open(dataset: &Dataset, pace: &impl Pace) -> Result<AdBook, Cancelled> {
        let (mut book, mut titles) = (AdBook::default(), Vec::new());
        for (count, fact) in dataset.ledger(Family::Ads).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let scope = fact.get(C::Scope).and_then(AdScope::from_cell);
            let day = fact.day(C::From).filter(|day| fact.day(C::To) == Some(*day));
            if let (Some(scope), Some(day), Some(cost)) = (scope, day, fact.money(C::Cost)) {
                let none = AdDay { cost: Money::ZERO, gmv: Some(Money::ZERO) };
                let item = fact.word(C::Item).filter(|_| scope == AdScope::Product);
                book.products.extend(item.map(|item| (item, day, cost)));
                titles
                    .extend(item.zip(fact.word(C::ItemName)).map(|(item, name)| (day, name, item)));
                let sum = book.days.slot_or((day, scope), || none);
                sum.cost += cost;
                sum.gmv = sum.gmv.zip(fact.money(C::Gmv)).map(|(gmv, more)| gmv + more);
            }
        }
        sort_by_key(&mut book.products, |&(product, day, _)| (product, day));
        sort_by_key(&mut titles, |&(day, name, _)| (day, dataset.words.text(name)));
        book.titles = titles.into_iter().map(|(_, name, item)| (item, name)).collect();
        Ok(book)
    }

    /// The days on which money was spent on a product, with how much.
    pub fn of_product(&self, product: Word) -> impl Iterator<Item = (Day, Money)> {
        let from = self.products.partition_point(|&(known, ..)| known < product);
        let rows = self.products.iter().skip(from).take_while(move |row| row.0 == product);
        rows.map(|&(_, day, cost)| (day, cost)).filter(|&(_, cost)| cost > Money::ZERO)
    }

    /// What was spent on each product in a period, in the order of words.
    pub fn by_product(&self, period: Period) -> SortedMap<Word, Money> {
        let mut costs: SortedMap<Word, Money> = SortedMap::new();
        for &(product, _, cost) in self.products.iter().filter(|row| period.contains(row.1)) {
            *costs.slot(product) += cost;
        }
        costs
    }

    /// The report that a day is taken from, and its sums.
    pub fn on(&self, day: Day) -> Option<(AdScope, AdDay)> {
        OVERALL.iter().find_map(|&scope| Some((scope, *self.days.get(&(day, scope))?)))
    }
}
