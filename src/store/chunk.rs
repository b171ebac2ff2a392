//! Chunks: one immutable text each, under a key that names its content.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Serialize, de::DeserializeOwned};

use super::PREFIX;
use super::codec;
use super::deflate::deflated;
use super::manifest::ChunkRef;
use super::pack::{pack, unpack};
use super::record::checksum;
use super::shelf::{Shelf, ShelfFault};
use crate::domain::{Block, Cancelled, Dataset, Family, Pace, Words};

/// A chunk that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub reference: ChunkRef,
    pub text: String,
}

pub(super) async fn of_block(
    shop: &str,
    family: Family,
    block: &Block,
    words: &Words,
    pace: &impl Pace,
) -> Result<Chunk, Cancelled> {
    let schema = family.schema();
    let text = pack(&codec::encode(block, schema, words, pace).await?);
    let sum = checksum(&text);
    let (name, month, number) = (schema.name, block.month, u64::from(block.number));
    let key = format!("{PREFIX}.chunk.{shop}.{name}.{month}.{number}-{sum}");
    let rows = u32::try_from(block.len()).unwrap_or(u32::MAX);
    let family = name.to_owned();
    let written = None;
    Ok(Chunk { reference: ChunkRef { key, family, month, number, rows, sum, written }, text })
}

/// What each column of a family takes on the shelf, in bytes, with the words of its blocks.
pub async fn column_bytes(
    dataset: &Dataset,
    family: Family,
    pace: &impl Pace,
) -> Result<Vec<(&'static str, usize)>, Cancelled> {
    let mut sums: Vec<(&'static str, usize)> = Vec::new();
    for block in dataset.ledger(family).blocks() {
        for (name, bytes) in codec::sizes(block, family.schema(), &dataset.words, pace).await? {
            match sums.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += bytes,
                None => sums.push((name, bytes)),
            }
        }
    }
    Ok(sums)
}

/// The largest log that is believed.
const MAX_LOG: usize = 64 << 20;

/// A log or a part of one: JSON, deflated, for its ranges and names repeat a lot.
pub(super) async fn of_log(
    shop: &str,
    kind: &str,
    number: u64,
    told: &impl Serialize,
    pace: &impl Pace,
) -> Result<Option<Chunk>, Cancelled> {
    let Ok(json) = serde_json::to_vec(told) else { return Ok(None) };
    let text = pack(&deflated(&json, pace).await?);
    let sum = checksum(&text);
    let key = format!("{PREFIX}.chunk.{shop}.{kind}.{number}-{sum}");
    Ok(Some(Chunk { reference: ChunkRef { key, number, sum, ..ChunkRef::default() }, text }))
}

/// The bytes of a chunk whose checksum is right.
pub(super) fn bytes(
    shelf: &dyn Shelf,
    reference: &ChunkRef,
) -> Result<Option<Vec<u8>>, ShelfFault> {
    let text = shelf.get(&reference.key)?;
    let sound = text.filter(|text| checksum(text) == reference.sum);
    Ok(sound.and_then(|text| unpack(&text)))
}

/// Reads a block back; the inner nothing stands for a missing or damaged chunk.
pub(super) async fn read_block(
    shelf: &dyn Shelf,
    reference: &ChunkRef,
    family: Family,
    words: &mut Words,
    pace: &impl Pace,
) -> Result<Result<Option<Block>, Cancelled>, ShelfFault> {
    let Some(bytes) = bytes(shelf, reference)? else { return Ok(Ok(None)) };
    let block = match codec::decode(&bytes, family.schema(), words, pace).await {
        Err(cancelled) => return Ok(Err(cancelled)),
        Ok(block) => block,
    };
    let numbered = |mut block: Block| {
        (block.number, block.month) = (u32::try_from(reference.number).ok()?, reference.month);
        (usize::try_from(reference.rows) == Ok(block.len())).then_some(block)
    };
    Ok(Ok(block.and_then(numbered)))
}

pub(super) fn read_log<T: DeserializeOwned>(
    shelf: &dyn Shelf,
    reference: &ChunkRef,
) -> Result<Option<T>, ShelfFault> {
    let json = bytes(shelf, reference)?
        .and_then(|bytes| decompress_to_vec_with_limit(&bytes, MAX_LOG).ok())
        .and_then(|json| String::from_utf8(json).ok());
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}
