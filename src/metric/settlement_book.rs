//! What is finished and not settled: order lines that no 结算账单 names.
//!
//! A bill speaks of the days from its first to its last 结算时间. A line that was finished before
//! the first may stand in an older bill, so it is not looked for.

use rustc_hash::FxHashSet;

use crate::domain::{
    Cancelled, Dataset, Day, Family, LineColumn as L, Moment, Money, Pace, Refunded,
    SettlementColumn as S, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

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
        let (mut settled, mut first, mut last) = (FxHashSet::default(), None, None);
        for (count, fact) in dataset.ledger(Family::Settlements).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            settled.extend(fact.get(S::Line).or(fact.get(S::Order)));
            let day = fact.moment(S::SettledAt).map(Moment::day);
            first = [first, day].into_iter().flatten().min();
            last = last.max(day);
        }
        let mut book = SettlementBook { last, unsettled: Vec::new() };
        let Some(first) = first else { return Ok(book) };
        for (count, fact) in dataset.ledger(Family::Lines).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let finished = fact.moment(L::Finished).map(Moment::day).filter(|day| *day >= first);
            let paid = fact.money(L::Payable).filter(|paid| *paid > Money::ZERO);
            let (Some(finished), Some(paid)) = (finished, paid) else { continue };
            let after_sale = fact.word(L::AfterSale).map_or("", |word| dataset.words.text(word));
            let known = [L::Line, L::Order]
                .into_iter()
                .any(|column| fact.get(column).is_some_and(|id| settled.contains(&id)));
            if !known && Refunded::classify(after_sale) == Refunded::No {
                book.unsettled.push((finished, paid));
            }
        }
        sort_by_key(&mut book.unsettled, |(day, _)| *day);
        Ok(book)
    }
}
