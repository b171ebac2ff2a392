//! Order, sub-order and case numbers.
//!
//! 抖店 numbers have 19 digits: more than a double can hold, fewer than an `i64`. A number is
//! kept as itself; any other text (another platform's `A-1001`) is kept as a word. Both fit the
//! same column, so one key type serves every platform without losing a digit.

use super::word::{Word, Words};

/// An order, sub-order or after-sale number, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    Number(u64),
    Text(Word),
}

impl Id {
    /// Reads a cleaned number; text that would not print back the same is kept as a word.
    pub fn parse(text: &str, words: &mut Words) -> Id {
        let canonical = text == "0" || !text.starts_with('0');
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<i64>().ok().and_then(|number| u64::try_from(number).ok()) {
            Some(number) if canonical && digits => Id::Number(number),
            _ => Id::Text(words.intern(text)),
        }
    }

    /// The cell of a column: numbers as they are, words below zero.
    pub fn to_cell(self) -> i64 {
        match self {
            Id::Number(number) => i64::try_from(number).unwrap_or(i64::MAX),
            Id::Text(word) => -1 - word.to_cell(),
        }
    }

    pub fn from_cell(cell: i64) -> Id {
        match u64::try_from(cell) {
            Ok(number) => Id::Number(number),
            Err(_) => Id::Text(Word::from_cell(-1 - cell)),
        }
    }

    /// The number as the file had it.
    pub fn text(self, words: &Words) -> String {
        match self {
            Id::Number(number) => number.to_string(),
            Id::Text(word) => words.text(word).to_owned(),
        }
    }
}
