//! What became of a file, row by row: no row disappears unsaid.

use super::format::Format;
use super::loaded::{Loaded, Rejected, Skip};
use super::unused::Unused;
use super::warning::Warning;
use crate::domain::{Mapping, Period, Tally};
use crate::table::FileFault;

/// Where a file stands between the drop and the shop's facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptState {
    Previewed,
    Committed,
    Failed,
    RolledBack,
}

impl ReceiptState {
    /// The value of `data-state`.
    pub fn id(self) -> &'static str {
        match self {
            ReceiptState::Previewed => "previewed",
            ReceiptState::Committed => "committed",
            ReceiptState::Failed => "failed",
            ReceiptState::RolledBack => "rolled-back",
        }
    }
}

/// Why a file as a whole was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Fault(FileFault),
    /// No known header in it.
    Unknown,
    /// A known export that is not read.
    Unused(&'static Unused),
    /// Its numbers lost digits in a spreadsheet.
    DamagedIds,
    /// More than a fifth of its rows could not be read.
    MostlyRejected,
    /// It has a header and no row that could be used.
    NoRows,
    /// The period is only in the file's name, and the name was changed.
    NoPeriodInName,
    /// It speaks of several shops.
    SeveralShops,
}

/// The receipt of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub file: String,
    pub format: Option<&'static Format>,
    pub encoding: &'static str,
    pub rows: u32,
    pub tally: Tally,
    pub skipped: Vec<(Skip, u32)>,
    pub rejected_rows: u32,
    pub rejected: Vec<Rejected>,
    pub covers: Option<Period>,
    pub trouble: Option<Trouble>,
    pub warnings: Vec<Warning>,
    /// The mapping it was read by, when its header is no known one.
    pub mapping: Option<Mapping>,
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.id == other.id
    }
}

impl Eq for Format {}

impl Receipt {
    /// The receipt of a file that was read, before it meets the shop's facts.
    pub fn of(file: &str, encoding: &'static str, loaded: &Loaded) -> Receipt {
        Receipt {
            file: file.to_owned(),
            format: loaded.format,
            encoding,
            rows: loaded.rows,
            tally: Tally::default(),
            skipped: loaded.skipped.clone(),
            rejected_rows: loaded.rejected_rows,
            rejected: loaded.rejected.clone(),
            covers: loaded.covers,
            trouble: None,
            warnings: Vec::new(),
            mapping: loaded.mapping.clone(),
        }
    }

    /// The file is refused as a whole: all of its rows count as rejected.
    pub fn refuse(&mut self, trouble: Trouble) {
        self.trouble = Some(trouble);
        self.tally = Tally::default();
        self.skipped.clear();
        self.rejected_rows = self.rows;
    }

    /// The operator leaves the file out: what could be read of it is skipped.
    pub fn leave_out(&mut self) {
        self.skipped = vec![(Skip::LeftOut, self.rows.saturating_sub(self.rejected_rows))];
    }

    pub fn skipped_rows(&self) -> u32 {
        self.skipped.iter().map(|(_, count)| count).sum()
    }
}
