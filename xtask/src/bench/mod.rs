//! `cargo xtask bench`: 店盘 and its peers in one browser run, on files generated for it, into one table.
//!
//! Two things of ours are measured: the reader alone, on the same page and coming to the same sums
//! as the peers, and the whole import of the app as it ships, from the file field to the preview,
//! which does far more than they do. Every contender has a browser, a profile and a process of its
//! own; files come from a file field and never by fetch. Nothing here is a test: a run on a
//! busy machine must not make one fail, so budgets are printed and that is all.

mod budget;
mod capacity;
mod contender;
mod data;
mod dice;
mod export;
mod import;
mod machine;
mod memory;
mod order;
mod others;
mod parts;
mod row;
mod season;
mod session;
mod table;
mod truth;
mod words;
mod workbook;

use crate::browser::{Browser, Driver};
use crate::disk;
use crate::failure::{Outcome, fail};
use crate::project::Project;
use crate::server::{self, Site};
use crate::site;
use crate::size;
use contender::CONTENDERS;
use data::{Data, Kind};
use machine::Machine;
use row::Row;
use session::Session;
use std::path::PathBuf;
use std::thread;

/// Where the table of a whole run is kept.
const RESULT: &str = "tests/bench/RESULT.md";
const FILES: [(u64, Kind); 5] = [
    (100_000, Kind::Utf8),
    (100_000, Kind::Gb18030),
    (300_000, Kind::Utf8),
    (300_000, Kind::Gb18030),
    (20_000, Kind::Workbook),
];
const RUNS: u32 = 5;

/// What a run is asked for.
#[derive(Debug)]
pub struct Options {
    runs: u32,
    /// Only files and contenders whose names hold one of these words.
    files: Vec<String>,
    only: Vec<String>,
}

impl Options {
    pub fn parse(words: &[&str]) -> Outcome<Self> {
        let list = |words: &str| words.split(',').map(str::to_owned).collect();
        let mut options = Self { runs: RUNS, files: Vec::new(), only: Vec::new() };
        for pair in words.chunks(2) {
            match pair {
                ["--runs", number] => match number.parse() {
                    Ok(runs) if runs > 0 => options.runs = runs,
                    _ => return fail(format!("`{number}` is not a number of runs.")),
                },
                ["--files", words] => options.files = list(words),
                ["--only", words] => options.only = list(words),
                _ => {
                    return fail(
                        "cargo xtask bench [--runs N] [--files 100k,300k,utf-8,gb18030,xlsx] [--only duckdb,import,store]",
                    );
                }
            }
        }
        Ok(options)
    }

    fn wants(words: &[String], name: &str) -> bool {
        let name = name.to_lowercase();
        words.is_empty() || words.iter().any(|word| name.contains(&word.to_lowercase()))
    }

    fn whole(&self) -> bool {
        self.files.is_empty() && self.only.is_empty()
    }
}

/// What measuring needs.
#[derive(Debug)]
pub struct Bench<'a> {
    project: &'a Project,
    browser: &'a Browser,
    driver: &'a Driver,
    profile: PathBuf,
    runs: u32,
    /// Addresses: of the contenders' page, and of the app.
    www: String,
    app: String,
}

impl Bench<'_> {
    fn session(&self) -> Outcome<Session> {
        Session::start(self.driver, self.browser, &self.profile)
    }

    /// A script of the benchmark, to run before a page's own.
    fn script(&self, name: &str) -> Outcome<String> {
        disk::read_text(&parts::sources(self.project).join(name))
    }
}

pub fn run(project: &Project, options: &Options) -> Outcome {
    let folder = project.target().join("bench");
    if Options::wants(&options.only, capacity::NAME) {
        capacity::measure(project, &folder.join("data"))?;
    }
    if options.only == [capacity::NAME] {
        return Ok(());
    }
    let files = files(&folder.join("data"), options)?;
    let browser = Browser::find_or_install(project)?;
    site::build(project)?;
    let www = parts::gather(project, &folder)?;
    let driver = Driver::start(project, &browser)?;
    let bench = Bench {
        project,
        browser: &browser,
        driver: &driver,
        profile: folder.join("profile"),
        runs: options.runs,
        www: serve(www)?,
        app: serve(project.dist())?,
    };
    let machine = Machine::look(project);
    let version = bench.session()?.version.clone();
    let (rows, notes) = measure(&bench, &files, options);
    let checks = budget::checks(&rows, size::of_site(project)?);
    let report = table::Report {
        machine: machine.words(&version),
        runs: options.runs,
        files: &files,
        rows: &rows,
        notes: &notes,
        checks: &checks,
    };
    let text = report.text();
    println!("\n{text}");
    if !options.whole() {
        println!("A part of the benchmark is not kept; without --files and --only it is.");
        return Ok(());
    }
    println!("Kept in {RESULT}.");
    disk::write(&project.root().join(RESULT), text)
}

fn files(folder: &std::path::Path, options: &Options) -> Outcome<Vec<Data>> {
    let named =
        |(lines, kind): &(u64, Kind)| Options::wants(&options.files, &data::name(*lines, *kind));
    let wanted = FILES.into_iter().filter(named);
    wanted.map(|(lines, kind)| data::find_or_make(folder, lines, kind)).collect()
}

/// Serves a folder until this process ends, and says where.
fn serve(folder: PathBuf) -> Outcome<String> {
    let listener = server::listen_anywhere()?;
    let address = server::address(&listener, "/")?;
    let site = Site { folder, prefix: "/".into() };
    thread::spawn(move || server::serve(&listener, &site));
    Ok(address)
}

fn measure(bench: &Bench<'_>, files: &[Data], options: &Options) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for data in files {
        for contender in CONTENDERS.iter().filter(|it| it.reads(data.kind)) {
            if Options::wants(&options.only, contender.name) {
                rows.push(told(contender.measure(bench, data)));
            }
        }
        if Options::wants(&options.only, import::PREVIEW) {
            let (ours, more) = import::measure(bench, data);
            rows.extend(ours.into_iter().map(told));
            notes.extend(more);
        }
    }
    (rows, notes)
}

/// A run takes minutes; each row is said as it comes.
fn told(row: Row) -> Row {
    let ms = row.median().map_or_else(|| "-".into(), |ms| format!("{ms:.0} ms"));
    println!("{}, {}: {ms}, {:?}", row.file, row.contender, row.verdict);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_pairs() {
        let options = Options::parse(&["--runs", "3", "--only", "duckdb,reader"]).unwrap();
        assert_eq!((options.runs, options.only.len(), options.whole()), (3, 2, false));
        assert!(Options::wants(&options.only, "DuckDB-WASM"));
        assert!(!Options::wants(&options.only, "d3-dsv"));
        assert!(Options::parse(&[]).unwrap().whole());
        assert!(Options::parse(&["--runs", "0"]).is_err());
        assert!(Options::parse(&["--fast"]).is_err());
    }
}
