//! After-sale cases as figures need them: refunds by the day the money moved, returns by the day
//! they were asked for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::book::Dims;
use super::explain::LeftOut;
use super::refund::{Case, Refunds};
use super::sighting::{Sighting, sightings};
use crate::domain::{
    Cancelled, CaseColumn, Claim, Dataset, Day, DaySet, Fact, Family, Id, Moment, Money, Pace,
    Period, ReasonClass, SourceId, Word, Words, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// Money that moved back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundEvent {
    pub day: Day,
    /// When its line was paid; nothing for a case without one.
    pub paid: Option<Day>,
    pub amount: Money,
    pub dims: Dims,
}

/// A case that counts as a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnCase {
    /// 售后申请时间.
    pub day: Day,
    /// When its line was paid; nothing for a case without one.
    pub paid: Option<Day>,
    pub class: ReasonClass,
    /// 抖店 marks the reason as the product's quality.
    pub quality_case: bool,
    /// The reason as worded.
    pub reason: Option<Word>,
    pub dims: Dims,
}

/// A return that counts against the quality of the goods: its reason is of that class, or 抖店
/// marks it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualityCase {
    /// 售后单号.
    pub case: Id,
    /// 售后申请时间.
    pub applied: Day,
    /// 售后完结时间, else when the money moved; nothing while it is open.
    pub decided: Option<Day>,
    pub reason: Option<Word>,
    /// What the buyer's own words come to; nothing where the file has none.
    pub claim: Option<Claim>,
    pub dims: Dims,
}

/// A case that is no return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReturn {
    /// 售后申请时间.
    pub day: Day,
    pub why: LeftOut,
    pub dims: Dims,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct CaseBook {
    /// In the order of days.
    pub refunds: Vec<RefundEvent>,
    /// In the order of days.
    pub returns: Vec<ReturnCase>,
    /// Those of the returns that are about quality.
    pub quality: Vec<QualityCase>,
    /// Some file tells buyers' own words, of which the class is kept.
    pub claims: bool,
    pub not_returns: Vec<NoReturn>,
    /// What successive order files saw of refunds, by pay day and age.
    pub sightings: Vec<Sighting>,
    /// Finished refunds without any date; they are in no period by refund time.
    pub undated: u32,
    /// Cases whose order line no order file has.
    pub unmatched: Vec<Id>,
    /// Some of them came after months were rolled up, and may be about lines that went.
    pub late: bool,
}

impl CaseBook {
    pub(super) async fn open(
        dataset: &Dataset,
        refunds: &Refunds,
        rolled: &DaySet,
        pace: &impl Pace,
    ) -> Result<CaseBook, Cancelled> {
        let (versions, last_rollup) = (FxHashMap::default(), dataset.last_rollup());
        let before = last_rollup.map(|rolled| known_before(dataset, rolled)).unwrap_or_default();
        let mut book = CaseBook::default();
        for (count, fact) in dataset.ledger(Family::Cases).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let Some(case) = Case::read(&fact, &dataset.words, &versions) else {
                continue;
            };
            let settled = refunds.settled.get(&case.id);
            if settled.is_none() {
                book.unmatched.push(Id::from_cell(case.id));
                if last_rollup.is_some_and(|rolled| fact.newest > rolled) {
                    book.late |= !before.contains(&fact.key(Family::Cases.schema()));
                }
            }
            let product = fact.word(CaseColumn::Product);
            let dims = settled.map_or(Dims { product, ..Dims::default() }, |settled| settled.dims);
            let paid = settled.and_then(|settled| settled.paid);
            if case.finished {
                let amount = settled.map_or(case.amount, |settled| settled.amount);
                match case.at {
                    Some(at) => {
                        let day = at.day();
                        book.refunds.push(RefundEvent { day, paid, amount, dims });
                    }
                    None => book.undated += 1,
                }
            }
            let Some(day) = fact.moment(CaseColumn::Applied).map(Moment::day) else {
                continue;
            };
            match case.left_out {
                Some(why) => book.not_returns.push(NoReturn { day, why, dims }),
                None => book.note_return(&fact, &case, (day, paid), dims, &dataset.words),
            }
        }
        book.sightings = sightings(dataset, rolled, pace).await?;
        sort_by_key(&mut book.refunds, |event| event.day);
        sort_by_key(&mut book.returns, |case| case.day);
        sort_by_key(&mut book.quality, |case| case.case);
        sort_by_key(&mut book.unmatched, |case| *case);
        Ok(book)
    }

    fn note_return(
        &mut self,
        fact: &Fact<'_>,
        case: &Case,
        (day, paid): (Day, Option<Day>),
        dims: Dims,
        words: &Words,
    ) {
        let reason = fact.word(CaseColumn::Reason);
        let text = reason.map_or("", |reason| words.text(reason));
        let (class, quality_case) = ReasonClass::classify(text);
        self.returns.push(ReturnCase { day, paid, class, quality_case, reason, dims });
        self.claims |= fact.has(CaseColumn::Claim);
        if quality_case || class == ReasonClass::Quality {
            let claim = fact.word(CaseColumn::Claim).map(|word| words.text(word));
            let decided = fact.moment(CaseColumn::Finished).or(case.at);
            self.quality.push(QualityCase {
                case: Id::from_cell(case.id),
                applied: day,
                decided: decided.map(Moment::day),
                reason,
                claim: claim.and_then(Claim::from_id),
                dims,
            });
        }
    }

    pub fn refunds_in(&self, period: Period) -> &[RefundEvent] {
        let from = self.refunds.partition_point(|event| event.day < period.from);
        let to = self.refunds.partition_point(|event| event.day <= period.to);
        self.refunds.get(from..to).unwrap_or_default()
    }

    pub fn returns_in(&self, period: Period) -> &[ReturnCase] {
        let from = self.returns.partition_point(|case| case.day < period.from);
        let to = self.returns.partition_point(|case| case.day <= period.to);
        self.returns.get(from..to).unwrap_or_default()
    }
}

/// The keys of the cases that files from before a source state.
fn known_before(dataset: &Dataset, source: SourceId) -> FxHashSet<u64> {
    let (ledger, schema) = (dataset.ledger(Family::Cases), Family::Cases.schema());
    let before = dataset.live_sources().filter(|it| it.family == Family::Cases && it.id < source);
    let rows = before.flat_map(|it| ledger.stated_by(it.id));
    rows.map(|(block, row)| block.key(schema, row)).collect()
}
