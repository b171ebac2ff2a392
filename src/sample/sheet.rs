//! A table being written as CSV.

use std::fmt::Write;

use crate::domain::{Day, Moment, Money};
use crate::text::{iso_day, plain_money, stamp};

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Count(i64),
    /// In 分.
    Cents(i64),
    At(Option<Moment>),
    Day(Day),
}

/// A file of the sample shop: its name, and its text.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// As 抖店 or 罗盘 would call it, after 示例.
    pub name: String,
    pub text: String,
}

impl Sheet {
    /// A table with its header, cells parted by commas.
    pub(super) fn new(name: String, header: &str) -> Sheet {
        Sheet { name, text: format!("\u{feff}{header}\n") }
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        let text = &mut self.text;
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            match *cell {
                Cell::Text(word) => text.push_str(word),
                Cell::Count(count) => _ = write!(text, "{count}"),
                Cell::Cents(cents) => text.push_str(&plain_money(Money(cents))),
                Cell::At(None) => text.push('-'),
                Cell::At(Some(moment)) => text.push_str(&stamp(moment)),
                Cell::Day(day) => text.push_str(&iso_day(day)),
            }
        }
        text.push('\n');
    }
}
