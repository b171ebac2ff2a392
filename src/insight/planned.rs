//! What the operator has planned, as figures and charts need it: the goal that is asked for and
//! what is in the calendar. It is kept by the documents of `plan/`, which lie above.

use super::span::Span;
use crate::domain::{Day, Money, Period};

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    pub goal: GoalAsk,
    /// Campaigns and own events that touch the days of a chart.
    pub marks: Vec<DayMark>,
}

/// A stretch of days with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMark {
    pub days: Period,
    pub name: String,
    /// The main day of a campaign; nothing for an event of one's own.
    pub main: Option<Day>,
}

/// Which goal is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalAsk {
    pub span: Span,
    /// As typed; nothing for the default.
    pub typed: Option<Money>,
    /// The campaigns of the span and of the weeks before it.
    pub campaigns: Vec<Weighing>,
}

/// How much more a day of a campaign brings than another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// `double-11:2026`.
    pub key: String,
    pub name: String,
    pub days: Period,
    /// As typed, in hundredths; nothing for the default.
    pub typed: Option<i64>,
    /// The same campaign a year before.
    pub year_before: Option<Period>,
}
