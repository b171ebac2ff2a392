//! How refunds ripen: which share of a pay day's final refunds has arrived after so many days,
//! learnt from days that are old enough, and what that makes of days that are not.
//!
//! A pay day is a *cohort*. A cohort whose refunds have their dates (finished cases that met their
//! lines) tells its share at every age; one that only successive order files saw tells it at the
//! ages of their exports. At each age the cohorts are ranked by their share and weighted by their
//! gmv; the band goes from the first cohort with a tenth of the weight below it to the first with
//! nine tenths (nearest rank, no interpolation), the middle is that of one half.
//!
//! Amounts are 分 and shares stay the two amounts that they are made of, so nothing is rounded but
//! the amounts that come out, half up, at each division.

use rustc_hash::FxHashMap;

use super::book::Book;
use super::query::{Filter, Query};
use super::totals::{Totals, by_day};
use crate::domain::{Day, Money, Period, Share, sort_by_key};

/// Days before the young ones that are learnt from: refunds follow the season.
const LEARNT_DAYS: i32 = 90;
/// What a curve needs at least.
pub const LEAST_COHORTS: usize = 3;
pub const LEAST_ORDERS: i64 = 100;
/// A day is scaled by its share only where at least a fifth has arrived: a tenth of a percent
/// would blow one refund up to the whole day.
const LEAST_SHARE: i64 = 5;

/// The shares of final refunds that have arrived by an age, over cohorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeShare {
    /// Days since the payment.
    pub age: i32,
    pub cohorts: usize,
    pub low: Share,
    pub middle: Share,
    pub high: Share,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// In the order of ages; an age that too few cohorts tell of is left out.
    pub ages: Vec<AgeShare>,
    /// Cohorts with dated refunds, and cohorts that successive order files saw.
    pub dated: usize,
    pub seen: usize,
    /// Orders of all cohorts.
    pub orders: i64,
    /// Final refunds ÷ gmv of old days: the lower and the upper end of its band.
    pub rate: (Share, Share),
}

impl Curve {
    /// Whether there is enough to speak of.
    pub fn is_told(&self) -> bool {
        let enough = self.dated + self.seen >= LEAST_COHORTS && self.orders >= LEAST_ORDERS;
        enough && !self.ages.is_empty()
    }

    /// The shares at an age, or at the nearest younger age that is told of.
    pub fn at(&self, age: i32) -> Option<&AgeShare> {
        self.ages.iter().rev().find(|share| share.age <= age)
    }
}

/// One old pay day.
struct Cohort {
    paid: Day,
    totals: Totals,
    /// What arrived at each age, the last one being later than all.
    arrived: Vec<Money>,
}

/// Something ranked by a share and weighted by gmv.
type Ranked = (Share, Day, Money);

/// Learns from the days before the young ones. `maturity` is in days, as the operator set it.
pub fn learn(book: &Book, filter: &Filter, maturity: i64) -> Curve {
    let ages = usize::try_from(maturity).unwrap_or(0) + 1;
    let Some(last) = book.first_young_day(maturity).map(Day::previous) else {
        return Curve::default();
    };
    let window = Period::ending(last, LEARNT_DAYS);
    let mut cohorts: Vec<Cohort> = by_day(book, window, filter)
        .into_iter()
        .filter(|(_, totals)| totals.gmv > Money::ZERO)
        .map(|(paid, totals)| Cohort { paid, totals, arrived: vec![Money::ZERO; ages + 1] })
        .collect();
    date(book, filter, window, &mut cohorts);
    let mut ranked: Vec<Vec<Ranked>> = vec![Vec::new(); ages];
    let mut curve = Curve::default();
    for cohort in &cohorts {
        let whole = cohort.arrived.iter().copied().sum::<Money>();
        let used = if is_dated(book, cohort, whole) {
            rank_dated(cohort, whole, &mut ranked);
            &mut curve.dated
        } else if filter.is_none() && rank_seen(book, cohort, maturity, &mut ranked) {
            &mut curve.seen
        } else {
            continue;
        };
        *used += 1;
        curve.orders += cohort.totals.orders;
    }
    let shares = ranked.iter_mut().enumerate().filter_map(|(age, ranked)| {
        let at = |tenths: i64| quantile(ranked, tenths);
        let (low, middle, high) = (at(1)?, at(5)?, at(9)?);
        let age = i32::try_from(age).unwrap_or(i32::MAX);
        let share = AgeShare { age, cohorts: ranked.len(), low, middle, high };
        (share.cohorts >= LEAST_COHORTS).then_some(share)
    });
    curve.ages = shares.collect();
    let rate = |cohort: &Cohort| {
        let share = Share::new(cohort.totals.refund.cents(), cohort.totals.gmv.cents());
        (share, cohort.paid, cohort.totals.gmv)
    };
    let rates: Vec<Ranked> = cohorts.iter().map(rate).collect();
    curve.rate = (quantile(&rates, 1).unwrap_or_default(), quantile(&rates, 9).unwrap_or_default());
    curve
}

/// Puts the dated refunds of lines into their cohorts.
fn date(book: &Book, filter: &Filter, window: Period, cohorts: &mut [Cohort]) {
    let places: FxHashMap<Day, usize> =
        cohorts.iter().enumerate().map(|(place, cohort)| (cohort.paid, place)).collect();
    let from = book.cases.refunds.partition_point(|event| event.day < window.from);
    for event in book.cases.refunds.get(from..).unwrap_or_default() {
        let Some(paid) = event.paid.filter(|_| filter.passes(&event.dims)) else { continue };
        let cohort = places.get(&paid).and_then(|&place| cohorts.get_mut(place));
        let Some(cohort) = cohort else { continue };
        let last = cohort.arrived.len() - 1;
        let age = usize::try_from(event.day.since(paid)).unwrap_or(0).min(last);
        if let Some(arrived) = cohort.arrived.get_mut(age) {
            *arrived += event.amount;
        }
    }
}

/// Whether cases date nearly all that was refunded: what the order file's status adds has no date,
/// so a cohort with more of it than a tenth would ripen too early.
fn is_dated(book: &Book, cohort: &Cohort, whole: Money) -> bool {
    let refund = i128::from(cohort.totals.refund.cents());
    whole > Money::ZERO
        && book.coverage.aftersales.contains(cohort.paid)
        && i128::from(whole.cents()) * 10 >= refund * 9
}

fn rank_dated(cohort: &Cohort, whole: Money, ranked: &mut [Vec<Ranked>]) {
    let mut so_far = Money::ZERO;
    for (ranked, arrived) in ranked.iter_mut().zip(&cohort.arrived) {
        so_far += *arrived;
        let share = Share::new(so_far.cents(), whole.cents());
        ranked.push((share, cohort.paid, cohort.totals.gmv));
    }
}

/// Ranks what several order files saw of a day, if the last of them saw it grown up. Files that
/// know another gmv of the day know only a part of its lines.
fn rank_seen(book: &Book, cohort: &Cohort, maturity: i64, ranked: &mut [Vec<Ranked>]) -> bool {
    let from = book.cases.sightings.partition_point(|it| it.paid < cohort.paid);
    let rest = book.cases.sightings.get(from..).unwrap_or_default();
    let of_day = || rest.iter().take_while(|it| it.paid == cohort.paid);
    let whole = of_day().filter(|it| it.gmv == cohort.totals.gmv).last();
    let Some(whole) = whole.filter(|it| i64::from(it.age) >= maturity && it.refund > Money::ZERO)
    else {
        return false;
    };
    let mut used = false;
    for it in of_day().filter(|it| it.gmv == whole.gmv && it.refund <= whole.refund) {
        let place = usize::try_from(it.age).ok();
        if let Some(ranked) = place.and_then(|place| ranked.get_mut(place)) {
            let share = Share::new(it.refund.cents(), whole.refund.cents());
            ranked.push((share, cohort.paid, cohort.totals.gmv));
            used = true;
        }
    }
    used
}

/// The share of the first, from the smallest, that has `tenths` of the weight at or below it.
fn quantile(ranked: &[Ranked], tenths: i64) -> Option<Share> {
    let mut ranked: Vec<&Ranked> = ranked.iter().collect();
    sort_by_key(&mut ranked, |(share, day, _)| (share.millionths(), *day));
    let weight = |ranked: &Ranked| i128::from(ranked.2.cents());
    let whole: i128 = ranked.iter().map(|ranked| weight(ranked)).sum();
    let mut below = 0;
    let reaches = |ranked: &&Ranked| {
        below += weight(ranked);
        below * 10 >= whole * i128::from(tenths)
    };
    ranked.into_iter().find(reaches).map(|&(share, _, _)| share)
}

/// What the net sales of a period may come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    pub gmv: Money,
    /// Refunds by pay time so far, and the ends of what they may come to.
    pub refund: Money,
    pub least: Money,
    pub most: Money,
    /// Days whose refunds are still coming in; of these, those that are too young to be scaled and
    /// take the rest of the usual refund rate.
    pub young: i32,
    pub by_rate: i32,
}

impl Outlook {
    /// The net sales of the moment, and the ends of what they may come to.
    pub fn net(&self) -> (Money, Money, Money) {
        (self.gmv - self.refund, self.gmv - self.most, self.gmv - self.least)
    }
}

/// What the days of a question may come to by a curve. Young days take the same end of the band
/// all at once, so the range is wider than that of independent days.
pub fn outlook(book: &Book, query: &Query, curve: &Curve, maturity: i64) -> Outlook {
    let mut outlook = Outlook::default();
    let Some((first, newest)) = book.first_young_day(maturity).zip(book.newest_export) else {
        return outlook;
    };
    for (day, totals) in by_day(book, query.period, &query.filter) {
        outlook.gmv += totals.gmv;
        outlook.refund += totals.refund;
        if day < first {
            outlook.least += totals.refund;
            outlook.most += totals.refund;
            continue;
        }
        let age = newest.day().since(day).max(0);
        let (least, most, scaled) = expected(&totals, curve.at(age), curve.rate);
        outlook.least += least;
        outlook.most += most;
        outlook.young += 1;
        outlook.by_rate += i32::from(!scaled);
    }
    outlook
}

/// The ends of a young day's final refunds, and whether they were scaled from those that arrived:
/// refund ÷ share. Where too little has arrived, the rest of the usual rate is added instead:
/// refund + gmv × rate × (1 − share).
fn expected(
    totals: &Totals,
    share: Option<&AgeShare>,
    rate: (Share, Share),
) -> (Money, Money, bool) {
    let bounded = |amount: Money| amount.min(totals.gmv).max(totals.refund);
    let none = Share::new(0, 1);
    let (low, high) = share.map_or((none, none), |share| (share.low, share.high));
    let many = i128::from(low.part) * i128::from(LEAST_SHARE) >= i128::from(low.whole);
    if many && totals.refund > Money::ZERO {
        let scaled = |by: Share| bounded(totals.refund.prorate(Money(by.whole), Money(by.part)));
        return (scaled(high), scaled(low), true);
    }
    let to_come = |rate: Share, arrived: Share| {
        let whole = totals.gmv.prorate(Money(rate.part), Money(rate.whole));
        let rest = Money(arrived.whole - arrived.part);
        bounded(totals.refund + whole.prorate(rest, Money(arrived.whole)))
    };
    (to_come(rate.0, high), to_come(rate.1, low), false)
}
