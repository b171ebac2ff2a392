//! An invented shop: products, creators, order lines and after-sale cases over some weeks, with
//! everything that the rules of the trade have an opinion on, made from a seed.
//!
//! What is in here is the truth that exports are written from (`order_file`, `case_file`,
//! `compass`) and that expected figures are worked out from (`world`). Names are invented, and
//! whatever a personal column holds is a [`SENTINEL`] that must never come out of the app.

pub mod books;
pub mod case;
pub mod case_file;
pub mod compass;
pub mod finding;
pub mod foreign;
pub mod funnel;
pub mod header;
pub mod line;
mod maker;
pub mod month;
pub mod order_file;
pub mod random;
pub mod settle;
pub mod table;
pub mod time;
pub mod workbook;
pub mod world;

use case::Case;
use line::Line;
use random::Random;
use time::{Day, Moment};

/// Stands in every personal column, beside [`PHONE`].
pub const SENTINEL: &str = "哨兵";
/// A telephone number that nobody has; also hidden in a product's title and a creator's name.
pub const PHONE: &str = "13800138000";

/// The name that a 罗盘 file gives the shop.
pub const NAME: &str = "青禾试验店";

pub struct Product {
    pub id: String,
    pub title: String,
    pub code: String,
    pub skus: Vec<String>,
    /// 分.
    pub price: i64,
}

pub struct Creator {
    pub id: String,
    pub name: String,
}

pub struct Shop {
    pub products: Vec<Product>,
    pub creators: Vec<Creator>,
    pub lines: Vec<Line>,
    pub cases: Vec<Case>,
    /// The days on which orders were placed.
    pub first: Day,
    pub last: Day,
}

/// A file as it is dropped.
#[derive(Clone)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl File {
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> File {
        File { name: name.into(), bytes }
    }
}

/// The sales of so many days up to 2026-11-20.
pub fn shop(seed: u64, days: i64) -> Shop {
    let last = time::day(2026, 11, 20);
    Shop::new(seed, last - days + 1, last, 6)
}

impl Shop {
    /// `busy`: lines a day beside those that make the rules fire.
    pub fn new(seed: u64, first: Day, last: Day, busy: i64) -> Shop {
        maker::make(Random::new(seed), first, last, busy)
    }

    /// Half past eight on the morning after the last day.
    pub fn morning(&self) -> Moment {
        (self.last + 1) * time::DAY + 8 * time::HOUR + 30 * time::MINUTE
    }

    /// The cases of a line, in the order of their making.
    pub fn cases_of(&self, line: usize) -> impl Iterator<Item = (usize, &Case)> {
        self.lines[line].cases.iter().map(|&place| (place, &self.cases[place]))
    }
}

/// Half away from zero.
pub fn half_up(part: i128, whole: i128) -> i128 {
    let sign = if (part < 0) == (whole < 0) { 1 } else { -1 };
    sign * ((part.abs() * 2 + whole.abs()) / (whole.abs() * 2))
}

/// `12.34` of 1234 分.
pub fn yuan(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// A fraction with six decimals; nothing without a whole.
pub fn fraction(part: i64, whole: i64) -> String {
    if whole == 0 {
        return String::new();
    }
    let millionths = half_up(i128::from(part) * 1_000_000, i128::from(whole));
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}
