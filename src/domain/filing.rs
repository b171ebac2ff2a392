//! Filing a file: what each of its rows does to what a ledger knows, and where it goes.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::block::Block;
use super::ledger::{Fact, Ledger, ROWS_A_BREATH, Tally, keeps};
use super::pace::{Cancelled, Pace};
use super::sorted_map::SortedMap;
use super::source::{SourceId, Version};
use super::word::Words;

/// Files the statements of one source into a ledger, row by row.
///
/// Rows are taken in the file's order, so that the second appearance of a key counts against
/// the first; what is filed in the end is the last appearance.
pub(super) struct Filing<'a> {
    ledger: &'a Ledger,
    versions: &'a FxHashMap<SourceId, Version>,
    version: Version,
    words: &'a Words,
    block: &'a Block,
    /// The last row of each key so far.
    last: FxHashMap<u64, usize>,
    /// Whether a later row of the file has the same key, by row.
    superseded: Vec<bool>,
    tally: Tally,
}

impl<'a> Filing<'a> {
    pub fn new(
        ledger: &'a Ledger,
        versions: &'a FxHashMap<SourceId, Version>,
        version: Version,
        words: &'a Words,
        block: &'a Block,
    ) -> Filing<'a> {
        let last = FxHashMap::with_capacity_and_hasher(block.len(), FxBuildHasher);
        let (superseded, tally) = (vec![false; block.len()], Tally::default());
        Filing { ledger, versions, version, words, block, last, superseded, tally }
    }

    /// Counts every row and finds the last of each key.
    pub async fn count(&mut self, pace: &impl Pace) -> Result<(), Cancelled> {
        let schema = self.ledger.family.schema();
        for row in 0..self.block.len() {
            if row % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let key = self.block.key(schema, row);
            match self.last.insert(key, row) {
                Some(earlier) => {
                    self.count_repeat(earlier, row);
                    if let Some(superseded) = self.superseded.get_mut(earlier) {
                        *superseded = true;
                    }
                }
                None => self.count_first(row),
            }
        }
        if self.ledger.is_empty() {
            return Ok(());
        }
        // Of a key that the file has twice only the last row is filed, so only that one can fill.
        for (count, &row) in self.last.values().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let known = self.ledger.fact_like(self.block, row).filter(|known| self.is_older(known));
            self.tally.filled += u32::from(known.is_some_and(|known| self.fills(&known, row)));
        }
        Ok(())
    }

    /// A key that this file had before: identical is unchanged, anything else an update.
    fn count_repeat(&mut self, earlier: usize, row: usize) {
        let block = self.block;
        let same = block.columns.iter().all(|c| block.get(earlier, c) == block.get(row, c));
        if same {
            self.tally.unchanged += 1;
        } else {
            self.tally.updated += 1;
        }
    }

    fn count_first(&mut self, row: usize) {
        let Some(known) = self.ledger.fact_like(self.block, row) else {
            self.tally.new += 1;
            return;
        };
        if !self.is_older(&known) && self.changes(&known, row) {
            self.tally.updated += 1;
        } else {
            self.tally.unchanged += 1;
        }
    }

    /// Whether the file is not newer than what is known.
    fn is_older(&self, known: &Fact<'_>) -> bool {
        let newest = self.versions.get(&known.newest).copied().unwrap_or_default();
        self.version <= newest
    }

    /// Whether the row, being newer, changes a cell of what is known.
    fn changes(&self, known: &Fact<'_>, row: usize) -> bool {
        let schema = self.ledger.family.schema();
        self.block.columns.iter().any(|column| {
            let (old, new) = (known.get(column), self.block.get(row, column));
            let Some(spec) = schema.columns.get(column) else {
                return false;
            };
            old != new && !(new.is_none() && keeps(spec.empty, old, self.words))
        })
    }

    /// Whether the row, though older, has something that is not known: a column that no newer
    /// file had, or a time or refund that a newer file left empty.
    fn fills(&self, known: &Fact<'_>, row: usize) -> bool {
        let schema = self.ledger.family.schema();
        self.block.columns.iter().any(|column| {
            let new = self.block.get(row, column);
            let Some(spec) = schema.columns.get(column) else {
                return false;
            };
            let open = !known.columns.has(column) || keeps(spec.empty, new, self.words);
            known.get(column).is_none() && new.is_some() && open
        })
    }

    /// Splits the rows to be filed: places of statements that are there already, and new rows by
    /// month. Nothing else is kept: what follows needs the room.
    pub async fn sort(self, pace: &impl Pace) -> Result<Sorted, Cancelled> {
        let schema = self.ledger.family.schema();
        let months = self.block.filed_months(schema);
        pace.breathe().await?;
        let known = self.statements(&months, pace).await?;
        let mut sorted = Sorted { tally: self.tally, ..Sorted::default() };
        let rows = months.into_iter().zip(&self.superseded).enumerate();
        for (row, (month, _)) in rows.filter(|(_, (_, superseded))| !**superseded) {
            if row % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let there = || known.get(&self.block.key(schema, row));
            let places = if known.is_empty() { None } else { there() };
            let same = places.and_then(|places| {
                places.iter().find(|&&(place, at)| self.states_the_same(place, at, row))
            });
            match same {
                Some(&(place, at)) => sorted.known.entry(place).or_default().push(at),
                None => sorted.fresh.slot(month).push(row),
            }
        }
        Ok(sorted)
    }

    /// Every statement in the ledger that may say what a row of this file says, by its key: as
    /// (place of its block, row). The same statement is filed under the same month.
    async fn statements(
        &self,
        months: &[u32],
        pace: &impl Pace,
    ) -> Result<FxHashMap<u64, Vec<(usize, u32)>>, Cancelled> {
        let schema = self.ledger.family.schema();
        let months: SortedMap<u32, ()> = (months.chunk_by(|a, b| a == b))
            .filter_map(|run| run.first().map(|&month| (month, ())))
            .collect();
        let mut known: FxHashMap<u64, Vec<(usize, u32)>> = FxHashMap::default();
        for (place, block) in self.ledger.blocks().iter().enumerate() {
            if !months.contains_key(&block.month) {
                continue;
            }
            for row in 0..block.len() {
                if row % ROWS_A_BREATH == 0 {
                    pace.breathe().await?;
                }
                let key = block.key(schema, row);
                if self.last.contains_key(&key) {
                    let at = u32::try_from(row).unwrap_or(u32::MAX);
                    known.entry(key).or_default().push((place, at));
                }
            }
        }
        Ok(known)
    }

    fn states_the_same(&self, place: usize, at: u32, row: usize) -> bool {
        let (Some(there), Ok(at)) = (self.ledger.blocks().get(place), usize::try_from(at)) else {
            return false;
        };
        let here = self.block;
        there.columns.covers(here.columns)
            && here.columns.iter().all(|column| there.get(at, column) == here.get(row, column))
    }
}

/// Where the rows of a file go.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub tally: Tally,
    /// Rows that are there already, by the place of their block.
    pub known: FxHashMap<usize, Vec<u32>>,
    /// Rows of the file that say something new, by month.
    pub fresh: SortedMap<u32, Vec<usize>>,
}
