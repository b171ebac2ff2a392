//! What each order file saw of the refunds of the days it speaks of.
//!
//! An order file states by 售后状态 alone which lines were refunded when it was exported. One file
//! is a moment; several exports of the same days are a few points of how refunds came in, which is
//! all that a shop without after-sale files can learn from.

use rustc_hash::FxHashMap;

use crate::domain::{
    Block, Cancelled, Dataset, Day, DaySet, Family, LineColumn, Moment, Money, Pace, Refunded,
    Source, Word, Words, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// A pay day as one order file saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub paid: Day,
    /// Days from the payment to the export.
    pub age: i32,
    pub gmv: Money,
    /// The gmv of the lines that the file calls refunded.
    pub refund: Money,
}

/// The sightings of all live order files, by pay day and age; none where there is but one file, and
/// none of days that are rolled up: what is left of their lines is no measure.
pub(super) async fn sightings(
    dataset: &Dataset,
    rolled: &DaySet,
    pace: &impl Pace,
) -> Result<Vec<Sighting>, Cancelled> {
    let told = |source: &&Source| {
        source.family == Family::Lines
            && source.columns.has(LineColumn::Paid.into())
            && source.columns.has(LineColumn::AfterSale.into())
    };
    let sources: Vec<&Source> = dataset.live_sources().filter(told).collect();
    let mut found = Vec::new();
    if sources.len() < 2 {
        return Ok(found);
    }
    let ledger = dataset.ledger(Family::Lines);
    for source in sources {
        let mut days: FxHashMap<Day, (Money, Money)> = FxHashMap::default();
        for mark in ledger.marks().iter().filter(|mark| mark.source == source.id) {
            let mut blocks = ledger.blocks().iter();
            let Some(block) = blocks.find(|block| block.number == mark.block) else { continue };
            for (count, row) in mark.rows.iter().enumerate() {
                if count % BREATH == 0 {
                    pace.breathe().await?;
                }
                let row = usize::try_from(row).unwrap_or(usize::MAX);
                if let Some((paid, gmv, refunded)) = line(block, row, &dataset.words) {
                    let (whole, part) = days.entry(paid).or_default();
                    *whole += gmv;
                    *part += if refunded { gmv } else { Money::ZERO };
                }
            }
        }
        let seen = source.version.at.day();
        let seen_days =
            days.into_iter().filter(|&(paid, _)| paid <= seen && !rolled.contains(paid));
        found.extend(seen_days.map(|(paid, (gmv, refund))| {
            let age = seen.since(paid);
            Sighting { paid, age, gmv, refund }
        }));
    }
    sort_by_key(&mut found, |it| (it.paid, it.age, it.gmv, it.refund));
    Ok(found)
}

/// The pay day and the gmv of a paid line, and whether its file calls it refunded.
fn line(block: &Block, row: usize, words: &Words) -> Option<(Day, Money, bool)> {
    let get = |column: LineColumn| block.get(row, column.into());
    let paid = Moment(get(LineColumn::Paid)?).day();
    let money = |column| Money(get(column).unwrap_or(0));
    let gmv = money(LineColumn::Payable)
        + money(LineColumn::PlatformPart)
        + money(LineColumn::CreatorPart);
    let status = get(LineColumn::AfterSale).map(Word::from_cell);
    let status = status.map_or("", |word| words.text(word));
    Some((paid, gmv, Refunded::classify(status) == Refunded::Yes))
}
