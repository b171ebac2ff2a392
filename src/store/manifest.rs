//! The manifest: what belongs to the state. Small, readable, replaced in one write.

use serde::{Deserialize, Serialize};

/// The schema of manifests and of what they point at. 2 came with the second codec of blocks: an
/// app that knows only the first must not take them for damage. What 1 wrote is read for ever,
/// and stays as it is until it changes.
pub(super) const SCHEMA: u32 = 2;

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
