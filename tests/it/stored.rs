//! What earlier versions stored: loaded to the same facts for ever.
//!
//! `tests/fixture/store/<schema>/` holds the keys and values of a shelf as the app of that schema
//! wrote them, and the facts that they stood for. Nothing there is ever made anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use dianpan::domain::{Family, SourceState, Unpaced};
use dianpan::store::{Documents, MAIN, Shop, Vault};

use crate::support::{Bench, FaultyShelf, project, run, stored_plan};

type Values = BTreeMap<String, String>;

/// The schemas before this one; the shop is the same in all.
const SCHEMAS: [&str; 2] = ["v1", "v2"];

fn folder(schema: &str) -> PathBuf {
    project().join("tests/fixture/store").join(schema)
}

fn values(schema: &str) -> Values {
    serde_json::from_str(&fs::read_to_string(folder(schema).join("shelf.json")).unwrap()).unwrap()
}

/// Compares with the facts as they were, line by line.
fn check(bench: &Bench, schema: &str) {
    let facts = fs::read_to_string(folder(schema).join("facts.txt")).unwrap();
    let found = told(bench);
    for (found, expected) in found.lines().zip(facts.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), facts.lines().count());
}

/// Every file and every merged row, a line each.
fn told(bench: &Bench) -> String {
    let sources = bench.dataset.sources.iter();
    let sources = sources.map(|source| {
        let (schema, version, tally) = (source.family.schema(), source.version, source.tally);
        let columns = schema.columns.iter().enumerate();
        let columns = columns.filter(|&(at, _)| source.columns.has(at)).map(|(_, it)| it.name);
        let columns = columns.collect::<Vec<_>>().join(" ");
        let covers = source.covers.map(|days| (days.from.0, days.to.0));
        let (at, hash, live) = (version.at.0, version.hash, source.state == SourceState::Live);
        let counts = (tally.new, tally.updated, tally.unchanged, tally.filled);
        let id = source.id.0;
        format!("{id} {} {at} {hash:016x} {live} {covers:?} {counts:?} {columns}\n", source.file)
    });
    let rows = Family::ALL.into_iter().flat_map(|family| {
        let name = family.schema().name;
        bench.rows(family).into_iter().map(move |row| {
            let cells = row.iter().map(|(column, text)| format!(" {column}={text:?}"));
            format!("{name}{}\n", cells.collect::<String>())
        })
    });
    sources.chain(rows).collect()
}

#[test]
fn every_schema_loads_as_it_was() {
    SCHEMAS.into_iter().for_each(check_schema);
}

fn check_schema(schema: &str) {
    let shelf = FaultyShelf::of(values(schema));
    let (mut vault, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    assert_eq!(loaded.damage, None);
    assert_eq!(loaded.shop, Shop { id: "main".to_owned(), name: "示例小店".to_owned() });
    let bench = Bench { dataset: loaded.dataset, ..Bench::default() };
    check(&bench, schema);
    let (documents, damaged) = Documents::load(&shelf, MAIN).unwrap();
    assert_eq!((documents, damaged), (stored_plan(), Vec::new()));
    // Saved by this version, nothing of the facts is written anew, and they are the same.
    run(vault.save(&shelf, &bench.dataset, &loaded.shop, &Unpaced)).unwrap();
    let blocks = |values: &Values| {
        let keys = values.keys().filter(|key| key.contains(".chunk.") && !key.contains(".log."));
        keys.cloned().collect::<Vec<_>>()
    };
    assert_eq!(blocks(&shelf.snapshot()), blocks(&values(schema)));
    let again = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap().1;
    let again = Bench { dataset: again.dataset, ..Bench::default() };
    check(&again, schema);
}

#[test]
fn chunks_of_every_schema_give_their_state_without_a_manifest() {
    for schema in SCHEMAS {
        let mut values = values(schema);
        values.retain(|key, _| !key.contains(".manifest."));
        let (_, loaded) = run(Vault::load(&FaultyShelf::of(values), MAIN, &Unpaced)).unwrap();
        let bench = Bench { dataset: loaded.dataset, ..Bench::default() };
        check(&bench, schema);
    }
}
