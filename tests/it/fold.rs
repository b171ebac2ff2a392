//! Folding: the same facts in fewer blocks, whatever was imported before and comes after.

use dianpan::domain::{Dataset, Family, Month, ROLLBACKS, SourceState, Unpaced};
use proptest::prelude::*;

use crate::law::{Sheet, sheet};
use crate::support::{Bench, File, Random, Row, exported, line, orders, run};

fn fold(dataset: &Dataset, month: Month) -> Dataset {
    run(dataset.folded(month, &Unpaced)).unwrap()
}

/// Every month of every family, worth it or not.
fn fold_all(dataset: &Dataset) -> Dataset {
    Family::ALL.into_iter().fold(dataset.clone(), |dataset, family| {
        let mut months: Vec<u32> =
            dataset.ledger(family).blocks().iter().map(|block| block.month).collect();
        months.sort_unstable();
        months.dedup();
        months.into_iter().fold(dataset, |dataset, month| fold(&dataset, Month { family, month }))
    })
}

fn rows(dataset: &Dataset) -> usize {
    let ledgers = Family::ALL.map(|family| dataset.ledger(family));
    ledgers.iter().flat_map(|ledger| ledger.blocks()).map(|block| block.len()).sum()
}

fn told(bench: &Bench) -> Vec<String> {
    let rows = Family::ALL.into_iter().flat_map(|family| bench.rows(family));
    rows.map(|row| format!("{row:?}")).collect()
}

/// Distinct files: the name's minute tells equal ones apart, and their bytes a remark nobody reads.
fn files(sheets: &[Sheet]) -> Vec<File> {
    let mut files: Vec<File> = sheets.iter().map(Sheet::file).collect();
    for (number, file) in files.iter_mut().enumerate() {
        file.bytes.extend("\n".repeat(number).bytes());
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_folded_shop_goes_on_as_the_other(
        sheets in prop::collection::vec(sheet(), 14..26),
        seed in any::<u64>(),
    ) {
        let mut random = Random(seed);
        let (mut folded, mut other) = (Bench::default(), Bench::default());
        for file in files(&sheets) {
            folded.import(&file);
            other.import(&file);
            if random.below(4) == 0 {
                folded.dataset = fold_all(&folded.dataset);
            }
            prop_assert_eq!(told(&folded), told(&other));
            if random.below(5) == 0 {
                let last = folded.dataset.rollbacks().count();
                let back = random.below(last);
                let id = folded.dataset.rollbacks().nth(back).unwrap().id;
                folded.turn(id, SourceState::RolledBack);
                other.turn(id, SourceState::RolledBack);
                prop_assert_eq!(told(&folded), told(&other));
                folded.forget_old_rollbacks();
                other.forget_old_rollbacks();
            }
        }
        prop_assert!(rows(&folded.dataset) <= rows(&other.dataset));
    }
}

/// Every day the export of the last days: lines are paid, shipped and finished one after the other.
fn daily(day: u32) -> File {
    let rows: Vec<Row> = (day.saturating_sub(3)..=day)
        .flat_map(|placed| {
            (0..4u64).map(move |number| {
                let row = line(u64::from(placed) * 10 + number);
                let row = row.on(&format!("2026-11-{:02}", placed + 1));
                match day - placed {
                    0 => row.waiting(),
                    1 => row.set("订单状态", "已发货"),
                    _ => row.set("订单状态", "已完成"),
                }
            })
        })
        .collect();
    orders(&rows).csv(&exported(&format!("2026-11-{:02} 09:00:00", day + 2)))
}

#[test]
fn a_month_of_days_becomes_one_block() {
    let mut bench = Bench::default();
    for day in 0..25 {
        bench.import(&daily(day));
    }
    let blocks = |dataset: &Dataset| dataset.ledger(Family::Lines).blocks().len();
    let november = Month { family: Family::Lines, month: 202_611 };
    assert_eq!((blocks(&bench.dataset), bench.dataset.to_fold()), (25, vec![november]));
    let before = told(&bench);
    let stated = rows(&bench.dataset);
    bench.dataset = fold(&bench.dataset, november);
    assert_eq!(told(&bench), before);
    // One for the fifteen settled files, one each for those that can be taken back.
    assert_eq!(blocks(&bench.dataset), 1 + ROLLBACKS);
    // Of twelve days, each seen three times, the last word alone is left.
    assert!(rows(&bench.dataset) + 2 * 4 * 12 <= stated, "{} of {stated}", rows(&bench.dataset));
    assert_eq!(bench.dataset.to_fold(), Vec::new());
}

#[test]
fn a_block_that_is_whole_stays_the_same_block() {
    let mut bench = Bench::default();
    let rows: Vec<Row> = (0..30).map(line).collect();
    for hour in 0..20 {
        let name = exported(&format!("2026-11-18 {hour:02}:00:00"));
        let mut file = orders(&rows).csv(&name);
        file.bytes.extend("\n".repeat(hour).bytes());
        bench.import(&file);
    }
    let before = bench.dataset.ledger(Family::Lines).clone();
    let month = Month { family: Family::Lines, month: before.blocks()[0].month };
    let after = fold(&bench.dataset, month);
    let after = after.ledger(Family::Lines);
    assert_eq!((before.blocks().len(), after.blocks()), (1, before.blocks()));
    // Nine of the ten settled files are restated by the last of them.
    assert_eq!((before.marks().len(), after.marks().len()), (20, 1 + ROLLBACKS));
}
