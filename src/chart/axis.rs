//! The axes, with ticks of our own choosing: round values, and as many days as there is room for.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

/// Amounts from `low` to `high`, with ticks at multiples of 1, 2 or 5 times a power of ten.
#[derive(Clone, Debug)]
pub(super) struct ValueAxis {
    low: i64,
    high: i64,
    pub ticks: Vec<i64>,
}

impl ValueAxis {
    /// `low` is at most zero and `high` above it; both are widened to the next tick.
    pub fn new(low: i64, high: i64, count: i64) -> ValueAxis {
        let span = high.saturating_sub(low).max(1);
        let step = round_step(span / count.max(1));
        let low = low.div_euclid(step).saturating_mul(step);
        let steps = high.saturating_sub(low).saturating_add(step - 1).div_euclid(step).max(1);
        let ticks: Vec<i64> =
            (0..=steps).map(|place| low.saturating_add(place.saturating_mul(step))).collect();
        ValueAxis { low, high: ticks.last().copied().unwrap_or(high), ticks }
    }

    pub fn low(&self) -> i64 {
        self.low
    }

    pub fn high(&self) -> i64 {
        self.high
    }
}

/// The smallest of 1, 2, 5, 10, 20, … that is not below `least`.
fn round_step(least: i64) -> i64 {
    let mut power: i64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step >= least {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Where a value is on a stretch of pixels.
fn place(value: i64, from: i64, to: i64, pixels: (i32, i32)) -> i32 {
    let (start, end) = (i64::from(pixels.0), i64::from(pixels.1));
    let part = i128::from(value.saturating_sub(from)) * i128::from(end - start);
    let whole = i128::from(to.saturating_sub(from).max(1));
    i32::try_from(i128::from(start) + part / whole).unwrap_or(pixels.0)
}

impl Ranged for ValueAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = i64;

    fn map(&self, value: &i64, pixels: (i32, i32)) -> i32 {
        place(*value, self.low, self.high, pixels)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<i64> {
        self.ticks.clone()
    }

    fn range(&self) -> Range<i64> {
        self.low..self.high
    }
}

/// Days by place; the last day always has a label, then every so many before it.
#[derive(Clone, Debug)]
pub(super) struct DayAxis {
    last: i32,
    labels: Vec<i32>,
}

impl DayAxis {
    pub fn new(days: usize, labels: u32) -> DayAxis {
        let days = i32::try_from(days).unwrap_or(i32::MAX).max(1);
        let room = i32::try_from(labels).unwrap_or(2).max(1);
        let step = (days + room - 1) / room;
        let labels = (0..days).rev().step_by(usize::try_from(step.max(1)).unwrap_or(1)).collect();
        DayAxis { last: days - 1, labels }
    }
}

impl Ranged for DayAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = i32;

    fn map(&self, value: &i32, pixels: (i32, i32)) -> i32 {
        // A single day stands in the middle.
        match self.last {
            0 => i32::midpoint(pixels.0, pixels.1),
            last => place(i64::from(*value), 0, i64::from(last), pixels),
        }
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<i32> {
        self.labels.clone()
    }

    fn range(&self) -> Range<i32> {
        0..self.last
    }
}
