//! Sorting, with one machine for all kinds of items.
//!
//! The standard sorts are compiled anew for each kind of item, three to five kilobytes of wasm
//! each. Here only places are sorted, by one compiled sort; items are put in order afterwards.

use std::cmp::Ordering;

use super::pace::{Cancelled, Pace};

/// Sorts by a key; items with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    if items.len() < 2 {
        return;
    }
    let keys: Vec<K> = items.iter().map(key).collect();
    let mut order = sorted_places(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    for first in 0..order.len() {
        settle(&mut order, first, &mut |a, b| items.swap(a, b));
    }
}

/// Brings the item that belongs to `first` there, the one that belongs where that was, and so on
/// until the circle closes. `order` says for each place where its item is.
fn settle(order: &mut [usize], first: usize, swap: &mut dyn FnMut(usize, usize)) {
    let mut place = first;
    while let Some(from) = order.get_mut(place) {
        let next = std::mem::replace(from, place);
        if next == first {
            return;
        }
        swap(place, next);
        place = next;
    }
}

/// The places from 0 in the order that `compare` says.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

/// Bits of a digit in [`sort_by_number`].
const DIGIT: u32 = 12;

/// Sorts many items by a number, digit by digit from the lowest on: hundreds of thousands of
/// moments of a year take two turns. Items with equal numbers keep their order.
pub fn sort_by_number<T>(items: &mut [T], number: impl Fn(&T) -> i64) {
    let numbers: Vec<i64> = items.iter().map(number).collect();
    let mut order = places_by_number(&numbers);
    drop(numbers);
    for first in 0..order.len() {
        settle(&mut order, first, &mut |a, b| items.swap(a, b));
    }
}

/// The places from 0 in the order of their numbers.
fn places_by_number(numbers: &[i64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    let Some((&least, &most)) = numbers.iter().min().zip(numbers.iter().max()) else {
        return places;
    };
    let mut sorted = places.clone();
    let mut shift = 0;
    while shift < u64::BITS && most.abs_diff(least) >> shift > 0 {
        let digit = |place: usize| {
            let above = numbers.get(place).map_or(0, |number| number.abs_diff(least));
            usize::try_from(above >> shift & ((1 << DIGIT) - 1)).unwrap_or(0)
        };
        // By digit: how many places have it, then where the next of them goes.
        let mut next = vec![0; 1 << DIGIT];
        for &place in &places {
            if let Some(count) = next.get_mut(digit(place)) {
                *count += 1;
            }
        }
        let mut start = 0;
        next.iter_mut().for_each(|count| start += std::mem::replace(count, start));
        for &place in &places {
            if let Some(next) = next.get_mut(digit(place))
                && let Some(slot) = sorted.get_mut(*next)
            {
                (*slot, *next) = (place, *next + 1);
            }
        }
        std::mem::swap(&mut places, &mut sorted);
        shift += DIGIT;
    }
    places
}

/// Rows sorted at once between two breaths.
const RUN: usize = 4_096;

/// Sorts rows by a number, with breaths: a month of a big shop has a hundred thousand.
pub async fn sort_rows(
    rows: Vec<usize>,
    number: impl Fn(usize) -> Option<i64>,
    pace: &impl Pace,
) -> Result<Vec<usize>, Cancelled> {
    let mut runs: Vec<Vec<(Option<i64>, usize)>> = Vec::new();
    for rows in rows.chunks(RUN) {
        pace.breathe().await?;
        let mut run: Vec<_> = rows.iter().map(|&row| (number(row), row)).collect();
        sort_by_key(&mut run, |&numbered| numbered);
        runs.push(run);
    }
    while runs.len() > 1 {
        let mut pairs = std::mem::take(&mut runs).into_iter();
        while let Some(one) = pairs.next() {
            runs.push(match pairs.next() {
                Some(other) => merged(one, other, pace).await?,
                None => one,
            });
        }
    }
    Ok(runs.into_iter().flatten().map(|(_, row)| row).collect())
}

async fn merged<T: Ord + Copy>(
    one: Vec<T>,
    other: Vec<T>,
    pace: &impl Pace,
) -> Result<Vec<T>, Cancelled> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    loop {
        if all.len() % RUN == 0 {
            pace.breathe().await?;
        }
        let next = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if b < a => other.next(),
            (Some(_), _) => one.next(),
            (None, _) => other.next(),
        };
        match next {
            Some(next) => all.push(next),
            None => return Ok(all),
        }
    }
}
