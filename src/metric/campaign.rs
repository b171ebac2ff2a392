//! The campaigns of the year, so that a promotion is compared with the same days of the year
//! before: festivals of the lunar calendar move by weeks.
//!
//! Only the days of 双11 are known for sure; the others are what is usual, and are called so.

use crate::domain::{Day, Period};
use crate::text::{Phrase, phrase};

/// A campaign that comes every year.
#[derive(Debug)]
pub struct Campaign {
    pub id: &'static str,
    pub name: Phrase,
    when: When,
}

/// Month and day.
type Date = (u32, u32);

#[derive(Debug)]
enum When {
    Fixed(Date, Date),
    /// The festival of each year from [`FIRST_YEAR`], and how many days before and after it the
    /// campaign begins and ends.
    Lunar(&'static [Date], i32, i32),
}

/// One year's campaign.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub campaign: &'static Campaign,
    pub year: i32,
    pub days: Period,
}

const FIRST_YEAR: i32 = 2023;
const SPRING: &[Date] =
    &[(1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 3), (1, 23)];
const DRAGON_BOAT: &[Date] =
    &[(6, 22), (6, 10), (5, 31), (6, 19), (6, 9), (5, 28), (6, 16), (6, 5), (6, 24)];
const DOUBLE_SEVENTH: &[Date] =
    &[(8, 22), (8, 10), (8, 29), (8, 19), (8, 8), (8, 26), (8, 16), (8, 5), (8, 24)];
const MID_AUTUMN: &[Date] =
    &[(9, 29), (9, 17), (10, 6), (9, 25), (9, 15), (10, 3), (9, 22), (9, 12), (10, 1)];

/// In the order of the year.
pub static CAMPAIGNS: [Campaign; 12] = [
    Campaign {
        id: "new-year-goods",
        name: phrase("年货节", "New Year goods"),
        when: When::Lunar(SPRING, 35, -8),
    },
    fixed("valentine", phrase("情人节", "Valentine's Day"), (2, 7), (2, 14)),
    fixed("women", phrase("三八节", "Women's Day"), (3, 5), (3, 9)),
    fixed("labour", phrase("五一", "Labour Day"), (4, 28), (5, 5)),
    fixed("520", phrase("520", "520"), (5, 15), (5, 20)),
    Campaign {
        id: "dragon-boat",
        name: phrase("端午", "Dragon Boat"),
        when: When::Lunar(DRAGON_BOAT, 10, 0),
    },
    fixed("618", phrase("618", "618"), (5, 15), (6, 18)),
    Campaign {
        id: "double-seventh",
        name: phrase("七夕", "Double Seventh"),
        when: When::Lunar(DOUBLE_SEVENTH, 10, 0),
    },
    fixed("818", phrase("818 好物节", "818"), (8, 16), (8, 20)),
    Campaign {
        id: "mid-autumn",
        name: phrase("中秋", "Mid-Autumn"),
        when: When::Lunar(MID_AUTUMN, 14, 0),
    },
    fixed("double-11", phrase("双11", "Double 11"), (10, 9), (11, 11)),
    fixed("double-12", phrase("双12", "Double 12"), (12, 1), (12, 12)),
];

const fn fixed(id: &'static str, name: Phrase, from: Date, to: Date) -> Campaign {
    Campaign { id, name, when: When::Fixed(from, to) }
}

impl Campaign {
    /// The days of a year's campaign; nothing for a year whose lunar calendar is not known here.
    pub fn in_year(&'static self, year: i32) -> Option<Held> {
        let day = |(month, day): Date| Day::from_ymd(year, month, day);
        let days = match self.when {
            When::Fixed(from, to) => Period::new(day(from)?, day(to)?),
            When::Lunar(festivals, before, after) => {
                let place = usize::try_from(year - FIRST_YEAR).ok()?;
                let festival = day(*festivals.get(place)?)?;
                Period::new(festival.plus(-before), festival.plus(after))
            }
        };
        days.map(|days| Held { campaign: self, year, days })
    }
}

/// The campaigns that have begun by a day, the latest first, as far back as `from`.
pub fn campaigns_since(from: Day, today: Day) -> Vec<Held> {
    let years = from.year()..=today.year();
    let held = years.flat_map(|year| CAMPAIGNS.iter().filter_map(move |it| it.in_year(year)));
    let begun = |held: &Held| held.days.from < today && held.days.to >= from;
    let mut begun: Vec<Held> = held.filter(begun).collect();
    crate::domain::sort_by_key(&mut begun, |held| std::cmp::Reverse(held.days.to));
    begun
}

/// The days of the year before that lie in the same campaign as these do, counted from its end;
/// nothing outside of campaigns.
pub fn campaign_before(period: Period) -> Option<Period> {
    let years = period.from.year()..=period.to.year();
    let held = years.flat_map(|year| CAMPAIGNS.iter().filter_map(move |it| it.in_year(year)));
    // The campaign that the period has most of; of several the shortest is meant.
    let most = held
        .filter_map(|held| Some((held.days.common(period)?.len(), -held.days.len(), held)))
        .max_by_key(|&(common, shortest, _)| (common, shortest));
    let (_, _, held) = most?;
    let then = held.campaign.in_year(held.year - 1)?;
    let days = then.days.to.since(held.days.to);
    Some(Period { from: period.from.plus(days), to: period.to.plus(days) })
}
