//! How often a piece of routine comes round.

use crate::domain::Day;
use crate::text::{Lang, phrase};

/// See the file's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rhythm {
    #[default]
    Daily,
    /// From Monday, 1, to Sunday, 7.
    Weekly(u8),
    /// A day of the month that every month has, 1 to 28.
    Monthly(u8),
}

/// Days that a week's or a month's piece stays on the list when it was left undone.
const WEEKLY_STAYS: i32 = 2;
const MONTHLY_STAYS: i32 = 7;

impl Rhythm {
    /// `daily`, `weekly-1`, `monthly-28`.
    pub fn id(self) -> String {
        match self {
            Rhythm::Daily => "daily".to_owned(),
            Rhythm::Weekly(day) => format!("weekly-{day}"),
            Rhythm::Monthly(day) => format!("monthly-{day}"),
        }
    }

    pub fn from_id(id: &str) -> Option<Rhythm> {
        let day = |text: &str, last: u8| text.parse().ok().filter(|day| (1..=last).contains(day));
        match id.split_once('-') {
            None => (id == "daily").then_some(Rhythm::Daily),
            Some(("weekly", text)) => day(text, 7).map(Rhythm::Weekly),
            Some(("monthly", text)) => day(text, 28).map(Rhythm::Monthly),
            Some(_) => None,
        }
    }

    /// Every rhythm that can be chosen.
    pub fn all() -> Vec<Rhythm> {
        let weekly = (1..=7).map(Rhythm::Weekly);
        std::iter::once(Rhythm::Daily).chain(weekly).chain((1..=28).map(Rhythm::Monthly)).collect()
    }

    /// The day on which it came round last, if it still belongs on the list of `today`.
    pub fn due(self, today: Day) -> Option<Day> {
        let (day, stays) = match self {
            Rhythm::Daily => return Some(today),
            Rhythm::Weekly(day) => {
                let this = today.week_start().plus(i32::from(day) - 1);
                (if this <= today { this } else { this.plus(-7) }, WEEKLY_STAYS)
            }
            Rhythm::Monthly(day) => {
                let of = |first: Day| first.plus(i32::from(day) - 1);
                let this = of(today.month_start());
                let day = if this <= today { this } else { of(today.month_start_plus(-1)) };
                (day, MONTHLY_STAYS)
            }
        };
        (today.since(day) < stays).then_some(day)
    }

    /// `每天`, `每周一`, `每月 1 日`.
    pub fn text(self, lang: Lang) -> String {
        let week = [
            phrase("每周一", "Mondays"),
            phrase("每周二", "Tuesdays"),
            phrase("每周三", "Wednesdays"),
            phrase("每周四", "Thursdays"),
            phrase("每周五", "Fridays"),
            phrase("每周六", "Saturdays"),
            phrase("每周日", "Sundays"),
        ];
        match self {
            Rhythm::Daily => phrase("每天", "Daily").text(lang).to_owned(),
            Rhythm::Weekly(day) => {
                let name = week.get(usize::from(day).saturating_sub(1));
                name.map_or(String::new(), |name| name.text(lang).to_owned())
            }
            Rhythm::Monthly(day) => {
                phrase("每月 {} 日", "Day {} of the month").fill(lang, &[&day.to_string()])
            }
        }
    }
}
