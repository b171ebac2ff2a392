//! Every file under `tests/fixture/import/`: imported into an empty shop it must give the receipt
//! and the figures that its `expected.json` states.

use dianpan::domain::SourceState;
use dianpan::import::FORMATS;

use crate::support::{Bench, Exhibit, exhibits};

fn all() -> Vec<Exhibit> {
    exhibits("import")
}

#[test]
fn every_fixture_gives_its_receipt_and_figures() {
    let wrong: Vec<String> = all().iter().flat_map(|exhibit| exhibit.check().1).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn rows_of_every_fixture_add_up() {
    for exhibit in all() {
        let mut bench = Bench::default();
        for _ in 0..2 {
            for file in exhibit.files() {
                let receipt = bench.import(&file);
                let tally = receipt.tally;
                let taken = tally.new + tally.updated + tally.unchanged;
                let told = taken + receipt.skipped_rows() + receipt.rejected_rows;
                assert_eq!(told, receipt.rows, "{}", exhibit.name);
            }
        }
    }
}

#[test]
fn a_failed_fixture_changes_nothing() {
    for exhibit in all() {
        let (bench, _) = exhibit.check();
        let failed = exhibit.expected["state"] == "failed";
        assert_eq!(bench.dataset.sources.is_empty(), failed, "{}", exhibit.name);
        assert_eq!(bench.dataset.is_empty(), failed, "{}", exhibit.name);
    }
}

#[test]
fn every_fixture_taken_back_leaves_nothing() {
    let empty = Bench::default().facts();
    for exhibit in all() {
        let (mut bench, _) = exhibit.check();
        let with = bench.facts();
        for source in bench.dataset.sources.clone() {
            bench.turn(source.id, SourceState::RolledBack);
            assert_eq!(bench.facts(), empty, "{}", exhibit.name);
            bench.turn(source.id, SourceState::Live);
        }
        assert_eq!(bench.facts(), with, "{}", exhibit.name);
    }
}

#[test]
fn every_format_has_fixtures_as_csv_and_as_workbook() {
    let exhibits = all();
    for format in FORMATS {
        for ending in [".csv", ".xlsx"] {
            let has = exhibits.iter().any(|exhibit| {
                exhibit.name.starts_with(&format!("import/{}/", format.id))
                    && exhibit.files().iter().any(|file| file.name.ends_with(ending))
                    && exhibit.expected["state"] == "previewed"
            });
            assert!(has, "{} has no good {ending} fixture", format.id);
        }
    }
}
