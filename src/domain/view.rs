//! The merged view of a ledger: one row a key, each cell from the newest source that has its
//! column.
//!
//! It is a pure function of the marks and the versions of the live sources. Sources are walked
//! from old to new and each overwrites what it has columns for, except that what has happened
//! (a payment, a refund) is not undone by an empty cell.

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::block::Block;
use super::ledger::{Mark, ROWS_A_BREATH, keeps};
use super::order::sort_by_key;
use super::pace::{Cancelled, Pace};
use super::schema::{ColumnSet, Family, Schema};
use super::source::{Source, SourceId, SourceState};
use super::word::Words;

/// One merged row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Live {
    /// The place of the block that holds it; `None` when it had to be merged from several.
    pub block: Option<usize>,
    pub row: usize,
    pub columns: ColumnSet,
    pub newest: SourceId,
}

/// See the file's head.
#[derive(Clone, Debug)]
pub struct View {
    rows: Vec<Live>,
    index: FxHashMap<u64, u32>,
    merged: Block,
}

impl Default for View {
    fn default() -> View {
        View {
            rows: Vec::new(),
            index: FxHashMap::default(),
            merged: Block::new(Family::Lines.schema(), ColumnSet::EMPTY),
        }
    }
}

/// The columns of one row that one source states; a row may be stated again later.
#[derive(Clone, Copy)]
struct Statement {
    block: usize,
    row: usize,
    columns: ColumnSet,
}

impl View {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Live> {
        self.rows.iter().copied()
    }

    pub(super) fn merged(&self) -> &Block {
        &self.merged
    }

    pub(super) fn find(&self, key: u64) -> Option<Live> {
        let &place = self.index.get(&key)?;
        usize::try_from(place).ok().and_then(|place| self.rows.get(place)).copied()
    }

    pub(super) async fn merge(
        family: Family,
        blocks: &[Arc<Block>],
        marks: &[Mark],
        sources: &[Source],
        words: &Words,
        pace: &impl Pace,
    ) -> Result<View, Cancelled> {
        let rows = blocks.iter().map(|block| block.len()).sum();
        let mut merging = Merging::new(family.schema(), blocks, rows);
        let mut live: Vec<&Source> =
            sources.iter().filter(|source| source.state == SourceState::Live).collect();
        sort_by_key(&mut live, |source| (source.version, source.id));
        for source in live {
            for mark in marks.iter().filter(|mark| mark.source == source.id) {
                merging.add(mark, source.columns, pace).await?;
            }
        }
        merging.finish(words, pace).await
    }
}

struct Merging<'a> {
    schema: &'static Schema,
    blocks: &'a [Arc<Block>],
    /// Per key: its first row, all columns stated so far, and the newest source.
    rows: Vec<(Statement, SourceId)>,
    index: FxHashMap<u64, u32>,
    /// The statements of keys that more than one row speaks of, from old to new.
    several: FxHashMap<u32, Vec<Statement>>,
}

impl<'a> Merging<'a> {
    /// With room for so many rows at first.
    fn new(schema: &'static Schema, blocks: &'a [Arc<Block>], room: usize) -> Merging<'a> {
        let index = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let rows = Vec::with_capacity(room);
        Merging { schema, blocks, rows, index, several: FxHashMap::default() }
    }

    async fn add(
        &mut self,
        mark: &Mark,
        columns: ColumnSet,
        pace: &impl Pace,
    ) -> Result<(), Cancelled> {
        let Some(place) = self.blocks.iter().position(|block| block.number == mark.block) else {
            return Ok(());
        };
        let Some(block) = self.blocks.get(place) else {
            return Ok(());
        };
        for (count, row) in mark.rows.iter().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let row = usize::try_from(row).unwrap_or(usize::MAX);
            self.state(block.key(self.schema, row), Statement { block: place, row, columns }, mark);
        }
        Ok(())
    }

    fn state(&mut self, key: u64, statement: Statement, mark: &Mark) {
        let fresh = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let place = *self.index.entry(key).or_insert(fresh);
        let known = usize::try_from(place).ok().and_then(|place| self.rows.get_mut(place));
        let Some((first, newest)) = known else {
            self.rows.push((statement, mark.source));
            return;
        };
        let before = *first;
        *newest = mark.source;
        first.columns = first.columns.union(statement.columns);
        let same_row = (before.block, before.row) == (statement.block, statement.row);
        if !same_row || self.several.contains_key(&place) {
            self.several.entry(place).or_insert_with(|| vec![before]).push(statement);
        }
    }

    async fn finish(self, words: &Words, pace: &impl Pace) -> Result<View, Cancelled> {
        let Merging { schema, blocks, rows, index, several } = self;
        let mut merged = Block::new(schema, (0..schema.columns.len()).collect());
        let mut live = Vec::with_capacity(rows.len());
        for (place, (first, newest)) in rows.into_iter().enumerate() {
            if place % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let statements = u32::try_from(place).ok().and_then(|place| several.get(&place));
            let held = blocks.get(first.block).map_or(ColumnSet::EMPTY, |block| block.columns);
            let columns = first.columns;
            live.push(if statements.is_none() && columns.covers(held) {
                Live { block: Some(first.block), row: first.row, columns, newest }
            } else {
                let row = merged.len();
                let statements = statements.map_or(std::slice::from_ref(&first), Vec::as_slice);
                merged.push(|column| merged_cell(schema, blocks, statements, words, column));
                Live { block: None, row, columns, newest }
            });
        }
        Ok(View { rows: live, index, merged })
    }
}

/// The cell after all statements, taken from old to new.
fn merged_cell(
    schema: &Schema,
    blocks: &[Arc<Block>],
    statements: &[Statement],
    words: &Words,
    column: usize,
) -> Option<i64> {
    let empty = schema.columns.get(column)?.empty;
    let mut value = None;
    for statement in statements.iter().filter(|statement| statement.columns.has(column)) {
        let new = blocks.get(statement.block).and_then(|block| block.get(statement.row, column));
        if new.is_some() || !keeps(empty, value, words) {
            value = new;
        }
    }
    value
}
