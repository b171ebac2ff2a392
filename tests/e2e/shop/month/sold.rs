//! How many of what is sold on a date, by whom and where.

use super::*;

#[derive(Clone, Copy)]
pub struct Sold {
    pub product: usize,
    pub sku: usize,
    pub count: i64,
    pub price: i64,
    pub creator: Option<usize>,
    pub carrier: &'static str,
}

impl Sold {
    pub fn of(product: usize, count: i64) -> Sold {
        Sold { product, sku: 0, count, price: PRICE, creator: None, carrier: "商品卡" }
    }

    fn second(product: usize, count: i64) -> Sold {
        Sold { sku: 1, ..Sold::of(product, count) }
    }

    fn by(creator: usize, count: i64) -> Sold {
        Sold { creator: Some(creator), carrier: "直播", ..Sold::of(CARD, count) }
    }
}

pub fn sold(date: i64) -> Vec<Sold> {
    [usual(date), changing(date), creators(date)].concat()
}

fn usual(date: i64) -> Vec<Sold> {
    let film = Sold { carrier: "短视频", ..Sold::of(FILM, film(date)) };
    let picture = Sold { carrier: "图文", ..Sold::of(PICTURE, picture(date)) };
    vec![
        Sold::of(CARD, 6),
        Sold::of(TOP, 1),
        Sold::of(RETURNED, 1),
        Sold::of(RETURNED_LESS, 1),
        Sold::of(SLOW, 4),
        Sold::second(SLOW, i64::from((-26..=-22).contains(&date) || (12..=14).contains(&date))),
        Sold::of(SLOW_LESS, 4),
        Sold::second(SLOW_LESS, i64::from(date >= -34 && (date - 6) % 8 == 0)),
        Sold::of(IDLE, i64::from(date == 22 || date == 23)),
        film,
        picture,
    ]
}

/// 56 a week, then 2 a day for five days.
fn film(date: i64) -> i64 {
    if (13..=17).contains(&date) { 2 } else { 8 }
}

/// 49 a week, one short of what is looked at, and the same fall.
fn picture(date: i64) -> i64 {
    if (22..=24).contains(&date) { 2 } else { 7 }
}

fn changing(date: i64) -> Vec<Sold> {
    let falling = match date {
        3 => 7,
        4 => 5,
        5 => 3,
        _ => 8,
    };
    // 19 over the four days.
    let falling_few = match date {
        2 => 8,
        3 => 5,
        4 => 4,
        5 => 2,
        _ => 3,
    };
    let rising = match date {
        ..13 => 1,
        13..=20 => 3,
        _ => 4,
    };
    // 19 in the best week.
    let rising_few = if (13..=18).contains(&date) { 3 } else { 1 };
    let priced = match date {
        ..17 => Sold::of(PRICED, 2),
        _ => Sold { price: NEW_PRICE, ..Sold::of(PRICED, 3) },
    };
    // Nine at the old price.
    let priced_few = match date {
        -20..=-12 => Sold::of(PRICED_FEW, 1),
        17 => Sold { price: NEW_PRICE, ..Sold::of(PRICED_FEW, 3) },
        18.. => Sold { price: NEW_PRICE, ..Sold::of(PRICED_FEW, 2) },
        _ => Sold::of(PRICED_FEW, 0),
    };
    let falling = [Sold::of(FALLING, falling), Sold::of(FALLING_FEW, falling_few)];
    let rising = [Sold::of(RISING, rising), Sold::of(RISING_FEW, rising_few)];
    [falling, rising, [priced, priced_few]].concat()
}

fn creators(date: i64) -> Vec<Sold> {
    let stopped = match date {
        -11..=5 => 1,
        10.. => 2,
        _ => 0,
    };
    vec![
        Sold::by(STOPPED, stopped),
        // Nine orders in the eleven days.
        Sold::by(STOPPED_FEW, i64::from((-3..=5).contains(&date))),
        Sold::by(WORSE, if date >= 20 { 2 } else { 1 }),
        Sold::by(WORSE_LESS, 1),
    ]
}
