//! Loading the state of one shop from its chunks.

use std::sync::Arc;

use super::chunk;
use super::log::{Log, StoredMark, StoredSource, family_of};
use super::manifest::{ChunkRef, ShopEntry};
use super::shelf::Shelf;
use super::vault::{Damage, LoadFault, Loaded, Shop};
use crate::domain::{Block, Dataset, Family, Ledger, Mark, Pace, Period, SortedMap, Source, Words};

/// A shop as its chunks tell it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub entry: ShopEntry,
    /// With its damage, if there is any.
    pub loaded: Loaded,
    /// Its blocks, and the chunk of each.
    pub saved: Vec<(Arc<Block>, ChunkRef)>,
}

/// Loads a shop; without an entry it is a new one. `damage` tells what was missing; without it the
/// state is whole.
pub(super) async fn load_shop(
    shelf: &dyn Shelf,
    entry: Option<&ShopEntry>,
    pace: &impl Pace,
) -> Result<Found, LoadFault> {
    let Some(entry) = entry else { return Ok(Found::default()) };
    let mut damage = Damage::default();
    let log = read_log(shelf, entry, &mut damage)?;
    let (mut words, mut saved) = (Words::default(), Vec::new());
    let mut blocks: SortedMap<Family, Vec<Arc<Block>>> = SortedMap::new();
    for reference in &entry.chunks {
        let Some(family) = family_of(&reference.family) else { continue };
        match chunk::read_block(shelf, reference, family, &mut words, pace).await?? {
            Some(block) => {
                let block = Arc::new(block);
                saved.push((Arc::clone(&block), reference.clone()));
                blocks.slot(family).push(block);
            }
            None => {
                damage.keys.push(reference.key.clone());
                let lost = (reference.family.clone(), reference.month);
                damage.lost.extend(Some(lost).filter(|(_, month)| *month > 0));
            }
        }
    }
    let mut sources: Vec<Source> = log.sources.iter().filter_map(StoredSource::restore).collect();
    let marks: Vec<_> = log.marks.iter().filter_map(StoredMark::restore).collect();
    for mark in marks.iter().filter(|_| !damage.lost.is_empty()) {
        uncover(&mut sources, mark, &damage, entry);
    }
    for month in half_rolled(entry, &damage) {
        sources.iter_mut().filter(|it| it.family == Family::Lines).for_each(|it| leave(it, month));
        let sums = saved.iter().filter(|(_, it)| it.month == month && it.family == SUMS);
        for (_, reference) in sums {
            damage.keys.push(reference.key.clone());
            damage.lost.push((reference.family.clone(), month));
        }
        blocks.slot(Family::Rollups).retain(|block| block.month != month);
    }
    let ledgers = Family::ALL.map(|family| {
        let blocks = blocks.remove(&family).unwrap_or_default();
        let marks = marks.iter().filter(|(of, _)| *of == family).map(|(_, mark)| mark.clone());
        let marks = marks.filter(|mark| within(mark, &blocks)).collect();
        Ledger::from_parts(family, blocks, marks)
    });
    let dataset = Dataset::from_parts(words, sources, ledgers, pace).await?;
    let shop = Shop { id: entry.id.clone(), name: entry.name.clone() };
    let damage = (!damage.keys.is_empty()).then_some(damage);
    Ok(Found { entry: entry.clone(), loaded: Loaded { dataset, shop, damage }, saved })
}

/// The log with the files of its parts, from the oldest on.
fn read_log(shelf: &dyn Shelf, entry: &ShopEntry, damage: &mut Damage) -> Result<Log, LoadFault> {
    let Some(reference) = &entry.log else { return Ok(Log::default()) };
    let mut sources: Vec<StoredSource> = Vec::new();
    for part in &entry.past {
        match chunk::read_log::<Vec<StoredSource>>(shelf, part)? {
            Some(part) => sources.extend(part),
            None => damage.keys.push(part.key.clone()),
        }
    }
    let Some(log) = chunk::read_log::<Log>(shelf, reference)? else {
        damage.keys.push(reference.key.clone());
        return Ok(Log::default());
    };
    sources.extend(log.sources);
    Ok(Log { sources, ..log })
}

/// A day whose rows are lost is not a day without sales: the file of a lost block covers its month
/// no more.
fn uncover(sources: &mut [Source], mark: &(Family, Mark), damage: &Damage, entry: &ShopEntry) {
    let (family, mark) = mark;
    let of_mark = |chunk: &&ChunkRef| {
        chunk.family == family.schema().name && chunk.number == u64::from(mark.block)
    };
    let lost = entry.chunks.iter().find(of_mark).filter(|it| damage.keys.contains(&it.key));
    let source = sources.iter_mut().find(|source| source.id == mark.source);
    if let (Some(lost), Some(source)) = (lost, source) {
        leave(source, lost.month);
    }
}

fn leave(source: &mut Source, month: u32) {
    let covers = source.covers.and_then(|covers| covers.without_month(month));
    let ends = |covers: Option<Period>| covers.map(|covers| covers.to);
    source.last_day_open &= ends(covers) == ends(source.covers);
    source.covers = covers;
}

/// What [`Family::Lines`] and [`Family::Rollups`] are called in stores.
const LINES: &str = crate::domain::LINES.name;
const SUMS: &str = crate::domain::ROLLUPS.name;

/// Months that are rolled up and lost their sums, or lines that were left beside them. The rest
/// alone would be too little, whichever file it came from, so it goes too: the files bring the
/// whole month back.
fn half_rolled(entry: &ShopEntry, damage: &Damage) -> Vec<u32> {
    let rolled = |month: u32| entry.chunks.iter().any(|it| it.family == SUMS && it.month == month);
    let of_orders = damage.lost.iter().filter(|(family, _)| family == LINES || family == SUMS);
    let months: SortedMap<u32, ()> =
        of_orders.map(|(_, month)| (*month, ())).filter(|(month, ())| rolled(*month)).collect();
    months.keys().copied().collect()
}

/// Whether a mark speaks of rows that exist.
fn within(mark: &Mark, blocks: &[Arc<Block>]) -> bool {
    blocks.iter().any(|block| {
        let last = mark.rows.last().and_then(|row| usize::try_from(row).ok());
        block.number == mark.block && last.is_some_and(|last| last < block.len())
    })
}
