//! How long things are kept: by how many there are, and never by the clock. A clock that once stood
//! in 2099 would forget everything that was.

use crate::domain::{Day, sort_by_key};

/// The earliest of the newest `most` days; nothing while all of them stay.
pub(super) fn kept_since(days: impl Iterator<Item = Day>, most: usize) -> Option<Day> {
    let mut days: Vec<Day> = days.collect();
    let gone = days.len().checked_sub(most).filter(|gone| *gone > 0)?;
    sort_by_key(&mut days, |day| *day);
    days.get(gone).copied()
}
