//! The backup file: readable JSON with a checksum, everything but this browser's own state.
//! A raw copy of the storage is read as well.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::SCHEMA;
use super::backup_facts::{self, StoredFacts};
use super::doc::{Document, Documents, StoredDocuments};
use super::json::one_row_a_line;
use super::log::StoredSource;
use super::raw;
use super::restore::restore;
use super::vault::Shop;
use crate::domain::{Cancelled, Dataset, Day, Family, Moment, Pace};
use crate::text::stamp;

const FORMAT: &str = "dianpan-backup";
/// Stands in the file where its checksum goes, while that is computed.
const NO_SUM: &str = "\"sha256\": \"\"";
/// The largest backup that is read.
const MAX_BYTES: usize = 512 << 20;

/// What a backup brings back.
#[derive(Clone, Debug)]
pub struct Backup {
    pub dataset: Dataset,
    pub documents: Documents,
    pub shop: Shop,
    /// When it was made, as the file says.
    pub created: String,
}

/// What a state holds, for comparing before one replaces the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupSummary {
    pub shop: String,
    pub files: usize,
    pub lines: usize,
    pub cases: usize,
    pub compass: usize,
    pub last_day: Option<Day>,
    pub tasks: usize,
    pub notes: usize,
}

/// Why a file is not taken as a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupFault {
    TooLarge,
    /// Not JSON, or cut off.
    Broken,
    /// JSON of something else.
    NotABackup,
    /// Made by a newer version of the app, of this schema.
    Newer(u32),
    /// The content does not match its checksum.
    Changed,
    /// A row that cannot be: its family and place.
    BadRow(String, usize),
    Cancelled,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredBackup {
    format: String,
    schema: u32,
    app: String,
    /// Beijing wall time.
    created: String,
    /// Of the file's text with this value left empty.
    sha256: String,
    shop: StoredShop,
    facts: StoredFacts,
    /// The imported files as the history shows them, taken-back ones included.
    history: Vec<StoredSource>,
    plan: StoredDocuments,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredShop {
    id: String,
    name: String,
}

/// The few fields that say what a file is, whatever else it holds.
#[derive(Deserialize)]
struct Cover {
    format: String,
    schema: u32,
    #[serde(default)]
    sha256: String,
}

/// The text of a backup file.
pub fn write_backup(
    dataset: &Dataset,
    documents: &Documents,
    shop: &Shop,
    now: Moment,
) -> Option<String> {
    let backup = StoredBackup {
        format: FORMAT.to_owned(),
        schema: SCHEMA,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        created: stamp(now),
        sha256: String::new(),
        shop: StoredShop { id: shop.id.clone(), name: shop.name.clone() },
        facts: backup_facts::tell(dataset),
        history: dataset.sources.iter().map(StoredSource::of).collect(),
        plan: StoredDocuments::of(documents),
    };
    let text = one_row_a_line(&backup)?;
    let sum = format!("\"sha256\": \"{}\"", hex_sha256(&text));
    Some(text.replacen(NO_SUM, &sum, 1))
}

fn hex_sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a backup file; nothing of the current state is touched. Of a raw copy, which may hold
/// several shops, it is `shop` that is wanted.
pub async fn read_backup(text: &str, shop: &str, pace: &impl Pace) -> Result<Backup, BackupFault> {
    if text.len() > MAX_BYTES {
        return Err(BackupFault::TooLarge);
    }
    let cover: Cover = serde_json::from_str(text).map_err(|error| {
        if error.is_data() { BackupFault::NotABackup } else { BackupFault::Broken }
    })?;
    if cover.format == raw::FORMAT {
        return raw::read_raw(text, shop, pace).await;
    }
    if cover.format != FORMAT {
        return Err(BackupFault::NotABackup);
    }
    if cover.schema > SCHEMA {
        return Err(BackupFault::Newer(cover.schema));
    }
    let sum = format!("\"sha256\": \"{}\"", cover.sha256);
    if hex_sha256(&text.replacen(&sum, NO_SUM, 1)) != cover.sha256 {
        return Err(BackupFault::Changed);
    }
    let mut stored: StoredBackup =
        serde_json::from_str(text).map_err(|_| BackupFault::NotABackup)?;
    let dataset = match restore(&stored.facts, &stored.history, pace).await {
        Err(Cancelled) => return Err(BackupFault::Cancelled),
        Ok(Err(bad)) => return Err(BackupFault::BadRow(bad.family, bad.row)),
        Ok(Ok(dataset)) => dataset,
    };
    let mut documents = Documents::default();
    for document in Document::ALL {
        stored.plan.apply(document, &mut documents);
    }
    let shop = Shop { id: stored.shop.id, name: stored.shop.name };
    Ok(Backup { dataset, documents, shop, created: stored.created })
}

impl BackupSummary {
    pub fn of(dataset: &Dataset, documents: &Documents, shop: &Shop) -> BackupSummary {
        BackupSummary {
            shop: shop.name.clone(),
            files: dataset.live_sources().filter(|source| source.is_file()).count(),
            lines: dataset.ledger(Family::Lines).len(),
            cases: dataset.ledger(Family::Cases).len(),
            compass: dataset.ledger(Family::Compass).len(),
            last_day: dataset.coverage().sales().last(),
            tasks: documents.tasks.tasks.len(),
            notes: documents.notes.0.len(),
        }
    }
}
