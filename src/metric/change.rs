//! How a figure changed against an earlier one.

use std::cmp::Ordering;

use super::definition::Better;
use super::figure::{Figure, Value};
use crate::domain::ratio_millionths;
use crate::text::{change_text, points_text};

/// A change, ready to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub direction: Ordering,
    /// Its size without a sign: `13.1%`, or `1.9pp` for a rate.
    pub size: String,
}

/// The change from `before` to `now`. Nothing without a base above zero, or when days are missing
/// on one side: those would be compared with days that were counted.
pub fn change(now: &Figure, before: &Figure) -> Option<Change> {
    if now.missing != 0 || before.missing != 0 {
        return None;
    }
    let (new, old) = (now.value?, before.value?);
    let text = match (new, old) {
        (Value::Rate(new), Value::Rate(old)) => points_text(new - old),
        (new, old) => {
            let base = old.number();
            let share = ratio_millionths(new.number() - base, base).filter(|_| base > 0)?;
            change_text(share)
        }
    };
    let size = text.trim_start_matches(['+', '-']).to_owned();
    // A change that rounds to nothing has no direction to show.
    let seen = size.contains(|digit: char| ('1'..='9').contains(&digit));
    let direction = if seen { new.number().cmp(&old.number()) } else { Ordering::Equal };
    Some(Change { direction, size })
}

impl Change {
    pub fn arrow(&self) -> &'static str {
        match self.direction {
            Ordering::Greater => "▲",
            Ordering::Less => "▼",
            Ordering::Equal => "",
        }
    }

    /// What the change means: a rise or fall that is neither good nor bad by itself keeps the
    /// colours of rise and fall; of a rate that should be low, a rise is bad whatever the colour
    /// of rises.
    pub fn tone(&self, better: Better) -> &'static str {
        match (self.direction, better) {
            (Ordering::Equal, _) | (_, Better::Neither) => "flat",
            (Ordering::Greater, Better::Higher) => "up",
            (Ordering::Less, Better::Higher) => "down",
            (Ordering::Greater, Better::Lower) => "bad",
            (Ordering::Less, Better::Lower) => "good",
        }
    }
}
