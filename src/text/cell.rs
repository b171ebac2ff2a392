//! The cells of facts as exact texts: what backups store and what a preview shows.

use super::{iso_day, plain_money, stamp};
use crate::domain::{Day, Id, Kind, Moment, Money, Word, Words};

/// Rates are whole millionths.
pub fn cell_text(kind: Kind, cell: i64, words: &Words) -> String {
    match kind {
        Kind::Id => Id::from_cell(cell).text(words),
        Kind::Word => words.text(Word::from_cell(cell)).to_owned(),
        Kind::Money => plain_money(Money(cell)),
        Kind::Count | Kind::Ratio => cell.to_string(),
        Kind::Moment => stamp(Moment(cell)),
        Kind::Day => iso_day(Day(i32::try_from(cell).unwrap_or(0))),
    }
}
