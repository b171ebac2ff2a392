//! Days and moments of Beijing wall time.
//!
//! Files state wall time without a zone and operators think in it, so nothing here knows a
//! zone: the browser's clock is turned into Beijing wall time once, at its port. No JS `Date`,
//! no UTC, no daylight saving can move a sale to another day.

use chrono::{Datelike, Months, NaiveDate};

const SECONDS_A_DAY: i64 = 86_400;

/// A Beijing calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// A Beijing wall-clock moment, in seconds from 1970-01-01 00:00:00 of that wall clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// Days from `from` to `to`, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Day {
    /// `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day::from_date)
    }

    fn from_date(date: NaiveDate) -> Day {
        Day(date.to_epoch_days())
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// Day of the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.date().day()
    }

    /// From 0 for Monday.
    pub fn weekday(self) -> usize {
        usize::try_from(self.date().weekday().num_days_from_monday()).unwrap_or(0)
    }

    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    pub fn next(self) -> Day {
        self.plus(1)
    }

    pub fn previous(self) -> Day {
        self.plus(-1)
    }

    /// Days from `other` to `self`.
    pub fn since(self, other: Day) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// The Monday of this day's week.
    pub fn week_start(self) -> Day {
        let from_monday = i32::try_from(self.date().weekday().num_days_from_monday()).unwrap_or(0);
        self.plus(-from_monday)
    }

    pub fn month_start(self) -> Day {
        Day::from_date(self.date().with_day(1).unwrap_or_else(|| self.date()))
    }

    /// The first day of the month that is `months` away (may be negative).
    pub fn month_start_plus(self, months: i32) -> Day {
        let start = self.month_start().date();
        let count = Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            start.checked_sub_months(count)
        } else {
            start.checked_add_months(count)
        };
        Day::from_date(moved.unwrap_or(start))
    }

    /// The same calendar day a year before; 29 February becomes 28 February.
    pub fn year_before(self) -> Day {
        let moved = self.date().checked_sub_months(Months::new(12));
        Day::from_date(moved.unwrap_or_else(|| self.date()))
    }

    /// The first moment of the day.
    pub fn start(self) -> Moment {
        Moment(i64::from(self.0) * SECONDS_A_DAY)
    }

    /// `202611` for a day of November 2026: the month a fact is filed under.
    pub fn month_number(self) -> u32 {
        u32::try_from(self.year()).unwrap_or(0) * 100 + self.month()
    }
}

impl Moment {
    /// `None` when there is no such wall-clock moment.
    pub fn from_parts(day: Day, hour: u32, minute: u32, second: u32) -> Option<Moment> {
        let valid = hour < 24 && minute < 60 && second < 60;
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        valid.then(|| Moment(day.start().0 + seconds))
    }

    /// Beijing wall time of a unix time in seconds (Beijing keeps UTC+8 all year).
    pub fn from_unix(seconds: i64) -> Moment {
        Moment(seconds.saturating_add(8 * 3600))
    }

    pub fn day(self) -> Day {
        let days = self.0.div_euclid(SECONDS_A_DAY);
        Day(i32::try_from(days).unwrap_or(0))
    }

    /// Seconds since midnight.
    pub fn second_of_day(self) -> u32 {
        u32::try_from(self.0.rem_euclid(SECONDS_A_DAY)).unwrap_or(0)
    }

    pub fn hour(self) -> u32 {
        self.second_of_day() / 3600
    }

    pub fn minute(self) -> u32 {
        self.second_of_day() / 60 % 60
    }

    pub fn second(self) -> u32 {
        self.second_of_day() % 60
    }

    pub fn plus_hours(self, hours: i64) -> Moment {
        Moment(self.0.saturating_add(hours.saturating_mul(3600)))
    }

    /// Seconds from `other` to `self`.
    pub fn since(self, other: Moment) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

impl Period {
    /// The days from `from` to `to`; `None` when they are the wrong way round.
    pub fn new(from: Day, to: Day) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    pub fn day(day: Day) -> Period {
        Period { from: day, to: day }
    }

    /// `days` days that end with `to`.
    pub fn ending(to: Day, days: i32) -> Period {
        Period { from: to.plus(1 - days.max(1)), to }
    }

    /// The number of days, at least one.
    pub fn len(self) -> i32 {
        self.to.since(self.from) + 1
    }

    /// A period holds at least one day by construction.
    pub fn is_empty(self) -> bool {
        false
    }

    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> {
        (self.from.0..=self.to.0).map(Day)
    }

    /// The days right before, as many as this period has.
    pub fn previous(self) -> Period {
        Period::ending(self.from.previous(), self.len())
    }

    /// The same calendar days a year before.
    pub fn year_before(self) -> Period {
        Period { from: self.from.year_before(), to: self.to.year_before() }
    }

    /// The days that both have.
    pub fn common(self, other: Period) -> Option<Period> {
        Period::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// The days outside of a month, given as `202611`; of two ends the later one.
    pub fn without_month(self, month: u32) -> Option<Period> {
        let within = |day: &Day| day.month_number() == month;
        let rest = |day: Option<Day>| day.unwrap_or(self.to);
        match (self.days().find(within), self.days().rfind(within)) {
            (Some(first), last) if rest(last) == self.to => {
                Period::new(self.from, first.previous())
            }
            (Some(_), last) => Period::new(rest(last).next(), self.to),
            (None, _) => Some(self),
        }
    }

    pub fn union(self, other: Period) -> Period {
        Period { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}
