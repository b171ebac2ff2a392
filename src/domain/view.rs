//! The merged view of a ledger: one row a key, each cell from the newest source that has its
//! column.
//!
//! It is a pure function of the marks and the versions of the live sources. Sources are walked
//! from old to new and each overwrites what it has columns for, except that what has happened
//! (a payment, a refund) is not undone by an empty cell.
//!
//! Rows that stand alone are told by runs of neighbours, so a month that one file states is one
//! run, whatever its length. Only keys that several rows may have are hashed.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::block::Block;
use super::ledger::{Mark, ROWS_A_BREATH, keeps};
use super::order::sort_by_key;
use super::pace::{Cancelled, Pace};
use super::schema::{ColumnSet, Family, Schema};
use super::source::{Source, SourceId, SourceState};
use super::standing::{Standing, key_cell, place_of, standings};
use super::word::Words;

/// Neighbouring rows of one block that the same sources state.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The place of the block that holds them; `None` for a row that had to be merged from several.
    pub block: Option<usize>,
    pub rows: Range<usize>,
    pub columns: ColumnSet,
    pub newest: SourceId,
}

/// See the file's head.
#[derive(Clone, Debug)]
pub struct View {
    /// Rows that stand alone, in the order of their blocks.
    alone: Vec<Run>,
    /// All others, each on its own, and their places by key.
    others: Vec<Run>,
    index: FxHashMap<u64, u32>,
    /// Of each block, the first and the last key cell, where rows can be found by it.
    spans: Vec<Option<(i64, i64)>>,
    rows: usize,
    merged: Block,
}

impl Default for View {
    fn default() -> View {
        View {
            alone: Vec::new(),
            others: Vec::new(),
            index: FxHashMap::default(),
            spans: Vec::new(),
            rows: 0,
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
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.alone.iter().chain(&self.others)
    }

    pub(super) fn merged(&self) -> &Block {
        &self.merged
    }

    /// The merged row with the key of a row: its run, and its place in the run's block.
    pub(super) fn find(
        &self,
        schema: &Schema,
        blocks: &[Arc<Block>],
        (block, row): (&Block, usize),
    ) -> Option<(&Run, usize)> {
        let key = block.key(schema, row);
        if let Some(&place) = self.index.get(&key) {
            let run = usize::try_from(place).ok().and_then(|place| self.others.get(place))?;
            return Some((run, run.rows.start));
        }
        let cell = key_cell(schema, block, row);
        let within = |span: &Option<(i64, i64)>| span.is_some_and(|(a, b)| a <= cell && cell <= b);
        let holding = self.spans.iter().zip(blocks).enumerate().filter(|(_, (it, _))| within(it));
        let mut rows = holding.filter_map(|(place, (_, there))| {
            let at = place_of(schema, there, cell);
            (at < there.len() && there.key(schema, at) == key).then_some((place, at))
        });
        rows.find_map(|(place, at)| {
            let run = self.alone.partition_point(|it| (it.block, it.rows.end) <= (Some(place), at));
            let run = self.alone.get(run)?;
            (run.block == Some(place) && run.rows.contains(&at)).then_some((run, at))
        })
    }

    pub(super) async fn merge(
        family: Family,
        blocks: &[Arc<Block>],
        marks: &[Mark],
        sources: &[Source],
        words: &Words,
        pace: &impl Pace,
    ) -> Result<View, Cancelled> {
        let schema = family.schema();
        let mut merging = Merging::new(schema, blocks, standings(schema, blocks, pace).await?);
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

/// Rows gone through between two breaths where little is done for each.
const BREATH: usize = 4_096;

/// What live sources state of a row: all their columns, and the newest of them.
type Stated = (ColumnSet, SourceId);

struct Merging<'a> {
    schema: &'static Schema,
    blocks: &'a [Arc<Block>],
    standings: Vec<Standing>,
    /// Of each block, by row, what is stated of it while it stands alone: one more than a place
    /// in `kinds`, of which there are few.
    alone: Vec<Vec<u32>>,
    kinds: Vec<Stated>,
    /// Per shared key: its first row, all columns stated so far, and the newest source.
    rows: Vec<(Statement, SourceId)>,
    index: FxHashMap<u64, u32>,
    /// The statements of keys that more than one row speaks of, from old to new.
    several: FxHashMap<u32, Vec<Statement>>,
}

impl<'a> Merging<'a> {
    fn new(
        schema: &'static Schema,
        blocks: &'a [Arc<Block>],
        standings: Vec<Standing>,
    ) -> Merging<'a> {
        Merging {
            schema,
            blocks,
            standings,
            alone: blocks.iter().map(|block| vec![0; block.len()]).collect(),
            kinds: Vec::new(),
            rows: Vec::new(),
            index: FxHashMap::default(),
            several: FxHashMap::default(),
        }
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
        let (Some(block), Some(standing)) = (self.blocks.get(place), self.standings.get_mut(place))
        else {
            return Ok(());
        };
        let shared = std::mem::take(&mut standing.shared);
        let mut last = (0, self.kind(0, columns, mark.source));
        for (count, row) in mark.rows.iter().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let row = usize::try_from(row).unwrap_or(usize::MAX);
            if shared.get(row) == Some(&false) {
                let known =
                    self.alone.get(place).and_then(|rows| rows.get(row)).map_or(0, |it| *it);
                if known != last.0 {
                    last = (known, self.kind(known, columns, mark.source));
                }
                if let Some(stated) = self.alone.get_mut(place).and_then(|rows| rows.get_mut(row)) {
                    *stated = last.1;
                }
            } else {
                let statement = Statement { block: place, row, columns };
                self.state(block.key(self.schema, row), statement, mark);
            }
        }
        if let Some(standing) = self.standings.get_mut(place) {
            standing.shared = shared;
        }
        Ok(())
    }

    /// What is stated of a row after one more source, given what was before.
    fn kind(&mut self, known: u32, columns: ColumnSet, source: SourceId) -> u32 {
        let before = self.stated(known).map_or(ColumnSet::EMPTY, |(columns, _)| columns);
        let stated = (before.union(columns), source);
        let place = self.kinds.iter().rposition(|kind| *kind == stated).unwrap_or_else(|| {
            self.kinds.push(stated);
            self.kinds.len() - 1
        });
        u32::try_from(place + 1).unwrap_or(0)
    }

    fn stated(&self, kind: u32) -> Option<Stated> {
        self.kinds.get(usize::try_from(kind).ok()?.checked_sub(1)?).copied()
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

    async fn finish(mut self, words: &Words, pace: &impl Pace) -> Result<View, Cancelled> {
        let mut view = View {
            index: std::mem::take(&mut self.index),
            spans: self.standings.iter().map(|standing| standing.span).collect(),
            merged: Block::new(self.schema, (0..self.schema.columns.len()).collect()),
            ..View::default()
        };
        view.others.reserve_exact(self.rows.len());
        for (place, &(first, newest)) in self.rows.iter().enumerate() {
            if place % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let several = u32::try_from(place).ok().and_then(|place| self.several.get(&place));
            let run = self.run(first, newest, several, &mut view.merged, words);
            view.others.push(run);
        }
        for (place, block) in self.blocks.iter().enumerate() {
            let mut above = 0;
            for (row, &kind) in self.alone.get(place).into_iter().flatten().enumerate() {
                if row % BREATH == 0 {
                    pace.breathe().await?;
                }
                let before = std::mem::replace(&mut above, kind);
                let Some((columns, newest)) = self.stated(kind) else { continue };
                if let Some(last) = view.alone.last_mut()
                    && (kind == before && (last.block, last.rows.end) == (Some(place), row))
                {
                    last.rows.end += 1;
                    continue;
                }
                let statement = Statement { block: place, row, columns };
                let run = self.run(statement, newest, None, &mut view.merged, words);
                if run.block.is_some() {
                    view.alone.push(run);
                } else {
                    let at = u32::try_from(view.others.len()).unwrap_or(u32::MAX);
                    view.index.insert(block.key(self.schema, row), at);
                    view.others.push(run);
                }
            }
        }
        view.rows = view.runs().map(|run| run.rows.len()).sum();
        Ok(view)
    }

    /// A row where its block holds it, if that says all and no more; else merged.
    fn run(
        &self,
        first: Statement,
        newest: SourceId,
        several: Option<&Vec<Statement>>,
        merged: &mut Block,
        words: &Words,
    ) -> Run {
        let held = self.blocks.get(first.block).map_or(ColumnSet::EMPTY, |block| block.columns);
        let columns = first.columns;
        if several.is_none() && columns.covers(held) {
            let rows = first.row..first.row + 1;
            return Run { block: Some(first.block), rows, columns, newest };
        }
        let row = merged.len();
        let statements = several.map_or(std::slice::from_ref(&first), Vec::as_slice);
        merged.push(|column| merged_cell(self.schema, self.blocks, statements, words, column));
        Run { block: None, rows: row..row + 1, columns, newest }
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
