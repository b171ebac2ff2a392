//! The raw copy of the storage that the page offers after a crash, read as a backup.

use dianpan::domain::Unpaced;
use dianpan::store::{
    Backup, BackupFault, Document, Documents, MAIN, MemoryShelf, Shelf, Shop, Vault, read_backup,
};
use serde_json::{Value, json};

use crate::support::{Bench, line, orders, run, stored_plan};

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
    read_shop(copy, MAIN)
}

fn read_shop(copy: &Value, shop: &str) -> Result<Backup, BackupFault> {
    run(read_backup(&copy.to_string(), shop, &Unpaced))
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

#[test]
fn a_raw_copy_of_several_shops_gives_the_one_that_is_asked_for() {
    let shelf = shelf();
    let (mut vault, _) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    let second = Shop { id: vault.fresh_id(), name: "第二家".to_owned() };
    let other = Bench::with(&[orders([&line(7)]).csv("b.csv")]);
    run(vault.save(&shelf, &other.dataset, &second, &Unpaced)).unwrap();
    let plan = Documents { tasks: stored_plan().tasks, ..Documents::default() };
    plan.save(&shelf, &second.id, Document::Tasks).unwrap();
    let copy = copy(&shelf);
    let backup = read_shop(&copy, &second.id).unwrap();
    assert_eq!((backup.shop, &backup.documents.tasks), (second, &plan.tasks));
    assert_eq!(Bench { dataset: backup.dataset, ..Bench::default() }.facts(), other.facts());
    let first = read_shop(&copy, "s99").unwrap();
    assert_eq!((first.shop.id.as_str(), first.documents.tasks.tasks.len()), (MAIN, 0));
}
