//! Ledgers: which source states which row.
//!
//! A statement is a distinct row as some file had it. A file that repeats a known row word for
//! word adds no row: it marks the one that is there. Filing a source never changes a block, so
//! blocks can be stored once and for ever; taking a source back only removes its marks.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::block::{Block, Rows};
use super::day::{Day, Moment};
use super::id::Id;
use super::money::Money;
use super::order::sort_by_key;
use super::pace::{Cancelled, Pace};
use super::schema::{ColumnSet, Empty, Family};
use super::source::{Source, SourceId, Version};
use super::view::View;
use super::word::{Word, Words};

/// How many rows are handled between two breaths.
pub(super) const ROWS_A_BREATH: usize = 256;

/// The rows of one block that one source states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub source: SourceId,
    /// The number of the block.
    pub block: u32,
    pub rows: Rows,
}

/// What a file says, row by row, before it is filed; words are the file's own.
#[derive(Clone, Debug)]
pub struct Statements {
    pub family: Family,
    pub block: Block,
    pub words: Words,
}

/// What filing a file's rows did. The four add up to its rows (skipped and rejected ones apart).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    /// How many of the unchanged rows come from an older file yet filled an empty cell.
    pub filled: u32,
}

/// The statements of one family and the view that they merge into.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub family: Family,
    blocks: Vec<Arc<Block>>,
    marks: Vec<Mark>,
    view: Arc<View>,
}

/// One merged row, with the columns that some live source has and its newest source.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    block: &'a Block,
    row: usize,
    pub columns: ColumnSet,
    pub newest: SourceId,
}

impl Fact<'_> {
    pub fn get(&self, column: impl Into<usize>) -> Option<i64> {
        self.block.get(self.row, column.into())
    }

    /// Whether some live source has the column at all.
    pub fn has(&self, column: impl Into<usize>) -> bool {
        self.columns.has(column.into())
    }

    pub fn money(&self, column: impl Into<usize>) -> Option<Money> {
        self.get(column).map(Money)
    }

    pub fn moment(&self, column: impl Into<usize>) -> Option<Moment> {
        self.get(column).map(Moment)
    }

    pub fn day(&self, column: impl Into<usize>) -> Option<Day> {
        self.get(column).and_then(|cell| i32::try_from(cell).ok()).map(Day)
    }

    pub fn id(&self, column: impl Into<usize>) -> Option<Id> {
        self.get(column).map(Id::from_cell)
    }

    pub fn word(&self, column: impl Into<usize>) -> Option<Word> {
        self.get(column).and_then(|cell| u32::try_from(cell).ok()).map(Word)
    }
}

impl Ledger {
    pub fn new(family: Family) -> Ledger {
        Ledger { family, blocks: Vec::new(), marks: Vec::new(), view: Arc::default() }
    }

    /// A ledger read back from a store; its view is empty until [`Ledger::refresh`].
    pub fn from_parts(family: Family, blocks: Vec<Arc<Block>>, marks: Vec<Mark>) -> Ledger {
        Ledger { family, blocks, marks, view: Arc::default() }
    }

    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The merged rows, in no particular order.
    pub fn facts(&self) -> impl Iterator<Item = Fact<'_>> {
        self.view.rows().filter_map(|live| {
            let block = match live.block {
                Some(place) => self.blocks.get(place)?.as_ref(),
                None => self.view.merged(),
            };
            Some(Fact { block, row: live.row, columns: live.columns, newest: live.newest })
        })
    }

    /// The number of merged rows.
    pub fn len(&self) -> usize {
        self.view.len()
    }

    pub fn is_empty(&self) -> bool {
        self.view.len() == 0
    }

    fn fact_of(&self, key: u128) -> Option<Fact<'_>> {
        let live = self.view.find(key)?;
        let block = match live.block {
            Some(place) => self.blocks.get(place)?.as_ref(),
            None => self.view.merged(),
        };
        Some(Fact { block, row: live.row, columns: live.columns, newest: live.newest })
    }

    /// Merges the statements of the live `sources` anew.
    pub async fn refresh(
        &mut self,
        sources: &[Source],
        words: &Words,
        pace: &impl Pace,
    ) -> Result<(), Cancelled> {
        let view = View::merge(self.family, &self.blocks, &self.marks, sources, words, pace);
        self.view = Arc::new(view.await?);
        Ok(())
    }

    /// Forgets sources and the blocks that nothing states any more.
    pub fn forget(&mut self, gone: &[SourceId]) {
        self.marks.retain(|mark| !gone.contains(&mark.source));
        let marks = &self.marks;
        self.blocks.retain(|block| marks.iter().any(|mark| mark.block == block.number));
    }
}

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
    last: FxHashMap<u128, usize>,
    pub tally: Tally,
}

impl<'a> Filing<'a> {
    pub fn new(
        ledger: &'a Ledger,
        versions: &'a FxHashMap<SourceId, Version>,
        version: Version,
        words: &'a Words,
        block: &'a Block,
    ) -> Filing<'a> {
        let last = FxHashMap::default();
        Filing { ledger, versions, version, words, block, last, tally: Tally::default() }
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
                Some(earlier) => self.count_repeat(earlier, row),
                None => self.count_first(key, row),
            }
        }
        // Of a key that the file has twice only the last row is filed, so only that one can fill.
        for (count, (&key, &row)) in self.last.iter().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let known = self.ledger.fact_of(key).filter(|known| self.is_older(known));
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

    fn count_first(&mut self, key: u128, row: usize) {
        let Some(known) = self.ledger.fact_of(key) else {
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

    /// Splits the rows to be filed: places of statements that are there already, and new rows.
    pub async fn sort(&self, pace: &impl Pace) -> Result<Sorted, Cancelled> {
        let known = self.statements(pace).await?;
        let schema = self.ledger.family.schema();
        let mut sorted = Sorted::default();
        for row in 0..self.block.len() {
            if row % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let key = self.block.key(schema, row);
            if self.last.get(&key) != Some(&row) {
                continue;
            }
            let same = known.get(&key).and_then(|places| {
                places.iter().find(|&&(place, at)| self.states_the_same(place, at, row))
            });
            match same {
                Some(&(place, at)) => sorted.known.entry(place).or_default().push(at),
                None => sorted.fresh.push(row),
            }
        }
        Ok(sorted)
    }

    /// Every statement in the ledger of a key of this file, as (place of its block, row).
    async fn statements(
        &self,
        pace: &impl Pace,
    ) -> Result<FxHashMap<u128, Vec<(usize, u32)>>, Cancelled> {
        let schema = self.ledger.family.schema();
        let mut known: FxHashMap<u128, Vec<(usize, u32)>> = FxHashMap::default();
        for (place, block) in self.ledger.blocks.iter().enumerate() {
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
        let (Some(there), Ok(at)) = (self.ledger.blocks.get(place), usize::try_from(at)) else {
            return false;
        };
        let here = self.block;
        there.columns.covers(here.columns)
            && here.columns.iter().all(|column| there.get(at, column) == here.get(row, column))
    }
}

/// Whether an empty newer cell leaves `old` in place.
pub(super) fn keeps(empty: Empty, old: Option<i64>, words: &Words) -> bool {
    match (empty, old) {
        (_, None) | (Empty::Overwrites, _) => false,
        (Empty::Keeps, Some(_)) => true,
        (Empty::KeepsIf(says), Some(cell)) => {
            u32::try_from(cell).is_ok_and(|number| says(words.text(Word(number))))
        }
    }
}

/// Where the rows of a file go.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Rows that are there already, by the place of their block.
    pub known: FxHashMap<usize, Vec<u32>>,
    /// Rows of the file that say something new.
    pub fresh: Vec<usize>,
}

impl Ledger {
    /// Files sorted rows under `source`: fresh ones in new blocks by month, known ones as marks.
    pub(super) async fn file(
        &mut self,
        source: SourceId,
        block: &Block,
        sorted: Sorted,
        next_block: &mut u32,
        pace: &impl Pace,
    ) -> Result<(), Cancelled> {
        let mut known: Vec<_> = sorted.known.into_iter().collect();
        sort_by_key(&mut known, |&(place, _)| place);
        for (place, rows) in known {
            if let Some(there) = self.blocks.get(place) {
                let rows = Rows::from_unsorted(rows);
                self.marks.push(Mark { source, block: there.number, rows });
            }
        }
        let schema = self.family.schema();
        let mut fresh = sorted.fresh;
        let month = |row: usize| block.filed_month(schema, row);
        let first_key = |row: usize| block.key_cells(schema, row).next().flatten();
        sort_by_key(&mut fresh, |&row| (month(row), first_key(row)));
        for rows in fresh.chunk_by(|&a, &b| month(a) == month(b)) {
            let mut filed = Block::new(schema, block.columns);
            for (count, &row) in rows.iter().enumerate() {
                if count % ROWS_A_BREATH == 0 {
                    pace.breathe().await?;
                }
                filed.month = month(row);
                filed.push(|column| block.get(row, column));
            }
            filed.number = *next_block;
            *next_block += 1;
            let mark = Mark { source, block: filed.number, rows: Rows::all(filed.len()) };
            self.marks.push(mark);
            self.blocks.push(Arc::new(filed));
        }
        Ok(())
    }
}
