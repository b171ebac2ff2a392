//! A backup that is merged in: what it has and the shop has not, once.

use dianpan::domain::{SourceState, Unpaced};
use dianpan::store::Documents;
use proptest::prelude::*;

use crate::law::sheet;
use crate::support::{Bench, File, exported, line, orders, run, stored_plan};

fn joined(one: &Bench, other: &Bench) -> Bench {
    let dataset = run(one.dataset.joined(&other.dataset, &Unpaced)).unwrap();
    Bench { dataset, ..Bench::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_computers_are_one(
        sheets in prop::collection::vec(sheet(), 2..10),
        split in any::<prop::sample::Index>(),
        shared in 0..3usize,
    ) {
        let mut files: Vec<File> = sheets.iter().map(|sheet| sheet.file()).collect();
        files.sort_by(|a, b| a.bytes.cmp(&b.bytes));
        files.dedup_by(|a, b| a.bytes == b.bytes);
        let at = split.index(files.len());
        let here = Bench::with(&files[..at]);
        let there = Bench::with(&files[at.saturating_sub(shared)..]);
        let whole = Bench::with(&files);
        let (one, other) = (joined(&here, &there), joined(&there, &here));
        prop_assert_eq!(one.facts(), whole.facts());
        prop_assert_eq!(other.facts(), whole.facts());
        prop_assert_eq!(joined(&one, &there).facts(), whole.facts(), "twice is once");
        prop_assert_eq!(joined(&one, &there).dataset.sources.len(), one.dataset.sources.len());
    }
}

#[test]
fn what_was_taken_back_here_stays_so() {
    let file = |number: u64, hour: u32| {
        orders(&[line(number)]).csv(&exported(&format!("2026-11-18 0{hour}:00:00")))
    };
    let backup = Bench::with(&[file(1, 1), file(2, 2)]);
    let mut here = Bench::with(&[file(1, 1), file(2, 2)]);
    here.turn(here.dataset.sources[1].id, SourceState::RolledBack);
    let after = joined(&here, &backup);
    assert_eq!(after.facts(), here.facts());
    assert_eq!(after.dataset.sources, here.dataset.sources);
}

#[test]
fn plans_that_are_there_stay_and_empty_ones_are_filled() {
    let (mut here, backup) = (Documents::default(), stored_plan());
    here.fill_from(&backup);
    assert_eq!(here, backup);
    let mut own = Documents { tasks: stored_plan().tasks, ..Documents::default() };
    own.tasks.tasks.truncate(1);
    let tasks = own.tasks.clone();
    own.fill_from(&backup);
    assert_eq!((own.tasks, own.notes), (tasks, backup.notes));
}
