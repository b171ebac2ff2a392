//! Ledgers: which source states which row.
//!
//! A statement is a distinct row as some file had it. A file that repeats a known row word for
//! word adds no row: it marks the one that is there. Filing a source never changes a block, so
//! blocks can be stored once and for ever; taking a source back only removes its marks.

use std::sync::Arc;

use super::block::{Block, Rows};
use super::day::{Day, Moment};
use super::filing::Sorted;
use super::id::Id;
use super::money::Money;
use super::order::{sort_by_key, sort_rows};
use super::pace::{Cancelled, Pace};
use super::schema::{ColumnSet, Empty, Family, Schema};
use super::source::{Source, SourceId};
use super::view::{Run, View};
use super::word::{Word, Words};

/// How many rows are handled between two breaths.
pub const ROWS_A_BREATH: usize = 256;

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
    #[inline(always)]
    pub fn get(&self, column: impl Into<usize>) -> Option<i64> {
        self.block.get(self.row, column.into())
    }

    /// The row's identity, as [`Block::key`] tells it.
    pub fn key(&self, schema: &Schema) -> u64 {
        self.block.key(schema, self.row)
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
        self.get(column).map(Word::from_cell)
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
        self.view.runs().filter_map(|run| Some((run, self.held(run)?))).flat_map(|(run, block)| {
            let Run { columns, newest, .. } = *run;
            run.rows.clone().map(move |row| Fact { block, row, columns, newest })
        })
    }

    /// The block that holds the rows of a run.
    fn held(&self, run: &Run) -> Option<&Block> {
        match run.block {
            Some(place) => self.blocks.get(place).map(AsRef::as_ref),
            None => Some(self.view.merged()),
        }
    }

    /// The number of merged rows.
    pub fn len(&self) -> usize {
        self.view.len()
    }

    pub fn is_empty(&self) -> bool {
        self.view.len() == 0
    }

    /// The rows that a source states, with their blocks.
    pub fn stated_by(&self, source: SourceId) -> impl Iterator<Item = (&Block, usize)> {
        let marks = self.marks.iter().filter(move |mark| mark.source == source);
        let blocks = marks.filter_map(|mark| {
            let block = self.blocks.iter().find(|block| block.number == mark.block)?;
            Some((block.as_ref(), &mark.rows))
        });
        blocks.flat_map(|(block, rows)| {
            let rows = rows.iter().filter_map(|row| usize::try_from(row).ok());
            rows.map(move |row| (block, row))
        })
    }

    /// The merged row with the key of a row of a block, which may be another ledger's.
    pub fn fact_like(&self, block: &Block, row: usize) -> Option<Fact<'_>> {
        let (run, row) = self.view.find(self.family.schema(), &self.blocks, (block, row))?;
        let Run { columns, newest, .. } = *run;
        Some(Fact { block: self.held(run)?, row, columns, newest })
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

    /// Forgets a source and the blocks that nothing states any more; the view is of before.
    pub(super) fn forget(&mut self, gone: SourceId) {
        self.marks.retain(|mark| mark.source != gone);
        let marks = &self.marks;
        self.blocks.retain(|block| marks.iter().any(|mark| mark.block == block.number));
    }
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
        let first_key = |row: usize| block.key_cells(schema, row).next().flatten();
        for (month, rows) in sorted.fresh {
            // Neighbours in number are neighbours in the store, where only differences are kept.
            let rows = sort_rows(rows, first_key, pace).await?;
            let mut filed = block.gather(&rows);
            filed.month = month;
            filed.number = *next_block;
            *next_block += 1;
            let mark = Mark { source, block: filed.number, rows: Rows::all(filed.len()) };
            self.marks.push(mark);
            self.blocks.push(Arc::new(filed));
        }
        Ok(())
    }
}

/// Whether an empty newer cell leaves `old` in place.
pub(super) fn keeps(empty: Empty, old: Option<i64>, words: &Words) -> bool {
    match (empty, old) {
        (_, None) | (Empty::Overwrites, _) => false,
        (Empty::Keeps, Some(_)) => true,
        (Empty::KeepsIf(says), Some(cell)) => says(words.text(Word::from_cell(cell))),
    }
}
