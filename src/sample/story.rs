//! How much is sold when: the season, the weekday, the hour, and what happens to each product.

use super::dice::Dice;
use super::stock::{Product, Story};
use crate::domain::Day;

/// Campaigns: month, first and last day, and how much is sold in hundredths of an ordinary day.
const CAMPAIGNS: [(u32, u32, u32, i64); 9] = [
    (1, 15, 17, 150),
    (3, 5, 8, 160),
    (5, 18, 20, 150),
    (6, 16, 18, 200),
    (8, 16, 18, 160),
    (10, 20, 22, 150),
    (11, 1, 2, 140),
    (11, 9, 11, 240),
    (12, 10, 12, 170),
];

/// Lines of the falling product in the last days, yesterday first.
const FALLING: [i64; 4] = [7, 12, 17, 24];
/// The same for the rising one, and what it sold on each day of the week before.
const RISING: [i64; 7] = [24, 21, 18, 16, 14, 12, 11];
const BEFORE_THE_RISE: i64 = 5;

/// From Monday on, in hundredths.
const WEEK: [i64; 7] = [90, 90, 95, 95, 106, 124, 116];

/// Weights of the hours from midnight on.
pub(super) const HOURS: [i64; 24] =
    [3, 2, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 15, 12, 10, 9, 10, 12, 16, 24, 33, 31, 20, 9];

/// How many lines of a product are placed on a day, `age` days ago.
pub(super) fn lines(product: &Product, day: Day, age: i32, dice: &mut Dice) -> i64 {
    let told =
        |counts: &[i64]| usize::try_from(age - 1).ok().and_then(|place| counts.get(place).copied());
    let fixed = match product.story {
        Story::Falling => told(&FALLING),
        Story::Rising => told(&RISING).or((age <= 14).then_some(BEFORE_THE_RISE)),
        Story::Steady | Story::Mismatch | Story::Repriced => None,
    };
    if let Some(count) = fixed {
        return count;
    }
    // The shop grows by a quarter over the three months.
    let growth = 100 + i64::from(90 - age) / 4;
    let noise = dice.between(80, 121);
    let tenths = product.weight * weekday(day) * season(day) * growth / 1_000_000 * noise / 100;
    (tenths + dice.below(10)) / 10
}

fn weekday(day: Day) -> i64 {
    WEEK.get(day.weekday()).copied().unwrap_or(100)
}

fn season(day: Day) -> i64 {
    let (month, number) = (day.month(), day.day_of_month());
    let running =
        CAMPAIGNS.iter().find(|&&(of, from, to, _)| of == month && (from..=to).contains(&number));
    running.map_or(100, |&(.., percent)| percent)
}

/// The price of a SKU in 分, `age` days ago.
pub(super) fn price(product: &Product, price: i64, age: i32) -> i64 {
    let before = product.story == Story::Repriced && age > 21;
    if before { price - 500 } else { price }
}
