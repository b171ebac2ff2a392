//! Blocks ⇄ bytes: each column by its nature, then deflated on its own.
//!
//! Numbers are written as differences to the row before (ids are sorted, so those are small),
//! moments as differences to the moment that files the row, words through a dictionary of the
//! block's own. A block can be read without any other, so damage stays where it is. Columns go
//! by name, so that a later schema may order them differently.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rustc_hash::FxHashMap;

use super::deflate::deflated;
use crate::domain::{
    Block, Cancelled, Column, ColumnSet, Kind, Pace, Schema, Word, Words, sort_by_key,
};

/// The first byte of every block.
const VERSION: u8 = 1;
/// Rows written between two breaths.
const BREATH: usize = 4096;
/// A part inflates to at most this; more is damage or malice.
const MAX_PART: usize = 64 << 20;
/// A block has at most this many rows; more is damage.
const MAX_ROWS: usize = 4_000_000;

/// The words of one block, numbered as they are met.
#[derive(Default)]
struct Dictionary {
    numbers: FxHashMap<u32, u128>,
    order: Vec<u32>,
}

impl Dictionary {
    fn number(&mut self, word: i64) -> u128 {
        let word = u32::try_from(word).unwrap_or(u32::MAX);
        let next = self.order.len();
        *self.numbers.entry(word).or_insert_with(|| {
            self.order.push(word);
            u128::try_from(next).unwrap_or(0)
        })
    }
}

/// Writes a block.
pub(super) async fn encode(
    block: &Block,
    schema: &Schema,
    words: &Words,
    pace: &impl Pace,
) -> Result<Vec<u8>, Cancelled> {
    let mut dictionary = Dictionary::default();
    let mut columns = Vec::new();
    for column in block.columns.iter() {
        let Some(spec) = schema.columns.get(column) else { continue };
        let mut part = Vec::new();
        for row in 0..block.len() {
            if row % BREATH == 0 {
                pace.breathe().await?;
            }
            put_cell(&mut part, block, schema, (row, column), spec.kind, &mut dictionary);
        }
        put_text(&mut columns, spec.name);
        put_part(&mut columns, &part, pace).await?;
    }
    let mut texts = Vec::new();
    put_count(&mut texts, dictionary.order.len());
    for word in dictionary.order {
        put_text(&mut texts, words.text(Word::nth(word)));
    }
    let mut bytes = vec![VERSION];
    put_count(&mut bytes, block.len());
    put_count(&mut bytes, block.columns.iter().count());
    put_part(&mut bytes, &texts, pace).await?;
    bytes.extend_from_slice(&columns);
    Ok(bytes)
}

/// Zero for an empty cell, else one more than the cell's difference or word.
fn put_cell(
    part: &mut Vec<u8>,
    block: &Block,
    schema: &Schema,
    (row, column): (usize, usize),
    kind: Kind,
    dictionary: &mut Dictionary,
) {
    let Some(cell) = block.get(row, column) else { return put(part, 0) };
    let code = match kind {
        Kind::Word => dictionary.number(cell),
        Kind::Id if cell < 0 => dictionary.number(-1 - cell) << 1 | 1,
        Kind::Id => difference(cell, base(block, schema, row, column, kind)) << 1,
        _ => difference(cell, base(block, schema, row, column, kind)),
    };
    put(part, code + 1);
}

/// What a number is told as a difference to: a moment to the row's filing moment, everything
/// else to the cell above.
fn base(block: &Block, schema: &Schema, row: usize, column: usize, kind: Kind) -> i64 {
    let above = || row.checked_sub(1).and_then(|above| block.get(above, column));
    let base = match kind {
        Kind::Moment if column != schema.filed_by => block.get(row, schema.filed_by),
        _ => above(),
    };
    // A text id above is no number to start from.
    base.filter(|&base| kind != Kind::Id || base >= 0).unwrap_or(0)
}

/// A signed difference, folded so that small ones of either sign are small.
fn difference(cell: i64, base: i64) -> u128 {
    let difference = i128::from(cell) - i128::from(base);
    (difference << 1 ^ difference >> 127).cast_unsigned()
}

fn sum(code: u128, base: i64) -> Option<i64> {
    let difference = (code >> 1).cast_signed() ^ -(code & 1).cast_signed();
    i64::try_from(i128::from(base).checked_add(difference)?).ok()
}

/// Reads a block; its words are added to `words`. Nothing when the bytes are not a block of this
/// schema. Columns that the schema does not know any more are passed over.
pub(super) async fn decode(
    bytes: &[u8],
    schema: &Schema,
    words: &mut Words,
    pace: &impl Pace,
) -> Result<Option<Block>, Cancelled> {
    let mut rest = bytes;
    let Some((rows, count, names)) = decode_head(&mut rest, words) else { return Ok(None) };
    let mut parts: Vec<(usize, Vec<u8>)> = Vec::new();
    for _ in 0..count {
        pace.breathe().await?;
        let Some((name, part)) = take_column(&mut rest) else { return Ok(None) };
        if let Some(column) = schema.columns.iter().position(|spec| spec.name == name) {
            parts.push((column, part));
        }
    }
    // The filing moments come first: other moments are told from them.
    sort_by_key(&mut parts, |&(column, _)| (column != schema.filed_by, column));
    let columns: ColumnSet = parts.iter().map(|&(column, _)| column).collect();
    let mut cells: Vec<Column> = schema.columns.iter().map(|_| Column::default()).collect();
    for (column, part) in parts {
        pace.breathe().await?;
        let Some(read) = read_column(&part, schema, column, rows, &names, &cells) else {
            return Ok(None);
        };
        if let Some(slot) = cells.get_mut(column) {
            *slot = read;
        }
    }
    Ok(Block::from_columns(columns, cells, rows))
}

/// The number of rows of a block, without reading it.
pub(super) fn rows(bytes: &[u8]) -> Option<u32> {
    let (_, mut rest) = bytes.split_first()?;
    take_count(&mut rest).and_then(|rows| u32::try_from(rows).ok())
}

/// The number of rows, the number of columns, and the block's words in the dataset.
fn decode_head(rest: &mut &[u8], words: &mut Words) -> Option<(usize, usize, Vec<Word>)> {
    let (&version, after) = rest.split_first()?;
    *rest = after;
    let rows = take_count(rest)?;
    let count = take_count(rest)?;
    if version != VERSION || rows > MAX_ROWS || count > 64 {
        return None;
    }
    let texts = take_part(rest)?;
    let mut texts = texts.as_slice();
    let length = take_count(&mut texts)?;
    let mut names = Vec::new();
    for _ in 0..length {
        names.push(words.intern(&take_text(&mut texts)?));
    }
    Some((rows, count, names))
}

fn read_column(
    part: &[u8],
    schema: &Schema,
    column: usize,
    rows: usize,
    names: &[Word],
    cells: &[Column],
) -> Option<Column> {
    let kind = schema.columns.get(column)?.kind;
    let mut rest = part;
    // Each row takes a byte at least, whatever damage may have put for their number.
    let mut read = Column::with_room(rows.min(part.len()));
    let word = |number: u128| -> Option<i64> {
        names.get(usize::try_from(number).ok()?).map(|word| word.to_cell())
    };
    for row in 0..rows {
        let Some(code) = take(&mut rest)?.checked_sub(1) else {
            read.push(None);
            continue;
        };
        let above = row.checked_sub(1).and_then(|above| read.get(above));
        let base = match kind {
            Kind::Moment if column != schema.filed_by => cells.get(schema.filed_by)?.get(row),
            _ => above,
        };
        let base = base.filter(|&base| kind != Kind::Id || base >= 0).unwrap_or(0);
        read.push(Some(match kind {
            Kind::Word => word(code)?,
            Kind::Id if code & 1 == 1 => -1 - word(code >> 1)?,
            Kind::Id => sum(code >> 1, base)?,
            _ => sum(code, base)?,
        }));
    }
    rest.is_empty().then_some(read)
}

/// Seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut value: u128) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put(bytes, u128::try_from(count).unwrap_or(0));
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_count(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

async fn put_part(bytes: &mut Vec<u8>, part: &[u8], pace: &impl Pace) -> Result<(), Cancelled> {
    let deflated = deflated(part, pace).await?;
    put_count(bytes, deflated.len());
    bytes.extend_from_slice(&deflated);
    Ok(())
}

fn take(rest: &mut &[u8]) -> Option<u128> {
    let mut value: u128 = 0;
    for shift in (0..126).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn take_count(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(take(rest)?).ok()
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_count(rest)?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(take_bytes(rest)?.to_vec()).ok()
}

fn take_part(rest: &mut &[u8]) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(take_bytes(rest)?, MAX_PART).ok()
}

fn take_column(rest: &mut &[u8]) -> Option<(String, Vec<u8>)> {
    Some((take_text(rest)?, take_part(rest)?))
}
