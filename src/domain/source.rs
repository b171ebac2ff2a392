//! Sources: the imported files, as the facts remember them.

use super::day::{Moment, Period};
use super::ledger::Tally;
use super::schema::{ColumnSet, Family};

/// The number of an imported file; never given twice in a shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Which of two files knows better: the later one, ties broken by content, so that any order of
/// import ends the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The export time in the file's name, else the latest thing that happened in it, else the
    /// file's last-modified time.
    pub at: Moment,
    /// A hash of the file's bytes.
    pub hash: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// Its statements count.
    Live,
    /// Taken back; kept until it leaves the last ten, so that taking back can be undone.
    RolledBack,
}

impl Source {
    /// Whether it is a file that was imported; sums of old months are a source, but no file.
    pub fn is_file(&self) -> bool {
        self.family != Family::Rollups
    }
}

/// An imported file. It names the file and counts its rows; it holds none of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: SourceId,
    /// The bare file name.
    pub file: String,
    /// The format's id.
    pub format: String,
    pub encoding: String,
    pub family: Family,
    /// The columns that the file has; an empty cell of another column says nothing.
    pub columns: ColumnSet,
    pub version: Version,
    /// When it was imported, for the history.
    pub imported: Moment,
    /// First and last day it speaks of, by the column that its family counts by.
    pub covers: Option<Period>,
    /// The version falls in the last covered day, so that day is not over in this file.
    pub last_day_open: bool,
    pub rows: u32,
    pub skipped: u32,
    pub rejected: u32,
    pub tally: Tally,
    pub state: SourceState,
}
