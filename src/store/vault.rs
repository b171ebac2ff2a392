//! Loading and committing the state of a shop: the protocol that survives full storage, failing
//! writes, killed browsers and flipped bits.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::PREFIX;
use super::chunk::{self, Chunk};
use super::log::{Log, family_of};
use super::manifest::{ChunkRef, Manifest, SCHEMA, ShopEntry};
use super::rebuild::rebuilt;
use super::record::{self, write_back};
use super::shelf::{Shelf, ShelfFault};
use crate::domain::{Cancelled, Dataset, Family, Ledger, Pace, SortedMap, Words, sort_by_key};

const MANIFEST: &str = "dianpan.manifest";
pub(super) const CHUNKS: &str = "dianpan.chunk.";
const ASIDE: &str = "dianpan.aside.";

/// The shop that the facts belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    pub id: String,
    /// Empty until the operator has named it.
    pub name: String,
}

impl Default for Shop {
    fn default() -> Shop {
        Shop { id: "main".to_owned(), name: String::new() }
    }
}

/// What was found damaged while loading; nothing of it was deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// Keys that hold what could not be read.
    pub keys: Vec<String>,
    /// The state before the last commit was loaded instead.
    pub older_state: bool,
    /// Blocks of facts that are missing from what was loaded: family and month.
    pub lost: Vec<(String, u32)>,
}

/// A loaded state.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub dataset: Dataset,
    pub shop: Shop,
    pub damage: Option<Damage>,
}

/// Why nothing could be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFault {
    Shelf(ShelfFault),
    /// Written by a newer version of the app; nothing may be written over it.
    NewerSchema(u32),
    Cancelled,
}

/// Why a state was not saved; the one before it is intact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveFault {
    Shelf(ShelfFault),
    /// Another tab has saved since this one loaded.
    Overtaken,
    Cancelled,
}

impl From<ShelfFault> for LoadFault {
    fn from(fault: ShelfFault) -> LoadFault {
        LoadFault::Shelf(fault)
    }
}

impl From<Cancelled> for LoadFault {
    fn from(_: Cancelled) -> LoadFault {
        LoadFault::Cancelled
    }
}

impl From<ShelfFault> for SaveFault {
    fn from(fault: ShelfFault) -> SaveFault {
        SaveFault::Shelf(fault)
    }
}

impl From<Cancelled> for SaveFault {
    fn from(_: Cancelled) -> SaveFault {
        SaveFault::Cancelled
    }
}

/// Remembers what is on the shelf, so that a commit writes only what is new.
#[derive(Debug, Default)]
pub struct Vault {
    generation: u64,
    manifest: Manifest,
    /// The numbers of blocks mean something else now; see [`Vault::replaced`].
    renumbered: bool,
    /// Chunks that the manifest names and that could not be read: a block that carries the
    /// number of one of them is another one, which came after.
    lost: FxHashSet<String>,
}

impl Vault {
    fn at(generation: u64, manifest: Manifest) -> Vault {
        Vault { generation, manifest, renumbered: false, lost: FxHashSet::default() }
    }
}

impl Vault {
    /// The generation of the state that this vault loaded or saved last.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Loads the newest state whose every chunk is sound; failing that, the newest one without
    /// its damaged chunks. An empty shelf is an empty state.
    pub async fn load(shelf: &dyn Shelf, pace: &impl Pace) -> Result<(Vault, Loaded), LoadFault> {
        let slots = record::read(shelf, MANIFEST)?;
        let mut damage = Damage { keys: slots.damaged, ..Damage::default() };
        let mut candidates: Vec<(u64, Manifest)> = Vec::new();
        for record in slots.sound {
            match serde_json::from_str::<Manifest>(&record.text) {
                Ok(manifest) if manifest.schema > SCHEMA => {
                    return Err(LoadFault::NewerSchema(manifest.schema));
                }
                Ok(manifest) => candidates.push((record.generation, manifest)),
                Err(_) => damage.keys.push(format!("{MANIFEST}.{}", record.generation % 2)),
            }
        }
        // A manifest that is damaged or gone: the chunks know what was saved last.
        let known = candidates.first().map_or(0, |(generation, _)| *generation);
        if (candidates.is_empty() || !damage.keys.is_empty())
            && let Some(newer) = rebuilt(shelf)?.filter(|(generation, _)| *generation > known)
        {
            candidates.insert(0, newer);
            name_shops(&mut candidates);
        }
        let mut partial: Option<(u64, Manifest, Loaded)> = None;
        let newest = candidates.first().map_or(0, |(generation, _)| *generation);
        for (generation, manifest) in candidates {
            let mut loaded = load_manifest(shelf, &manifest, pace).await?;
            let Some(found) = loaded.damage.take() else {
                damage.older_state = generation < newest;
                let any = damage.older_state || !damage.keys.is_empty();
                loaded.damage = any.then_some(damage);
                // Numbering goes on from the newest, so that what is damaged never counts again.
                return Ok((Vault::at(newest, manifest), loaded));
            };
            damage.keys.extend(found.keys.clone());
            partial.get_or_insert((generation, manifest, Loaded { damage: Some(found), ..loaded }));
        }
        let Some((_, manifest, mut loaded)) = partial else {
            let any = !damage.keys.is_empty();
            let (dataset, shop) = (Dataset::default(), Shop::default());
            let loaded = Loaded { dataset, shop, damage: any.then_some(damage) };
            return Ok((Vault::at(newest, Manifest::default()), loaded));
        };
        let mut vault = Vault::at(newest, manifest);
        if let Some(found) = &mut loaded.damage {
            vault.lost = std::mem::replace(&mut found.keys, damage.keys).into_iter().collect();
            sort_by_key(&mut found.keys, String::clone);
            found.keys.dedup();
        }
        Ok((vault, loaded))
    }

    /// Copies damaged values out of the way of later commits; they are never deleted.
    pub fn set_aside(shelf: &dyn Shelf, damage: &Damage) {
        for key in &damage.keys {
            let value = shelf.get(key).ok().flatten();
            let aside =
                format!("{ASIDE}{}", key.trim_start_matches(PREFIX).trim_start_matches('.'));
            if let Some(value) = value
                && write_back(shelf, &aside, &value).is_ok()
            {
                _ = shelf.remove(key);
            }
        }
    }

    /// Saves a state: new chunks, then the manifest, then the removal of what is left over.
    pub async fn save(
        &mut self,
        shelf: &dyn Shelf,
        dataset: &Dataset,
        shop: &Shop,
        pace: &impl Pace,
    ) -> Result<(), SaveFault> {
        let stored = record::read(shelf, MANIFEST)?;
        let newest = stored.sound.first().map_or(0, |record| record.generation);
        if newest > self.generation {
            return Err(SaveFault::Overtaken);
        }
        let generation = self.generation + 1;
        let (entry, fresh) = self.entry(dataset, shop, generation, pace).await?;
        let manifest = Manifest { schema: SCHEMA, shops: vec![entry] };
        let json = serde_json::to_string(&manifest)
            .map_err(|error| ShelfFault::Failed(error.to_string()))?;
        let mut written: Vec<&str> = Vec::new();
        let mut saved = Ok(());
        for chunk in &fresh {
            // Not to be cancelled any more: the chunks go in as one.
            _ = pace.breathe().await;
            let key = chunk.reference.key.as_str();
            if shelf.get(key)?.as_deref() != Some(&chunk.text) {
                written.push(key);
                saved = write_back(shelf, key, &chunk.text);
            }
            if saved.is_err() {
                break;
            }
        }
        let saved = saved.and_then(|()| record::write(shelf, MANIFEST, generation, &json));
        if let Err(fault) = saved {
            // What was written is not pointed at; without it the shelf is as it was.
            written.into_iter().for_each(|key| _ = shelf.remove(key));
            return Err(fault.into());
        }
        self.drop_leftovers(shelf, &manifest);
        *self = Vault::at(generation, manifest);
        Ok(())
    }

    /// The shop's entry in the new manifest, and the chunks that are not on the shelf yet.
    async fn entry(
        &self,
        dataset: &Dataset,
        shop: &Shop,
        generation: u64,
        pace: &impl Pace,
    ) -> Result<(ShopEntry, Vec<Chunk>), SaveFault> {
        let known: FxHashMap<(&str, u32), &ChunkRef> = self
            .manifest
            .shops
            .iter()
            .flat_map(|shop| &shop.chunks)
            .filter(|chunk| !self.renumbered && !self.lost.contains(&chunk.key))
            .map(|chunk| ((chunk.family.as_str(), chunk.number), chunk))
            .collect();
        let (mut chunks, mut fresh) = (Vec::new(), Vec::new());
        for family in Family::ALL {
            for block in dataset.ledger(family).blocks() {
                if let Some(&known) = known.get(&(family.schema().name, block.number)) {
                    chunks.push(known.clone());
                    continue;
                }
                let chunk = chunk::of_block(&shop.id, family, block, &dataset.words, pace).await?;
                chunks.push(chunk.reference.clone());
                fresh.push(chunk);
            }
        }
        let ledgers = Family::ALL.map(|family| dataset.ledger(family));
        let log = Log::of(&dataset.sources, ledgers);
        let log = chunk::of_log(&shop.id, generation, &log, pace).await?;
        let reference = log.as_ref().map(|log| log.reference.clone());
        fresh.extend(log);
        let (id, name) = (shop.id.clone(), shop.name.clone());
        Ok((ShopEntry { id, name, log: reference, chunks }, fresh))
    }

    /// Removes chunks that neither `new` nor the manifest before it points at. A failure here
    /// leaves a leftover, which the next commit tries again.
    fn drop_leftovers(&self, shelf: &dyn Shelf, new: &Manifest) {
        let kept: FxHashSet<&str> = new.keys().chain(self.manifest.keys()).collect();
        let keys = shelf.keys().unwrap_or_default();
        let leftovers = keys.iter().filter(|key| key.starts_with(CHUNKS));
        for key in leftovers.filter(|key| !kept.contains(key.as_str())) {
            _ = shelf.remove(key);
        }
    }

    /// Another dataset takes the place of what is stored, and its blocks have numbers of their
    /// own: the next save writes every chunk that is not on the shelf by content.
    pub fn replaced(&mut self) {
        self.renumbered = true;
    }
}

/// A rebuilt manifest does not know what its shops are called; an older one may.
fn name_shops(candidates: &mut [(u64, Manifest)]) {
    let [(_, rebuilt), others @ ..] = candidates else { return };
    for shop in &mut rebuilt.shops {
        let mut known = others.iter().flat_map(|(_, manifest)| &manifest.shops);
        if let Some(known) = known.find(|known| known.id == shop.id) {
            shop.name.clone_from(&known.name);
        }
    }
}

/// Loads one manifest. `damage` tells what was missing; without it the state is whole.
async fn load_manifest(
    shelf: &dyn Shelf,
    manifest: &Manifest,
    pace: &impl Pace,
) -> Result<Loaded, LoadFault> {
    let Some(entry) = manifest.shops.first() else {
        let (dataset, shop) = (Dataset::default(), Shop::default());
        return Ok(Loaded { dataset, shop, damage: None });
    };
    let mut damage = Damage::default();
    let log = match &entry.log {
        None => Some(Log::default()),
        Some(reference) => chunk::read_log(shelf, reference)?,
    };
    if log.is_none() {
        damage.keys.extend(entry.log.iter().map(|log| log.key.clone()));
    }
    let log = log.unwrap_or_default();
    let mut words = Words::default();
    let mut blocks: SortedMap<Family, Vec<Arc<crate::domain::Block>>> = SortedMap::new();
    for reference in &entry.chunks {
        let Some(family) = family_of(&reference.family) else { continue };
        match chunk::read_block(shelf, reference, family, &mut words, pace).await?? {
            Some(block) => blocks.slot(family).push(Arc::new(block)),
            None => {
                damage.keys.push(reference.key.clone());
                damage.lost.push((reference.family.clone(), reference.month));
            }
        }
    }
    let sources = log.sources.iter().filter_map(super::log::StoredSource::restore).collect();
    let marks: Vec<_> = log.marks.iter().filter_map(super::log::StoredMark::restore).collect();
    let ledgers = Family::ALL.map(|family| {
        let blocks = blocks.remove(&family).unwrap_or_default();
        let marks = marks.iter().filter(|(of, _)| *of == family).map(|(_, mark)| mark.clone());
        let marks = marks.filter(|mark| within(mark, &blocks)).collect();
        Ledger::from_parts(family, blocks, marks)
    });
    let dataset = Dataset::from_parts(words, sources, ledgers, pace).await?;
    let shop = Shop { id: entry.id.clone(), name: entry.name.clone() };
    let damage = (!damage.keys.is_empty()).then_some(damage);
    Ok(Loaded { dataset, shop, damage })
}

/// Whether a mark speaks of rows that exist.
fn within(mark: &crate::domain::Mark, blocks: &[Arc<crate::domain::Block>]) -> bool {
    blocks.iter().any(|block| {
        let last = mark.rows.last().and_then(|row| usize::try_from(row).ok());
        block.number == mark.block && last.is_some_and(|last| last < block.len())
    })
}
