//! Sorting, with one machine for all kinds of items.
//!
//! The standard sorts are compiled anew for each kind of item, three to five kilobytes of wasm
//! each. Here only places are sorted, by one compiled sort; items are put in order afterwards.

use std::cmp::Ordering;

/// Sorts by a key; items with equal keys keep their order.
pub fn sort_by_key<T: Clone, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if items.len() < 2 {
        return;
    }
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = sorted_places(keys.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    *items = order.into_iter().filter_map(|place| items.get(place).cloned()).collect();
}

/// The places from 0 in the order that `compare` says.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}
