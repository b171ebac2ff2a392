//! What stands on the shelf, value by value, and a repair that never destroys: what the page still
//! holds is written anew, what cannot be read is set aside.

use super::manifest::{ChunkRef, Kind, Named};
use super::record::{self, checksum};
use super::shelf::{Shelf, ShelfFault, utf16_units};
use super::vault::{ASIDE, CHUNKS, Damage, MANIFEST, SaveFault, Shop, Vault};
use super::{PREFIX, doc::DOCUMENTS};
use crate::domain::{Dataset, Moment, Pace, sort_by_key};

/// What a stored value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Facts of a family and a month.
    Block {
        family: String,
        month: u32,
        rows: u32,
    },
    /// The imported files, of today or of long ago.
    Log,
    Manifest,
    /// A plan document, by name.
    Document(String),
    /// Damage that was set aside.
    Aside,
    /// Of the state before, or of a save that was cut short; the next save removes it.
    Leftover,
}

/// One stored value of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPart {
    pub key: String,
    pub kind: PartKind,
    /// UTF-16 units of key and value.
    pub units: u64,
    /// It reads as it was written.
    pub sound: bool,
    /// When it was written, where that is known.
    pub written: Option<Moment>,
}

impl Vault {
    /// Looks at every value of ours. What the manifest names and the shelf lacks is there too, as
    /// a value of no units that is not sound.
    pub fn check(&self, shelf: &dyn Shelf) -> Result<Vec<StoredPart>, ShelfFault> {
        let mut values = Vec::new();
        let chunks = || self.manifest.shops.iter().flat_map(|shop| &shop.chunks);
        for key in shelf.keys()?.iter().filter(|key| is_ours(key)) {
            let text = shelf.get(key)?.unwrap_or_default();
            let named = self.manifest.keys().any(|known| known == key);
            let reference = chunks().find(|chunk| chunk.key == *key);
            let (kind, sound) = if key.starts_with(ASIDE) {
                (PartKind::Aside, true)
            } else if let Some(name) = key.strip_prefix(DOCUMENTS) {
                (PartKind::Document(document_name(name)), record::is_sound(&text))
            } else if key.starts_with(MANIFEST) {
                (PartKind::Manifest, record::is_sound(&text))
            } else {
                let chunk = Named::of(key);
                let sound = chunk.as_ref().is_some_and(|it| it.reference.sum == checksum(&text));
                let is_block = chunk.is_some_and(|chunk| chunk.kind == Kind::Block);
                match reference {
                    _ if !named => (PartKind::Leftover, true),
                    Some(reference) if is_block => (block(reference), sound),
                    _ => (PartKind::Log, sound),
                }
            };
            let written = reference.and_then(|chunk| chunk.written);
            let units = utf16_units(key) + utf16_units(&text);
            values.push(StoredPart { key: key.clone(), kind, units, sound, written });
        }
        for key in self.manifest.keys() {
            if !values.iter().any(|value| value.key == key) {
                let kind = chunks().find(|it| it.key == key).map_or(PartKind::Log, block);
                let key = key.to_owned();
                values.push(StoredPart { key, kind, units: 0, sound: false, written: None });
            }
        }
        sort_by_key(&mut values, |value| value.key.clone());
        Ok(values)
    }

    /// Writes anew what is damaged of the shop at hand, which is in memory; other damage is set
    /// aside.
    pub async fn repair(
        &mut self,
        shelf: &dyn Shelf,
        dataset: &Dataset,
        shop: &Shop,
        pace: &impl Pace,
    ) -> Result<(), SaveFault> {
        let bad: Vec<String> = self
            .check(shelf)?
            .into_iter()
            .filter(|value| !value.sound)
            .map(|value| value.key)
            .collect();
        let own = format!("{CHUNKS}{}.", shop.id);
        // Chunks of other shops are told when those are opened.
        let ours = |key: &String| !key.starts_with(CHUNKS) || key.starts_with(&own);
        let keys: Vec<String> = bad.into_iter().filter(ours).collect();
        self.forget(&keys);
        Vault::set_aside(shelf, &Damage { keys, ..Damage::default() });
        self.save(shelf, dataset, shop, pace).await
    }

    /// Removes what was set aside.
    pub fn clear_aside(shelf: &dyn Shelf) -> Result<(), ShelfFault> {
        let keys = shelf.keys()?;
        keys.iter().filter(|key| key.starts_with(ASIDE)).try_for_each(|key| shelf.remove(key))
    }
}

fn is_ours(key: &str) -> bool {
    key.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with('.'))
}

fn block(chunk: &ChunkRef) -> PartKind {
    PartKind::Block { family: chunk.family.clone(), month: chunk.month, rows: chunk.rows }
}

/// `tasks` of `tasks.0` and of `s7.tasks.1`.
fn document_name(key: &str) -> String {
    let name = key.rsplit_once('.').map_or(key, |(name, _)| name);
    name.rsplit('.').next().unwrap_or(name).to_owned()
}
