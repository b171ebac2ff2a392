//! Laws of importing, over invented sets of overlapping files: their order is irrelevant, twice is
//! once, and a file taken back was never there.

use dianpan::domain::{Family, SourceState};
use dianpan::metric::METRICS;
use proptest::prelude::*;

use crate::support::{Bench, Desk, File, Random, Row, case, cases, exported, line, orders};

const ALL: &str = "2026-11-01..2026-11-20";

/// What one invented file holds.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Hour of export; two files may share one.
    hour: u32,
    /// A line's number and what distinguishes this file's word of it.
    rows: Vec<(u64, usize)>,
    /// A column that the file lacks.
    lacks: usize,
    /// After-sale cases instead of order lines.
    after_sale: bool,
}

const LACKS: [&str; 5] = ["买家留言", "达人昵称", "售后状态", "选购商品", "支付完成时间"];

/// A line in one of several states, each a plausible export.
fn sold(number: u64, state: usize) -> Row {
    let day = format!("2026-11-{:02}", 10 + number % 4);
    let of = |row: Row| {
        let product = format!("36000000000000000{}", 11 + number % 2);
        row.with(&[("商品ID", &product), ("达人ID", "7270001"), ("选购商品", "同名")])
    };
    let row = of(line(number).on(&day));
    match state {
        0 => row.waiting().set("达人昵称", "甲"),
        1 => row.set("选购商品", "改过的名字").set("达人昵称", "乙"),
        2 => row.set("售后状态", "退款成功"),
        3 => row.set("售后状态", "待商家处理").of("80.00"),
        4 => row.with(&[("支付完成时间", ""), ("订单状态", "已关闭")]),
        _ => row.with(&[("达人ID", "0"), ("平台实际承担优惠金额", "7.77")]),
    }
}

fn asked(number: u64, state: usize) -> Row {
    let row = case(number, &sold(number, 5));
    match state {
        0 => {
            row.with(&[("售后状态", "待商家处理"), ("商家退款时间", ""), ("退商品金额（元）", "")])
        }
        1 => row.set("退商品金额（元）", "33.33"),
        2 => row.set("售后状态", "售后关闭").set("售后原因", "质量不好"),
        3 => row.set("售后类型", "换货"),
        4 => row.set("售后原因", "做工粗糙/有瑕疵（商品品质原因）"),
        _ => row,
    }
}

impl Sheet {
    pub fn file(&self) -> File {
        let name = exported(&format!("2026-11-18 {:02}:00:00", self.hour));
        if self.after_sale {
            let rows: Vec<Row> = self.rows.iter().map(|&(n, state)| asked(n, state)).collect();
            return cases(&rows).csv(&name);
        }
        let rows: Vec<Row> = self.rows.iter().map(|&(n, state)| sold(n, state)).collect();
        orders(&rows).without(LACKS[self.lacks]).csv(&name)
    }
}

pub fn sheet() -> impl Strategy<Value = Sheet> {
    let rows = prop::collection::vec((0..7u64, 0..6usize), 1..6);
    (0..5u32, rows, 0..LACKS.len(), prop::bool::weighted(0.3))
        .prop_map(|(hour, rows, lacks, after_sale)| Sheet { hour, rows, lacks, after_sale })
}

fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
    prop::collection::vec(sheet(), 1..6)
}

/// Files with distinct content: the same file twice is a law of its own.
fn files(sheets: &[Sheet]) -> Vec<File> {
    let mut files: Vec<File> = sheets.iter().map(Sheet::file).collect();
    files.sort_by(|a, b| a.bytes.cmp(&b.bytes));
    files.dedup_by(|a, b| a.bytes == b.bytes);
    files
}

/// All that an operator can see of a shop: rows, figures, findings and the report.
fn seen(bench: &Bench) -> Vec<String> {
    let rows = Family::ALL.into_iter().flat_map(|family| bench.rows(family));
    let mut seen: Vec<String> = rows.map(|row| format!("{row:?}")).collect();
    let figure = |metric: &dianpan::metric::Metric| {
        format!("{}: {:?}", metric.id, bench.figure(ALL, metric.id))
    };
    seen.extend(METRICS.iter().map(figure));
    seen.extend(bench.findings().iter().map(|finding| format!("{finding:?}")));
    seen.extend(Desk::of(bench, ALL).report().split('<').map(str::to_owned));
    seen
}

/// Fails with the first difference alone: a whole shop is too much to read.
fn same(one: &[String], other: &[String]) -> Result<(), TestCaseError> {
    let differs = one.iter().zip(other).find(|(one, other)| one != other);
    prop_assert_eq!(differs, None);
    prop_assert_eq!(one.len(), other.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_imports_ends_the_same(sheets in sheets(), seed in any::<u64>()) {
        let files = files(&sheets);
        let mut shuffled = files.clone();
        Random(seed).shuffle(&mut shuffled);
        let (one, other) = (Bench::with(&files), Bench::with(&shuffled));
        same(&seen(&one), &seen(&other))?;
        prop_assert_eq!(one.facts(), other.facts());
    }

    #[test]
    fn one_drop_of_all_files_ends_as_one_after_the_other(sheets in sheets()) {
        let files = files(&sheets);
        let one = Bench::with(&files);
        let mut other = Bench::default();
        other.drop(&files);
        same(&seen(&one), &seen(&other))?;
        prop_assert_eq!(one.facts(), other.facts());
    }

    #[test]
    fn importing_twice_is_importing_once(sheets in sheets(), seed in any::<u64>()) {
        let files = files(&sheets);
        let mut bench = Bench::with(&files);
        let before = seen(&bench);
        let again = Random(seed).pick(&files).clone();
        let receipt = bench.import(&again);
        prop_assert_eq!(receipt.tally.new, 0);
        same(&seen(&bench), &before)?;
        prop_assert_eq!(bench.facts(), Bench::with(&files).facts());
    }

    #[test]
    fn taking_a_file_back_is_never_having_imported_it(sheets in sheets(), seed in any::<u64>()) {
        let files = files(&sheets);
        let mut bench = Bench::with(&files);
        let whole = seen(&bench);
        let place = Random(seed).below(files.len());
        let source = bench.dataset.sources[place].id;
        bench.turn(source, SourceState::RolledBack);
        let mut others = files;
        others.remove(place);
        let never = Bench::with(&others);
        prop_assert_eq!(bench.facts(), never.facts());
        same(&seen(&bench), &seen(&never))?;
        bench.turn(source, SourceState::Live);
        same(&seen(&bench), &whole)?;
    }

    #[test]
    fn a_file_in_two_halves_says_what_it_says_whole(states in prop::collection::vec(0..6usize, 2..8)) {
        let rows: Vec<Row> = (0u64..).zip(&states).map(|(n, &state)| sold(n, state)).collect();
        let name = exported("2026-11-18 08:00:00");
        let (first, second) = rows.split_at(rows.len() / 2);
        let whole = Bench::with(&[orders(&rows).csv(&name)]);
        let halves = Bench::with(&[orders(second).csv(&name), orders(first).csv(&name)]);
        prop_assert_eq!(whole.rows(Family::Lines), halves.rows(Family::Lines));
        let doubled: Vec<Row> = rows.iter().chain(&rows).cloned().collect();
        let doubled = Bench::with(&[orders(&doubled).csv(&name)]);
        same(&seen(&doubled), &seen(&whole))?;
    }
}
