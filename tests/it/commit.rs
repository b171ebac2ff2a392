//! The law of commits: whatever first part of its writes is on the shelf, and whichever of them is
//! missing, cut, flipped or stale, loading gives the state before or the state after.

use std::collections::BTreeMap;

use dianpan::domain::{Family, Month, SourceState, Unpaced};
use dianpan::store::{MAIN, Shelf, Shop, Vault};
use proptest::prelude::*;

use crate::law::{Sheet, sheet};
use crate::support::{Bench, FaultyShelf, Op, Random, exported, line, orders, run};

type Values = BTreeMap<String, String>;

/// Each shop's id, files and rows.
type State = Vec<(String, Vec<String>)>;

/// What is done to one shop of several.
#[derive(Clone, Debug)]
enum Step {
    Import(Sheet),
    TakeBack,
    Fold,
    RollUp,
    Name,
    Add,
    Remove,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => sheet().prop_map(Step::Import),
        1 => Just(Step::TakeBack),
        3 => Just(Step::Fold),
        1 => Just(Step::RollUp),
        1 => Just(Step::Name),
        1 => Just(Step::Add),
        1 => Just(Step::Remove),
    ];
    prop::collection::vec(step, 6..16)
}

fn state(values: &Values) -> State {
    let shelf = FaultyShelf::of(values.clone());
    let shops = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap().0.shops();
    let told = |shop: Shop| {
        let loaded = run(Vault::load(&shelf, &shop.id, &Unpaced)).unwrap().1;
        let files = loaded.dataset.sources.iter().map(|source| format!("{source:?}"));
        let mut told: Vec<String> = files.collect();
        let bench = Bench { dataset: loaded.dataset, ..Bench::default() };
        let rows = Family::ALL.into_iter().flat_map(|family| bench.rows(family));
        told.extend(rows.map(|row| format!("{row:?}")));
        (shop.id, told)
    };
    let mut state: State = shops.into_iter().map(told).collect();
    state.sort();
    state
}

fn told_damage(values: &Values) -> bool {
    let shelf = FaultyShelf::of(values.clone());
    let load = |id: &str| run(Vault::load(&shelf, id, &Unpaced)).unwrap();
    load(MAIN).0.shops().iter().any(|shop| load(&shop.id).1.damage.is_some())
}

/// Does a step to a shop as the app does; nothing where there is nothing to do it to.
fn act(shelf: &FaultyShelf, step: &Step, number: usize, random: &mut Random) {
    let (vault, _) = run(Vault::load(shelf, MAIN, &Unpaced)).unwrap();
    let shops = vault.shops();
    let id = if shops.is_empty() { MAIN.to_owned() } else { random.pick(&shops).id.clone() };
    let (mut vault, loaded) = run(Vault::load(shelf, &id, &Unpaced)).unwrap();
    let shop = loaded.shop.clone();
    let mut bench = Bench { dataset: loaded.dataset, ..Bench::default() };
    match step {
        Step::Import(sheet) => {
            let mut file = sheet.file();
            file.bytes.extend("\n".repeat(number).bytes());
            bench.import(&file);
            bench.forget_old_rollbacks();
        }
        Step::TakeBack => {
            let Some(last) = bench.dataset.rollbacks().next().map(|source| source.id) else {
                return;
            };
            bench.turn(last, SourceState::RolledBack);
        }
        Step::Fold => {
            for month in [202_610, 202_611] {
                let month = Month { family: Family::Lines, month };
                bench.dataset = run(bench.dataset.folded(month, &Unpaced)).unwrap();
            }
        }
        Step::RollUp => {
            let late = orders(&[line(9_000).on("2027-04-20")]);
            bench.import(&late.csv(&exported("2027-04-21 08:00:00")));
            bench = bench.rolled_up(202_611);
        }
        Step::Name => {
            return vault.name(shelf, &Shop { name: format!("{number}"), ..shop }).unwrap();
        }
        Step::Add => {
            let shop = Shop { id: vault.fresh_id(), name: "新".to_owned() };
            return vault.name(shelf, &shop).unwrap();
        }
        Step::Remove if shops.len() > 1 => return vault.remove(shelf, &id).unwrap(),
        Step::Remove => return,
    }
    run(vault.save(shelf, &bench.dataset, &shop, &Unpaced)).unwrap();
}

/// A written value after harm; nothing where it is gone.
fn harmed(key: &str, value: &str, before: &Values, random: &mut Random) -> Option<String> {
    let mut chars: Vec<char> = value.chars().collect();
    match random.below(4) {
        0 => None,
        1 => {
            chars.truncate(random.below(chars.len().max(1)));
            Some(chars.into_iter().collect())
        }
        2 => {
            let at = random.below(chars.len());
            chars[at] = if chars[at] == '1' { '2' } else { '1' };
            Some(chars.into_iter().collect())
        }
        _ => before.get(key).cloned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_commit_is_before_or_after(steps in steps(), seed in any::<u64>()) {
        let mut random = Random(seed);
        let shelf = FaultyShelf::default();
        let ids = |state: &State| state.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        for (number, step) in steps.iter().enumerate() {
            let before = shelf.snapshot();
            let old = state(&before);
            shelf.injure(None);
            act(&shelf, step, number, &mut random);
            let new = state(&shelf.snapshot());
            let done = shelf.done.borrow().clone();
            for _ in 0..8 {
                let length = random.below(done.len() + 1);
                let mut values = before.clone();
                for op in &done[..length] {
                    match op {
                        Op::Set(key, value) => _ = values.insert(key.clone(), value.clone()),
                        Op::Remove(key) => _ = values.remove(key),
                    }
                }
                let found = state(&values);
                prop_assert!(found == old || found == new, "{step:?}: {length} of {}", done.len());
                let set: Vec<&Op> = done[..length].iter().filter(|op| matches!(op, Op::Set(..))).collect();
                if set.is_empty() {
                    continue;
                }
                let Op::Set(key, value) = *random.pick(&set) else { unreachable!() };
                let harm = harmed(key, value, &before, &mut random);
                match &harm {
                    Some(text) => _ = values.insert(key.clone(), text.clone()),
                    None => _ = values.remove(key),
                }
                let found = state(&values);
                // A shop without facts has no chunk to be found by: its name alone can go.
                let bare = |state: &State| -> State {
                    state.iter().filter(|(_, told)| !told.is_empty()).cloned().collect()
                };
                // A shop's first state has none before it: what is lost of it is told.
                let first = bare(&new).len() > bare(&old).len();
                if first && told_damage(&values) {
                    continue;
                }
                prop_assert!(
                    bare(&found) == bare(&old) || bare(&found) == bare(&new),
                    "{step:?}: {key} harmed to {:.40?} after {length} of {}: {:?}, {:?}, {:?}",
                    harm, done.len(), ids(&old), ids(&new), ids(&found)
                );
            }
        }
        let damage = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap().1.damage;
        prop_assert_eq!(damage, None);
        prop_assert!(shelf.keys().unwrap().iter().all(|key| key.starts_with("dianpan.")));
    }
}
