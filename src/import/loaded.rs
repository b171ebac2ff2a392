//! What was read from one file, before it meets the shop's facts.

use super::net::Net;
use crate::domain::{Block, ColumnSet, Family, Mapping, Moment, Period, Statements, Words};
use crate::table::CellFault;

/// Why a row was left aside though nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// It sums up other rows (合计, 全部).
    Total,
    /// An explanation or a blank line in disguise: neither number nor date.
    NoId,
    /// A slice of 成交分析 that its 不限 row contains already.
    Slice,
    /// A later sheet of another format, or with other columns than the first.
    OtherSheet,
    /// A sheet of 成交分析 that splits the same sales by what no figure asks for.
    Split,
    /// One more product of an order whose amount stands on an earlier row.
    SameOrder,
    /// The operator left its file out.
    LeftOut,
    /// An order of a day that is rolled up.
    RolledUp,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub line: u32,
    /// The header as the file has it; empty when the row as a whole is off.
    pub column: String,
    pub fault: CellFault,
    /// The offending cell: short, masked.
    pub cell: String,
}

/// What was read from one file, before it meets the shop's facts.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Nothing when no sheet was recognised.
    pub format: Option<&'static super::Format>,
    pub statements: Statements,
    /// Data rows of recognised sheets, or of the whole file when nothing was recognised.
    pub rows: u32,
    pub skipped: Vec<(Skip, u32)>,
    /// The first rejected rows, at most [`MAX_LISTED`].
    pub rejected: Vec<Rejected>,
    pub rejected_rows: u32,
    pub ragged_rows: u32,
    pub covers: Option<Period>,
    /// The latest thing that happened in the file.
    pub latest: Option<Moment>,
    /// 店铺名称, where the file has it.
    pub shops: Vec<String>,
    /// The first header of the file, for the message when nothing was recognised.
    pub first_header: Vec<String>,
    /// A format needs the period in the file name, and it is not there.
    pub no_period: bool,
    /// The mapping it was read by, when its header is no known one.
    pub mapping: Option<Mapping>,
    /// Whether amounts look net of refunds, in an order table of another platform.
    pub net: Net,
}

/// Rejected rows are listed up to this many; all of them are counted.
pub const MAX_LISTED: usize = 1_000;

impl Loaded {
    pub(super) fn empty() -> Loaded {
        let block = Block::new(Family::Lines.schema(), ColumnSet::EMPTY);
        Loaded {
            format: None,
            statements: Statements { family: Family::Lines, block, words: Words::default() },
            rows: 0,
            skipped: Vec::new(),
            rejected: Vec::new(),
            rejected_rows: 0,
            ragged_rows: 0,
            covers: None,
            latest: None,
            shops: Vec::new(),
            first_header: Vec::new(),
            no_period: false,
            mapping: None,
            net: Net::default(),
        }
    }

    pub(super) fn skip(&mut self, why: Skip) {
        match self.skipped.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.skipped.push((why, 1)),
        }
    }

    pub(super) fn reject(&mut self, rejected: Rejected) {
        self.rejected_rows += 1;
        if self.rejected.len() < MAX_LISTED {
            self.rejected.push(rejected);
        }
    }

    pub fn skipped_rows(&self) -> u32 {
        self.skipped.iter().map(|(_, count)| count).sum()
    }
}
