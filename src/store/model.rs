//! What is expected of the cells of a column: the less a cell surprises, the less it takes.
//!
//! A column follows others, as its [`Recipe`] says. A *listed* cell is a symbol: its rank among
//! those met so far with the same *given* cells, the most frequent first; what was not met yet is
//! spelled. Texts and amounts repeat like that: the title of a product, the discounts on a price.
//! A number is told as its difference to a *base*: a symbol says its sign and its length in bits,
//! and its digits follow as they are. A cell of the row's order is told once an order.
//!
//! Symbols of rows with the same given cells stand together, where they are mostly the same, and
//! are deflated; digits cannot be made smaller and stand apart, bit by bit. One description
//! serves writing and reading, so the two cannot differ.

use super::bits::{BitReader, BitWriter};
use super::places::Places;

/// An empty cell. No cell is that small, but a difference may be: a recipe that meets one is not
/// for its column.
pub(super) const NONE: i64 = i64::MIN;
/// Cells of one list at most; later ones are spelled each time.
const LONGEST_LIST: usize = FAR_RANK + (1 << FAR_DIGITS);
/// Ranks from here on have one symbol together, and digits that tell them apart.
const FAR_RANK: usize = 254;
const FAR_DIGITS: u32 = 12;
/// The symbol of a listed cell that is not in the list.
const SPELLED: u8 = 0;
/// The symbol of an empty number.
const EMPTY: u8 = 0;

/// How the cells of a column are told. Part of the stored shape. Places are of columns that are
/// told before this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recipe {
    pub base: Base,
    pub listed: bool,
    /// The columns by whose cells in the same row a cell is expected.
    pub given: Vec<usize>,
    /// The column whose cell, the same as in the row above, says that this cell is as above too.
    pub along: Option<usize>,
}

impl Recipe {
    /// Whether the cells of a column are needed to tell this one.
    pub fn follows(&self, column: usize) -> bool {
        let base = match &self.base {
            Base::Zero | Base::Above => false,
            Base::Cell(base) => *base == column,
            Base::Due(columns) => columns.contains(&column),
        };
        base || self.given.contains(&column) || self.along == Some(column)
    }
}

/// What a cell is told as a difference to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Base {
    #[default]
    Zero,
    /// The cell above.
    Above,
    /// The same row's cell of a column.
    Cell(usize),
    /// The first column times the second, less the others: what is to be paid.
    Due(Vec<usize>),
}

/// Writes or reads what a model tells. A reader is given any value and gives the one it finds.
pub(super) trait Coder {
    fn symbol(&mut self, place: usize, symbol: u8) -> u8;
    /// So many bits, at most 64.
    fn digits(&mut self, bits: u32, value: u64) -> u64;
    const WRITES: bool;
}

/// A column while it is written.
#[derive(Debug)]
pub(super) struct Writer {
    pub symbols: Vec<u8>,
    pub digits: BitWriter,
}

impl Coder for Writer {
    const WRITES: bool = true;

    fn symbol(&mut self, place: usize, symbol: u8) -> u8 {
        if let Some(slot) = self.symbols.get_mut(place) {
            *slot = symbol;
        }
        symbol
    }

    fn digits(&mut self, bits: u32, value: u64) -> u64 {
        self.digits.put(bits, value);
        value
    }
}

/// A column while it is read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub symbols: &'a [u8],
    pub digits: BitReader<'a>,
}

impl Coder for Reader<'_> {
    const WRITES: bool = false;

    #[inline(always)]
    fn symbol(&mut self, place: usize, _: u8) -> u8 {
        self.symbols.get(place).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn digits(&mut self, bits: u32, _: u64) -> u64 {
        self.digits.take(bits)
    }
}

/// The cells met in one context, the most frequent first.
#[derive(Clone, Debug, Default)]
struct List(Vec<(i64, u32)>);

impl List {
    fn rank(&self, cell: i64) -> Option<usize> {
        self.0.iter().position(|&(known, _)| known == cell)
    }

    /// The cell of a rank, which it may lose to a more frequent one.
    #[inline(always)]
    fn take(&mut self, rank: usize) -> i64 {
        let Some(entry) = self.0.get_mut(rank) else { return NONE };
        entry.1 += 1;
        let (cell, count) = *entry;
        if let Some(before) = rank.checked_sub(1)
            && self.0.get(before).is_some_and(|&(_, other)| other < count)
        {
            self.0.swap(before, rank);
        }
        cell
    }

    fn add(&mut self, cell: i64) {
        if self.0.len() < LONGEST_LIST {
            self.0.push((cell, 1));
        }
    }
}

/// Learns a column while it is written or read.
#[derive(Debug)]
pub(super) struct Model<'a> {
    recipe: &'a Recipe,
    places: &'a Places,
    /// By context: the place of its next symbol, and the cells met.
    contexts: Vec<(usize, List)>,
    /// Words are numbered as they are met, so a new one is mostly the one after.
    next: i64,
}

impl<'a> Model<'a> {
    pub fn new(recipe: &'a Recipe, places: &'a Places) -> Model<'a> {
        let contexts = places.next.iter().map(|&next| (next, List::default())).collect();
        Model { recipe, places, contexts, next: 0 }
    }

    /// Reads cells from a row on, given the cell above it; gives the last of them.
    ///
    /// A function of its own: what a future keeps from one breath to the next stands in memory.
    #[inline(never)]
    pub fn read(
        &mut self,
        reader: &mut Reader<'_>,
        told: &[Vec<i64>],
        (from, mut above): (usize, i64),
        cells: &mut [i64],
    ) -> i64 {
        let rows = (from..).zip(cells);
        // Most columns are lists that follow no number: they are read apart, as it is faster.
        if self.recipe.listed && self.recipe.base == Base::Zero {
            for (row, cell) in rows {
                above = self.tell(reader, row, above, NONE, |_| 0);
                *cell = above;
            }
        } else {
            for (row, cell) in rows {
                above = self.code(reader, told, row, above, NONE);
                *cell = above;
            }
        }
        above
    }

    /// Writes or reads the cell of one row; a reader gives any `cell`. `told` are the columns
    /// before, `above` is the cell above.
    #[inline(always)]
    pub fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        told: &[Vec<i64>],
        row: usize,
        above: i64,
        cell: i64,
    ) -> i64 {
        self.tell(coder, row, above, cell, |recipe| match &recipe.base {
            Base::Zero => 0,
            Base::Above => known(above),
            Base::Cell(column) => cell_at(told, row, *column),
            Base::Due(columns) => due(columns, |column| cell_at(told, row, column)),
        })
    }

    #[inline(always)]
    fn tell<C: Coder>(
        &mut self,
        coder: &mut C,
        row: usize,
        above: i64,
        cell: i64,
        base: impl FnOnce(&Recipe) -> i64,
    ) -> i64 {
        let context = self.places.context(row);
        let Some((next, list)) = self.contexts.get_mut(context) else { return above };
        let place = *next;
        *next += 1;
        let base = base(self.recipe);
        let cell = if cell == NONE { NONE } else { cell.wrapping_sub(base) };
        let cell = if self.recipe.listed {
            listed(coder, place, list, &mut self.next, cell)
        } else {
            number(coder, place, cell)
        };
        if cell == NONE { NONE } else { cell.wrapping_add(base) }
    }
}

/// A number to be told from; an empty cell is as good as zero.
#[inline(always)]
fn known(cell: i64) -> i64 {
    if cell == NONE { 0 } else { cell }
}

#[inline(always)]
fn cell_at(told: &[Vec<i64>], row: usize, column: usize) -> i64 {
    told.get(column).and_then(|cells| cells.get(row)).map_or(0, |&cell| known(cell))
}

#[inline(always)]
fn listed<C: Coder>(
    coder: &mut C,
    place: usize,
    list: &mut List,
    next: &mut i64,
    cell: i64,
) -> i64 {
    let rank = if C::WRITES { list.rank(cell) } else { None };
    let symbol = rank.map_or(SPELLED, |rank| u8::try_from(rank.min(FAR_RANK) + 1).unwrap_or(0));
    let symbol = coder.symbol(place, symbol);
    if let Some(mut near) = usize::from(symbol).checked_sub(1) {
        if near == FAR_RANK {
            let far = rank.unwrap_or(0).saturating_sub(FAR_RANK);
            let far = coder.digits(FAR_DIGITS, u64::try_from(far).unwrap_or(0));
            near += usize::try_from(far).unwrap_or(0);
        }
        return list.take(near);
    }
    let cell = spelled(coder, next, cell);
    list.add(cell);
    cell
}

/// A cell that was not met yet, all of it in digits.
#[inline(never)]
fn spelled<C: Coder>(coder: &mut C, next: &mut i64, cell: i64) -> i64 {
    if coder.digits(1, u64::from(cell == NONE)) == 1 {
        return NONE;
    }
    let wanted = folded(cell.wrapping_sub(*next));
    let length = length(coder.digits(7, u64::from(u64::BITS - wanted.leading_zeros())));
    let read = unfolded(coder.digits(length, wanted)).wrapping_add(*next);
    *next = read.wrapping_add(1);
    read
}

/// A difference: its sign and its length in bits, and then all digits but the first, which is one.
#[inline(always)]
fn number<C: Coder>(coder: &mut C, place: usize, cell: i64) -> i64 {
    let (size, below) = (cell.unsigned_abs(), cell < 0);
    let bits = u64::BITS - size.leading_zeros();
    let symbol = match cell {
        NONE => EMPTY,
        _ => u8::try_from(1 + bits * 2 + u32::from(below)).unwrap_or(EMPTY),
    };
    let Some(symbol) = coder.symbol(place, symbol).checked_sub(1) else { return NONE };
    let below = symbol & 1 == 1;
    let Some(left) = length(u64::from(symbol >> 1)).checked_sub(1) else { return 0 };
    let size = 1 << left | coder.digits(left, size & ((1 << left) - 1));
    let read = size.cast_signed();
    if below { read.wrapping_neg() } else { read }
}

/// A length in bits; whatever damage may say, no number is longer than 64.
fn length(bits: u64) -> u32 {
    u32::try_from(bits.min(64)).unwrap_or(64)
}

/// What is to be paid: price times units, less every part that others bear.
fn due(columns: &[usize], cell: impl Fn(usize) -> i64) -> i64 {
    let (factors, less) = columns.split_at(columns.len().min(2));
    let gross = factors.iter().fold(1, |gross: i64, &column| gross.wrapping_mul(cell(column)));
    less.iter().fold(gross, |due, &column| due.wrapping_sub(cell(column)))
}

/// Small numbers of either sign are small.
fn folded(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
