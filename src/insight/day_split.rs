//! An amount split into days by the shop's own weeks and by campaigns. The parts add up to the
//! amount to the 分.

use super::planned::Weighing;
use crate::domain::{Day, Money, Period};
use crate::metric::{Anchor, Book, Filter, Query, Reading, Value, WEEKDAYS, metric};

/// Weeks that a pattern is learnt from at most, and at least.
const WEEKS: i32 = 8;
const LEAST_WEEKS: usize = 4;
/// Days before a campaign that it is measured against, and how many of them must be known.
pub const BASE_DAYS: i32 = 30;
pub const LEAST_BASE: usize = 15;
/// How far back these days are looked for.
const FARTHEST: i32 = 90;
/// A weight of one.
pub const ONE: i64 = 100;
const WHOLE: i64 = 1_000_000;
const SEVENTH: i64 = WHOLE / 7;

/// 成交金额 of the whole shop on a day that is over; nothing where no file speaks of it.
pub fn gmv_on(book: &Book, anchor: &Anchor, day: Day) -> Option<Money> {
    if day >= anchor.today || book.coverage.open_days.contains(&day) {
        return None;
    }
    let query = Query { period: Period::day(day), filter: Filter::default(), now: anchor.now };
    match (metric("gmv")?.figure)(&Reading::new(book, query)).value? {
        Value::Money(amount) => Some(amount),
        _ => None,
    }
}

/// How the days of a week share its sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// From Monday, in millionths of a week, roughly.
    pub shares: [i64; WEEKDAYS],
    /// From the first to the last week that it was learnt from, and how many they are.
    pub learnt: Option<(Period, usize)>,
}

impl Pattern {
    pub const EQUAL: Pattern = Pattern { shares: [SEVENTH; WEEKDAYS], learnt: None };

    /// The median share of each weekday over the whole weeks of the eight before `before` of which
    /// every day is known; equal where they are fewer than four. A median, so that one week of a
    /// campaign does not bend it.
    pub fn before(book: &Book, anchor: &Anchor, before: Day) -> Pattern {
        let monday = before.week_start();
        let mut weeks: Vec<(Day, Vec<i64>)> = Vec::new();
        for back in 1..=WEEKS {
            let first = monday.plus(-7 * back);
            let days = Period { from: first, to: first.plus(6) }.days();
            let days: Option<Vec<i64>> =
                days.map(|day| gmv_on(book, anchor, day).map(Money::cents)).collect();
            let sum: i64 = days.iter().flatten().sum();
            if let Some(days) = days.filter(|_| sum > 0) {
                let share = |cents: i64| Money(cents).prorate(Money(WHOLE), Money(sum)).cents();
                weeks.push((first, days.into_iter().map(share).collect()));
            }
        }
        let Some((last, first)) = weeks.first().zip(weeks.last()).map(|(a, b)| (a.0, b.0)) else {
            return Pattern::EQUAL;
        };
        if weeks.len() < LEAST_WEEKS {
            return Pattern::EQUAL;
        }
        let mut shares = [0; WEEKDAYS];
        for (weekday, share) in shares.iter_mut().enumerate() {
            let mut of: Vec<i64> =
                weeks.iter().filter_map(|(_, days)| days.get(weekday).copied()).collect();
            crate::domain::sort_by_key(&mut of, |share| *share);
            *share = median(&of);
        }
        let learnt = Period { from: first, to: last.plus(6) };
        Pattern { shares, learnt: Some((learnt, weeks.len())) }
    }

    fn share(&self, day: Day) -> i64 {
        self.shares.get(day.weekday()).copied().unwrap_or(SEVENTH)
    }
}

fn median(sorted: &[i64]) -> i64 {
    let at = |place: usize| sorted.get(place).copied().unwrap_or(0);
    let half = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) {
        (at(half.wrapping_sub(1)) + at(half)) / 2
    } else {
        at(half)
    }
}

/// Where the weight of a campaign comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightSource {
    Typed,
    /// The shop's own campaign a year before, against the days before that.
    LastYear,
    /// Nobody knows: a day like any other.
    Default,
}

/// A campaign with the weight of its days, in hundredths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    pub key: String,
    pub name: String,
    pub days: Period,
    pub weight: i64,
    pub source: WeightSource,
}

/// Gives each campaign its weight.
pub fn weigh(book: &Book, anchor: &Anchor, campaigns: &[Weighing]) -> Vec<Weighed> {
    let weigh = |it: &Weighing| {
        let last_year = || times_of_daily(book, anchor, it.year_before?).map(|(times, _)| times);
        let (weight, source) = match it.typed {
            Some(typed) => (typed, WeightSource::Typed),
            None => last_year()
                .map_or((ONE, WeightSource::Default), |weight| (weight, WeightSource::LastYear)),
        };
        Weighed { key: it.key.clone(), name: it.name.clone(), days: it.days, weight, source }
    };
    campaigns.iter().map(weigh).collect()
}

/// How many times the sales of a usual day a day of the period brought, in hundredths, with what a
/// usual day is: the mean of the 30 known days before. Nothing where a day of the period is
/// unknown, or too few before it are.
pub fn times_of_daily(book: &Book, anchor: &Anchor, period: Period) -> Option<(i64, Money)> {
    let days: Option<Vec<Money>> = period.days().map(|day| gmv_on(book, anchor, day)).collect();
    let sum: Money = days?.into_iter().sum();
    let daily = usual_day(book, anchor, period.from)?;
    let mean = sum.over(period.len().into())?;
    Some((mean.prorate(Money(ONE), daily).cents(), daily))
}

/// The mean of the 30 known days before a day, not farther back than 90.
pub fn usual_day(book: &Book, anchor: &Anchor, before: Day) -> Option<Money> {
    let back = (1..=FARTHEST).filter_map(|back| gmv_on(book, anchor, before.plus(-back)));
    let known: Vec<Money> = back.take(usize::try_from(BASE_DAYS).unwrap_or(30)).collect();
    let count = i64::try_from(known.len()).unwrap_or(1);
    let enough = known.len() >= LEAST_BASE;
    let mean = known.into_iter().sum::<Money>().over(count);
    mean.filter(|mean| enough && *mean > Money::ZERO)
}

/// The weight of a day: that of its weekday, times that of its heaviest campaign.
pub fn day_weight(day: Day, pattern: &Pattern, campaigns: &[Weighed]) -> i64 {
    let held = campaigns.iter().filter(|it| it.days.contains(day)).map(|it| it.weight);
    pattern.share(day).saturating_mul(held.max().unwrap_or(ONE))
}

/// Splits an amount by weights; evenly where no part weighs anything. Each part ends where the sum
/// so far, rounded down, ends: so nothing is lost.
pub fn split(amount: Money, weights: &[i64]) -> Vec<Money> {
    let even = weights.iter().all(|weight| *weight <= 0);
    let weight = |weight: &i64| if even { 1 } else { i128::from((*weight).max(0)) };
    let whole: i128 = weights.iter().map(weight).sum();
    let (mut sum, mut told) = (0i128, 0i64);
    let part = |it: &i64| {
        sum += weight(it);
        let end = i128::from(amount.cents()) * sum / whole.max(1);
        let end = i64::try_from(end).unwrap_or(told);
        let part = end - told;
        told = end;
        Money(part)
    };
    weights.iter().map(part).collect()
}
