//! What is finished and not settled: order lines that no 结算账单 names.
//!
//! A bill speaks of the days from its first to its last 结算时间. A line that was finished before
//! the first may stand in an older bill, so it is not looked for.

use rustc_hash::FxHashSet;

use crate::domain::{
    Cancelled, Dataset, Day, Fact, Family, LineColumn as L, Moment, Money, Pace, Refunded,
    SettlementColumn as S, Words, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// The orders that bills name.
#[derive(Debug)]
pub(super) struct Settled {
    numbers: FxHashSet<i64>,
    first: Option<Day>,
    last: Option<Day>,
}

impl Settled {
    pub async fn collect(dataset: &Dataset, pace: &impl Pace) -> Result<Settled, Cancelled> {
        let mut settled = Settled { numbers: FxHashSet::default(), first: None, last: None };
        for (count, fact) in dataset.ledger(Family::Settlements).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            settled.numbers.extend(fact.get(S::Line).or(fact.get(S::Order)));
            let day = fact.moment(S::SettledAt).map(Moment::day);
            settled.first = [settled.first, day].into_iter().flatten().min();
            settled.last = settled.last.max(day);
        }
        Ok(settled)
    }

    /// When a line that should have been settled was finished, and what its buyer paid.
    pub fn misses(&self, fact: &Fact<'_>, words: &Words) -> Option<(Day, Money)> {
        let first = self.first?;
        let finished = fact.moment(L::Finished).map(Moment::day).filter(|day| *day >= first)?;
        let paid = fact.money(L::Payable).filter(|paid| *paid > Money::ZERO)?;
        let after_sale = fact.word(L::AfterSale).map_or("", |word| words.text(word));
        let known = [L::Line, L::Order]
            .into_iter()
            .any(|column| fact.get(column).is_some_and(|id| self.numbers.contains(&id)));
        let due = !known && Refunded::classify(after_sale) == Refunded::No;
        due.then_some((finished, paid))
    }
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct SettlementBook {
    /// The last day that a bill speaks of.
    pub last: Option<Day>,
    /// The days on which unsettled lines were finished, with what their buyers paid, in order.
    pub unsettled: Vec<(Day, Money)>,
}

impl SettlementBook {
    pub(super) async fn open(
        dataset: &Dataset,
        pace: &impl Pace,
    ) -> Result<SettlementBook, Cancelled> {
        let settled = Settled::collect(dataset, pace).await?;
        let mut book = SettlementBook { last: settled.last, unsettled: Vec::new() };
        if settled.first.is_none() {
            return Ok(book);
        }
        for (count, fact) in dataset.ledger(Family::Lines).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            book.unsettled.extend(settled.misses(&fact, &dataset.words));
        }
        sort_by_key(&mut book.unsettled, |(day, _)| *day);
        Ok(book)
    }
}
