//! Blocks as the first codec wrote them: read for ever, written no more.
//!
//! Numbers are differences to the row before, moments to the moment that files the row, words go
//! through a dictionary of the block's own; each column is deflated on its own, under its name.

use super::bytes::{take, take_part, take_text};
use super::codec::take_head;
use crate::domain::{
    Block, Cancelled, Column, ColumnSet, Kind, Pace, Schema, Word, Words, sort_by_key,
};

/// Reads what follows the version; its words are added to `words`. Nothing when the bytes are not a block of this
/// schema. Columns that the schema does not know any more are passed over.
pub(super) async fn decode(
    bytes: &[u8],
    schema: &Schema,
    words: &mut Words,
    pace: &impl Pace,
) -> Result<Option<Block>, Cancelled> {
    let mut rest = bytes;
    let Some((rows, count, names)) = take_head(&mut rest, words) else { return Ok(None) };
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

fn sum(code: u128, base: i64) -> Option<i64> {
    let difference = (code >> 1).cast_signed() ^ -(code & 1).cast_signed();
    i64::try_from(i128::from(base).checked_add(difference)?).ok()
}

fn take_column(rest: &mut &[u8]) -> Option<(String, Vec<u8>)> {
    Some((take_text(rest)?, take_part(rest)?))
}
