//! A manifest made anew from the chunks, when the stored one cannot be read: the key of a chunk
//! says what it is, and the log says which blocks and which of its parts belong to the state.

use rustc_hash::FxHashSet;

use super::chunk;
use super::codec;
use super::log::Log;
use super::manifest::{ChunkRef, Kind, Manifest, Named, ShopEntry};
use super::shelf::{Shelf, ShelfFault};
use crate::domain::sort_by_key;

/// Every shop's newest state of which the log can be read, with the newest generation of them. A
/// log is written after what it speaks of.
pub(super) fn rebuilt(shelf: &dyn Shelf) -> Result<Option<(u64, Manifest)>, ShelfFault> {
    let keys = shelf.keys()?;
    let chunks: Vec<Named> = keys.iter().filter_map(|key| Named::of(key)).collect();
    let mut logs: Vec<&Named> = chunks.iter().filter(|chunk| chunk.kind == Kind::Log).collect();
    sort_by_key(&mut logs, |log| std::cmp::Reverse(log.reference.number));
    let (mut generation, mut manifest) = (0, Manifest::default());
    for log in logs {
        if manifest.shop(&log.shop).is_some() {
            continue;
        }
        let Some(told) = chunk::read_log::<Log>(shelf, &log.reference)? else { continue };
        let of_shop = || chunks.iter().filter(|chunk| chunk.shop == log.shop);
        let entry = ShopEntry {
            id: log.shop.clone(),
            name: String::new(),
            log: Some(log.reference.clone()),
            past: parts(of_shop(), &told),
            chunks: blocks(shelf, of_shop(), &told)?,
        };
        generation = generation.max(log.reference.number);
        manifest.shops.push(entry);
    }
    sort_by_key(&mut manifest.shops, |shop| shop.id.clone());
    Ok((!manifest.shops.is_empty()).then_some((generation, manifest)))
}

fn parts<'a>(chunks: impl Iterator<Item = &'a Named> + Clone, told: &Log) -> Vec<ChunkRef> {
    let named = |end: &String| {
        let end = format!(".past.{end}");
        chunks.clone().find(|chunk| chunk.reference.key.ends_with(&end))
    };
    told.past.iter().filter_map(named).map(|part| part.reference.clone()).collect()
}

fn blocks<'a>(
    shelf: &dyn Shelf,
    chunks: impl Iterator<Item = &'a Named>,
    told: &Log,
) -> Result<Vec<ChunkRef>, ShelfFault> {
    let wanted: FxHashSet<(&str, u64)> =
        told.marks.iter().map(|mark| (mark.family.as_str(), u64::from(mark.block))).collect();
    let mut blocks = Vec::new();
    for Named { reference, .. } in chunks {
        if wanted.contains(&(reference.family.as_str(), reference.number)) {
            let bytes = chunk::bytes(shelf, reference)?;
            let rows = bytes.and_then(|bytes| codec::rows(&bytes)).unwrap_or_default();
            blocks.push(ChunkRef { rows, ..reference.clone() });
        }
    }
    sort_by_key(&mut blocks, |block| block.number);
    Ok(blocks)
}
