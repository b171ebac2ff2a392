//! Rates that keep their part and whole, so that they can be added up and explained.

use super::money::divide_half_up;

/// A rate as the two numbers it is made of. Rates are never averaged: parts and wholes are summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub part: i64,
    pub whole: i64,
}

impl Share {
    pub fn new(part: i64, whole: i64) -> Share {
        Share { part, whole }
    }

    /// The fraction in millionths, half up; `None` when there is no whole to be a share of.
    pub fn millionths(self) -> Option<i64> {
        ratio_millionths(self.part, self.whole)
    }
}

/// `part ÷ whole` in millionths, half up; `None` when `whole` is zero.
pub fn ratio_millionths(part: i64, whole: i64) -> Option<i64> {
    (whole != 0).then(|| divide_half_up(i128::from(part) * 1_000_000, i128::from(whole)))
}
