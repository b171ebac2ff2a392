//! Which of two files is newer, and what a file's name says.

use xxhash_rust::xxh64::Xxh64;

use crate::domain::{Day, Moment, Period, Version};

/// Unix seconds that an export's name can carry: 2015 to 2100.
const NAMED_TIMES: std::ops::Range<i64> = 1_420_000_000..4_100_000_000;

/// The version of a file: the export time in its name (ten digits, unix seconds), else the
/// latest thing that happened in it, else its last-modified time. Ties go by content.
pub fn file_version(name: &str, latest: Option<Moment>, modified: Moment, hash: u64) -> Version {
    let at = export_time(name).or(latest).unwrap_or(modified);
    Version { at, hash }
}

/// The export time that 抖店 puts in front of a file's name.
pub(super) fn export_time(name: &str) -> Option<Moment> {
    digit_runs(name)
        .filter(|run| run.len() == 10)
        .filter_map(|run| run.parse().ok())
        .find(|seconds| NAMED_TIMES.contains(seconds))
        .map(Moment::from_unix)
}

/// The first two days in a file's name: `20261022-20261120`, `2026_05_01~2026_05_31`,
/// `2026-07-09 00_00_00_2026-07-15 23_59_59`.
pub(super) fn period_in_name(name: &str) -> Option<Period> {
    let mut days = Vec::new();
    let mut runs = digit_runs(name);
    while let Some(run) = runs.next() {
        let compact = (run.len() == 8).then(|| run.parse::<u32>().ok()).flatten();
        let parted = || {
            let mut rest = runs.clone();
            let (month, day) = (rest.next()?, rest.next()?);
            let sizes = run.len() == 4 && month.len() == 2 && day.len() == 2;
            sizes.then_some((run.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        };
        let found = match compact {
            Some(number) => day(number / 10_000, number / 100 % 100, number % 100),
            None => parted().and_then(|(year, month, number)| day(year, month, number)),
        };
        days.extend(found);
    }
    match *days.as_slice() {
        [from, to, ..] => Period::new(from, to),
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    (2000..2100).contains(&year).then(|| Day::from_ymd(i32::try_from(year).ok()?, month, day))?
}

fn digit_runs(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// The hash of a text.
pub(super) fn text_hash(text: &str) -> u64 {
    let mut hash = file_hash();
    hash.update(text.as_bytes());
    hash.digest()
}

/// A hash of a file's bytes, taken slice by slice.
pub fn file_hash() -> Xxh64 {
    Xxh64::new(0)
}
