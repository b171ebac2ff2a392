//! Struct of arrays: the immutable blocks that facts are kept in.
//!
//! Every cell is an `i64` or nothing; a column takes a quarter of the room while its values fit 16
//! bits, as most do, and half while they fit 32. What a cell means is the schema's business.

use std::ops::Range;

use super::day::{Day, Moment};
use super::order::sort_by_key;
use super::schema::{ColumnSet, Kind, Schema};
use super::word::Word;

/// What stands for an empty cell among cells of full width.
const NONE: i64 = i64::MIN;

/// The cells of one column, as wide as its largest needs; the smallest integer stands for an
/// empty cell.
#[derive(Clone, Debug)]
pub enum Column {
    Small(Vec<i16>),
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

/// An integer that cells are kept in.
trait Cell: Copy + PartialEq + Into<i64> + TryFrom<i64> {
    const EMPTY: Self;

    /// Empty for what is: the smallest number of full width fits no other.
    #[inline]
    fn of(cell: i64) -> Self {
        Self::try_from(cell).unwrap_or(Self::EMPTY)
    }

    #[inline(always)]
    fn told(self) -> Option<i64> {
        (self != Self::EMPTY).then(|| self.into())
    }
}

impl Cell for i16 {
    const EMPTY: i16 = i16::MIN;
}

impl Cell for i32 {
    const EMPTY: i32 = i32::MIN;
}

impl Cell for i64 {
    const EMPTY: i64 = NONE;
}

/// Adds a cell, if it fits.
#[inline]
fn add<C: Cell>(cells: &mut Vec<C>, cell: Option<i64>) -> bool {
    let kept = C::of(cell.unwrap_or(NONE));
    let fits = kept.told() == cell;
    if fits {
        cells.push(kept);
    }
    fits
}

fn wider<A: Cell, B: Cell>(cells: &Vec<A>) -> Vec<B> {
    let mut wider = Vec::with_capacity(cells.capacity());
    wider.extend(cells.iter().map(|cell| B::of(cell.told().unwrap_or(NONE))));
    wider
}

fn picked<C: Copy>(cells: &[C], rows: &[usize]) -> Vec<C> {
    let mut picked = Vec::with_capacity(rows.len().min(cells.len()));
    picked.extend(rows.iter().filter_map(|&row| cells.get(row)));
    picked
}

/// Equal cells are equal, however wide they are kept.
impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.len() == other.len() && (0..self.len()).all(|row| self.get(row) == other.get(row))
    }
}

impl Eq for Column {}

impl Default for Column {
    fn default() -> Column {
        Column::Small(Vec::new())
    }
}

impl Column {
    #[inline]
    pub fn push(&mut self, cell: Option<i64>) {
        let fits = match self {
            Column::Small(cells) => add(cells, cell),
            Column::Narrow(cells) => add(cells, cell),
            Column::Wide(cells) => return cells.push(cell.unwrap_or(NONE)),
        };
        if !fits {
            self.widen();
            self.push(cell);
        }
    }

    fn widen(&mut self) {
        *self = match self {
            Column::Small(cells) => Column::Narrow(wider(cells)),
            Column::Narrow(cells) => Column::Wide(wider(cells)),
            Column::Wide(_) => return,
        };
    }

    /// From cells of which the smallest integer stands for an empty one.
    pub fn from_cells(cells: &[i64]) -> Column {
        let (mut least, mut most) = (0, 0);
        for &cell in cells.iter().filter(|cell| **cell != NONE) {
            least = cell.min(least);
            most = cell.max(most);
        }
        if i16::try_from(least).is_ok_and(|it| it != i16::MIN) && i16::try_from(most).is_ok() {
            return Column::Small(cells.iter().map(|&cell| Cell::of(cell)).collect());
        }
        if i32::try_from(least).is_ok_and(|it| it != i32::MIN) && i32::try_from(most).is_ok() {
            return Column::Narrow(cells.iter().map(|&cell| Cell::of(cell)).collect());
        }
        Column::Wide(cells.to_vec())
    }

    /// An empty column with room for so many cells.
    pub fn with_room(rows: usize) -> Column {
        Column::Small(Vec::with_capacity(rows))
    }

    fn shrink(&mut self) {
        match self {
            Column::Small(cells) => cells.shrink_to_fit(),
            Column::Narrow(cells) => cells.shrink_to_fit(),
            Column::Wide(cells) => cells.shrink_to_fit(),
        }
    }

    #[inline(always)]
    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Column::Small(cells) => cells.get(row)?.told(),
            Column::Narrow(cells) => cells.get(row)?.told(),
            Column::Wide(cells) => cells.get(row)?.told(),
        }
    }

    /// Some of its cells, in the given order; a column without cells stays one.
    fn gather(&self, rows: &[usize]) -> Column {
        match self {
            Column::Small(cells) => Column::Small(picked(cells, rows)),
            Column::Narrow(cells) => Column::Narrow(picked(cells, rows)),
            // Without the row that made it wide it may be narrow again.
            Column::Wide(cells) => Column::from_cells(&picked(cells, rows)),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Column::Small(cells) => cells.len(),
            Column::Narrow(cells) => cells.len(),
            Column::Wide(cells) => cells.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Rows of one schema. Columns that the source did not have are absent, which is not the same
/// as empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number in the dataset; 0 while it is not filed.
    pub number: u32,
    /// The month its rows are filed under, as `202611`.
    pub month: u32,
    pub columns: ColumnSet,
    cells: Vec<Column>,
    rows: usize,
}

impl Block {
    pub fn new(schema: &Schema, columns: ColumnSet) -> Block {
        let cells = schema.columns.iter().map(|_| Column::default()).collect();
        Block { number: 0, month: 0, columns, cells, rows: 0 }
    }

    /// A block read back from a store; `None` when a column's length is off.
    pub fn from_columns(columns: ColumnSet, cells: Vec<Column>, rows: usize) -> Option<Block> {
        let sound = cells.iter().enumerate().all(|(column, cells)| {
            if columns.has(column) { cells.len() == rows } else { cells.is_empty() }
        });
        sound.then_some(Block { number: 0, month: 0, columns, cells, rows })
    }

    pub fn len(&self) -> usize {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub fn get(&self, row: usize, column: usize) -> Option<i64> {
        self.cells.get(column)?.get(row)
    }

    pub fn column(&self, column: usize) -> Option<&Column> {
        self.cells.get(column).filter(|_| self.columns.has(column))
    }

    /// Adds a row; cells of columns that the block does not have are dropped.
    pub fn push(&mut self, mut cell: impl FnMut(usize) -> Option<i64>) {
        for (column, cells) in self.cells.iter_mut().enumerate() {
            if self.columns.has(column) {
                cells.push(cell(column));
            }
        }
        self.rows += 1;
    }

    /// Adds a row, given a cell for each column of the schema.
    pub fn push_row(&mut self, row: &[Option<i64>]) {
        for (column, (cells, cell)) in self.cells.iter_mut().zip(row).enumerate() {
            if self.columns.has(column) {
                cells.push(*cell);
            }
        }
        self.rows += 1;
    }

    /// Gives back the room that columns took to grow into.
    pub fn shrink(&mut self) {
        self.cells.iter_mut().for_each(Column::shrink);
    }

    /// Some of its rows, in the given order.
    pub fn gather(&self, rows: &[usize]) -> Block {
        let cells = self.cells.iter().map(|cells| cells.gather(rows)).collect();
        Block { cells, rows: rows.len(), ..*self }
    }

    /// The row's identity. One id column is its own key; several are folded into 64 bits, and so
    /// is what sets a row apart: an order often has the number of its first sub-order.
    pub fn key(&self, schema: &Schema, row: usize) -> u64 {
        let mut key: u64 = 0;
        for &column in schema.key {
            let cell = self.get(row, column).unwrap_or(NONE);
            key = mix(key, cell.cast_unsigned());
        }
        for _ in schema.made.iter().filter(|&&column| self.get(row, column).is_some()) {
            key = mix(key, 1);
        }
        key
    }

    /// The cells that identify the row, in the order of the schema's key.
    pub fn key_cells(&self, schema: &Schema, row: usize) -> impl Iterator<Item = Option<i64>> {
        schema.key.iter().map(move |&column| self.get(row, column))
    }

    /// The month that each row is filed under, as `202611`; 0 for a row without a date.
    pub fn filed_months(&self, schema: &Schema) -> Vec<u32> {
        let moments =
            schema.columns.get(schema.filed_by).is_some_and(|spec| spec.kind == Kind::Moment);
        let mut last = (Day::default(), Day::default().month_number());
        let month = |row| {
            let Some(cell) = self.get(row, schema.filed_by) else {
                return 0;
            };
            let day = match moments {
                true => Moment(cell).day(),
                false => Day(i32::try_from(cell).unwrap_or(0)),
            };
            if day != last.0 {
                last = (day, day.month_number());
            }
            last.1
        };
        (0..self.rows).map(month).collect()
    }

    /// Renames words: blocks of a file come with the file's own dictionary.
    pub fn rename_words(&mut self, schema: &Schema, names: &[Word]) {
        for (column, spec) in schema.columns.iter().enumerate() {
            let rename: fn(i64, &[Word]) -> i64 = match spec.kind {
                Kind::Word => renamed,
                Kind::Id => |cell, names| {
                    if cell < 0 { -1 - renamed(-1 - cell, names) } else { cell }
                },
                Kind::Money | Kind::Count | Kind::Moment | Kind::Day | Kind::Ratio => continue,
            };
            if let Some(cells) = self.cells.get_mut(column) {
                let mut fresh = Column::with_room(cells.len());
                for row in 0..cells.len() {
                    fresh.push(cells.get(row).map(|cell| rename(cell, names)));
                }
                *cells = fresh;
            }
        }
    }
}

fn renamed(cell: i64, names: &[Word]) -> i64 {
    let new = usize::try_from(cell).ok().and_then(|number| names.get(number));
    new.map_or(cell, |word| word.to_cell())
}

/// Folds a cell into a key, one to one, so that a single id column stays collision-free; for
/// several columns two keys meet by chance once in about 2^64.
fn mix(key: u64, cell: u64) -> u64 {
    let mixed = (key ^ cell).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// A set of rows of one block, as ranges in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<Range<u32>>);

impl Rows {
    pub fn all(rows: usize) -> Rows {
        let end = u32::try_from(rows).unwrap_or(u32::MAX);
        Rows(std::iter::once(0..end).filter(|range| !range.is_empty()).collect())
    }

    /// From rows in any order.
    pub fn from_unsorted(mut rows: Vec<u32>) -> Rows {
        sort_by_key(&mut rows, |row| *row);
        rows.dedup();
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for row in rows {
            match ranges.last_mut() {
                Some(last) if last.end == row => last.end = row + 1,
                _ => ranges.push(row..row + 1),
            }
        }
        Rows(ranges)
    }

    /// From ranges; `None` unless they rise without touching.
    pub fn from_ranges(ranges: Vec<Range<u32>>) -> Option<Rows> {
        let sound = ranges.iter().all(|range| range.start < range.end)
            && ranges.windows(2).all(|pair| matches!(pair, [a, b] if a.end < b.start));
        sound.then_some(Rows(ranges))
    }

    pub fn ranges(&self) -> &[Range<u32>] {
        &self.0
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().cloned().flatten()
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(ExactSizeIterator::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|range| range.end - 1)
    }
}
