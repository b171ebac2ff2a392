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
    /// It counts unless the operator switches it off. 418 does not: nobody has shown that 抖音
    /// holds it.
    pub usual: bool,
    /// What is to be done before and after its main day.
    pub leads: &'static [Lead],
    when: When,
}

/// A step of the way to a campaign.
#[derive(Debug)]
pub struct Lead {
    /// Days from the main day, below zero before it.
    pub offset: i32,
    pub title: Phrase,
}

/// Month and day.
type Date = (u32, u32);

#[derive(Debug)]
enum When {
    /// The first, the last and the main day.
    Fixed(Date, Date, Date),
    /// The festival of each year from [`FIRST_YEAR`], and by how many days from it the campaign
    /// begins, ends and has its main day.
    Lunar(&'static [Date], i32, i32, i32),
}

/// One year's campaign.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub campaign: &'static Campaign,
    pub year: i32,
    pub days: Period,
    /// What T stands for in T-30.
    pub main: Day,
}

/// The years whose lunar calendar is known here.
pub const FIRST_YEAR: i32 = 2023;
pub const LAST_YEAR: i32 = 2031;
const SPRING: &[Date] =
    &[(1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 3), (1, 23)];
const LANTERN: &[Date] =
    &[(2, 5), (2, 24), (2, 12), (3, 3), (2, 20), (2, 9), (2, 27), (2, 17), (2, 6)];
const DRAGON_BOAT: &[Date] =
    &[(6, 22), (6, 10), (5, 31), (6, 19), (6, 9), (5, 28), (6, 16), (6, 5), (6, 24)];
const DOUBLE_SEVENTH: &[Date] =
    &[(8, 22), (8, 10), (8, 29), (8, 19), (8, 8), (8, 26), (8, 16), (8, 5), (8, 24)];
const MID_AUTUMN: &[Date] =
    &[(9, 29), (9, 17), (10, 6), (9, 25), (9, 15), (10, 3), (9, 22), (9, 12), (10, 1)];

const fn lead(offset: i32, title: Phrase) -> Lead {
    Lead { offset, title }
}

const SIGN_UP: Phrase = phrase("报名，选好商品和优惠", "Sign up, choose products and discounts");
const T14: &[Lead] = &[lead(-14, SIGN_UP)];
const T21: &[Lead] = &[lead(-21, SIGN_UP)];
const T30: &[Lead] = &[lead(-30, SIGN_UP)];
const NEW_YEAR: &[Lead] = &[
    lead(-30, phrase("备货，问清快递停运表", "Stock up; ask when couriers stop")),
    lead(-21, SIGN_UP),
];
const T618: &[Lead] = &[lead(-45, phrase("选品", "Choose products")), lead(-30, SIGN_UP)];
/// The only ones of which the lead of the registration is known.
const T1111: &[Lead] = &[
    lead(-60, phrase("选品，记下定价底价", "Choose products, note base prices")),
    lead(-56, SIGN_UP),
    lead(-30, phrase("备货", "Stock up")),
    lead(-14, phrase("预热素材", "Pre-heat pictures and videos")),
    lead(-1, phrase("客服排班", "Staff customer service")),
    lead(1, phrase("复盘", "Look back")),
    lead(15, phrase("退款成熟复盘", "Look back once refunds are in")),
];

/// In the order of the year.
pub static CAMPAIGNS: [Campaign; 18] = [
    lunar("new-year-goods", phrase("年货节", "New Year goods"), SPRING, (-35, -8, -35), NEW_YEAR),
    lunar("spring", phrase("春节", "Spring Festival"), SPRING, (-1, 6, 0), &[]),
    lunar("lantern", phrase("元宵", "Lantern Festival"), LANTERN, (0, 0, 0), &[]),
    fixed("valentine", phrase("情人节", "Valentine's Day"), (2, 7), (2, 14), (2, 14), T21),
    fixed("women", phrase("三八节", "Women's Day"), (3, 5), (3, 9), (3, 8), T21),
    Campaign { usual: false, ..fixed("418", phrase("418", "418"), (4, 18), (4, 18), (4, 18), &[]) },
    fixed("labour", phrase("五一", "Labour Day"), (4, 28), (5, 5), (5, 1), T14),
    fixed("520", phrase("520", "520"), (5, 15), (5, 20), (5, 20), T14),
    fixed("children", phrase("六一", "Children's Day"), (5, 28), (6, 1), (6, 1), T14),
    lunar("dragon-boat", phrase("端午", "Dragon Boat"), DRAGON_BOAT, (-10, 0, 0), T14),
    fixed("618", phrase("618", "618"), (5, 15), (6, 18), (6, 18), T618),
    lunar("double-seventh", phrase("七夕", "Double Seventh"), DOUBLE_SEVENTH, (-10, 0, 0), T21),
    fixed("818", phrase("818 好物节", "818"), (8, 16), (8, 20), (8, 18), T30),
    fixed("school", phrase("开学季", "Back to school"), (8, 20), (9, 10), (9, 1), T21),
    lunar("mid-autumn", phrase("中秋", "Mid-Autumn"), MID_AUTUMN, (-14, 0, 0), T21),
    fixed("national", phrase("国庆", "National Day"), (10, 1), (10, 7), (10, 1), T21),
    fixed("double-11", phrase("双11", "Double 11"), (10, 9), (11, 11), (11, 11), T1111),
    fixed("double-12", phrase("双12", "Double 12"), (12, 1), (12, 12), (12, 12), T30),
];

const fn fixed(
    id: &'static str,
    name: Phrase,
    from: Date,
    to: Date,
    main: Date,
    leads: &'static [Lead],
) -> Campaign {
    Campaign { id, name, usual: true, leads, when: When::Fixed(from, to, main) }
}

const fn lunar(
    id: &'static str,
    name: Phrase,
    festivals: &'static [Date],
    (from, to, main): (i32, i32, i32),
    leads: &'static [Lead],
) -> Campaign {
    Campaign { id, name, usual: true, leads, when: When::Lunar(festivals, from, to, main) }
}

impl Campaign {
    /// The days of a year's campaign; nothing for a year whose lunar calendar is not known here.
    pub fn in_year(&'static self, year: i32) -> Option<Held> {
        let day = |(month, day): Date| Day::from_ymd(year, month, day);
        let (days, main) = match self.when {
            When::Fixed(from, to, main) => (Period::new(day(from)?, day(to)?)?, day(main)?),
            When::Lunar(festivals, from, to, main) => {
                let place = usize::try_from(year - FIRST_YEAR).ok()?;
                let festival = day(*festivals.get(place)?)?;
                (Period::new(festival.plus(from), festival.plus(to))?, festival.plus(main))
            }
        };
        Some(Held { campaign: self, year, days, main })
    }
}

/// The usual campaigns that may touch the days: one for 春节 can begin in the year before.
fn held_around(from: Day, to: Day) -> impl Iterator<Item = Held> {
    let usual = CAMPAIGNS.iter().filter(|campaign| campaign.usual);
    let years = from.year()..=to.year() + 1;
    usual.flat_map(move |campaign| years.clone().filter_map(move |year| campaign.in_year(year)))
}

/// The campaigns that have begun by a day, the latest first, as far back as `from`.
pub fn campaigns_since(from: Day, today: Day) -> Vec<Held> {
    let begun = |held: &Held| held.days.from < today && held.days.to >= from;
    let mut begun: Vec<Held> = held_around(from, today).filter(begun).collect();
    crate::domain::sort_by_key(&mut begun, |held| std::cmp::Reverse(held.days.to));
    begun
}

/// The days of the year before that lie in the same campaign as these do, counted from its end;
/// nothing outside of campaigns.
pub fn campaign_before(period: Period) -> Option<Period> {
    let held = held_around(period.from, period.to);
    // The campaign that the period has most of; of several the shortest is meant.
    let most = held
        .filter_map(|held| Some((held.days.common(period)?.len(), -held.days.len(), held)))
        .max_by_key(|&(common, shortest, _)| (common, shortest));
    let (_, _, held) = most?;
    let then = held.campaign.in_year(held.year - 1)?;
    let days = then.days.to.since(held.days.to);
    Some(Period { from: period.from.plus(days), to: period.to.plus(days) })
}
