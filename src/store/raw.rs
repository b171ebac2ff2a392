//! The raw copy that the page offers when the app itself has stopped: every key as it is stored.
//!
//! It is written by `boot.js`, which knows nothing of what the values mean, and from the settings,
//! with what was set aside; each of them carries its own checksum. What is damaged in it is left out, as it is when storage is loaded.

use serde::{Deserialize, Serialize};

use super::backup::{Backup, BackupFault};
use super::doc::Documents;
use super::shelf::{MemoryShelf, Shelf, ShelfFault};
use super::vault::{LoadFault, Vault};
use super::{PREFIX, SCHEMA};
use crate::domain::{Moment, Pace, SortedMap};
use crate::text::stamp;

/// The value of `format` in such a file.
pub(super) const FORMAT: &str = "dianpan-raw";

#[derive(Serialize, Deserialize)]
struct RawCopy {
    format: String,
    schema: u32,
    created: String,
    items: SortedMap<String, String>,
}

/// Every value of ours as it is.
pub fn write_raw(shelf: &dyn Shelf, now: Moment) -> Result<String, ShelfFault> {
    let mut items = SortedMap::new();
    for key in shelf.keys()?.into_iter().filter(|key| key.starts_with(PREFIX)) {
        let value = shelf.get(&key)?.unwrap_or_default();
        items.insert(key, value);
    }
    let copy = RawCopy { format: FORMAT.to_owned(), schema: SCHEMA, created: stamp(now), items };
    serde_json::to_string(&copy).map_err(|error| ShelfFault::Failed(error.to_string()))
}

/// The newest state that the copy holds of a shop, or of its first one where it does not know it.
pub(super) async fn read_raw(
    text: &str,
    shop: &str,
    pace: &impl Pace,
) -> Result<Backup, BackupFault> {
    let copy: RawCopy = serde_json::from_str(text).map_err(|_| BackupFault::Broken)?;
    let shelf = MemoryShelf::from_snapshot(copy.items);
    match Vault::load(&shelf, shop, pace).await {
        Ok((_, loaded)) if loaded.dataset.is_empty() && loaded.damage.is_some() => {
            Err(BackupFault::Broken)
        }
        Ok((_, loaded)) => {
            let (dataset, shop) = (loaded.dataset, loaded.shop);
            let (documents, _) = Documents::load(&shelf, &shop.id).map_err(unread)?;
            Ok(Backup { dataset, documents, shop, created: copy.created })
        }
        Err(fault) => Err(unread(fault)),
    }
}

fn unread(fault: LoadFault) -> BackupFault {
    match fault {
        LoadFault::NewerSchema(schema) => BackupFault::Newer(schema),
        _ => BackupFault::Broken,
    }
}
