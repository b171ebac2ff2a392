//! The look at every stored value, and the repair that never destroys.

use dianpan::domain::{Moment, Unpaced};
use dianpan::store::{
    Document, Documents, MAIN, PartKind, Shelf, Shop, StoredPart, Vault, read_backup, used_units,
    write_raw,
};

use crate::support::{Bench, FaultyShelf, at, exported, line, orders, run, stored_plan};

const ALL: &str = "2026-10-01..2026-11-20";

fn saved() -> (FaultyShelf, Vault, Bench) {
    let shelf = FaultyShelf::default();
    let (mut vault, _) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    vault.now = Some(at("2026-11-20 09:30:59"));
    let mut bench = Bench::with(&[
        orders(&[line(1).on("2026-10-30"), line(2)]).csv(&exported("2026-11-16 08:00:00"))
    ]);
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    bench.import(&orders(&[line(3)]).csv(&exported("2026-11-17 08:00:00")));
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    stored_plan().save(&shelf, MAIN, Document::Tasks).unwrap();
    (shelf, vault, bench)
}

fn bad(values: &[StoredPart]) -> Vec<&str> {
    values.iter().filter(|value| !value.sound).map(|value| value.key.as_str()).collect()
}

#[test]
fn every_value_is_named_with_its_size() {
    let (shelf, vault, _) = saved();
    shelf.set("other-app", "not ours").unwrap();
    shelf.set("dianpanther", "nor this").unwrap();
    let values = vault.check(&shelf).unwrap();
    assert_eq!(bad(&values), Vec::<&str>::new());
    let units: u64 = values.iter().map(|value| value.units).sum();
    let others = used_units(&shelf).unwrap() - units;
    assert_eq!(others, "other-appnot oursdianpanthernor this".len() as u64);
    let blocks = values.iter().filter_map(|value| match &value.kind {
        PartKind::Block { family, month, rows } => {
            Some((family.as_str(), *month, *rows, value.written))
        }
        _ => None,
    });
    let written = Some(Moment(at("2026-11-20 09:30:00").0));
    let expected = [
        ("orders", 202_610, 1, written),
        ("orders", 202_611, 1, written),
        ("orders", 202_611, 1, written),
    ];
    assert_eq!(blocks.collect::<Vec<_>>(), expected);
    let kinds = |kind: &PartKind| values.iter().filter(|value| value.kind == *kind).count();
    assert_eq!(kinds(&PartKind::Manifest), 2);
    // The log of this state, and of the one before.
    assert_eq!((kinds(&PartKind::Log), kinds(&PartKind::Leftover)), (1, 1));
    assert_eq!(kinds(&PartKind::Document("tasks".to_owned())), 1);
    // Loaded again, the times are known still.
    let (again, _) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    assert_eq!(again.check(&shelf).unwrap(), values);
}

/// Harm that comes while the page is open: the page holds all of it still.
#[test]
fn what_is_in_memory_is_written_anew() {
    let (shelf, _, bench) = saved();
    let gmv = bench.value(ALL, "gmv");
    for key in shelf.keys().unwrap() {
        for harm in [Some("harmed"), None] {
            let (shelf, mut vault, bench) = saved();
            match harm {
                Some(text) => shelf.set(&key, text).unwrap(),
                None => shelf.remove(&key).unwrap(),
            }
            let found = vault.check(&shelf).unwrap();
            let record = key.contains(".doc.") || key.contains(".manifest.");
            let leftover = key.contains(".log.1-");
            let told = !leftover && (harm.is_some() || !record);
            assert_eq!(bad(&found), if told { vec![key.as_str()] } else { vec![] });
            run(vault.repair(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
            assert_eq!(bad(&vault.check(&shelf).unwrap()), Vec::<&str>::new(), "{key} {harm:?}");
            let (_, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
            assert_eq!(loaded.damage, None, "{key} {harm:?}");
            let back = Bench { dataset: loaded.dataset, ..Bench::default() };
            assert_eq!(back.value(ALL, "gmv"), gmv, "{key} {harm:?}");
            if told && harm.is_some() {
                let aside = key.replacen("dianpan.", "dianpan.aside.", 1);
                assert_eq!(shelf.get(&aside).unwrap().as_deref(), Some("harmed"));
            }
            Vault::clear_aside(&shelf).unwrap();
            assert!(shelf.keys().unwrap().iter().all(|key| !key.contains(".aside.")));
        }
    }
}

#[test]
fn a_raw_copy_brings_the_shop_back() {
    let (shelf, _, bench) = saved();
    shelf.set("other-app", "not ours").unwrap();
    let copy = write_raw(&shelf, at("2026-11-21 09:00:00")).unwrap();
    assert!(!copy.contains("not ours"));
    let backup = run(read_backup(&copy, MAIN, &Unpaced)).unwrap();
    assert_eq!(backup.created, "2026-11-21 09:00:00");
    let back = Bench { dataset: backup.dataset, ..Bench::default() };
    assert_eq!(back.facts(), bench.facts());
    assert_eq!(backup.documents, Documents { tasks: stored_plan().tasks, ..Documents::default() });
}
