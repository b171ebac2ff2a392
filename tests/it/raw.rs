//! The raw copy of the storage that the page offers after a crash, read as a backup.

use dianpan::domain::Unpaced;
use dianpan::store::{Backup, BackupFault, MAIN, MemoryShelf, Shelf, Shop, Vault, read_backup};
use serde_json::{Value, json};

use crate::support::{Bench, line, orders, run};

fn bench() -> Bench {
    Bench::with(&[orders([&line(1), &line(2).of("12.34")]).csv("a.csv")])
}

/// A shelf with a shop on it, and a key of another app.
fn shelf() -> MemoryShelf {
    let shelf = MemoryShelf::default();
    let (mut vault, _) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    let shop = Shop { name: "青禾试验店".to_owned(), ..Shop::default() };
    run(vault.save(&shelf, &bench().dataset, &shop, &Unpaced)).unwrap();
    shelf
}

fn copy(shelf: &MemoryShelf) -> Value {
    let items: serde_json::Map<String, Value> =
        shelf.snapshot().into_iter().map(|(key, value)| (key, value.into())).collect();
    json!({"format": "dianpan-raw", "schema": 1, "created": "2026-11-21T00:30:00Z", "items": items})
}

fn read(copy: &Value) -> Result<Backup, BackupFault> {
    run(read_backup(&copy.to_string(), &Unpaced))
}

#[test]
fn a_raw_copy_brings_everything_back() {
    let backup = read(&copy(&shelf())).unwrap();
    assert_eq!(backup.shop.name, "青禾试验店");
    assert_eq!(backup.created, "2026-11-21T00:30:00Z");
    assert_eq!(Bench { dataset: backup.dataset, ..Bench::default() }.facts(), bench().facts());
}

#[test]
fn a_raw_copy_without_anything_sound_is_refused() {
    let shelf = shelf();
    let chunks = shelf.keys().unwrap().into_iter().filter(|key| key.contains(".chunk."));
    chunks.for_each(|key| shelf.set(&key, "cut").unwrap());
    assert_eq!(read(&copy(&shelf)).unwrap_err(), BackupFault::Broken);
    assert_eq!(
        read(&json!({"format": "dianpan-raw", "schema": 1})).unwrap_err(),
        BackupFault::Broken
    );
}
