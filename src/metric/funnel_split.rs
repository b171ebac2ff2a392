//! The funnels of products and of 载体, and where each product loses buyers.

use super::book::Book;
use super::compass_book::CompassDay;
use super::compass_part::Part;
use super::funnel::{Counting, Funnel, FunnelSource, StepKind, funnel};
use super::query::{Dimension, Query};
use crate::domain::{Period, Word, divide_half_up, ratio_millionths, sort_by_key};

/// The funnel of each product that 罗盘 tells apart, in the order of words. The same as
/// [`funnel`] under a filter by the product, in one pass over the rows.
pub fn by_product(book: &Book, query: &Query, counting: Counting) -> Vec<(Word, Funnel)> {
    let Some(asked) = Part::of(&query.filter) else { return Vec::new() };
    let mut places: Vec<Option<usize>> = vec![None; book.words.len()];
    let mut best: Vec<(Word, Funnel)> = Vec::new();
    for source in [FunnelSource::ProductList, FunnelSource::ProductDaily] {
        for (product, rows, missing) in rows_of(book, query.period, source, asked) {
            let Some(place) = places.get_mut(product.place()) else { continue };
            let mut candidate = Funnel::from_rows(source, counting, &[rows.sum], missing);
            candidate.rows = rows.count;
            candidate.upper = rows.count > 1 && counting == Counting::People;
            match place.and_then(|place| best.get_mut(place)) {
                Some((_, known)) if candidate.steps.len() > known.steps.len() => *known = candidate,
                Some(_) => {}
                None if candidate.steps.is_empty() => {}
                None => {
                    *place = Some(best.len());
                    best.push((product, candidate));
                }
            }
        }
    }
    sort_by_key(&mut best, |(product, _)| *product);
    best
}

/// Rows of one product, added up.
#[derive(Clone, Copy, Default)]
struct Rows {
    sum: CompassDay,
    count: i64,
}

/// The rows of a report by product: those of the very range, else of its days, with the days of
/// the period that each product has no row of.
fn rows_of(
    book: &Book,
    period: Period,
    source: FunnelSource,
    asked: Part,
) -> Vec<(Word, Rows, i32)> {
    let compass = &book.compass;
    let mut places: Vec<Option<usize>> = vec![None; book.words.len()];
    let mut found: Vec<(Word, Rows, i32)> = Vec::new();
    let mut add = |part: Part, row: &CompassDay| {
        let product = part.product.filter(|it| asked.product.is_none_or(|only| only == *it))?;
        let place = places.get_mut(product.place())?;
        let place = *place.get_or_insert_with(|| {
            found.push((product, Rows::default(), period.len()));
            found.len() - 1
        });
        let (_, rows, missing) = found.get_mut(place)?;
        rows.sum.join(row);
        rows.count += 1;
        *missing -= 1;
        Some(())
    };
    let split = |period| compass.parts.get(&(source, period)).map(Vec::as_slice);
    let mut stated = false;
    if source == FunnelSource::ProductList && asked.carrier.is_none() {
        for row in compass.listed.get(&period).map(Vec::as_slice).unwrap_or_default() {
            stated = true;
            add(Part { product: row.product, carrier: None }, &row.measures);
        }
    } else if let Some(rows) = split(period) {
        stated = true;
        for row in rows.iter().filter(|row| row.part.carrier == asked.carrier) {
            add(row.part, &row.measures());
        }
    } else if source != FunnelSource::ProductList {
        for rows in period.days().filter_map(|day| split(Period::day(day))) {
            for row in rows.iter().filter(|row| row.part.carrier == asked.carrier) {
                add(row.part, &row.measures());
            }
        }
    }
    if stated {
        found.iter_mut().for_each(|(_, _, missing)| *missing = 0);
    }
    found
}

/// The funnel of each 载体 that 罗盘 tells apart.
pub fn by_carrier(book: &Book, query: &Query, counting: Counting) -> Vec<(Word, Funnel)> {
    let Some(asked) = Part::of(&query.filter) else { return Vec::new() };
    let mut carriers: Vec<Word> = Vec::new();
    for ((_, period), rows) in book.compass.parts.iter() {
        let known =
            *period == query.period || period.len() == 1 && query.period.contains(period.from);
        for row in rows.iter().filter(|row| known && row.part.product == asked.product) {
            let wanted = |carrier: &Word| asked.carrier.is_none_or(|only| only == *carrier);
            let new = row.part.carrier.filter(|it| wanted(it) && !carriers.contains(it));
            carriers.extend(new);
        }
    }
    sort_by_key(&mut carriers, |carrier| book.words.text(*carrier).to_owned());
    let of = |carrier: Word| {
        let filter = query.filter.only(Dimension::Carrier, Some(carrier));
        (carrier, funnel(book, &query.filtered(filter), counting))
    };
    carriers.into_iter().map(of).filter(|(_, funnel)| !funnel.steps.is_empty()).collect()
}

/// Fewer at the step before than this, and a rate says little.
pub const FEW: i64 = 20;

/// The median of a rate over funnels, lower of two middles, in millionths; nothing with fewer than
/// three that have [`FEW`] at the step before.
pub fn median_rate(funnels: &[(Word, Funnel)], to: StepKind, from: StepKind) -> Option<i64> {
    let rate = |(_, funnel): &(Word, Funnel)| {
        let whole = funnel.count(from).filter(|&whole| whole >= FEW)?;
        ratio_millionths(funnel.count(to)?, whole)
    };
    let mut rates: Vec<i64> = funnels.iter().filter_map(rate).collect();
    sort_by_key(&mut rates, |&rate| rate);
    rates.get((rates.len().max(1) - 1) / 2).copied().filter(|_| rates.len() >= 3)
}

/// A rate that a step should have, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub to: StepKind,
    pub from: StepKind,
    pub rate: i64,
}

/// The step that loses a product most buyers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    pub wanted: Wanted,
    /// What the rate is, in millionths.
    pub rate: i64,
    /// Buyers more at the wanted rate, if those won behave as those there are; half up.
    pub buyers: i64,
}

/// The step whose wanted rate would bring most buyers, at least one.
pub fn lost_buyers(funnel: &Funnel, wanted: &[Wanted]) -> Option<Lost> {
    let buyers = funnel.count(StepKind::Paid)?;
    let lost = |wanted: &Wanted| {
        let (part, whole) = (funnel.count(wanted.to)?, funnel.count(wanted.from)?);
        let rate = ratio_millionths(part, whole)?;
        let million = 1_000_000;
        let gap = i128::from(whole) * i128::from(wanted.rate) - i128::from(part) * million;
        // Of those who come to a later step as many buy as do now; nobody there tells nothing.
        let more = match wanted.to {
            StepKind::Paid => divide_half_up(gap, million),
            _ if part > 0 => {
                divide_half_up(gap.checked_mul(i128::from(buyers))?, i128::from(part) * million)
            }
            _ => 0,
        };
        Some(Lost { wanted: *wanted, rate, buyers: more })
    };
    let lost = wanted.iter().filter_map(lost).filter(|lost| lost.buyers > 0);
    // Between equal losses the earlier step: what is mended there helps all that follow.
    lost.reduce(|best, next| if next.buyers > best.buyers { next } else { best })
}
