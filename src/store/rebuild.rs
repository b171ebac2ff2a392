//! A manifest made anew from the chunks, when the stored one cannot be read: the key of a chunk
//! says what it is, and the log says which blocks and which of its parts belong to the state.

use rustc_hash::FxHashMap;

use super::chunk;
use super::codec;
use super::log::Log;
use super::manifest::{ChunkRef, Kind, Manifest, Named, ShopEntry};
use super::shelf::{Shelf, ShelfFault};
use super::vault::CHUNKS;
use crate::domain::{SortedMap, sort_by_key};

/// Every shop's newest state of which the log can be read, with the newest generation of them. A
/// log is written after what it speaks of.
pub(super) fn rebuilt(shelf: &dyn Shelf) -> Result<Option<(u64, Manifest)>, ShelfFault> {
    let keys = shelf.keys()?;
    let chunks: Vec<Named> = keys.iter().filter_map(|key| Named::of(key)).collect();
    let mut logs: Vec<&Named> = chunks.iter().filter(|chunk| chunk.kind == Kind::Log).collect();
    sort_by_key(&mut logs, |log| std::cmp::Reverse(log.reference.number));
    // Of each shop the newest whole state, else the newest.
    let mut found: SortedMap<&str, (bool, ShopEntry)> = SortedMap::new();
    for log in logs {
        if found.get(log.shop.as_str()).is_some_and(|(whole, _)| *whole) {
            continue;
        }
        let Some(told) = chunk::read_log::<Log>(shelf, &log.reference)? else { continue };
        let of_shop = || chunks.iter().filter(|chunk| chunk.shop == log.shop);
        let (past, chunks) = (parts(of_shop(), &told), blocks(shelf, of_shop(), &told)?);
        let whole = chunks.iter().all(|chunk| chunk.rows > 0);
        let (id, name, reference) = (log.shop.clone(), String::new(), log.reference.clone());
        let entry = ShopEntry { id, name, log: Some(reference), past, chunks };
        if whole || !found.contains_key(log.shop.as_str()) {
            found.insert(&log.shop, (whole, entry));
        }
    }
    let shops: Vec<ShopEntry> = found.into_iter().map(|(_, (_, entry))| entry).collect();
    let logs = shops.iter().filter_map(|shop| shop.log.as_ref());
    Ok(logs.map(|log| log.number).max().map(|newest| (newest, Manifest { shops })))
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
    told: &'a Log,
) -> Result<Vec<ChunkRef>, ShelfFault> {
    let named: FxHashMap<(&str, u64), &ChunkRef> = chunks
        .map(|Named { reference, .. }| ((reference.family.as_str(), reference.number), reference))
        .collect();
    let mut wanted: Vec<(&str, u64)> =
        told.marks.iter().map(|mark| (mark.family.as_str(), u64::from(mark.block))).collect();
    sort_by_key(&mut wanted, |&wanted| wanted);
    wanted.dedup();
    let mut blocks = Vec::new();
    for (family, number) in wanted {
        let Some(reference) = named.get(&(family, number)) else {
            // It cannot be read, which is damage, and told.
            let (family, key) = (family.to_owned(), format!("{CHUNKS}{family}.{number}"));
            blocks.push(ChunkRef { key, family, number, ..ChunkRef::default() });
            continue;
        };
        let bytes = chunk::bytes(shelf, reference)?;
        let rows = bytes.and_then(|bytes| codec::rows(&bytes)).unwrap_or_default();
        blocks.push(ChunkRef { rows, ..(*reference).clone() });
    }
    Ok(blocks)
}
