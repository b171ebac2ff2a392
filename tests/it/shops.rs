//! Several shops in one store: what happens to one leaves the others as they are.

use dianpan::domain::Unpaced;
use dianpan::store::{Document, Documents, Loaded, MAIN, Shelf, Shop, Vault};

use crate::support::{Bench, FaultyShelf, Op, exported, line, orders, run, stored_plan};

const ALL: &str = "2026-11-01..2026-11-20";

fn sold(name: &str, amounts: &[&str]) -> Bench {
    let rows: Vec<_> = (0..).zip(amounts).map(|(at, amount)| line(at).of(amount)).collect();
    Bench::with(&[orders(&rows).csv(&format!("{name}{}", exported("2026-11-16 08:00:00")))])
}

fn load(shelf: &FaultyShelf, shop: &str) -> (Vault, Loaded) {
    run(Vault::load(shelf, shop, &Unpaced)).unwrap()
}

fn save(vault: &mut Vault, shelf: &FaultyShelf, bench: &Bench, shop: &Shop) {
    run(vault.save(shelf, &bench.dataset, shop, &Unpaced)).unwrap();
}

fn gmv(loaded: Loaded) -> String {
    assert_eq!(loaded.damage, None);
    Bench { dataset: loaded.dataset, ..Bench::default() }.value(ALL, "gmv")
}

fn shop(id: &str, name: &str) -> Shop {
    Shop { id: id.to_owned(), name: name.to_owned() }
}

/// Two shops, the second one made after the first.
fn two() -> (FaultyShelf, String) {
    let shelf = FaultyShelf::default();
    let (mut vault, _) = load(&shelf, MAIN);
    assert_eq!(vault.fresh_id(), MAIN);
    save(&mut vault, &shelf, &sold("a", &["10.00"]), &shop(MAIN, "甲"));
    let second = shop(&vault.fresh_id(), "乙");
    vault.name(&shelf, &second).unwrap();
    let (mut vault, loaded) = load(&shelf, &second.id);
    assert_eq!((loaded.shop.clone(), loaded.dataset.is_empty()), (second.clone(), true));
    save(&mut vault, &shelf, &sold("b", &["20.00", "2.00"]), &second);
    (shelf, second.id)
}

#[test]
fn each_shop_keeps_its_own() {
    let (shelf, second) = two();
    assert_eq!(gmv(load(&shelf, MAIN).1), "10.00");
    assert_eq!(gmv(load(&shelf, &second).1), "22.00");
    let (vault, loaded) = load(&shelf, "nobody");
    assert_eq!((loaded.shop, loaded.damage), (shop(MAIN, "甲"), None));
    assert_eq!(vault.shops(), [shop(MAIN, "甲"), shop(&second, "乙")]);
    let plan = stored_plan();
    plan.save(&shelf, &second, Document::Tasks).unwrap();
    plan.save(&shelf, &second, Document::Settings).unwrap();
    let of = |shop: &str| Documents::load(&shelf, shop).unwrap().0;
    assert_eq!((of(&second).tasks, of(MAIN).tasks.tasks.len()), (plan.tasks, 0));
    assert_eq!(of(MAIN).settings, plan.settings, "how the app looks is the same for all");
}

#[test]
fn a_removed_shop_leaves_nothing_and_the_others_whole() {
    for last in [false, true] {
        let (shelf, second) = two();
        let (gone, stays) = if last { (second.as_str(), MAIN) } else { (MAIN, second.as_str()) };
        stored_plan().save(&shelf, gone, Document::Tasks).unwrap();
        let (mut vault, loaded) = load(&shelf, stays);
        vault.remove(&shelf, gone).unwrap();
        let of_gone = |key: &&String| key.contains(&format!(".{gone}.")) || key.contains(".tasks.");
        assert_eq!(shelf.snapshot().keys().filter(of_gone).count(), 0);
        let kept = gmv(loaded);
        // No harm to the manifest brings it back.
        let mut values = shelf.snapshot();
        values.retain(|key, _| !key.contains(".manifest."));
        for shelf in [shelf, FaultyShelf::of(values)] {
            let (vault, loaded) = load(&shelf, gone);
            assert_eq!(vault.shops().iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), [stays]);
            assert_eq!(gmv(loaded), kept);
        }
    }
}

#[test]
fn without_a_manifest_every_shop_comes_back() {
    let (shelf, second) = two();
    let mut values = shelf.snapshot();
    values.retain(|key, _| !key.contains(".manifest."));
    let shelf = FaultyShelf::of(values);
    assert_eq!(gmv(load(&shelf, MAIN).1), "10.00");
    assert_eq!(gmv(load(&shelf, &second).1), "22.00");
}

#[test]
fn damage_to_one_shop_is_not_seen_in_another_and_costs_it_nothing() {
    let (shelf, second) = two();
    let block = |shop: &str| {
        let of = format!(".chunk.{shop}.orders.");
        shelf.keys().unwrap().into_iter().find(|key| key.contains(&of)).unwrap()
    };
    shelf.set(&block(&second), "x").unwrap();
    let (mut vault, loaded) = load(&shelf, MAIN);
    assert_eq!(gmv(loaded), "10.00");
    save(&mut vault, &shelf, &sold("c", &["5.00"]), &shop(MAIN, "甲"));
    let (mut vault, loaded) = load(&shelf, &second);
    let damage = loaded.damage.clone().unwrap();
    assert_eq!(damage.keys, [block(&second)]);
    Vault::set_aside(&shelf, &damage);
    // What is left of the second is saved; the first is as it was saved last.
    let left = Bench { dataset: loaded.dataset, ..Bench::default() };
    save(&mut vault, &shelf, &left, &shop(&second, "乙"));
    assert_eq!(gmv(load(&shelf, &second).1), "");
    assert_eq!(gmv(load(&shelf, MAIN).1), "5.00");
}

/// A killed browser keeps any first part of what removing did.
#[test]
fn any_first_part_of_removing_is_both_shops_or_one() {
    let (shelf, second) = two();
    let before = shelf.snapshot();
    let (mut vault, _) = load(&shelf, MAIN);
    shelf.injure(None);
    vault.remove(&shelf, &second).unwrap();
    let done = shelf.done.borrow().clone();
    let mut seen = Vec::new();
    for length in 0..=done.len() {
        let mut values = before.clone();
        for op in &done[..length] {
            match op {
                Op::Set(key, value) => _ = values.insert(key.clone(), value.clone()),
                Op::Remove(key) => _ = values.remove(key),
            }
        }
        let shelf = FaultyShelf::of(values);
        let (vault, loaded) = load(&shelf, MAIN);
        assert_eq!(gmv(loaded), "10.00");
        seen.push(vault.shops().len());
        if vault.shops().len() == 2 {
            assert_eq!(gmv(load(&shelf, &second).1), "22.00");
        }
    }
    assert_eq!((seen[0], seen[done.len()]), (2, 1));
}
