//! Folding: the many small blocks that imports left behind in one month become one.
//!
//! What no live file could ever bring back into view is dropped on the way: a statement of a
//! *settled* file, one too old to be taken back, that a newer settled file supersedes in every
//! column. Whatever is imported later, be it older than both, the merged rows are the same as they
//! would be with it. What only a file that can still be taken back supersedes stays.
//!
//! A running month is left some small blocks, so that a day's import does not write it anew.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::block::{Block, Rows};
use super::dataset::Dataset;
use super::ledger::{Ledger, Mark, ROWS_A_BREATH};
use super::order::{sort_by_key, sort_rows};
use super::pace::{Cancelled, Pace};
use super::schema::{ColumnSet, Empty, Family, Schema};
use super::sorted_map::SortedMap;
use super::source::{Source, SourceId};

/// The newest months of a family: later files still change them day by day.
const RUNNING: usize = 2;
/// Blocks that a running month, and an older one, may have.
const RUNNING_BLOCKS: usize = 8;
const OLDER_BLOCKS: usize = 2;
/// Marks of settled files that a month may have.
const MARKS: usize = 64;

/// A month of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub family: Family,
    /// As `202611`.
    pub month: u32,
}

/// The settled files: which is older, and the columns that each has.
type Settled = FxHashMap<SourceId, (usize, ColumnSet)>;

impl Dataset {
    /// The months that are worth folding, in order.
    pub fn to_fold(&self) -> Vec<Month> {
        let settled = self.settled();
        let months = Family::ALL.map(|family| full_months(self.ledger(family), &settled));
        months.into_iter().flatten().collect()
    }

    /// Files that count and are too old to be taken back.
    fn settled(&self) -> Settled {
        let live = self.live_sources();
        let mut settled: Vec<&Source> = live.filter(|source| self.is_old(source)).collect();
        sort_by_key(&mut settled, |source| (source.version, source.id));
        let aged = settled.iter().enumerate();
        aged.map(|(age, source)| (source.id, (age, source.columns))).collect()
    }

    /// The dataset with one month folded: the same facts in fewer blocks.
    pub async fn folded(&self, month: Month, pace: &impl Pace) -> Result<Dataset, Cancelled> {
        let (mut dataset, settled) = (self.clone(), self.settled());
        let folding = Folding::of(self.ledger(month.family), month.month, &settled);
        let ledger = folding.fold(&mut dataset.next_block, pace).await?;
        *dataset.ledger_mut(month.family) = ledger;
        dataset.refresh(month.family, pace).await?;
        Ok(dataset)
    }
}

/// By the number of a block: the first file that states it, and how many settled ones do.
fn marked(ledger: &Ledger, settled: &Settled) -> FxHashMap<u32, (SourceId, usize)> {
    let mut marked: FxHashMap<u32, (SourceId, usize)> = FxHashMap::default();
    for mark in ledger.marks() {
        let (first, count) = marked.entry(mark.block).or_insert((mark.source, 0));
        *first = mark.source.min(*first);
        *count += usize::from(settled.contains_key(&mark.source));
    }
    marked
}

fn full_months(ledger: &Ledger, settled: &Settled) -> Vec<Month> {
    let marked = marked(ledger, settled);
    let mut months: SortedMap<u32, (usize, usize)> = SortedMap::new();
    for block in ledger.blocks() {
        let (blocks, marks) = months.slot(block.month);
        let of = marked.get(&block.number).filter(|(first, _)| settled.contains_key(first));
        *blocks += usize::from(of.is_some());
        *marks += of.map_or(0, |(_, count)| *count);
    }
    let running = months.len().saturating_sub(RUNNING);
    let full = months.iter().enumerate().filter(|&(place, (_, &(blocks, marks)))| {
        let most = if place < running { OLDER_BLOCKS } else { RUNNING_BLOCKS };
        blocks > most || marks > MARKS
    });
    full.map(|(_, (&month, _))| Month { family: ledger.family, month }).collect()
}

/// One row as one settled file states it.
#[derive(Clone, Copy)]
struct Statement {
    /// The place of its block among those that are folded.
    place: usize,
    row: usize,
    source: SourceId,
    age: usize,
    columns: ColumnSet,
}

/// See the file's head.
struct Folding<'a> {
    ledger: &'a Ledger,
    schema: &'static Schema,
    /// The blocks to be folded; the others stay.
    blocks: Vec<&'a Arc<Block>>,
    settled: &'a Settled,
}

impl<'a> Folding<'a> {
    fn of(ledger: &'a Ledger, month: u32, settled: &'a Settled) -> Folding<'a> {
        let marked = marked(ledger, settled);
        let first = |block: &Block| marked.get(&block.number).map(|(first, _)| first);
        let folded = |block: &&Arc<Block>| {
            block.month == month && first(block).is_some_and(|first| settled.contains_key(first))
        };
        let blocks = ledger.blocks().iter().filter(folded).collect();
        Folding { ledger, schema: ledger.family.schema(), blocks, settled }
    }

    /// The ledger with the month folded; blocks are numbered from `next_block` on.
    async fn fold(&self, next_block: &mut u32, pace: &impl Pace) -> Result<Ledger, Cancelled> {
        let is_folded = |number: u32| self.blocks.iter().any(|block| block.number == number);
        let mut blocks = self.ledger.blocks().to_vec();
        blocks.retain(|block| !is_folded(block.number));
        let mut marks = self.ledger.marks().to_vec();
        marks.retain(|mark| !is_folded(mark.block));
        let stated = self.stated(pace).await?;
        let mut groups: SortedMap<ColumnSet, Vec<(usize, usize)>> = SortedMap::new();
        for (place, row) in self.rows_of(&stated) {
            let columns = self.blocks.get(place).map_or(ColumnSet::EMPTY, |block| block.columns);
            groups.slot(columns).push((place, row));
        }
        for (columns, rows) in groups {
            let rows = self.in_order(rows, pace).await?;
            let block = match self.whole(&rows) {
                Some(block) => Arc::clone(block),
                None => {
                    *next_block += 1;
                    Arc::new(self.gathered(columns, &rows, *next_block - 1, pace).await?)
                }
            };
            marks.extend(moved(&stated, &rows, block.number, pace).await?);
            blocks.push(block);
        }
        sort_by_key(&mut blocks, |block| block.number);
        sort_by_key(&mut marks, |mark| (mark.source, mark.block));
        Ok(Ledger::from_parts(self.ledger.family, blocks, marks))
    }

    /// What remains stated: of settled files without what a newer one supersedes, of the others
    /// all.
    async fn stated(&self, pace: &impl Pace) -> Result<Stated, Cancelled> {
        let mut of_key: FxHashMap<u64, Vec<Statement>> = FxHashMap::default();
        let mut stated = Stated::new();
        for mark in self.ledger.marks() {
            let place = self.blocks.iter().position(|block| block.number == mark.block);
            let Some((place, block)) = place.and_then(|at| Some((at, self.blocks.get(at)?))) else {
                continue;
            };
            let settled = self.settled.get(&mark.source);
            for (count, row) in mark.rows.iter().enumerate() {
                if count % ROWS_A_BREATH == 0 {
                    pace.breathe().await?;
                }
                let (row, source) = (usize::try_from(row).unwrap_or(usize::MAX), mark.source);
                match settled {
                    None => stated.slot(source).push((place, row)),
                    Some(&(age, columns)) => {
                        let statement = Statement { place, row, source, age, columns };
                        of_key.entry(block.key(self.schema, row)).or_default().push(statement);
                    }
                }
            }
        }
        for (count, statements) in of_key.into_values().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            for old in statements.iter().filter(|old| !self.is_superseded(old, &statements)) {
                stated.slot(old.source).push((old.place, old.row));
            }
        }
        Ok(stated)
    }

    /// Whether one of the statements of the row is newer and leaves nothing of this one to see.
    fn is_superseded(&self, old: &Statement, statements: &[Statement]) -> bool {
        let cell = |it: &Statement, column: usize| {
            self.blocks.get(it.place).and_then(|block| block.get(it.row, column))
        };
        let told_anew = |new: &Statement, column: usize| {
            let empty = self.schema.columns.get(column).map(|spec| spec.empty);
            matches!(empty, Some(Empty::Overwrites))
                || cell(new, column).is_some()
                || cell(old, column).is_none()
        };
        statements.iter().filter(|new| new.age > old.age).any(|new| {
            new.columns.covers(old.columns) && old.columns.iter().all(|it| told_anew(new, it))
        })
    }

    /// Every row that is still stated, once.
    fn rows_of(&self, stated: &Stated) -> Vec<(usize, usize)> {
        let mut seen: Vec<Vec<bool>> =
            self.blocks.iter().map(|block| vec![false; block.len()]).collect();
        let mut rows = Vec::new();
        for &(place, row) in stated.values().flatten() {
            let seen = seen.get_mut(place).and_then(|rows| rows.get_mut(row));
            if seen.is_some_and(|seen| !std::mem::replace(seen, true)) {
                rows.push((place, row));
            }
        }
        rows
    }

    /// Neighbours in number are neighbours in the store.
    async fn in_order(
        &self,
        rows: Vec<(usize, usize)>,
        pace: &impl Pace,
    ) -> Result<Vec<(usize, usize)>, Cancelled> {
        let first_key = |at: usize| {
            let &(place, row) = rows.get(at)?;
            self.blocks.get(place)?.key_cells(self.schema, row).next().flatten()
        };
        let order = sort_rows((0..rows.len()).collect(), first_key, pace).await?;
        Ok(order.into_iter().filter_map(|at| rows.get(at).copied()).collect())
    }

    /// The block of which these rows are all.
    fn whole(&self, rows: &[(usize, usize)]) -> Option<&Arc<Block>> {
        let &(first, _) = rows.first()?;
        let block = self.blocks.get(first).filter(|block| block.len() == rows.len())?;
        let as_they_are = rows.iter().enumerate().all(|(at, &it)| it == (first, at));
        as_they_are.then_some(block)
    }

    async fn gathered(
        &self,
        columns: ColumnSet,
        rows: &[(usize, usize)],
        number: u32,
        pace: &impl Pace,
    ) -> Result<Block, Cancelled> {
        let mut block = Block::new(self.schema, columns);
        for (count, &(place, row)) in rows.iter().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            let cells = self.blocks.get(place);
            block.push(|column| cells.and_then(|block| block.get(row, column)));
        }
        block.number = number;
        block.month = self.blocks.first().map_or(0, |block| block.month);
        block.shrink();
        Ok(block)
    }
}

/// The rows that each file states, by the place of the block and the row in it.
type Stated = SortedMap<SourceId, Vec<(usize, usize)>>;

/// The marks of a block that the rows moved into.
async fn moved(
    stated: &Stated,
    rows: &[(usize, usize)],
    block: u32,
    pace: &impl Pace,
) -> Result<Vec<Mark>, Cancelled> {
    let place = |(at, &from): (usize, &(usize, usize))| Some((from, u32::try_from(at).ok()?));
    let places: FxHashMap<(usize, usize), u32> =
        rows.iter().enumerate().filter_map(place).collect();
    let mut marks = Vec::new();
    for (&source, of) in stated.iter() {
        pace.breathe().await?;
        let rows = of.iter().filter_map(|from| places.get(from).copied()).collect();
        marks.push(Mark { source, block, rows: Rows::from_unsorted(rows) });
    }
    marks.retain(|mark| !mark.rows.is_empty());
    Ok(marks)
}
