//! Which factor explains a change of a product: Shapley's split, exact in whole numbers.
//!
//! 成交人数 is 曝光 × 点击率 × 点击-成交率; when it falls by 120, each factor's part is the mean of
//! what its change does over every order in which the factors could have changed. Parts are
//! fractions with denominators of hundreds of bits, so they are worked out in [`Natural`] and
//! rounded once: floors first, then what is left by the largest remainders. They sum to the whole,
//! and no order of factors is preferred.

use std::cmp::Reverse;

use super::natural::Natural;
use crate::domain::{Share, sort_by_key};

/// The factors of a chain of levels: the first level, then each level over the one before. Their
/// product is the last level.
pub fn chain(levels: &[i64]) -> Vec<Share> {
    let wholes = std::iter::once(1).chain(levels.iter().copied());
    levels.iter().zip(wholes).map(|(&part, whole)| Share { part, whole }).collect()
}

/// What each factor explains of the change of their product, in the product's unit and the order
/// given; the parts sum to the change, rounded half up where the products are no whole numbers.
///
/// A factor of 0 ÷ 0 has no rate that could have changed: it counts as it was in the other
/// period, and the factor that brought the zero explains the fall. Nothing where a factor is
/// negative, a number over nothing, or where a part is beyond 64 bits.
pub fn decompose(before: &[Share], after: &[Share]) -> Option<Vec<i64>> {
    let pairs: Option<Vec<Pair>> =
        before.iter().zip(after).map(|(&old, &new)| Pair::of(old, new)).collect();
    let pairs = pairs.filter(|_| before.len() == after.len())?;
    let whole = pairs.iter().fold(Natural::from(factorial(pairs.len())), |whole, pair| {
        whole.times(&Natural::from(pair.whole))
    });
    let mut floors = Vec::new();
    let mut rests = Vec::new();
    let mut left = Natural::default();
    for (place, pair) in pairs.iter().enumerate() {
        let weight = weight_of_rest(&pairs, place);
        let size = weight.times(&Natural::from(pair.new.abs_diff(pair.old)));
        let (quotient, rest) = size.divided(&whole);
        let quotient = i64::try_from(quotient?).ok()?;
        let (floor, rest) = match pair.new < pair.old {
            true if rest.is_zero() => (-quotient, rest),
            true => (quotient.checked_neg()?.checked_sub(1)?, whole.less(&rest)),
            false => (quotient, rest),
        };
        left = left.plus(&rest);
        floors.push(floor);
        rests.push((place, rest));
    }
    // Half up: twice what is left plus one whole, over two wholes.
    let (ups, _) = left.plus(&left).plus(&whole).divided(&whole.plus(&whole));
    // Equal remainders go by the factors themselves, so that their order does not show.
    sort_by_key(&mut rests, |(place, rest)| (Reverse(rest.clone()), pairs.get(*place).copied()));
    for (place, _) in rests.iter().take(usize::try_from(ups?).ok()?) {
        let floor = floors.get_mut(*place)?;
        *floor = floor.checked_add(1)?;
    }
    Some(floors)
}

/// A factor before and after over a common denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    old: u128,
    new: u128,
    whole: u128,
}

impl Pair {
    fn of(old: Share, new: Share) -> Option<Pair> {
        let (old, new) = match (undefined(old), undefined(new)) {
            (true, true) => (Share::new(1, 1), Share::new(1, 1)),
            (true, false) => (new, new),
            (false, true) => (old, old),
            (false, false) => (old, new),
        };
        let part = |share: Share| u128::try_from(share.part).ok();
        let whole = |share: Share| u128::try_from(share.whole).ok().filter(|&whole| whole > 0);
        let (old_whole, new_whole) = (whole(old)?, whole(new)?);
        Some(Pair {
            old: part(old)? * new_whole,
            new: part(new)? * old_whole,
            whole: old_whole * new_whole,
        })
    }
}

fn undefined(share: Share) -> bool {
    share == Share::new(0, 0)
}

/// The sum over all sets of other factors that changed before this one: the product of the changed
/// and the unchanged, times the number of orders in which exactly that set came first.
fn weight_of_rest(pairs: &[Pair], place: usize) -> Natural {
    // The coefficient at k of Π (old + new x) sums the sets of k changed factors.
    let mut sums = vec![Natural::from(1)];
    for (other, pair) in pairs.iter().enumerate() {
        if other == place {
            continue;
        }
        let (old, new) = (Natural::from(pair.old), Natural::from(pair.new));
        let mut next: Vec<Natural> = sums.iter().map(|sum| sum.times(&old)).collect();
        next.push(Natural::default());
        for (slot, sum) in next.iter_mut().skip(1).zip(&sums) {
            *slot = slot.plus(&sum.times(&new));
        }
        sums = next;
    }
    let last = sums.len() - 1;
    // This factor's own denominator stands in its difference, the others' in their products.
    sums.iter().enumerate().fold(Natural::default(), |weight, (count, sum)| {
        let orders = factorial(count) * factorial(last - count);
        weight.plus(&sum.times(&Natural::from(orders)))
    })
}

fn factorial(count: usize) -> u128 {
    (1..=count).filter_map(|factor| u128::try_from(factor).ok()).product()
}

/// Places of the factors by how much each explains, the most first; ties by place.
pub fn by_weight(parts: &[i64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..parts.len()).collect();
    sort_by_key(&mut places, |&place| {
        (Reverse(parts.get(place).map_or(0, |part| part.unsigned_abs())), place)
    });
    places
}
