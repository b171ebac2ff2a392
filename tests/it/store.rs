//! The shelf: what is saved is what is loaded, a commit happens whole or not at all, and only what
//! is new is written.

use std::collections::BTreeMap;

use dianpan::domain::{SourceState, Unpaced};
use dianpan::plan::{Slot, TaskState};
use dianpan::store::{
    Document, Documents, LoadFault, Loaded, MAIN, SaveFault, Shelf, ShelfFault, Shop, Vault,
    used_units,
};

use crate::support::{
    Bench, FaultyShelf, File, Injury, Op, case, cases, exported, line, orders, run, shop_day,
    shop_wide, stored_plan,
};

type Values = BTreeMap<String, String>;

fn shop() -> Shop {
    Shop { id: "main".to_owned(), name: "示例小店".to_owned() }
}

/// Files of all three families, over two months.
fn first_files() -> Vec<File> {
    let sold = [line(1).on("2026-10-30"), line(2), line(3).of("33.33")];
    vec![
        orders(&sold).csv(&exported("2026-11-16 08:00:00")),
        cases([&case(1, &sold[1])]).csv("b.csv"),
        shop_wide(&[shop_day("2026-10-01"), shop_day("2026-11-01")]).csv("c.csv"),
    ]
}

fn later_file() -> File {
    let sold = [line(3).of("44.44"), line(4).on("2026-11-17"), line(5).on("2026-12-01")];
    orders(&sold).csv(&exported("2026-12-02 08:00:00"))
}

fn save(vault: &mut Vault, shelf: &FaultyShelf, bench: &Bench) -> Result<(), SaveFault> {
    run(vault.save(shelf, &bench.dataset, &shop(), &Unpaced))
}

fn load(shelf: &FaultyShelf) -> (Vault, Loaded) {
    run(Vault::load(shelf, MAIN, &Unpaced)).unwrap()
}

/// What a loaded state is, with its history.
fn state(loaded: &Loaded) -> (serde_json::Value, String) {
    let bench = Bench { dataset: loaded.dataset.clone(), ..Bench::default() };
    (bench.facts(), format!("{:?} {:?}", loaded.dataset.sources, loaded.shop))
}

/// A shelf with a saved shop, its vault, and the shop after one more import.
fn saved() -> (FaultyShelf, Vault, Bench) {
    let shelf = FaultyShelf::default();
    let mut bench = Bench::with(&first_files());
    let (mut vault, _) = load(&shelf);
    save(&mut vault, &shelf, &bench).unwrap();
    bench.import(&later_file());
    (shelf, vault, bench)
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn an_empty_shelf_is_an_empty_shop() {
    let (vault, loaded) = load(&FaultyShelf::default());
    assert_eq!(vault.generation(), 0);
    assert!(loaded.dataset.is_empty() && loaded.damage.is_none());
    assert_eq!(loaded.shop, Shop::default());
}

#[test]
fn what_is_saved_is_loaded() {
    let (shelf, mut vault, mut bench) = saved();
    let taken_back = bench.dataset.sources[1].id;
    bench.turn(taken_back, SourceState::RolledBack);
    save(&mut vault, &shelf, &bench).unwrap();
    let (again, loaded) = load(&shelf);
    assert_eq!(loaded.damage, None);
    assert_eq!(loaded.shop, shop());
    assert_eq!(loaded.dataset.sources, bench.dataset.sources);
    let mut back = Bench { dataset: loaded.dataset, ..Bench::default() };
    assert_eq!(back.facts(), bench.facts());
    assert_eq!(again.generation(), vault.generation());
    // Taking back can still be undone.
    back.turn(taken_back, SourceState::Live);
    bench.turn(taken_back, SourceState::Live);
    assert_eq!(back.facts(), bench.facts());
}

#[test]
fn every_character_of_keys_and_values_is_one_unit() {
    let (shelf, mut vault, bench) = saved();
    save(&mut vault, &shelf, &bench).unwrap();
    for (key, value) in shelf.snapshot() {
        assert!(key.starts_with("dianpan."), "{key}");
        assert!(value.chars().all(|c| c.len_utf16() == 1), "{key}");
    }
}

#[test]
fn a_later_import_writes_only_what_is_new() {
    let (shelf, mut vault, bench) = saved();
    let before = shelf.snapshot();
    shelf.injure(None);
    save(&mut vault, &shelf, &bench).unwrap();
    let chunks = |op: &&Op| matches!(op, Op::Set(key, _) if key.contains(".orders."));
    // The changed line and the new one of November, and the one of December.
    assert_eq!(shelf.done.borrow().iter().filter(chunks).count(), 2);
    for (key, value) in before.iter().filter(|(key, _)| key.contains(".chunk.main.")) {
        assert_eq!(shelf.values.borrow().get(key), Some(value), "{key}");
    }
}

#[test]
fn leftovers_of_two_saves_ago_are_removed() {
    let (shelf, mut vault, bench) = saved();
    let keys = || shelf.keys().unwrap().iter().filter(|key| key.contains(".log.")).count();
    for _ in 0..4 {
        save(&mut vault, &shelf, &bench).unwrap();
        assert_eq!(keys(), 2, "the log of this state and of the one before");
    }
}

#[test]
fn keys_of_others_are_never_touched() {
    let (shelf, mut vault, bench) = saved();
    let foreign = [("other-app", "1"), ("dianpanther", "2"), ("chunk.main", "3"), ("", "4")];
    for (key, value) in foreign {
        shelf.set(key, value).unwrap();
    }
    for _ in 0..3 {
        save(&mut vault, &shelf, &bench).unwrap();
    }
    save(&mut vault, &shelf, &Bench::default()).unwrap();
    for (key, value) in foreign {
        assert_eq!(shelf.get(key).unwrap().as_deref(), Some(value), "{key}");
    }
}

#[test]
fn room_is_counted_in_units_of_all_keys() {
    let shelf = FaultyShelf::default();
    shelf.set("ab", "汉字").unwrap();
    shelf.set("other", "𠀀").unwrap();
    assert_eq!(used_units(&shelf).unwrap(), 2 + 2 + 5 + 2);
}

/// Saves on a shelf that is about to go wrong: the old state stays, and a retry succeeds.
fn check_failed_save(injury: &Injury, expected: fn(&SaveFault) -> bool) {
    let (shelf, mut vault, bench) = saved();
    let old = state(&load(&shelf).1);
    let before = shelf.snapshot();
    shelf.injure(Some(injury.clone()));
    let fault = save(&mut vault, &shelf, &bench).expect_err(&format!("{injury:?}"));
    assert!(expected(&fault), "{injury:?} gave {fault:?}");
    shelf.injure(None);
    let (_, loaded) = load(&shelf);
    assert_eq!(state(&loaded), old, "{injury:?}");
    assert_eq!(shelf.snapshot(), before, "{injury:?}");
    save(&mut vault, &shelf, &bench).unwrap();
    assert_eq!(
        Bench { dataset: load(&shelf).1.dataset, ..Bench::default() }.facts(),
        bench.facts()
    );
}

/// How many values one more import writes.
fn writes() -> usize {
    let (shelf, mut vault, bench) = saved();
    shelf.injure(None);
    save(&mut vault, &shelf, &bench).unwrap();
    let done = shelf.done.borrow();
    done.iter().filter(|op| matches!(op, Op::Set(..))).count()
}

#[test]
fn a_save_that_fails_at_any_write_leaves_the_old_state() {
    let full = |fault: &SaveFault| *fault == SaveFault::Shelf(ShelfFault::Full);
    let failed = |fault: &SaveFault| matches!(fault, SaveFault::Shelf(ShelfFault::Failed(_)));
    let blocked = |fault: &SaveFault| *fault == SaveFault::Shelf(ShelfFault::Blocked);
    let count = writes();
    assert!(count >= 4, "two chunks, the log, the manifest");
    for at in 0..count {
        check_failed_save(&Injury::Refuse(at, ShelfFault::Full), full);
        check_failed_save(&Injury::Refuse(at, ShelfFault::Failed("x".to_owned())), failed);
        check_failed_save(&Injury::Refuse(at, ShelfFault::Blocked), blocked);
        // Read-back notices a write that was dropped or cut.
        check_failed_save(&Injury::Swallow(at), failed);
        check_failed_save(&Injury::Halve(at), failed);
    }
}

#[test]
fn a_save_that_fails_at_any_read_leaves_the_old_state() {
    let (shelf, mut vault, bench) = saved();
    let old = state(&load(&shelf).1);
    for at in 0..100 {
        let fault = ShelfFault::Failed("NS_ERROR_FILE_CORRUPTED".to_owned());
        shelf.injure(Some(Injury::RefuseRead(at, fault)));
        let saved = save(&mut vault, &shelf, &bench);
        shelf.injure(None);
        if saved.is_ok() {
            assert!(at >= 6, "only {at} reads");
            return;
        }
        assert_eq!(state(&load(&shelf).1), old, "read {at}");
    }
    panic!("a save does not read a hundred values");
}

#[test]
fn any_room_holds_the_new_state_or_the_old_one() {
    let (shelf, _, bench) = saved();
    let before = shelf.snapshot();
    let used = usize::try_from(used_units(&shelf).unwrap()).unwrap();
    let old = state(&load(&shelf).1);
    let (mut fitted, mut refused) = (0, 0);
    for room in (0..2_400).step_by(25) {
        let shelf = FaultyShelf::of(before.clone());
        let (mut vault, _) = load(&shelf);
        shelf.injure(Some(Injury::Quota(used + room)));
        match save(&mut vault, &shelf, &bench) {
            Ok(()) => {
                fitted += 1;
                let loaded = Bench { dataset: load(&shelf).1.dataset, ..Bench::default() };
                assert_eq!(loaded.facts(), bench.facts(), "room {room}");
            }
            Err(fault) => {
                refused += 1;
                assert_eq!(fault, SaveFault::Shelf(ShelfFault::Full), "room {room}");
                assert_eq!(state(&load(&shelf).1), old, "room {room}");
                // Nothing of the attempt takes room.
                assert!(used_units(&shelf).unwrap() <= used as u64, "room {room}");
            }
        }
    }
    assert!(fitted > 0 && refused > 0, "{fitted} fitted, {refused} refused");
}

/// A killed browser keeps any first part of what was written, and perhaps half of the next.
#[test]
fn any_first_part_of_a_save_loads_as_old_or_new() {
    let (shelf, mut vault, bench) = saved();
    let before = shelf.snapshot();
    let old = state(&load(&shelf).1);
    shelf.injure(None);
    save(&mut vault, &shelf, &bench).unwrap();
    let new = state(&load(&shelf).1);
    assert_ne!(old, new);
    let done = shelf.done.borrow().clone();
    let mut turned = 0;
    for length in 0..=done.len() {
        let mut values = before.clone();
        done[..length].iter().for_each(|op| apply(&mut values, op));
        let loaded = state(&load(&FaultyShelf::of(values.clone())).1);
        assert!(loaded == old || loaded == new, "after {length} of {}", done.len());
        turned += usize::from(loaded == new);
        if let Some(Op::Set(key, value)) = done.get(length) {
            let half: String = value.chars().take(value.chars().count() / 2).collect();
            values.insert(key.clone(), half);
            let loaded = state(&load(&FaultyShelf::of(values)).1);
            assert!(loaded == old || loaded == new, "half of write {length}");
        }
    }
    assert!(turned > 0);
}

fn apply(values: &mut Values, op: &Op) {
    match op {
        Op::Set(key, value) => _ = values.insert(key.clone(), value.clone()),
        Op::Remove(key) => _ = values.remove(key),
    }
}

#[test]
fn leftovers_that_cannot_be_removed_do_no_harm() {
    let (shelf, mut vault, bench) = saved();
    shelf.injure(Some(Injury::RefuseRemove));
    for _ in 0..3 {
        save(&mut vault, &shelf, &bench).unwrap();
    }
    assert_eq!(load(&shelf).1.damage, None);
    shelf.injure(None);
    save(&mut vault, &shelf, &bench).unwrap();
    assert_eq!(shelf.keys().unwrap().iter().filter(|key| key.contains(".log.")).count(), 2);
}

#[test]
fn a_tab_that_was_overtaken_does_not_write() {
    let (shelf, mut vault, bench) = saved();
    let (mut stale, _) = load(&shelf);
    save(&mut vault, &shelf, &bench).unwrap();
    let after = shelf.snapshot();
    let saved = save(&mut stale, &shelf, &Bench::default());
    assert_eq!(saved, Err(SaveFault::Overtaken));
    assert_eq!(shelf.snapshot(), after);
}

#[test]
fn another_dataset_takes_the_place_of_all() {
    let (shelf, mut vault, _) = saved();
    let other = Bench::with(&[orders(&[line(77).of("7.00")]).csv("z.csv")]);
    save(&mut vault, &shelf, &other).unwrap();
    let loaded = load(&shelf).1;
    assert_eq!(loaded.damage, None);
    assert_eq!(Bench { dataset: loaded.dataset, ..Bench::default() }.facts(), other.facts());
}

#[test]
fn blocked_storage_is_a_fault_and_no_panic() {
    let (shelf, ..) = saved();
    shelf.injure(Some(Injury::RefuseRead(0, ShelfFault::Blocked)));
    let loaded = run(Vault::load(&shelf, MAIN, &Unpaced));
    assert_eq!(loaded.err(), Some(LoadFault::Shelf(ShelfFault::Blocked)));
}

#[test]
fn documents_come_back_as_they_were() {
    let shelf = FaultyShelf::default();
    let plan = stored_plan();
    for document in Document::ALL {
        plan.save(&shelf, MAIN, document).unwrap();
    }
    let (loaded, damaged) = Documents::load(&shelf, MAIN).unwrap();
    assert_eq!(loaded, plan);
    assert!(damaged.is_empty());
    assert_eq!(loaded.tasks.tasks[0].slot, Slot::Forenoon);
    assert_eq!(loaded.tasks.tasks[1].state, TaskState::Done);
    let small = |(key, value): (&String, &String)| units(key) + units(value) < 2_000;
    assert!(shelf.values.borrow().iter().all(small));
}

#[test]
fn a_document_that_cannot_be_written_stays_as_it_was() {
    let before = stored_plan();
    for document in Document::ALL {
        for injury in [Injury::Refuse(0, ShelfFault::Full), Injury::Swallow(0), Injury::Halve(0)] {
            let shelf = FaultyShelf::default();
            before.save(&shelf, MAIN, document).unwrap();
            let old = Documents::load(&shelf, MAIN).unwrap().0;
            shelf.injure(Some(injury.clone()));
            assert!(
                Documents::default().save(&shelf, MAIN, document).is_err(),
                "{document:?} {injury:?}"
            );
            shelf.injure(None);
            assert_eq!(Documents::load(&shelf, MAIN).unwrap().0, old, "{document:?} {injury:?}");
            Documents::default().save(&shelf, MAIN, document).unwrap();
            assert_eq!(Documents::load(&shelf, MAIN).unwrap().0, Documents::default());
        }
    }
}
