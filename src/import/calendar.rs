//! Which days each kind of file speaks of, and which it does not: the calendar that shows, before
//! a drop is saved, what is still missing after it.

use super::format::{FORMATS, Format};
use crate::domain::{Dataset, Day, DaySet, Period, Source};

/// The strips end with the last day that any file speaks of or should, and have this many days.
const DAYS: i32 = 90;

/// The days of one format's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatDays {
    pub format: &'static str,
    /// The last days, in runs of one state.
    pub runs: Vec<Run>,
    /// No file speaks of these, from the first covered day to the last day asked about.
    pub gaps: Vec<Period>,
    /// Several files speak of these; the newest counts.
    pub overlaps: Vec<Period>,
}

/// Days in a row of one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub days: Period,
    pub state: DayState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayState {
    /// Before the first day that any file of the kind speaks of.
    Before,
    Missing,
    /// One file speaks of it.
    Once,
    /// Several do.
    Several,
    /// Only files that are not saved yet do.
    Added,
}

impl DayState {
    pub fn id(self) -> &'static str {
        match self {
            DayState::Before => "before",
            DayState::Missing => "missing",
            DayState::Once => "once",
            DayState::Several => "several",
            DayState::Added => "added",
        }
    }
}

/// The calendar of every format of the live files of `after`, in the order of the registry.
/// `saved` is what is there already; `last` is the last day that files should speak of.
pub fn calendar(saved: &Dataset, after: &Dataset, last: Day) -> Vec<FormatDays> {
    let covered = after.live_sources().filter_map(|source| source.covers);
    // A slip of a year in one file must not push every day out of sight.
    let end = covered.map(|covers| covers.to).fold(last, Day::max).min(last.next());
    let window = Period::ending(end, DAYS);
    let days = |format: &Format| days_of(format, saved, after, last, window);
    FORMATS.iter().filter_map(days).collect()
}

fn days_of(
    format: &Format,
    saved: &Dataset,
    after: &Dataset,
    last: Day,
    window: Period,
) -> Option<FormatDays> {
    let covers = |dataset: &Dataset| -> Vec<Period> {
        let own = |source: &&Source| source.format == format.id;
        dataset.live_sources().filter(own).filter_map(|source| source.covers).collect()
    };
    let all = covers(after);
    let set = DaySet::from_periods(all.clone());
    let first = set.first()?;
    let gaps = Period::new(first, last).map_or(Vec::new(), |asked| set.gaps(asked));
    let overlaps = DaySet::from_periods(
        all.iter()
            .enumerate()
            .flat_map(|(place, one)| {
                all.iter().skip(place + 1).filter_map(|other| one.common(*other))
            })
            .collect(),
    );
    let known = DaySet::from_periods(covers(saved));
    let state = |day: Day| match (set.contains(day), known.contains(day)) {
        (false, _) if day < first => DayState::Before,
        (false, _) => DayState::Missing,
        (true, false) => DayState::Added,
        (true, true) if overlaps.contains(day) => DayState::Several,
        (true, true) => DayState::Once,
    };
    let mut runs: Vec<Run> = Vec::new();
    for day in window.days() {
        let state = state(day);
        match runs.last_mut() {
            Some(run) if run.state == state => run.days.to = day,
            _ => runs.push(Run { days: Period::day(day), state }),
        }
    }
    let overlaps = overlaps.periods().to_vec();
    Some(FormatDays { format: format.id, runs, gaps, overlaps })
}
