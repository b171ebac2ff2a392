//! The manifest: what belongs to the state. Small, readable, replaced in one write.
//!
//! A chunk is named by the end of its key, so that a shop of many years takes some thousands of
//! units: `{"id":"main","name":"","log":"7-<sum>","past":["0-<sum>"],"blocks":{"orders":
//! ["202611.3-<sum> 1000 29404811"]}}`, with the rows of each block and the minute it was written.

use serde::{Deserialize, Serialize};

use super::vault::CHUNKS;
use crate::domain::{Moment, SortedMap};

/// The schema of manifests and of what they point at. 2 came with the second codec of blocks, 3
/// with short names: an app that knows only an older one must not take them for damage. What the
/// older ones wrote is read for ever, and stays as it is until it changes.
pub(super) const SCHEMA: u32 = 3;

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub shops: Vec<ShopEntry>,
}

/// What a shop consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ShopEntry {
    pub id: String,
    /// As the operator calls it.
    pub name: String,
    /// The imported files and what each states.
    pub log: Option<ChunkRef>,
    /// The files that were imported long ago.
    pub past: Vec<ChunkRef>,
    pub chunks: Vec<ChunkRef>,
}

/// Points at one chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct ChunkRef {
    pub key: String,
    /// The family's name; empty for a log.
    pub family: String,
    pub month: u32,
    /// The block's number in the shop; the generation of a log.
    pub number: u64,
    /// 0 where that is not known.
    pub rows: u32,
    /// The checksum of the chunk's text.
    pub sum: String,
    /// To the minute, where it is known.
    #[serde(skip)]
    pub written: Option<Moment>,
}

impl ChunkRef {
    /// What its key ends with: `<number>-<sum>`.
    pub fn end(&self) -> &str {
        self.key.rsplit('.').next().unwrap_or_default()
    }
}

/// What the key of a chunk says of it: `<shop>.<family>.<month>.<number>-<sum>`, and
/// `<shop>.log.<number>-<sum>` or `<shop>.past.<number>-<sum>`.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub shop: String,
    pub kind: Kind,
    pub reference: ChunkRef,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Block,
    Log,
    Past,
}

impl Named {
    pub fn of(key: &str) -> Option<Named> {
        let (rest, sum) = key.strip_prefix(CHUNKS)?.rsplit_once('-')?;
        let (rest, number) = rest.rsplit_once('.')?;
        let reference = ChunkRef {
            key: key.to_owned(),
            number: number.parse().ok()?,
            sum: sum.to_owned(),
            ..ChunkRef::default()
        };
        let (shop, last) = rest.rsplit_once('.')?;
        let kind = match last {
            "log" => Kind::Log,
            "past" => Kind::Past,
            _ => Kind::Block,
        };
        if kind != Kind::Block {
            return Some(Named { shop: shop.to_owned(), kind, reference });
        }
        let (shop, family) = shop.rsplit_once('.')?;
        let (family, month) = (family.to_owned(), last.parse().ok()?);
        let reference = ChunkRef { family, month, ..reference };
        Some(Named { shop: shop.to_owned(), kind, reference })
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    schema: u32,
    shops: Vec<StoredShop>,
}

#[derive(Serialize, Deserialize)]
struct StoredShop {
    id: String,
    name: String,
    log: Option<String>,
    past: Vec<String>,
    blocks: SortedMap<String, Vec<String>>,
}

/// The shape of schemas 1 and 2.
#[derive(Deserialize)]
struct StoredFirst {
    shops: Vec<StoredFirstShop>,
}

#[derive(Deserialize)]
struct StoredFirstShop {
    id: String,
    name: String,
    log: Option<ChunkRef>,
    chunks: Vec<ChunkRef>,
}

#[derive(Deserialize)]
struct Cover {
    schema: u32,
}

/// What the text of a manifest turned out to be.
pub(super) enum Told {
    Manifest(Manifest),
    /// Of a newer app, with this schema.
    Newer(u32),
    Damage,
}

impl Manifest {
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let shops = self.shops.iter();
        let chunks = shops.flat_map(|shop| shop.log.iter().chain(&shop.past).chain(&shop.chunks));
        chunks.map(|chunk| chunk.key.as_str())
    }

    pub fn shop(&self, id: &str) -> Option<&ShopEntry> {
        self.shops.iter().find(|shop| shop.id == id)
    }

    pub fn read(text: &str) -> Told {
        let Ok(Cover { schema }) = serde_json::from_str(text) else { return Told::Damage };
        let read = match schema {
            ..3 => serde_json::from_str(text).ok().map(first),
            SCHEMA => serde_json::from_str(text).ok().and_then(restored),
            newer => return Told::Newer(newer),
        };
        read.map_or(Told::Damage, Told::Manifest)
    }

    pub fn text(&self) -> Option<String> {
        let shops = self.shops.iter().map(ShopEntry::stored).collect();
        serde_json::to_string(&Stored { schema: SCHEMA, shops }).ok()
    }
}

impl ShopEntry {
    fn stored(&self) -> StoredShop {
        let mut blocks: SortedMap<String, Vec<String>> = SortedMap::new();
        for chunk in &self.chunks {
            let minute = chunk.written.map(|at| format!(" {}", at.0 / 60)).unwrap_or_default();
            let text = format!("{}.{} {}{minute}", chunk.month, chunk.end(), chunk.rows);
            blocks.slot(chunk.family.clone()).push(text);
        }
        StoredShop {
            id: self.id.clone(),
            name: self.name.clone(),
            log: self.log.as_ref().map(|log| log.end().to_owned()),
            past: self.past.iter().map(|part| part.end().to_owned()).collect(),
            blocks,
        }
    }
}

fn restored(stored: Stored) -> Option<Manifest> {
    let shop = |stored: StoredShop| {
        let named = |before: &str, short: &str| {
            Named::of(&format!("{CHUNKS}{}.{before}.{short}", stored.id)).map(|it| it.reference)
        };
        let mut chunks = Vec::new();
        for (family, blocks) in stored.blocks.iter() {
            for block in blocks {
                let mut parts = block.split(' ');
                let short = parts.next()?;
                let rows = parts.next()?.parse().ok()?;
                let minute = parts.next().and_then(|minute| minute.parse::<i64>().ok());
                let written = minute.map(|minute| Moment(minute.saturating_mul(60)));
                chunks.push(ChunkRef { rows, written, ..named(family, short)? });
            }
        }
        let log = match &stored.log {
            Some(log) => Some(named("log", log)?),
            None => None,
        };
        let past = stored.past.iter().map(|past| named("past", past)).collect::<Option<_>>()?;
        Some(ShopEntry { id: stored.id.clone(), name: stored.name.clone(), log, past, chunks })
    };
    Some(Manifest { shops: stored.shops.into_iter().map(shop).collect::<Option<_>>()? })
}

fn first(stored: StoredFirst) -> Manifest {
    let shop = |StoredFirstShop { id, name, log, chunks }| {
        let past = Vec::new();
        ShopEntry { id, name, log, past, chunks }
    };
    Manifest { shops: stored.shops.into_iter().map(shop).collect() }
}
