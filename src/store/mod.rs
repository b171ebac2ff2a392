//! Facts and plan documents ⇄ strings on a shelf.
//!
//! What is final here: the names of keys, the manifest, and the [`Shelf`] port.
//!
//! | key | holds |
//! |---|---|
//! | `dianpan.manifest.0`, `.1` | a record: what belongs to the state, by generation |
//! | `dianpan.chunk.<shop>.<family>.<month>.<number>-<sum>` | one immutable block of facts |
//! | `dianpan.chunk.<shop>.log.<generation>-<sum>` | the imported files and what each states |
//! | `dianpan.chunk.<shop>.past.<part>-<sum>` | the files that were imported long ago |
//! | `dianpan.doc.<name>.0`, `.1` | a record: one plan document of the first shop, or of all |
//! | `dianpan.doc.<shop>.<name>.0`, `.1` | the same of another shop |
//! | `dianpan.aside.<key>` | what could not be read, kept for download |
//!
//! A *record* lives in two slots with a generation and a checksum; the newer sound slot counts,
//! so writing one is a single `setItem` that either happened or did not. A commit writes new
//! chunks, reads them back, then writes the manifest, then drops what neither this manifest nor
//! the one before it points at. A month is its sealed blocks plus small ones that later imports
//! add; blocks never change, so a day's import writes only what is new. Months with many blocks are
//! folded in idle time, through the same commit.
//!
//! The key of a chunk says what it is, so a manifest that is damaged or gone is made anew from
//! the chunks and the newest log.
//!
//! Architecture invariant: serde is named only in this folder, because stored shapes are
//! promises and the model must stay free to change.

mod backup;
mod backup_facts;
mod bits;
mod bytes;
mod calendar;
mod checklist;
mod chunk;
mod codec;
mod codec_v1;
mod deflate;
mod doc;
mod goal;
mod health;
mod json;
mod load;
mod log;
mod manifest;
mod map;
mod mapping;
mod model;
mod pack;
mod places;
mod product;
mod product_page;
mod quiet;
mod raw;
mod rebuild;
mod recipe;
mod record;
mod restore;
mod shared;
mod shelf;
mod shops;
mod tables;
mod task;
mod vault;
mod work;
mod zip;

pub use backup::{Backup, BackupFault, BackupSummary, read_backup, write_backup};
pub use chunk::column_bytes;
pub use doc::{Document, Documents};
pub use health::{PartKind, StoredPart};
pub use mapping::{read_mappings, write_mappings};
pub use raw::write_raw;
pub use shared::SharedFault;
pub use shelf::{MemoryShelf, Shelf, ShelfFault, used_units};
pub use tables::write_tables;
pub use vault::{Damage, LoadFault, Loaded, MAIN, SaveFault, Shop, Vault};
pub use work::{Work, read_work, write_work};

/// All of our keys begin with this.
pub const PREFIX: &str = "dianpan";

/// The schema of plan documents and of what is written to files; facts have their own, see
/// `manifest.rs`.
pub const SCHEMA: u32 = 1;
