//! Days and moments for people.

use super::phrase::Lang;
use super::phrase::{Phrase, phrase};
use crate::domain::{Day, Moment, Period};

/// How much of a day is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `11-20`.
    Short,
    /// `2026-11-20`.
    Iso,
}

/// `2026-11-20`.
pub fn iso_day(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day_of_month())
}

/// `11-20`.
pub fn short_day(day: Day) -> String {
    format!("{:02}-{:02}", day.month(), day.day_of_month())
}

/// `周五`, `Fri`.
pub fn day_name(day: Day, lang: Lang) -> &'static str {
    weekday_name(day.weekday(), lang)
}

/// The same of a weekday, from 0 for Monday.
pub fn weekday_name(weekday: usize, lang: Lang) -> &'static str {
    const NAMES: [Phrase; 7] = [
        phrase("周一", "Mon"),
        phrase("周二", "Tue"),
        phrase("周三", "Wed"),
        phrase("周四", "Thu"),
        phrase("周五", "Fri"),
        phrase("周六", "Sat"),
        phrase("周日", "Sun"),
    ];
    NAMES.get(weekday).map_or("", |name| name.text(lang))
}

/// `11 月 21 日 周六`, `Sat 11-21`.
pub fn long_day(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            let name = day_name(day, lang);
            format!("{} 月 {} 日 {name}", day.month(), day.day_of_month())
        }
        Lang::En => format!("{} {}", day_name(day, lang), short_day(day)),
    }
}

/// `2026 年 11 月`, `November 2026`, from 202611.
pub fn month_text(month: u32, lang: Lang) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, number) = (month / 100, month % 100);
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    match (lang, place.and_then(|place| NAMES.get(place))) {
        (Lang::En, Some(name)) => format!("{name} {year}"),
        _ => format!("{year} 年 {number} 月"),
    }
}

/// `11-14 至 11-20`; years are told when they differ or when asked for.
pub fn period_text(period: Period, style: Style, lang: Lang) -> String {
    let tell = |day: Day| match style {
        Style::Short if period.from.year() == period.to.year() => short_day(day),
        Style::Short | Style::Iso => iso_day(day),
    };
    if period.from == period.to {
        return tell(period.from);
    }
    match lang {
        Lang::Zh => format!("{} 至 {}", tell(period.from), tell(period.to)),
        Lang::En => format!("{} to {}", tell(period.from), tell(period.to)),
    }
}

/// `2026-11-20 08:30`.
pub fn moment_text(moment: Moment) -> String {
    format!("{} {:02}:{:02}", iso_day(moment.day()), moment.hour(), moment.minute())
}

/// `11-20 08:30`, for moments that are near.
pub fn near_moment(moment: Moment) -> String {
    format!("{} {:02}:{:02}", short_day(moment.day()), moment.hour(), moment.minute())
}

/// `2026-11-20 08:30:05`, exact.
pub fn stamp(moment: Moment) -> String {
    format!("{}:{:02}", moment_text(moment), moment.second())
}
