//! The registry of export formats and the shape of its entries.

use super::{
    Skip, ads, aftersale, alliance, card, compass, creator, fund, generic, live, order, review,
    service, settlement, video,
};
use crate::domain::{CaseColumn, CompassColumn, Family, LineColumn, Word, Words};
use crate::table::CellFault;
use crate::text::Phrase;

/// Every format that can be read.
pub static FORMATS: &[Format] = &[
    order::ORDERS,
    aftersale::AFTERSALES,
    compass::SHOP_DAILY,
    compass::PRODUCT_DAILY,
    compass::PRODUCTS,
    compass::DEAL,
    card::CARD,
    card::CARD_FLOW,
    live::SESSIONS,
    live::EXTRACT,
    video::DETAILS,
    video::EXTRACT,
    creator::CREATORS,
    alliance::ORDERS,
    alliance::INSTITUTION,
    ads::PLAN,
    ads::PRODUCT,
    ads::LIVE,
    ads::ACCOUNTS,
    ads::MATERIAL,
    ads::FINANCE,
    settlement::SETTLEMENT,
    fund::FUND_FLOW,
    review::REVIEWS,
    service::AGENTS,
    service::SCORE,
    generic::GENERIC,
];

/// A family of exports: one thing that 抖店 or 罗盘 lets an operator download.
#[derive(Debug)]
pub struct Format {
    /// The id that receipts carry.
    pub id: &'static str,
    pub name: Phrase,
    /// The way through the menus to the export button (哪里导出).
    pub place: Phrase,
    /// What the file makes visible.
    pub unlocks: Phrase,
    /// Whether a page shows it already; until then its facts are kept for the page that will.
    pub shown: bool,
    /// The headers that this export has come with, newest first.
    pub layouts: &'static [Layout],
}

/// One generation of a format's header.
#[derive(Debug)]
pub struct Layout {
    pub family: Family,
    /// Each group must be present under one of its names.
    pub required: &'static [&'static [&'static str]],
    /// None of these may be present.
    pub absent: &'static [&'static str],
    pub fields: &'static [Field],
    /// Where the days come from, for families whose rows do not carry a moment.
    pub days: DaySource,
    /// Judges a row after its cells are read, and fills what is not a cell.
    pub finish: fn(&mut Draft<'_>) -> Fate,
}

/// Where a row's range of days is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DaySource {
    /// In its own cells.
    Cells,
    /// In the file's name.
    FileName,
}

/// One column that is read.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its place in the family's schema; range fields fill the next place too.
    pub column: usize,
    /// The header's names, newest first; units in brackets may be left out.
    pub names: &'static [&'static str],
    pub take: Take,
}

/// How a cell is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// An order or case number.
    Id,
    /// A product's or creator's number, kept as text.
    Code,
    /// A word of a known vocabulary, in its compared form.
    Vocabulary,
    /// A name for people, masked.
    Label,
    Money,
    Count,
    Moment,
    /// A day or a range, into this column and the next.
    Days,
    /// A rate or a score.
    Ratio,
    /// A duration, in seconds unless it says otherwise.
    Seconds,
    /// The same, in minutes.
    Minutes,
    /// A buyer's words: only the class that word lists put them in is kept.
    Topic,
    /// What a buyer says of a case: only the class is kept too.
    Claim,
    /// A status of another platform, in the words of 抖店.
    Status,
    /// What such a status says of a refund.
    Refund,
    /// A region or an address, of which the province is kept.
    Province,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Keep,
    Skip(super::Skip),
    /// The column with the fault; its header and cell are told.
    Reject(usize, CellFault),
}

/// A row being judged: the cells read so far, by place in the schema.
pub struct Draft<'a> {
    pub(super) cells: &'a mut [Option<i64>],
    pub(super) text: &'a dyn Fn(usize) -> String,
    pub(super) words: &'a mut Words,
    pub(super) sheet: &'a str,
    /// An earlier row of the file has the same order (orders of other platforms only).
    pub(super) repeated: bool,
}

impl Draft<'_> {
    pub fn get(&self, column: impl Into<usize>) -> Option<i64> {
        self.cells.get(column.into()).copied().flatten()
    }

    pub fn set(&mut self, column: impl Into<usize>, value: Option<i64>) {
        if let Some(cell) = self.cells.get_mut(column.into()) {
            *cell = value;
        }
    }

    /// Fills a column with a word that does not stand in the row.
    pub fn name(&mut self, column: impl Into<usize>, word: &str) {
        let word = self.words.intern(word).to_cell();
        self.set(column, Some(word));
    }

    /// Whether the cell was read as this word.
    pub fn says(&self, column: impl Into<usize>, text: &str) -> bool {
        let word = self.get(column).map(Word::from_cell);
        word.is_some_and(|word| self.words.text(word) == text)
    }

    /// The cell's text in its compared form; empty when the file has no such column.
    pub fn text(&self, column: impl Into<usize>) -> String {
        (self.text)(column.into())
    }

    /// Keeps a row whose range of days is known; one of totals is skipped.
    pub fn dated(&self, from: impl Into<usize>) -> Fate {
        let from = from.into();
        if is_total(&self.text(from)) {
            Fate::Skip(Skip::Total)
        } else if self.get(from).is_none() {
            Fate::Reject(from, CellFault::Missing)
        } else {
            Fate::Keep
        }
    }

    /// The name of the sheet; empty for a text file.
    pub fn sheet(&self) -> &str {
        self.sheet
    }
}

/// Words that stand for a sum of rows where a name or number is expected.
pub fn is_total(text: &str) -> bool {
    matches!(text, "合计" | "总计" | "全部" | "整体" | "均值" | "平均" | "汇总")
}

/// Judges a row that names its subject; a row of totals or of explanations is skipped.
pub fn keep_named(
    row: &mut Draft<'_>,
    subject: impl Into<usize>,
    judge: impl FnOnce(&mut Draft<'_>) -> Fate,
) -> Fate {
    let name = row.text(subject.into());
    if is_total(&name) {
        Fate::Skip(Skip::Total)
    } else if name.is_empty() {
        Fate::Skip(Skip::NoId)
    } else {
        judge(row)
    }
}

/// One column of a layout.
pub const fn field(column: usize, names: &'static [&'static str], take: Take) -> Field {
    Field { column, names, take }
}

/// A field of an order line.
pub const fn line(column: LineColumn, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

/// A field of an after-sale case.
pub const fn case(column: CaseColumn, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

/// A field of a 罗盘 row.
pub const fn figure(column: CompassColumn, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}
