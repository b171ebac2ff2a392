//! A manifest made anew from the chunks, when the stored one cannot be read: the key of a chunk
//! says what it is, and the log says which blocks belong to the state.

use rustc_hash::FxHashSet;

use super::chunk;
use super::codec;
use super::manifest::{ChunkRef, Manifest, SCHEMA, ShopEntry};
use super::shelf::{Shelf, ShelfFault};
use super::vault::CHUNKS;
use crate::domain::sort_by_key;

/// What the key of a chunk says: `<shop>.<family>.<month>.<number>-<sum>`, or for a log
/// `<shop>.log.<generation>-<sum>`.
#[derive(Clone)]
struct Named {
    shop: String,
    /// The generation, for a log.
    number: u64,
    is_log: bool,
    reference: ChunkRef,
}

fn named(key: &str) -> Option<Named> {
    let (rest, sum) = key.strip_prefix(CHUNKS)?.rsplit_once('-')?;
    let (rest, number) = rest.rsplit_once('.')?;
    let number: u64 = number.parse().ok()?;
    let reference = ChunkRef { key: key.to_owned(), sum: sum.to_owned(), ..ChunkRef::default() };
    if let Some(shop) = rest.strip_suffix(".log") {
        return Some(Named { shop: shop.to_owned(), number, is_log: true, reference });
    }
    let (rest, month) = rest.rsplit_once('.')?;
    let (shop, family) = rest.rsplit_once('.')?;
    let reference = ChunkRef {
        family: family.to_owned(),
        month: month.parse().ok()?,
        number: u32::try_from(number).ok()?,
        ..reference
    };
    Some(Named { shop: shop.to_owned(), number, is_log: false, reference })
}

/// The newest state of which the log can be read, with its generation. A log is written after the
/// blocks that it speaks of.
pub(super) fn rebuilt(shelf: &dyn Shelf) -> Result<Option<(u64, Manifest)>, ShelfFault> {
    let keys = shelf.keys()?;
    let (mut logs, blocks): (Vec<Named>, Vec<Named>) =
        keys.iter().filter_map(|key| named(key)).partition(|chunk| chunk.is_log);
    sort_by_key(&mut logs, |log| std::cmp::Reverse(log.number));
    for log in logs {
        let Some(told) = chunk::read_log(shelf, &log.reference)? else { continue };
        let wanted: FxHashSet<(&str, u32)> =
            told.marks.iter().map(|mark| (mark.family.as_str(), mark.block)).collect();
        let mut chunks = Vec::new();
        for block in blocks.iter().filter(|block| block.shop == log.shop) {
            let reference = &block.reference;
            if wanted.contains(&(reference.family.as_str(), reference.number)) {
                let bytes = chunk::bytes(shelf, reference)?;
                let rows = bytes.and_then(|bytes| codec::rows(&bytes)).unwrap_or_default();
                chunks.push(ChunkRef { rows, ..reference.clone() });
            }
        }
        sort_by_key(&mut chunks, |chunk| chunk.number);
        let shop =
            ShopEntry { id: log.shop, name: String::new(), log: Some(log.reference), chunks };
        return Ok(Some((log.number, Manifest { schema: SCHEMA, shops: vec![shop] })));
    }
    Ok(None)
}
