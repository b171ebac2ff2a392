//! Days and moments of the model: whole numbers of Beijing wall time, with no clock and no zone.

/// Days since 1970-01-01.
pub type Day = i64;
/// Seconds of Beijing wall time since 1970-01-01 00:00:00.
pub type Moment = i64;

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// Both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Period {
    pub fn new(from: Day, to: Day) -> Period {
        Period { from, to }
    }

    pub fn day(day: Day) -> Period {
        Period::new(day, day)
    }

    /// `2026-10-01..2026-10-31`, as figures carry it.
    pub fn told(self) -> String {
        format!("{}..{}", iso(self.from), iso(self.to))
    }

    /// As many days right before.
    pub fn before(self) -> Period {
        Period::new(self.from - self.len(), self.from - 1)
    }

    /// The same calendar days a year before.
    pub fn year_before(self) -> Period {
        Period::new(year_before(self.from), year_before(self.to))
    }

    pub fn len(self) -> i64 {
        self.to - self.from + 1
    }

    pub fn has(self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }

    pub fn days(self) -> impl Iterator<Item = Day> {
        self.from..=self.to
    }
}

/// The day of a date of the civil calendar.
pub fn day(year: i64, month: i64, day: i64) -> Day {
    // March is the first month here, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
        - 719_468
}

/// Year, month and day of the month.
pub fn civil(of: Day) -> (i64, i64, i64) {
    let mut year = 1970 + of.div_euclid(366);
    while day(year + 1, 1, 1) <= of {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| day(year, *month, 1) <= of).unwrap_or(1);
    (year, month, of - day(year, month, 1) + 1)
}

fn year_before(of: Day) -> Day {
    let (year, month, date) = civil(of);
    if (month, date) == (2, 29) { day(year - 1, 2, 28) } else { day(year - 1, month, date) }
}

pub fn day_of(moment: Moment) -> Day {
    moment.div_euclid(DAY)
}

/// 0 for Monday.
pub fn weekday(of: Day) -> i64 {
    (of + 3).rem_euclid(7)
}

pub fn month_start(of: Day) -> Day {
    let (year, month, _) = civil(of);
    day(year, month, 1)
}

/// `2026-11-20`.
pub fn iso(of: Day) -> String {
    let (year, month, date) = civil(of);
    format!("{year:04}-{month:02}-{date:02}")
}

/// `20261120`.
pub fn compact(of: Day) -> String {
    iso(of).replace('-', "")
}

/// `2026-11-20 08:30:00`.
pub fn stamp(of: Moment) -> String {
    let rest = of.rem_euclid(DAY);
    let (hour, minute) = (rest / HOUR, rest % HOUR / MINUTE);
    format!("{} {hour:02}:{minute:02}:{:02}", iso(day_of(of)), rest % MINUTE)
}

/// Seconds since 1970 as every clock on Earth counts them.
pub fn unix(of: Moment) -> i64 {
    of - 8 * HOUR
}

#[test]
fn the_calendar_is_the_civil_one() {
    assert_eq!((day(1970, 1, 1), day(2000, 3, 1), day(2026, 11, 20)), (0, 11_017, 20_777));
    assert_eq!((civil(20_777), weekday(20_777)), ((2026, 11, 20), 4));
    assert!((-1000..40_000).all(|of| {
        let (year, month, date) = civil(of);
        day(year, month, date) == of
    }));
    assert_eq!(stamp(day(2026, 2, 28) * DAY + 86_399), "2026-02-28 23:59:59");
    let leap = Period::new(day(2028, 2, 28), day(2028, 2, 29));
    assert_eq!(
        (leap.year_before().told(), leap.before().told()),
        ("2027-02-28..2027-02-28".to_owned(), "2028-02-26..2028-02-27".to_owned(),)
    );
}
