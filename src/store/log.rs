//! The log of a shop: its imported files, and which rows each of them states.
//!
//! It is written anew by every import. Files of long ago are told apart from it, in parts that do
//! not change any more, so that years of daily imports cost an import of today nothing.

use serde::{Deserialize, Serialize};

use crate::domain::{
    ColumnSet, Dataset, Day, Family, Mark, Moment, Period, Rows, Schema, Source, SourceId,
    SourceState, Tally, Version,
};

/// The stored shape of a log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Log {
    /// Its parts, as their keys end: the files before `sources`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<String>,
    pub sources: Vec<StoredSource>,
    pub marks: Vec<StoredMark>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredSource {
    pub id: u32,
    pub file: String,
    pub format: String,
    pub encoding: String,
    pub family: String,
    pub columns: Vec<String>,
    /// Seconds of Beijing wall time.
    pub at: i64,
    /// 16 hex digits.
    pub hash: String,
    pub imported: i64,
    /// Days since 1970-01-01.
    pub covers: Option<(i32, i32)>,
    pub last_day_open: bool,
    pub rows: u32,
    pub skipped: u32,
    pub rejected: u32,
    /// new, updated, unchanged, filled.
    pub tally: (u32, u32, u32, u32),
    pub live: bool,
}

/// The rows of one block that one source states, as ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredMark {
    pub source: u32,
    pub family: String,
    pub block: u32,
    pub rows: Vec<(u32, u32)>,
}

pub(super) fn family_of(name: &str) -> Option<Family> {
    Family::ALL.into_iter().find(|family| family.schema().name == name)
}

pub(super) fn column_names(schema: &Schema, columns: ColumnSet) -> Vec<String> {
    let named = schema.columns.iter().enumerate().filter(|&(column, _)| columns.has(column));
    named.map(|(_, spec)| spec.name.to_owned()).collect()
}

pub(super) fn column_set(schema: &Schema, names: &[String]) -> ColumnSet {
    let named = schema.columns.iter().enumerate();
    named.filter(|(_, spec)| names.iter().any(|name| name == spec.name)).map(|(at, _)| at).collect()
}

impl StoredSource {
    pub fn of(source: &Source) -> StoredSource {
        let Tally { new, updated, unchanged, filled } = source.tally;
        StoredSource {
            id: source.id.0,
            file: source.file.clone(),
            format: source.format.clone(),
            encoding: source.encoding.clone(),
            family: source.family.schema().name.to_owned(),
            columns: column_names(source.family.schema(), source.columns),
            at: source.version.at.0,
            hash: format!("{:016x}", source.version.hash),
            imported: source.imported.0,
            covers: source.covers.map(|covers| (covers.from.0, covers.to.0)),
            last_day_open: source.last_day_open,
            rows: source.rows,
            skipped: source.skipped,
            rejected: source.rejected,
            tally: (new, updated, unchanged, filled),
            live: source.state == SourceState::Live,
        }
    }

    /// Nothing when it names a family or a number that does not exist.
    pub fn restore(&self) -> Option<Source> {
        let family = family_of(&self.family)?;
        let covers = match self.covers {
            Some((from, to)) => Some(Period::new(Day(from), Day(to))?),
            None => None,
        };
        let (new, updated, unchanged, filled) = self.tally;
        Some(Source {
            id: SourceId(self.id),
            file: self.file.clone(),
            format: self.format.clone(),
            encoding: self.encoding.clone(),
            family,
            columns: column_set(family.schema(), &self.columns),
            version: Version {
                at: Moment(self.at),
                hash: u64::from_str_radix(&self.hash, 16).ok()?,
            },
            imported: Moment(self.imported),
            covers,
            last_day_open: self.last_day_open,
            rows: self.rows,
            skipped: self.skipped,
            rejected: self.rejected,
            tally: Tally { new, updated, unchanged, filled },
            state: if self.live { SourceState::Live } else { SourceState::RolledBack },
        })
    }
}

impl StoredMark {
    pub fn of(family: Family, mark: &Mark) -> StoredMark {
        let ranges = mark.rows.ranges().iter().map(|range| (range.start, range.end));
        StoredMark {
            source: mark.source.0,
            family: family.schema().name.to_owned(),
            block: mark.block,
            rows: ranges.collect(),
        }
    }

    /// Nothing when its rows are no rows.
    pub fn restore(&self) -> Option<(Family, Mark)> {
        let ranges = self.rows.iter().map(|&(start, end)| start..end).collect();
        let rows = Rows::from_ranges(ranges)?;
        let mark = Mark { source: SourceId(self.source), block: self.block, rows };
        Some((family_of(&self.family)?, mark))
    }
}

/// Files of one part.
const PART: usize = 256;

impl Log {
    /// The log, without its parts' names, and the parts.
    pub fn of(dataset: &Dataset) -> (Log, Vec<Vec<StoredSource>>) {
        let marks = Family::ALL.into_iter().flat_map(|family| {
            let marks = dataset.ledger(family).marks().iter();
            marks.map(move |mark| StoredMark::of(family, mark))
        });
        let old = dataset.sources.iter().take_while(|source| dataset.is_old(source)).count();
        let (past, rest) = dataset.sources.split_at(old / PART * PART);
        let stored = |sources: &[Source]| sources.iter().map(StoredSource::of).collect();
        let log = Log { past: Vec::new(), sources: stored(rest), marks: marks.collect() };
        (log, past.chunks(PART).map(stored).collect())
    }
}
