//! What became of the routine, day by day: ticks, counts, and days of rest.

use super::keep::kept_since;
use super::task::TaskState;
use crate::domain::{Day, Period, SortedMap};

/// Days without a tick have no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayLog {
    /// By day and id of the routine. A week's or month's piece stands under the day it came round.
    pub ticks: SortedMap<Day, SortedMap<String, TaskState>>,
    /// How many of something a day had.
    pub counts: SortedMap<Day, SortedMap<String, u32>>,
    /// Days of rest: only what buyers wait for is on the list.
    pub rest: Vec<Period>,
}

/// Days with ticks, and with counts, that are kept.
const KEPT: usize = 400;
/// Days away that are worth telling.
const LONGEST_ABSENCE: i32 = 60;
/// The longest streak.
const LONGEST_STREAK: i32 = 400;
/// Days of rest that are kept, each a stretch.
const MOST_RESTS: usize = 60;

impl DayLog {
    pub fn state(&self, day: Day, routine: &str) -> TaskState {
        self.ticks.get(&day).and_then(|ticks| ticks.get(routine)).copied().unwrap_or_default()
    }

    pub fn set(&mut self, day: Day, routine: &str, state: TaskState) {
        let ticks = self.ticks.slot(day);
        match state {
            TaskState::Open => ticks.remove(routine),
            closed => ticks.insert(routine.to_owned(), closed),
        };
        self.ticks.retain(|_, ticks| !ticks.is_empty());
        if let Some(since) = kept_since(self.ticks.keys().copied(), KEPT) {
            self.ticks.retain(|&known, _| known >= since);
        }
    }

    pub fn count(&self, day: Day, routine: &str) -> u32 {
        self.counts.get(&day).and_then(|counts| counts.get(routine)).copied().unwrap_or(0)
    }

    pub fn set_count(&mut self, day: Day, routine: &str, count: u32) {
        let counts = self.counts.slot(day);
        match count {
            0 => counts.remove(routine),
            count => counts.insert(routine.to_owned(), count),
        };
        self.counts.retain(|_, counts| !counts.is_empty());
        if let Some(since) = kept_since(self.counts.keys().copied(), KEPT) {
            self.counts.retain(|&known, _| known >= since);
        }
    }

    /// Days in a row, up to `today`, on which a count reached its goal. Today breaks nothing before
    /// it is over, and neither do days of rest.
    pub fn streak(&self, today: Day, routine: &str, goal: u32) -> i32 {
        let mut days = i32::from(self.count(today, routine) >= goal);
        let mut day = today.previous();
        while today.since(day) < LONGEST_STREAK {
            if self.count(day, routine) >= goal {
                days += 1;
            } else if !self.rests(day) {
                break;
            }
            day = day.previous();
        }
        days
    }

    pub fn rests(&self, day: Day) -> bool {
        self.rest.iter().any(|period| period.contains(day))
    }

    /// Makes days days of rest, or takes rest from them.
    pub fn set_rest(&mut self, days: Period, rest: bool) {
        // What there was outside of these days stays.
        let outside = |known: Period| {
            let before = Period::new(known.from, known.to.min(days.from.previous()));
            let after = Period::new(known.from.max(days.to.next()), known.to);
            before.into_iter().chain(after)
        };
        self.rest = self.rest.iter().copied().flat_map(outside).collect();
        if rest && self.rest.len() < MOST_RESTS {
            self.rest.push(days);
        }
        self.rest.sort();
    }

    /// The days since the last tick, before `today`, that were no days of rest; nothing before the
    /// first tick ever.
    pub fn missed(&self, today: Day) -> Option<Period> {
        let last = *self.ticks.keys().rev().find(|&&day| day < today)?;
        let missed = Period::new(last.next(), today.previous())?;
        // A clock that stood wrong misses nothing.
        if missed.len() > LONGEST_ABSENCE {
            return None;
        }
        missed.days().any(|day| !self.rests(day)).then_some(missed)
    }
}
