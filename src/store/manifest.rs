//! The manifest: what belongs to the state. Small, readable, replaced in one write.

use serde::{Deserialize, Serialize};

/// See the file's head. Part of the stored shape: fields are only ever added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub schema: u32,
    pub shops: Vec<ShopEntry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ShopEntry {
    pub id: String,
    /// As the operator calls it.
    pub name: String,
    /// The imported files and what each states.
    pub log: Option<ChunkRef>,
    pub chunks: Vec<ChunkRef>,
}

/// Points at one chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ChunkRef {
    pub key: String,
    /// The family's name; empty for a log.
    pub family: String,
    pub month: u32,
    /// The block's number in the shop.
    pub number: u32,
    pub rows: u32,
    /// The checksum of the chunk's text.
    pub sum: String,
}

impl Manifest {
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.shops
            .iter()
            .flat_map(|shop| shop.log.iter().chain(&shop.chunks))
            .map(|chunk| chunk.key.as_str())
    }
}
