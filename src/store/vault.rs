//! Loading and committing the state of a shop: the protocol that survives full storage, failing
//! writes, killed browsers and flipped bits.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::PREFIX;
use super::chunk::{self, Chunk};
use super::load::{Found, load_shop};
use super::log::Log;
use super::manifest::{ChunkRef, Manifest, ShopEntry, Told};
use super::rebuild::rebuilt;
use super::record::{self, write_back};
use super::shelf::{Shelf, ShelfFault};
use crate::domain::{Block, Cancelled, Dataset, Family, Moment, Pace, sort_by_key};

pub(super) const MANIFEST: &str = "dianpan.manifest";
pub(super) const CHUNKS: &str = "dianpan.chunk.";
pub(super) const ASIDE: &str = "dianpan.aside.";

/// The shop that the facts belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    pub id: String,
    /// Empty until the operator has named it.
    pub name: String,
}

/// The id of the shop that everybody begins with.
pub const MAIN: &str = "main";

impl Default for Shop {
    fn default() -> Shop {
        Shop { id: MAIN.to_owned(), name: String::new() }
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
#[derive(Clone, Debug, Default)]
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
    pub(super) manifest: Manifest,
    /// The blocks of the shop at hand that are on the shelf. A block never changes, so one that is
    /// there need not be told again.
    saved: Vec<(Arc<Block>, ChunkRef)>,
    /// What the clock says; what is written next is dated by it.
    pub now: Option<Moment>,
}

impl Vault {
    /// The generation of the state that this vault loaded or saved last.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Loads the newest state of a shop whose every chunk is sound; failing that, the newest one
    /// without its damaged chunks. An empty shelf is an empty state; where there is no such shop,
    /// the first one is loaded.
    pub async fn load(
        shelf: &dyn Shelf,
        shop: &str,
        pace: &impl Pace,
    ) -> Result<(Vault, Loaded), LoadFault> {
        let mut damage = Damage::default();
        let candidates = candidates(shelf, &mut damage)?;
        let newest = candidates.first().cloned().unwrap_or_default();
        let shop = newest.1.shop(shop).or(newest.1.shops.first()).map(|shop| shop.id.clone());
        let mut partial: Option<Found> = None;
        for (generation, manifest) in candidates {
            let entry = shop.as_ref().and_then(|shop| manifest.shop(shop));
            if entry.is_none() && generation < newest.0 {
                continue;
            }
            let mut found = load_shop(shelf, entry, pace).await?;
            let Some(lost) = found.loaded.damage.take() else {
                damage.older_state = generation < newest.0;
                let any = damage.older_state || !damage.keys.is_empty();
                found.loaded.damage = any.then_some(damage);
                return Ok(Vault::at(newest, found));
            };
            damage.keys.extend(lost.keys.clone());
            found.loaded.damage = Some(lost);
            partial.get_or_insert(found);
        }
        let mut found = partial.unwrap_or_default();
        if !damage.keys.is_empty() {
            sort_by_key(&mut damage.keys, String::clone);
            damage.keys.dedup();
            let lost = found.loaded.damage.take().unwrap_or_default().lost;
            found.loaded.damage = Some(Damage { lost, ..damage });
        }
        Ok(Vault::at(newest, found))
    }

    /// Goes on from the newest generation, so that what is damaged never counts again; the other
    /// shops are as they were in it.
    fn at((generation, mut manifest): (u64, Manifest), found: Found) -> (Vault, Loaded) {
        if let Some(entry) = manifest.shops.iter_mut().find(|shop| shop.id == found.entry.id) {
            *entry = found.entry;
        }
        (Vault { generation, manifest, saved: found.saved, now: None }, found.loaded)
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

    /// Saves the state of a shop: new chunks, then the manifest, then the removal of what is left
    /// over. Other shops stay as they are.
    pub async fn save(
        &mut self,
        shelf: &dyn Shelf,
        dataset: &Dataset,
        shop: &Shop,
        pace: &impl Pace,
    ) -> Result<(), SaveFault> {
        let generation = self.next_generation(shelf)?;
        let told = self.tell(dataset, shop, generation, pace).await?;
        let mut written: Vec<&str> = Vec::new();
        let mut saved = Ok(());
        for chunk in &told.fresh {
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
        let mut manifest = self.manifest.clone();
        match manifest.shops.iter_mut().find(|known| known.id == shop.id) {
            Some(known) => *known = told.entry,
            None => manifest.shops.push(told.entry),
        }
        let saved = saved.map_err(SaveFault::from);
        let saved = saved.and_then(|()| self.turn(shelf, generation, manifest));
        if saved.is_err() {
            // What was written is not pointed at; without it the shelf is as it was.
            written.into_iter().for_each(|key| _ = shelf.remove(key));
        } else {
            self.saved = told.saved;
        }
        saved
    }

    pub(super) fn next_generation(&self, shelf: &dyn Shelf) -> Result<u64, SaveFault> {
        let stored = record::read(shelf, MANIFEST)?;
        let newest = stored.sound.first().map_or(0, |record| record.generation);
        if newest > self.generation {
            return Err(SaveFault::Overtaken);
        }
        Ok(self.generation + 1)
    }

    /// Writes a manifest: from here on it counts.
    pub(super) fn turn(
        &mut self,
        shelf: &dyn Shelf,
        generation: u64,
        manifest: Manifest,
    ) -> Result<(), SaveFault> {
        let text = manifest.text().ok_or(ShelfFault::Failed("no text".to_owned()))?;
        record::write(shelf, MANIFEST, generation, &text)?;
        self.drop_leftovers(shelf, &manifest);
        (self.generation, self.manifest) = (generation, manifest);
        Ok(())
    }

    /// The shop's entry in the new manifest, and the chunks that are not on the shelf yet.
    async fn tell(
        &self,
        dataset: &Dataset,
        shop: &Shop,
        generation: u64,
        pace: &impl Pace,
    ) -> Result<Telling, SaveFault> {
        let known: FxHashMap<*const Block, &ChunkRef> =
            self.saved.iter().map(|(block, chunk)| (Arc::as_ptr(block), chunk)).collect();
        let (mut saved, mut fresh) = (Vec::new(), Vec::new());
        for family in Family::ALL {
            for block in dataset.ledger(family).blocks() {
                let told = match known.get(&Arc::as_ptr(block)) {
                    Some(&known) => known.clone(),
                    None => {
                        let words = &dataset.words;
                        let chunk = chunk::of_block(&shop.id, family, block, words, pace).await?;
                        let written = self.now.map(|now| Moment(now.0 / 60 * 60));
                        let reference = ChunkRef { written, ..chunk.reference.clone() };
                        fresh.push(chunk);
                        reference
                    }
                };
                saved.push((Arc::clone(block), told));
            }
        }
        let (mut log, parts) = Log::of(dataset);
        let mut past = Vec::new();
        for (number, part) in (0..).zip(parts) {
            let part = chunk::of_log(&shop.id, "past", number, &part, pace).await?;
            past.extend(part.as_ref().map(|part| part.reference.clone()));
            fresh.extend(part);
        }
        log.past = past.iter().map(|part| part.end().to_owned()).collect();
        let log = chunk::of_log(&shop.id, "log", generation, &log, pace).await?;
        let reference = log.as_ref().map(|log| log.reference.clone());
        fresh.extend(log);
        let chunks = saved.iter().map(|(_, chunk)| chunk.clone()).collect();
        let (id, name) = (shop.id.clone(), shop.name.clone());
        let entry = ShopEntry { id, name, log: reference, past, chunks };
        Ok(Telling { entry, fresh, saved })
    }

    /// Chunks of these keys are not on the shelf any more.
    pub(super) fn forget(&mut self, keys: &[String]) {
        self.saved.retain(|(_, chunk)| !keys.contains(&chunk.key));
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
}

/// What a commit puts on the shelf.
struct Telling {
    entry: ShopEntry,
    fresh: Vec<Chunk>,
    saved: Vec<(Arc<Block>, ChunkRef)>,
}

/// The states that may be loaded, the newest first; what cannot be read is named.
fn candidates(shelf: &dyn Shelf, damage: &mut Damage) -> Result<Vec<(u64, Manifest)>, LoadFault> {
    let slots = record::read(shelf, MANIFEST)?;
    damage.keys = slots.damaged;
    let mut candidates: Vec<(u64, Manifest)> = Vec::new();
    for record in slots.sound {
        match Manifest::read(&record.text) {
            Told::Newer(schema) => return Err(LoadFault::NewerSchema(schema)),
            Told::Manifest(manifest) => candidates.push((record.generation, manifest)),
            Told::Damage => damage.keys.push(format!("{MANIFEST}.{}", record.generation % 2)),
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
    Ok(candidates)
}

/// A rebuilt manifest knows neither what its shops are called nor those that are empty; an older
/// one may.
fn name_shops(candidates: &mut [(u64, Manifest)]) {
    let [(_, rebuilt), others @ ..] = candidates else { return };
    for known in others.iter().flat_map(|(_, manifest)| &manifest.shops) {
        match rebuilt.shops.iter_mut().find(|shop| shop.id == known.id) {
            Some(shop) if shop.name.is_empty() => shop.name.clone_from(&known.name),
            Some(_) => {}
            None => rebuilt.shops.push(known.clone()),
        }
    }
}
