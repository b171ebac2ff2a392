//! Stored values that were flipped, cut, lost or written by hand: noticed, told, never deleted, and
//! everything sound comes back. And the codec: what goes in comes out.

use std::collections::BTreeMap;

use dianpan::domain::{
    Block, ColumnSet, Dataset, Family, Moment, Source, SourceId, SourceState, Statements, Tally,
    Unpaced, Version, Words,
};
use dianpan::import::{family_name, lost_text};
use dianpan::store::{Damage, Document, Documents, LoadFault, Loaded, MAIN, Shelf, Shop, Vault};
use dianpan::text::Lang;
use proptest::prelude::*;
use xxhash_rust::xxh64::xxh64;

use crate::support::{Bench, FaultyShelf, exported, line, orders, period, run, stored_plan};

type Values = BTreeMap<String, String>;

const ALL: &str = "2026-10-01..2026-11-20";

/// A shop with a line in October and two in November, saved once, so that there is no older state.
fn saved() -> Values {
    let sold = [line(1).on("2026-10-30"), line(2), line(3).of("33.00")];
    let bench = Bench::with(&[orders(&sold).csv(&exported("2026-11-16 08:00:00"))]);
    let shelf = FaultyShelf::default();
    let (mut vault, _) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    shelf.snapshot()
}

fn load(values: Values) -> Loaded {
    run(Vault::load(&FaultyShelf::of(values), MAIN, &Unpaced)).unwrap().1
}

fn gmv(loaded: Loaded) -> String {
    Bench { dataset: loaded.dataset, ..Bench::default() }.value(ALL, "gmv")
}

/// A record as it stands in a slot.
fn record(generation: u64, text: &str) -> String {
    let rest = format!("{generation} {text}");
    format!("{:016x} {rest}", xxh64(rest.as_bytes(), 0))
}

/// The values of a key after small and large harm; nothing for a value that is gone.
fn harmed(value: &str) -> Vec<Option<String>> {
    let chars: Vec<char> = value.chars().collect();
    let flipped = (0..16).map(|part| {
        let at = part * chars.len() / 16;
        let mut chars = chars.clone();
        chars[at] = if chars[at] == 'a' { 'b' } else { 'a' };
        Some(chars.into_iter().collect())
    });
    let cut = (0..16).map(|part| Some(chars[..part * chars.len() / 16].iter().collect()));
    let odd = ["null", "[]", "\u{fffd}", "{\"schema\":1}"].map(|text| Some(text.to_owned()));
    flipped.chain(cut).chain(odd).chain([None]).collect()
}

#[test]
fn harm_to_any_value_is_noticed_and_told() {
    let values = saved();
    for (key, value) in &values {
        for harm in harmed(value) {
            let mut values = values.clone();
            match &harm {
                Some(text) => _ = values.insert(key.clone(), text.clone()),
                None => _ = values.remove(key),
            }
            let loaded = load(values);
            if harm.as_ref() == Some(value) {
                assert_eq!(loaded.damage, None);
                continue;
            }
            // A manifest that is gone leaves nothing that could be missed.
            let first_visit = harm.is_none() && key.contains("manifest");
            let told = loaded.damage.is_some_and(|damage| damage.keys.contains(key));
            assert_eq!(told, !first_visit, "{key} {harm:?}");
        }
    }
}

#[test]
fn a_lost_month_leaves_the_others() {
    let mut values = saved();
    let october = values.keys().find(|key| key.contains(".orders.202610.")).unwrap().clone();
    values.insert(october.clone(), "x".to_owned());
    let loaded = load(values.clone());
    let damage = loaded.damage.clone().unwrap();
    assert_eq!(damage.keys, std::slice::from_ref(&october));
    assert_eq!(damage.lost, [("orders".to_owned(), 202_610)]);
    assert_eq!(lost_text(&damage.lost, Lang::Zh), "2026 年 10 月的订单");
    assert_eq!(lost_text(&damage.lost, Lang::En), "orders of October 2026");
    assert!(!damage.older_state);
    // A day whose rows are lost is not a day without sales.
    let covers = loaded.dataset.sources[0].covers.unwrap();
    assert_eq!(covers, period("2026-11-01..2026-11-10"));
    let bench = Bench { dataset: loaded.dataset.clone(), ..Bench::default() };
    assert_eq!(bench.value("2026-10-30..2026-10-30", "gmv"), "");
    assert_eq!(gmv(loaded), "133.00");
    // Importing the file again fills the gap.
    let shelf = FaultyShelf::of(values);
    let (mut vault, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    let sold = [line(1).on("2026-10-30"), line(2), line(3).of("33.00")];
    let mut bench = Bench { dataset: loaded.dataset, ..Bench::default() };
    bench.import(&orders(&sold).csv(&exported("2026-11-16 08:00:00")));
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    let loaded = load(shelf.snapshot());
    assert_eq!(loaded.damage, None);
    assert_eq!(gmv(loaded), "233.00");
}

/// Saves a second state, in which line 4 is new, and gives both manifests' values.
fn saved_twice() -> Values {
    let shelf = FaultyShelf::of(saved());
    let (mut vault, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    let mut bench = Bench { dataset: loaded.dataset, ..Bench::default() };
    bench.import(&orders(&[line(4).of("44.00")]).csv(&exported("2026-11-18 08:00:00")));
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    shelf.snapshot()
}

#[test]
fn a_damaged_new_state_gives_way_to_the_one_before() {
    let (old, new) = (saved(), saved_twice());
    assert_eq!(gmv(load(new.clone())), "277.00");
    let fresh: Vec<&String> = new.keys().filter(|key| !old.contains_key(*key)).collect();
    assert_eq!(fresh.len(), 3, "a chunk, the log, the manifest: {fresh:?}");
    for key in fresh {
        let mut values = new.clone();
        values.insert(key.clone(), "x".to_owned());
        let loaded = load(values);
        let damage = loaded.damage.clone().unwrap();
        assert!(damage.keys.contains(key));
        // The chunks tell what a damaged manifest said.
        let manifest = key.contains("manifest");
        assert_eq!(damage.older_state, !manifest, "{key}");
        assert_eq!(gmv(loaded), if manifest { "277.00" } else { "233.00" }, "{key}");
    }
}

#[test]
fn without_any_manifest_the_chunks_give_the_state() {
    for harm in [None, Some("{}"), Some("x")] {
        let mut values = saved_twice();
        for slot in ["dianpan.manifest.0", "dianpan.manifest.1"] {
            match harm {
                None => _ = values.remove(slot),
                Some(text) => _ = values.insert(slot.to_owned(), text.to_owned()),
            }
        }
        let shelf = FaultyShelf::of(values);
        let (mut vault, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
        assert_eq!(loaded.damage.is_some(), harm.is_some());
        // The next import keeps what the chunks gave.
        let mut bench = Bench { dataset: loaded.dataset, ..Bench::default() };
        bench.import(&orders(&[line(5).of("1.00")]).csv(&exported("2026-11-19 08:00:00")));
        run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
        let loaded = load(shelf.snapshot());
        assert_eq!(gmv(loaded), "278.00", "{harm:?}");
    }
}

#[test]
fn blocks_without_a_log_are_no_state() {
    let mut values = saved();
    values.retain(|key, _| !key.contains("manifest") && !key.contains(".log."));
    assert!(load(values).dataset.is_empty());
}

#[test]
fn saving_goes_on_after_damage() {
    let mut values = saved_twice();
    let log = values.keys().rfind(|key| key.contains(".log.2-")).unwrap().clone();
    values.insert(log.clone(), "x".to_owned());
    let shelf = FaultyShelf::of(values);
    let (mut vault, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    Vault::set_aside(&shelf, &loaded.damage.unwrap());
    let bench = Bench { dataset: loaded.dataset, ..Bench::default() };
    run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    let (_, again) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    assert_eq!(again.damage, None);
    assert_eq!(gmv(again), "233.00");
    let aside = log.replacen("dianpan.", "dianpan.aside.", 1);
    assert_eq!(shelf.get(&aside).unwrap().as_deref(), Some("x"));
}

#[test]
fn what_is_set_aside_is_copied_before_it_goes() {
    let damage = Damage { keys: vec!["dianpan.doc.notes.0".to_owned()], ..Damage::default() };
    let shelf = FaultyShelf::default();
    shelf.set("dianpan.doc.notes.0", "harmed").unwrap();
    let full = crate::support::Injury::Refuse(0, dianpan::store::ShelfFault::Full);
    shelf.injure(Some(full));
    Vault::set_aside(&shelf, &damage);
    assert_eq!(shelf.get("dianpan.doc.notes.0").unwrap().as_deref(), Some("harmed"));
    shelf.injure(None);
    Vault::set_aside(&shelf, &damage);
    assert_eq!(shelf.get("dianpan.aside.doc.notes.0").unwrap().as_deref(), Some("harmed"));
    assert_eq!(shelf.get("dianpan.doc.notes.0").unwrap(), None);
}

#[test]
fn json_of_other_shapes_is_damage_and_no_panic() {
    let deep = "[".repeat(100_000);
    let many: String = (0..100_000).map(|at| format!("\"k{at}\":1,")).collect();
    let many = format!("{{{many}\"z\":1}}");
    for text in ["null", "[]", "\"x\"", "1e999", "{}", "", "{\"schema\":\"1\"}", &deep, &many] {
        let mut values = saved();
        values.insert("dianpan.manifest.0".to_owned(), record(9, text));
        let loaded = load(values.clone());
        let damage = loaded.damage.clone().unwrap();
        assert_eq!(damage.keys.len(), 1, "{:.20}", text);
        assert_eq!(gmv(loaded), "233.00", "{:.20}", text);
        values.insert("dianpan.doc.tasks.1".to_owned(), record(1, text));
        _ = Documents::load(&FaultyShelf::of(values), MAIN).unwrap();
    }
}

#[test]
fn a_newer_schema_is_neither_read_nor_written_over() {
    let mut values = saved();
    let newer = record(9, "{\"schema\":4,\"shops\":[],\"more\":true}");
    values.insert("dianpan.manifest.1".to_owned(), newer);
    let shelf = FaultyShelf::of(values.clone());
    let loaded = run(Vault::load(&shelf, MAIN, &Unpaced));
    assert_eq!(loaded.err(), Some(LoadFault::NewerSchema(4)));
    assert_eq!(shelf.snapshot(), values);
}

#[test]
fn a_newer_document_is_not_read() {
    let mut values = saved();
    // The rest of a newer shape may be anything.
    let newer = record(9, "{\"schema\":4,\"plan\":[7]}");
    values.insert("dianpan.doc.tasks.1".to_owned(), newer);
    let loaded = Documents::load(&FaultyShelf::of(values), MAIN);
    assert_eq!(loaded.err(), Some(LoadFault::NewerSchema(4)));
}

#[test]
fn a_damaged_document_falls_back_and_leaves_the_others() {
    let plan = stored_plan();
    let shelf = FaultyShelf::default();
    Document::ALL.iter().for_each(|&document| plan.save(&shelf, MAIN, document).unwrap());
    let values = shelf.snapshot();
    for key in values.keys() {
        let mut values = values.clone();
        values.insert(key.clone(), "harmed".to_owned());
        let (loaded, damaged) = Documents::load(&FaultyShelf::of(values), MAIN).unwrap();
        assert_eq!(damaged, std::slice::from_ref(key));
        let differs = [
            loaded.settings != plan.settings,
            loaded.safety != plan.safety,
            loaded.tasks != plan.tasks,
            loaded.days != plan.days,
            loaded.quiet != plan.quiet,
            loaded.checklists != plan.checklists,
            loaded.notes != plan.notes,
            loaded.products != plan.products,
            loaded.pages != plan.pages,
            loaded.mappings != plan.mappings,
            loaded.template != plan.template,
            loaded.reviews != plan.reviews,
            loaded.goals != plan.goals,
            loaded.calendar != plan.calendar,
        ];
        assert_eq!(differs.iter().filter(|&&differs| differs).count(), 1, "{key}");
    }
    // With an older sound slot nothing but the last change is lost.
    Documents::default().save(&shelf, MAIN, Document::Tasks).unwrap();
    let newest = shelf.keys().unwrap().into_iter().find(|key| key == "dianpan.doc.tasks.0");
    shelf.set(&newest.unwrap(), "harmed").unwrap();
    assert_eq!(Documents::load(&shelf, MAIN).unwrap().0.tasks, plan.tasks);
}

/// A cell: nothing, small, or anything at all.
fn cell() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        2 => Just(None),
        4 => (-3i64..50).prop_map(Some),
        1 => Just(Some(i64::MAX)),
        1 => Just(Some(i64::MIN + 1)),
        1 => Just(Some(i64::from(i32::MIN))),
        2 => any::<i64>().prop_map(Some),
    ]
}

/// A dataset of one block whose cells are as given, words and ids within the dictionary.
fn dataset(family: Family, columns: u64, rows: &[Vec<Option<i64>>]) -> Dataset {
    use dianpan::domain::Kind;
    let schema = family.schema();
    let mut words = Words::default();
    for text in ["", "甲", "a\u{0}b", "𠀀,\"\n", "袜子"] {
        words.intern(text);
    }
    let key: ColumnSet = schema.key.iter().copied().chain([schema.filed_by]).collect();
    let known: ColumnSet = (0..schema.columns.len()).collect();
    let columns = ColumnSet(columns & known.0).union(key);
    let mut block = Block::new(schema, columns);
    for (number, cells) in rows.iter().enumerate() {
        block.push(|column| {
            if column == schema.key[0] {
                return Some(i64::try_from(number).unwrap() - 2);
            }
            let cell = cells[column % cells.len()]?;
            match schema.columns[column].kind {
                Kind::Word => Some(cell.rem_euclid(5)),
                Kind::Id if cell < 0 => Some(-1 - cell.rem_euclid(5)),
                Kind::Day => Some(cell % 90_000),
                _ => Some(cell),
            }
        });
    }
    let source = Source {
        id: SourceId::default(),
        file: "a.csv".to_owned(),
        format: "orders".to_owned(),
        encoding: "utf-8".to_owned(),
        family,
        columns,
        version: Version { at: Moment(7), hash: u64::MAX },
        imported: Moment(8),
        covers: None,
        last_day_open: false,
        rows: 1,
        skipped: 0,
        rejected: 0,
        tally: Tally::default(),
        state: SourceState::Live,
    };
    let statements = Statements { family, block, words };
    run(Dataset::default().stage(source, &statements, &Unpaced)).unwrap().dataset
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cells_come_back_from_the_shelf(
        columns in any::<u64>(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..9), 1..20),
    ) {
        for family in [Family::Lines, Family::Cases] {
            let bench = Bench { dataset: dataset(family, columns, &rows), ..Bench::default() };
            let shelf = FaultyShelf::default();
            let mut vault = Vault::default();
            run(vault.save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
            let loaded = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap().1;
            prop_assert_eq!(&loaded.damage, &None);
            prop_assert_eq!(&loaded.dataset.sources, &bench.dataset.sources);
            let back = Bench { dataset: loaded.dataset, ..Bench::default() };
            prop_assert_eq!(back.rows(family), bench.rows(family));
        }
    }

    #[test]
    fn no_text_in_any_slot_makes_loading_panic(text in ".{0,60}", place in 0..8usize) {
        let mut values = saved_twice();
        let key = values.keys().nth(place % values.len()).unwrap().clone();
        values.insert(key, text);
        let loaded = load(values);
        // What only the state before needs is not looked at while the newest one is whole.
        prop_assert!(loaded.damage.is_some() || gmv(loaded) == "277.00");
    }
}

#[test]
fn a_lost_month_is_no_longer_covered() {
    let without = |days: &str, month| period(days).without_month(month);
    let all = "2026-09-20..2026-11-10";
    assert_eq!(without(all, 202_609), Some(period("2026-10-01..2026-11-10")));
    assert_eq!(without(all, 202_610), Some(period("2026-11-01..2026-11-10")));
    assert_eq!(without(all, 202_611), Some(period("2026-09-20..2026-10-31")));
    assert_eq!(without(all, 202_612), Some(period(all)));
    assert_eq!(without("2026-11-03..2026-11-10", 202_611), None);
}

#[test]
fn what_is_lost_is_told_in_words_and_once() {
    let lost = |names: &[(&str, u32)]| -> Vec<(String, u32)> {
        names.iter().map(|(name, month)| ((*name).to_owned(), *month)).collect()
    };
    let twice = lost(&[("orders", 202_611), ("orders", 202_611), ("aftersales", 202_612)]);
    assert_eq!(lost_text(&twice, Lang::Zh), "2026 年 11 月的订单、2026 年 12 月的售后单");
    assert_eq!(
        lost_text(&twice, Lang::En),
        "orders of November 2026, after-sale cases of December 2026"
    );
    for family in Family::ALL {
        let name = family.schema().name;
        let text = lost_text(&lost(&[(name, 202_601)]), Lang::Zh);
        assert!(text.starts_with("2026 年 1 月的") && !text.contains(name), "{text}");
        let names = family_name(family);
        assert!(!names.zh.is_empty() && names.en.is_ascii(), "{names:?}");
    }
}
