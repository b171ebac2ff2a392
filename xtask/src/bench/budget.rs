//! The budgets that a run can check, with what it found. They are printed and never fail anything:
//! a time on a busy machine is not a defect.
//!
//! A floor must hold; an aim is where we want to be. The numbers are those of the project's
//! list of budgets and stand nowhere else in the code.

use super::contender::{D3, DUCKDB};
use super::import::{FILTER, PERIOD, PREVIEW, START};
use super::row::{Row, Verdict};

/// The files of the budgets: both encodings, and the workbook.
const UTF8: &str = "300k utf-8";
const GB18030: &str = "300k gb18030";
const WORKBOOK: &str = "20k xlsx";

/// What has a budget and cannot be told from this run.
pub const UNCHECKED: &str = "Not checked here: capacity beyond these files, what the next day's import writes, \
    the first frame of a start, a change of shop, the report file.";

#[derive(Clone, Copy, Debug)]
enum Bound {
    Most(f64),
    Least(f64),
}

#[derive(Debug)]
pub struct Check {
    what: &'static str,
    unit: &'static str,
    /// Nothing when the rows that it needs were not measured.
    found: Option<f64>,
    floor: Option<Bound>,
    aim: Option<Bound>,
}

impl Bound {
    fn holds(self, found: f64) -> bool {
        match self {
            Self::Most(most) => found <= most,
            Self::Least(least) => found >= least,
        }
    }

    fn words(self, unit: &str) -> String {
        match self {
            Self::Most(most) => format!("≤ {most}{unit}"),
            Self::Least(least) => format!("≥ {least}{unit}"),
        }
    }
}

impl Check {
    fn new(what: &'static str, unit: &'static str, found: Option<f64>) -> Self {
        Self { what, unit, found, floor: None, aim: None }
    }

    fn floor(self, bound: Bound) -> Self {
        Self { floor: Some(bound), ..self }
    }

    fn aim(self, bound: Bound) -> Self {
        Self { aim: Some(bound), ..self }
    }

    /// What, found, floor, aim, verdict.
    pub fn cells(&self) -> [String; 5] {
        let bound = |it: Option<Bound>| it.map_or_else(|| "-".into(), |it| it.words(self.unit));
        let found = self.found.map_or_else(|| "-".into(), |it| shown(it, self.unit));
        let verdict = match self.found {
            None => "not measured",
            Some(found) => self.verdict(found),
        };
        [self.what.into(), found, bound(self.floor), bound(self.aim), verdict.into()]
    }

    fn verdict(&self, found: f64) -> &'static str {
        let holds = |bound: Option<Bound>| bound.map(|bound| bound.holds(found));
        match (holds(self.floor), holds(self.aim)) {
            (Some(false), _) => "**fail**",
            (Some(true), Some(true)) => "pass, aim reached",
            (Some(true), Some(false)) => "pass, aim missed",
            (Some(true), None) => "pass",
            (None, Some(true)) => "aim reached",
            (None, _) => "aim missed",
        }
    }
}

fn shown(found: f64, unit: &str) -> String {
    if unit == "×" { format!("{found:.2}{unit}") } else { format!("{found:.0}{unit}") }
}

/// Every budget that can be checked. `download`: bytes of a first visit, Brotli.
pub fn checks(rows: &[Row], download: Option<u64>) -> Vec<Check> {
    let table = Table(rows);
    let kilobytes = download.and_then(|bytes| u32::try_from(bytes).ok()).map(f64::from);
    let download =
        Check::new("download of the site, Brotli", " kB", kilobytes.map(|bytes| bytes / 1000.0))
            .floor(Bound::Most(450.0));
    speed(&table).into_iter().chain(load(&table)).chain([download]).collect()
}

/// The import against its peers.
fn speed(table: &Table<'_>) -> [Check; 5] {
    let import = table.median(UTF8, PREVIEW);
    let import_gb = table.median(GB18030, PREVIEW);
    let times = |over: Option<f64>, under: Option<f64>| Some(over? / under?);
    let cold = |name| table.find(UTF8, name)?.cold();
    [
        Check::new(
            "300k lines, warm: DuckDB-WASM's time ÷ ours",
            "×",
            times(table.median(UTF8, DUCKDB), import),
        )
        .floor(Bound::Least(1.0))
        .aim(Bound::Least(2.0)),
        Check::new(
            "300k lines, cold, each with its own start: our time ÷ DuckDB-WASM's",
            "×",
            times(cold(PREVIEW), cold(DUCKDB)),
        )
        .floor(Bound::Most(0.5)),
        Check::new(
            "300k lines, GB18030: DuckDB-WASM's time ÷ ours",
            "×",
            times(table.median(GB18030, DUCKDB), import_gb),
        )
        .floor(Bound::Least(3.0)),
        Check::new("300k lines: d3-dsv's time ÷ ours", "×", times(table.median(UTF8, D3), import))
            .aim(Bound::Least(4.0)),
        Check::new("300k lines: our GB18030 ÷ our UTF-8", "×", times(import_gb, import))
            .aim(Bound::Most(1.15)),
    ]
}

/// What the page and its process bear, and whether the answers are right.
fn load(table: &Table<'_>) -> [Check; 9] {
    let block = |file, what| {
        let found = table.find(file, PREVIEW).and_then(Row::block);
        Check::new(what, " ms", found).floor(Bound::Most(50.0))
    };
    let change = |what, contender| {
        let found = table.median(UTF8, contender);
        Check::new(what, " ms", found).floor(Bound::Most(50.0)).aim(Bound::Most(16.0))
    };
    let memory = |file| table.find(file, PREVIEW)?.memory;
    let most_memory = [memory(UTF8), memory(GB18030)].into_iter().flatten().max_by(f64::total_cmp);
    [
        block(UTF8, "300k lines, UTF-8: longest block of the page").aim(Bound::Most(20.0)),
        block(GB18030, "300k lines, GB18030: longest block of the page").aim(Bound::Most(20.0)),
        Check::new("300k lines: peak memory", " MB", most_memory).floor(Bound::Most(350.0)),
        Check::new("workbook of 20,000 × 64", " ms", table.median(WORKBOOK, PREVIEW))
            .floor(Bound::Most(2000.0)),
        block(WORKBOOK, "workbook: longest block of the page"),
        Check::new("rows of 店盘 that are not exact", "", table.inexact()).floor(Bound::Most(0.0)),
        Check::new("start with 300k lines stored: figures", " ms", table.median(UTF8, START))
            .floor(Bound::Most(900.0)),
        change("change of period over 300k lines, the slowest page", PERIOD),
        change("change of filter over 300k lines, the slowest page", FILTER),
    ]
}

struct Table<'a>(&'a [Row]);

impl Table<'_> {
    /// A row, unless its contender gave up.
    fn find(&self, file: &str, contender: &str) -> Option<&Row> {
        let found = self.0.iter().find(|row| row.file == file && row.contender == contender);
        found.filter(|row| !matches!(row.verdict, Verdict::Failed(_)))
    }

    fn median(&self, file: &str, contender: &str) -> Option<f64> {
        self.find(file, contender)?.median()
    }

    /// Our rows with a wrong answer or none, a cancel that left something included. That the store
    /// was too small for a file is said and is not an inexact row.
    fn inexact(&self) -> Option<f64> {
        let ours = || self.0.iter().filter(|row| row.contender.starts_with("店盘"));
        let wrong = |row: &&Row| matches!(row.verdict, Verdict::Wrong(_) | Verdict::Failed(_));
        let wrong = u32::try_from(ours().filter(wrong).count()).ok()?;
        ours().next().map(|_| f64::from(wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::import::CANCEL;

    fn row(file: &str, contender: &str, ms: f64) -> Row {
        Row {
            file: file.into(),
            contender: contender.into(),
            start: Some(100.0),
            runs: vec![ms],
            ..Row::default()
        }
    }

    fn verdict(rows: &[Row], what: &str) -> String {
        let found = checks(rows, Some(400_000));
        let [_, _, _, _, verdict] = found.iter().find(|it| it.what == what).unwrap().cells();
        verdict
    }

    #[test]
    fn ratios_are_of_the_same_file() {
        let warm = "300k lines, warm: DuckDB-WASM's time ÷ ours";
        let both = |ours| [row(UTF8, DUCKDB, 1000.0), row(UTF8, PREVIEW, ours)];
        assert_eq!(verdict(&both(1100.0), warm), "**fail**");
        assert_eq!(verdict(&both(900.0), warm), "pass, aim missed");
        assert_eq!(verdict(&both(500.0), warm), "pass, aim reached");
        assert_eq!(verdict(&[row("100k utf-8", DUCKDB, 1.0)], warm), "not measured");
    }

    #[test]
    fn an_aim_alone_fails_nothing() {
        let d3 = "300k lines: d3-dsv's time ÷ ours";
        assert_eq!(verdict(&[row(UTF8, D3, 10.0), row(UTF8, PREVIEW, 10.0)], d3), "aim missed");
    }

    #[test]
    fn a_wrong_or_missing_answer_of_ours_is_counted() {
        let exact = "rows of 店盘 that are not exact";
        let mut rows = [row(UTF8, PREVIEW, 1.0), row(WORKBOOK, CANCEL, 1.0)];
        assert_eq!(verdict(&rows, exact), "pass");
        rows[1].verdict = Verdict::Failed("gone".into());
        assert_eq!(verdict(&rows, exact), "**fail**");
        rows[1].verdict = Verdict::Refused("full".into());
        assert_eq!(verdict(&rows, exact), "pass");
    }
}
