//! Which rows of a ledger stand alone: no other row of any block has their key.
//!
//! Blocks are filed in the order of their first key cell. Where that is the whole key, neighbours
//! and a search in the other blocks tell whether a row stands alone, and the key of a row that
//! does is never hashed. Nearly all rows of a shop do, so a full store is merged in a few
//! milliseconds. Of a block out of order, or of a family with a longer key, no row does.

use std::sync::Arc;

use super::block::Block;
use super::pace::{Cancelled, Pace};
use super::schema::Schema;

/// Rows looked at between two breaths.
const BREATH: usize = 4_096;

/// The rows of one block.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// The first and the last key cell, where rows rise by it.
    pub span: Option<(i64, i64)>,
    /// By row: whether another row may have its key.
    pub shared: Vec<bool>,
}

/// How the rows of each block stand.
pub(super) async fn standings(
    schema: &Schema,
    blocks: &[Arc<Block>],
    pace: &impl Pace,
) -> Result<Vec<Standing>, Cancelled> {
    let mut standings = Vec::with_capacity(blocks.len());
    for block in blocks {
        standings.push(among_neighbours(schema, block, pace).await?);
    }
    for later in 0..blocks.len() {
        for earlier in 0..later {
            let [one, other] = [earlier, later].map(|place| {
                let ordered = standings.get(place).is_some_and(|it| it.span.is_some());
                (ordered, blocks.get(place).map_or(0, |block| block.len()), place)
            });
            // The larger is searched for the rows of the smaller, and must be in order.
            let ((_, _, walked), (true, _, searched)) = (one.min(other), one.max(other)) else {
                continue;
            };
            meet(schema, blocks, &mut standings, (walked, searched), pace).await?;
        }
    }
    Ok(standings)
}

/// A block on its own: rows with the same cell stand together.
async fn among_neighbours(
    schema: &Schema,
    block: &Block,
    pace: &impl Pace,
) -> Result<Standing, Cancelled> {
    let mut shared = vec![false; block.len()];
    let in_doubt = Standing { span: None, shared: vec![true; block.len()] };
    let ([_], Some(last)) = (schema.key, block.len().checked_sub(1)) else { return Ok(in_doubt) };
    let first = key_cell(schema, block, 0);
    let mut above = first;
    for row in 1..block.len() {
        if row % BREATH == 0 {
            pace.breathe().await?;
        }
        let cell = key_cell(schema, block, row);
        if cell < above {
            return Ok(in_doubt);
        }
        if cell == above
            && let Some([before, here]) = shared.get_mut(row - 1..=row)
        {
            (*before, *here) = (true, true);
        }
        above = cell;
    }
    Ok(Standing { span: Some((first, key_cell(schema, block, last))), shared })
}

/// Notes the rows of one block whose cell another one has too, in both.
async fn meet(
    schema: &Schema,
    blocks: &[Arc<Block>],
    standings: &mut [Standing],
    (walked, searched): (usize, usize),
    pace: &impl Pace,
) -> Result<(), Cancelled> {
    let (Some(block), Some(other)) = (blocks.get(walked), blocks.get(searched)) else {
        return Ok(());
    };
    let span_of = |place: usize| standings.get(place).and_then(|standing| standing.span);
    let Some((first, last)) = span_of(searched) else { return Ok(()) };
    let rows = match span_of(walked) {
        Some(_) => place_of(schema, block, first)..place_of(schema, block, last.saturating_add(1)),
        None => 0..block.len(),
    };
    for (count, row) in rows.enumerate() {
        if count % BREATH == 0 {
            pace.breathe().await?;
        }
        let cell = key_cell(schema, block, row);
        let mut place = place_of(schema, other, cell);
        while place < other.len() && key_cell(schema, other, place) == cell {
            share(standings, walked, row);
            share(standings, searched, place);
            place += 1;
        }
    }
    Ok(())
}

fn share(standings: &mut [Standing], place: usize, row: usize) {
    if let Some(shared) = standings.get_mut(place).and_then(|it| it.shared.get_mut(row)) {
        *shared = true;
    }
}

/// The first key cell of a row; an empty one comes before all others.
pub(super) fn key_cell(schema: &Schema, block: &Block, row: usize) -> i64 {
    block.key_cells(schema, row).next().flatten().unwrap_or(i64::MIN)
}

/// The first row whose key cell is not below `cell`, in a block in order.
pub(super) fn place_of(schema: &Schema, block: &Block, cell: i64) -> usize {
    let (mut from, mut to) = (0, block.len());
    while from < to {
        let middle = from.midpoint(to);
        if key_cell(schema, block, middle) < cell {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}
