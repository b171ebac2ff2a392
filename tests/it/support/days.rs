//! Days and moments from their usual texts.

use dianpan::domain::{Day, Moment, Period};

/// `2026-11-20`.
pub fn day(text: &str) -> Day {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Day::from_ymd(i32::try_from(parts[0]).unwrap(), parts[1], parts[2]).unwrap()
}

/// `2026-11-20 08:30:00`.
pub fn at(text: &str) -> Moment {
    let (date, clock) = text.split_once(' ').unwrap();
    let parts: Vec<u32> = clock.split(':').map(|part| part.parse().unwrap()).collect();
    Moment::from_parts(day(date), parts[0], parts[1], parts[2]).unwrap()
}

/// `2026-11-01..2026-11-20`, or one day.
pub fn period(text: &str) -> Period {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    Period::new(day(from), day(to)).unwrap()
}
