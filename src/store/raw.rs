//! The raw copy that the page offers when the app itself has stopped: every key as it is stored.
//!
//! It is written by `boot.js`, which knows nothing of what the values mean; each of them carries
//! its own checksum. What is damaged in it is left out, as it is when storage is loaded.

use serde::Deserialize;

use super::backup::{Backup, BackupFault};
use super::doc::Documents;
use super::shelf::MemoryShelf;
use super::vault::{LoadFault, MAIN, Vault};
use crate::domain::{Pace, SortedMap};

/// The value of `format` in such a file.
pub(super) const FORMAT: &str = "dianpan-raw";

#[derive(Deserialize)]
struct RawCopy {
    created: String,
    items: SortedMap<String, String>,
}

/// The newest state that the copy holds.
pub(super) async fn read_raw(text: &str, pace: &impl Pace) -> Result<Backup, BackupFault> {
    let copy: RawCopy = serde_json::from_str(text).map_err(|_| BackupFault::Broken)?;
    let shelf = MemoryShelf::from_snapshot(copy.items);
    let (documents, _) = Documents::load(&shelf, MAIN).map_err(|_| BackupFault::Broken)?;
    match Vault::load(&shelf, MAIN, pace).await {
        Ok((_, loaded)) if loaded.dataset.is_empty() && loaded.damage.is_some() => {
            Err(BackupFault::Broken)
        }
        Ok((_, loaded)) => {
            let (dataset, shop) = (loaded.dataset, loaded.shop);
            Ok(Backup { dataset, documents, shop, created: copy.created })
        }
        Err(LoadFault::NewerSchema(schema)) => Err(BackupFault::Newer(schema)),
        Err(_) => Err(BackupFault::Broken),
    }
}
