//! A folder of `tests/fixture/` with what is imported and what it must come to.
//!
//! `expected.json` states the receipt of its one file, or a list of receipts under `files`, each of
//! which may name its `input` or give a `recipe` for it; `together` drops them at once. `figures`
//! by period, and `facts`, are those of the shop afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use dianpan::domain::Mapping;
use dianpan::import::{Receipt, reason_text};
use dianpan::metric::{Figures, Reading};
use dianpan::text::{Lang, iso_day};
use serde_json::{Value, json};

use super::file::File;
use super::recipe::made;
use super::shop::Bench;
use super::tree::project;

/// One file of an exhibit and the receipt that it must get.
#[derive(Debug)]
pub struct Step {
    pub file: File,
    pub expected: Value,
}

/// See the file's head.
#[derive(Debug)]
pub struct Exhibit {
    /// The folder, from `tests/fixture/`.
    pub name: String,
    pub expected: Value,
    pub steps: Vec<Step>,
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The exhibits below a folder of `tests/fixture/`, however deep.
pub fn exhibits(folder: &str) -> Vec<Exhibit> {
    let mut waiting = vec![project().join("tests/fixture").join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        if folder.join("expected.json").exists() {
            found.push(Exhibit::open(&folder));
        } else {
            waiting.extend(below(&folder));
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

impl Exhibit {
    fn open(folder: &Path) -> Exhibit {
        let root = project().join("tests/fixture");
        let name = folder.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_slice(&text).expect(&name);
        let files = expected["files"].as_array().cloned();
        let steps = files.unwrap_or_else(|| vec![expected.clone()]).into_iter();
        let steps = steps.map(|expected| Step { file: input(folder, &expected), expected });
        let steps = steps.collect();
        Exhibit { name, expected, steps }
    }

    pub fn files(&self) -> Vec<File> {
        self.steps.iter().map(|step| step.file.clone()).collect()
    }

    /// Imports everything, and what of it is not as expected.
    pub fn check(&self) -> (Bench, Vec<String>) {
        let mut bench = Bench::default();
        let receipts = if self.expected["together"] == true {
            bench.drop(&self.files())
        } else {
            self.steps.iter().map(|step| bench.import(&step.file)).collect()
        };
        let mut wrong = Vec::new();
        for (step, receipt) in self.steps.iter().zip(&receipts) {
            wrong.extend(receipt_differs(&step.expected, receipt));
        }
        wrong.extend(self.state_differs(&bench));
        (bench, wrong.into_iter().map(|text| format!("{}: {text}", self.name)).collect())
    }

    /// What of the shop's figures and facts is not as expected.
    pub fn state_differs(&self, bench: &Bench) -> Vec<String> {
        let mut wrong = figures_differ(&self.expected, bench);
        wrong.extend(facts_differ(&self.expected, bench));
        wrong
    }
}

/// The file under the name that it was downloaded with.
fn input(folder: &Path, expected: &Value) -> File {
    let name = expected["name"].as_str().unwrap_or("input.json");
    if !expected["recipe"].is_null() {
        let (bytes, stated) = made(&expected["recipe"]);
        return File { stated, ..File::new(name, bytes) };
    }
    let stem = expected["input"].as_str().unwrap_or("input");
    let is_input = |path: &PathBuf| path.file_stem().unwrap() == stem;
    let path = below(folder).into_iter().find(is_input).expect(stem);
    assert_eq!(path.extension(), Path::new(name).extension(), "{}", folder.display());
    let file = File::new(name, fs::read(path).unwrap());
    // A table that no format knows is read as it is guessed, and as its question is answered.
    match expected.get("net") {
        None => file,
        Some(net) => {
            let mapping = file.mapping(&[]);
            file.by(Mapping { net: net.as_bool(), ..mapping })
        }
    }
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

fn receipt_differs(expected: &Value, receipt: &Receipt) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: Value, expected: &Value| {
        if found != *expected {
            wrong.push(format!("{what} is {found}, not {expected}"));
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

fn figures_differ(expected: &Value, bench: &Bench) -> Vec<String> {
    let mut wrong = Vec::new();
    let periods = expected.get("figures").and_then(Value::as_object).cloned();
    let Some(periods) = periods else { return wrong };
    let book = bench.book();
    for (days, figures) in periods {
        let known = Figures::of(&Reading::new(&book, bench.query(&days)));
        for (metric, value) in figures.as_object().unwrap() {
            let found = known.get(metric).plain();
            if Some(found.as_str()) != value.as_str() {
                wrong.push(format!("{metric} of {days} is {found:?}, not {value}"));
            }
        }
    }
    wrong
}

/// The facts of a family as a backup tells them, by column, empty cells left out.
fn facts_of(bench: &Bench, family: &str) -> Vec<Value> {
    let stored = &bench.facts()["families"][family];
    let listed = |key: &str| stored[key].as_array().cloned().unwrap_or_default();
    let columns = listed("columns");
    let row = |row: &Value| {
        let cells = columns.iter().zip(row[0].as_array().unwrap());
        let filled = cells.filter(|(_, cell)| !cell.is_null());
        filled.map(|(name, cell)| (name.as_str().unwrap().to_owned(), cell.clone())).collect()
    };
    listed("rows").iter().map(row).collect()
}

/// `facts` states all rows of a family, `facts_first` one of them.
fn facts_differ(expected: &Value, bench: &Bench) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, whole) in [("facts", true), ("facts_first", false)] {
        let families = expected.get(key).and_then(Value::as_object).cloned();
        for (family, wanted) in families.unwrap_or_default() {
            let found = facts_of(bench, &family);
            let wanted = wanted.as_array().cloned().unwrap_or_else(|| vec![wanted]);
            let missing = wanted.iter().filter(|row| !found.contains(row)).count();
            if missing > 0 || (whole && found.len() != wanted.len()) {
                let (found, wanted) = (json!(found), json!(wanted));
                wrong.push(format!("found {found:#}, not {wanted:#}"));
            }
        }
    }
    wrong
}
