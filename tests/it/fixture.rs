//! Every file under `tests/fixture/import/`: imported into an empty shop it must give the receipt
//! and the figures that its `expected.json` states.

use std::fs;
use std::path::{Path, PathBuf};

use dianpan::domain::SourceState;
use dianpan::import::{FORMATS, Receipt, reason_text};
use dianpan::text::{Lang, iso_day};
use serde_json::{Value, json};

use crate::support::{Bench, File, project};

/// The folders of all cases: `<format>/<case>`.
pub fn folders() -> Vec<PathBuf> {
    let root = project().join("tests/fixture/import");
    let below = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let mut cases: Vec<PathBuf> = below(&root).iter().flat_map(|format| below(format)).collect();
    cases.sort();
    cases
}

/// What a case expects, and its file under the name that it was downloaded with.
pub fn open(folder: &Path) -> (Value, File) {
    let read = |path: PathBuf| fs::read(path).unwrap();
    let expected: Value =
        serde_json::from_slice(&read(folder.join("expected.json"))).expect("expected.json");
    let input = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let input = input.into_iter().find(|path| path.file_stem().unwrap() == "input").unwrap();
    let name = expected["name"].as_str().unwrap();
    assert_eq!(input.extension(), Path::new(name).extension(), "{}", folder.display());
    (expected.clone(), File::new(name, read(input)))
}

/// A receipt in the shape of `expected.json`.
fn told(receipt: &Receipt) -> Value {
    let day =
        |last: bool| receipt.covers.map(|days| iso_day(if last { days.to } else { days.from }));
    json!({
        "name": receipt.file,
        "format": receipt.format.map_or("", |format| format.id),
        "encoding": receipt.encoding,
        "rows": receipt.rows,
        "new": receipt.tally.new,
        "updated": receipt.tally.updated,
        "unchanged": receipt.tally.unchanged,
        "skipped": receipt.skipped_rows(),
        "rejected": receipt.rejected_rows,
        "from": day(false),
        "to": day(true),
        "state": if receipt.trouble.is_some() { "failed" } else { "previewed" },
        "trouble": receipt.trouble.as_ref().map(|trouble| format!("{trouble:?}")),
    })
}

fn check_receipt(folder: &Path, expected: &Value, receipt: &Receipt) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: Value, expected: &Value| {
        if found != *expected {
            wrong.push(format!("{}: {what} is {found}, not {expected}", folder.display()));
        }
    };
    let told = told(receipt);
    for (name, value) in told.as_object().unwrap() {
        compare(name, value.clone(), expected.get(name).unwrap_or(&Value::Null));
    }
    let warnings: Vec<&str> = receipt.warnings.iter().map(|warning| warning.code.id()).collect();
    let none = json!([]);
    compare("warnings", json!(warnings), expected.get("warnings").unwrap_or(&none));
    let first = expected.get("rejected_rows").and_then(Value::as_array).cloned();
    for (row, expected) in receipt.rejected.iter().zip(first.unwrap_or_default()) {
        let found = json!({
            "line": row.line, "column": row.column, "cell": row.cell,
            "reason": reason_text(row.fault, Lang::Zh),
        });
        for (name, value) in expected.as_object().unwrap() {
            compare(&format!("{name} of a rejected row"), found[name].clone(), value);
        }
    }
    wrong
}

fn check_figures(folder: &Path, expected: &Value, bench: &Bench) -> Vec<String> {
    let mut wrong = Vec::new();
    let periods = expected.get("figures").and_then(Value::as_object).cloned();
    for (days, figures) in periods.unwrap_or_default() {
        for (metric, value) in figures.as_object().unwrap() {
            let found = bench.value(&days, metric);
            if Some(found.as_str()) != value.as_str() {
                let place = folder.display();
                wrong.push(format!("{place}: {metric} of {days} is {found:?}, not {value}"));
            }
        }
    }
    wrong
}

/// The facts of a family as a backup tells them, by column, empty cells left out.
fn facts_of(bench: &Bench, family: &str) -> Vec<Value> {
    let stored = &bench.facts()["families"][family];
    let columns = stored["columns"].as_array().unwrap();
    let row = |row: &Value| {
        let cells = columns.iter().zip(row[0].as_array().unwrap());
        let filled = cells.filter(|(_, cell)| !cell.is_null());
        filled.map(|(name, cell)| (name.as_str().unwrap().to_owned(), cell.clone())).collect()
    };
    stored["rows"].as_array().unwrap().iter().map(row).collect()
}

/// `facts` states all rows of a family, `facts_first` one of them.
fn check_facts(folder: &Path, expected: &Value, bench: &Bench) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, whole) in [("facts", true), ("facts_first", false)] {
        let families = expected.get(key).and_then(Value::as_object).cloned();
        for (family, wanted) in families.unwrap_or_default() {
            let found = facts_of(bench, &family);
            let wanted = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted]);
            let missing = wanted.iter().filter(|row| !found.contains(row)).count();
            if missing > 0 || (whole && found.len() != wanted.len()) {
                let (found, wanted) = (json!(found), json!(wanted));
                wrong.push(format!("{}: found {found:#}, not {wanted:#}", folder.display()));
            }
        }
    }
    wrong
}

#[test]
fn every_fixture_gives_its_receipt_and_figures() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (expected, file) = open(&folder);
        let mut bench = Bench::default();
        let receipt = bench.import(&file);
        wrong.extend(check_receipt(&folder, &expected, &receipt));
        wrong.extend(check_figures(&folder, &expected, &bench));
        wrong.extend(check_facts(&folder, &expected, &bench));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn rows_of_every_fixture_add_up() {
    for folder in folders() {
        let (_, file) = open(&folder);
        let mut bench = Bench::default();
        for _ in 0..2 {
            let receipt = bench.import(&file);
            let tally = receipt.tally;
            let taken = tally.new + tally.updated + tally.unchanged;
            let told = taken + receipt.skipped_rows() + receipt.rejected_rows;
            assert_eq!(told, receipt.rows, "{}", folder.display());
        }
    }
}

#[test]
fn a_failed_fixture_changes_nothing() {
    for folder in folders() {
        let (expected, file) = open(&folder);
        let mut bench = Bench::default();
        bench.import(&file);
        let failed = expected["state"] == "failed";
        assert_eq!(bench.dataset.sources.is_empty(), failed, "{}", folder.display());
        assert_eq!(bench.dataset.is_empty(), failed, "{}", folder.display());
    }
}

#[test]
fn every_fixture_taken_back_leaves_nothing() {
    let empty = Bench::default().facts();
    for folder in folders() {
        let (_, file) = open(&folder);
        let mut bench = Bench::default();
        bench.import(&file);
        let with = bench.facts();
        for source in bench.dataset.sources.clone() {
            bench.turn(source.id, SourceState::RolledBack);
            assert_eq!(bench.facts(), empty, "{}", folder.display());
            bench.turn(source.id, SourceState::Live);
        }
        assert_eq!(bench.facts(), with, "{}", folder.display());
    }
}

#[test]
fn every_format_has_fixtures_as_csv_and_as_workbook() {
    for format in FORMATS {
        for ending in ["csv", "xlsx"] {
            let has = folders().iter().any(|folder| {
                folder.parent().unwrap().ends_with(format.id)
                    && folder.join(format!("input.{ending}")).exists()
                    && open(folder).0["state"] == "previewed"
            });
            assert!(has, "{} has no good .{ending} fixture", format.id);
        }
    }
}
