//! The exact split of a change over factors.

use dianpan::domain::Share;
use dianpan::metric::{by_weight, chain, decompose};
use proptest::prelude::*;

fn split(before: &[i64], after: &[i64]) -> Option<Vec<i64>> {
    decompose(&chain(before), &chain(after))
}

#[test]
fn a_change_of_one_factor_is_all_its_own() {
    // 点击率 halves: 1000 × 10% × 20%.
    assert_eq!(split(&[1000, 100, 20], &[1000, 50, 10]), Some(vec![0, -10, 0]));
    assert_eq!(split(&[1000, 100, 20], &[2000, 200, 40]), Some(vec![20, 0, 0]));
    assert_eq!(split(&[1000, 100, 20], &[1000, 100, 35]), Some(vec![0, 0, 15]));
    assert_eq!(split(&[1000, 100, 20], &[1000, 100, 20]), Some(vec![0, 0, 0]));
}

#[test]
fn parts_are_shapleys_by_hand() {
    // 10 × 2 → 20 × 5: half of (20-10)×(2+5) and half of (5-2)×(10+20).
    let share = |part| Share::new(part, 1);
    assert_eq!(decompose(&[share(10), share(2)], &[share(20), share(5)]), Some(vec![35, 45]));
    // 2 × 3 × 5 → 3 × 5 × 7: (2×(3×5) + 3×7 + 5×5 + 2×(5×7)) ÷ 6 = 146 ÷ 6 = 24.33 for the first;
    // 2 × (2×(2×5) + 2×7 + 3×5 + 2×(3×7)) ÷ 6 = 182 ÷ 6 = 30.33; 2 × (2×(2×3) + 2×5 + 3×3 + 2×(3×5)) ÷ 6
    // = 122 ÷ 6 = 20.33. The one that is left over goes to the smallest factor.
    let before = [share(2), share(3), share(5)];
    let after = [share(3), share(5), share(7)];
    assert_eq!(decompose(&before, &after), Some(vec![25, 30, 20]));
}

#[test]
fn a_rate_over_nothing_stays_as_it_was() {
    // Nobody clicked: 点击率 explains all, the rate behind it is unknown.
    assert_eq!(split(&[1000, 100, 20], &[1000, 0, 0]), Some(vec![0, -20, 0]));
    assert_eq!(split(&[1000, 0, 0], &[1000, 100, 20]), Some(vec![0, 20, 0]));
    // No impressions at all on one side, or on both.
    assert_eq!(split(&[1000, 100, 20], &[0, 0, 0]), Some(vec![-20, 0, 0]));
    assert_eq!(split(&[0, 0, 0], &[0, 0, 0]), Some(vec![0, 0, 0]));
}

#[test]
fn what_cannot_be_is_not_split() {
    // Buyers without clicks, numbers below zero, chains of different length.
    assert_eq!(split(&[1000, 0, 5], &[1000, 10, 5]), None);
    assert_eq!(split(&[1000, -1, 5], &[1000, 10, 5]), None);
    assert_eq!(split(&[1000, 10], &[1000, 10, 5]), None);
    assert_eq!(split(&[], &[]), Some(vec![]));
}

#[test]
fn the_largest_parts_come_first() {
    assert_eq!(by_weight(&[5, -95, 30, -95]), [1, 3, 2, 0]);
}

/// Levels as a shop has them, with zeros, up to a billion people and a hundred billion 分.
fn levels() -> impl Strategy<Value = Vec<i64>> {
    let level = prop_oneof![1 => Just(1i64), 3 => 1..1_000i64, 3 => 1..1_000_000_000i64];
    (level.clone(), level.clone(), level, prop_oneof![Just(0i64), 1..100_000_000_000i64])
        .prop_map(|(first, second, third, last)| vec![first, second, third, last])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_the_whole(before in levels(), after in levels()) {
        if let Some(parts) = split(&before, &after) {
            // Parts of absurd levels cancel out only in the end.
            let sum: i128 = parts.iter().map(|&part| i128::from(part)).sum();
            prop_assert_eq!(sum, i128::from(after[3] - before[3]));
        }
    }

    #[test]
    fn the_order_of_factors_is_irrelevant(before in levels(), after in levels(), turn in 0..4usize) {
        let (mut old, mut new) = (chain(&before), chain(&after));
        let parts = decompose(&old, &new);
        old.rotate_left(turn);
        new.rotate_left(turn);
        old.swap(0, 1);
        new.swap(0, 1);
        let turned = decompose(&old, &new).map(|mut parts| {
            parts.swap(0, 1);
            parts.rotate_right(turn);
            parts
        });
        prop_assert_eq!(turned, parts);
    }

    #[test]
    fn a_factor_that_did_not_change_explains_nothing_and_time_turned_back_the_opposite(
        before in levels(), after in levels(),
    ) {
        let (old, mut new) = (chain(&before), chain(&after));
        new[1] = old[1];
        if let Some(parts) = decompose(&old, &new) {
            prop_assert_eq!(parts[1], 0);
        }
        // Halves round up both ways, so each part may miss by one.
        if let (Some(there), Some(back)) = (decompose(&old, &new), decompose(&new, &old)) {
            prop_assert!(there.iter().zip(&back).all(|(there, back)| there.saturating_add(*back).abs() <= 1));
        }
    }
}
