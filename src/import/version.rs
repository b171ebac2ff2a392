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

/// `20261022-20261120` or `2026_05_01~2026_05_31` in a file's name.
pub(super) fn period_in_name(name: &str) -> Option<Period> {
    let digits: Vec<&str> = digit_runs(name).collect();
    let eight = |run: &&str| -> Option<Day> {
        let number: u32 = (run.len() == 8).then(|| run.parse().ok()).flatten()?;
        day(number / 10_000, number / 100 % 100, number % 100)
    };
    let compact = digits.windows(2).find_map(|pair| match pair {
        [from, to] => Period::new(eight(from)?, eight(to)?),
        _ => None,
    });
    compact.or_else(|| {
        digits.windows(6).find_map(|parts| match parts {
            [y, m, d, y2, m2, d2] => Period::new(parted(y, m, d)?, parted(y2, m2, d2)?),
            _ => None,
        })
    })
}

fn parted(year: &str, month: &str, day_of_month: &str) -> Option<Day> {
    let whole = year.len() == 4 && month.len() == 2 && day_of_month.len() == 2;
    whole.then(|| day(year.parse().ok()?, month.parse().ok()?, day_of_month.parse().ok()?))?
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    (2000..2100).contains(&year).then(|| Day::from_ymd(i32::try_from(year).ok()?, month, day))?
}

fn digit_runs(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// A hash of a file's bytes, taken slice by slice.
pub fn file_hash() -> Xxh64 {
    Xxh64::new(0)
}
