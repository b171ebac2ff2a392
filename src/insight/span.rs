//! The stretches of time that goals are set for: calendar months and quarters.

use crate::domain::{Day, Period};
use crate::text::{Lang, month_text, phrase};

/// A month or a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Its first day.
    first: Day,
    quarter: bool,
}

impl Span {
    pub fn month(day: Day) -> Span {
        Span { first: day.month_start(), quarter: false }
    }

    pub fn quarter(day: Day) -> Span {
        let into = i32::try_from((day.month() - 1) % 3).unwrap_or(0);
        Span { first: day.month_start_plus(-into), quarter: true }
    }

    /// The span that a period means: its quarter where it is just that, else the month of its end.
    pub fn of(period: Period) -> Span {
        let quarter = Span::quarter(period.to);
        if quarter.days() == period { quarter } else { Span::month(period.to) }
    }

    pub fn is_quarter(self) -> bool {
        self.quarter
    }

    fn months(self) -> i32 {
        if self.quarter { 3 } else { 1 }
    }

    pub fn days(self) -> Period {
        let to = self.first.month_start_plus(self.months()).previous();
        Period { from: self.first, to }
    }

    /// The span `steps` of its own length away.
    pub fn plus(self, steps: i32) -> Span {
        Span { first: self.first.month_start_plus(steps * self.months()), ..self }
    }

    /// The months of a quarter; a month itself.
    pub fn parts(self) -> impl Iterator<Item = Span> {
        (0..self.months()).map(move |place| Span::month(self.first.month_start_plus(place)))
    }

    /// `2026-11`, `2026-Q4`: how it is stored and told to the outside.
    pub fn key(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.quarter {
            true => format!("{year}-Q{}", month.div_ceil(3)),
            false => format!("{year}-{month:02}"),
        }
    }

    pub fn from_key(key: &str) -> Option<Span> {
        let (year, part) = key.split_once('-')?;
        let year = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
        match part.strip_prefix('Q') {
            Some(quarter) => {
                let quarter: u32 = quarter.parse().ok().filter(|it| (1..=4).contains(it))?;
                Day::from_ymd(year, quarter * 3 - 2, 1).map(Span::quarter)
            }
            None => Day::from_ymd(year, part.parse().ok()?, 1).map(Span::month),
        }
    }

    /// `2026 年 11 月`, `2026 年第 4 季度`.
    pub fn name(self, lang: Lang) -> String {
        if !self.quarter {
            return month_text(self.first.month_number(), lang);
        }
        let quarter = self.first.month().div_ceil(3).to_string();
        let year = self.first.year().to_string();
        match lang {
            Lang::Zh => format!("{year} 年第 {quarter} 季度"),
            Lang::En => phrase("", "Q{} {}").fill(lang, &[&quarter, &year]),
        }
    }
}
