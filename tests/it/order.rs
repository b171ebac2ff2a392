//! Sorting: as the standard library sorts, with less machinery.

use dianpan::domain::{sort_by_key, sort_by_number};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sorting_is_the_standard_stable_sort(keys in prop::collection::vec(0..20_u8, 0..200)) {
        let mut sorted: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
        let mut standard = sorted.clone();
        sort_by_key(&mut sorted, |item| item.0);
        standard.sort_by_key(|item| item.0);
        prop_assert_eq!(sorted, standard);
    }

    /// Near numbers, of which many are the same, and any numbers at all.
    #[test]
    fn many_items_are_sorted_by_number_as_by_the_standard_sort(
        numbers in prop_oneof![
            prop::collection::vec(1_790_000_000i64..1_790_100_000, 0..60),
            prop::collection::vec(-3i64..3, 0..60),
            prop::collection::vec(any::<i64>(), 0..60),
        ],
    ) {
        let items: Vec<(i64, usize)> = numbers.into_iter().zip(0..).collect();
        let (mut sorted, mut standard) = (items.clone(), items);
        sort_by_number(&mut sorted, |item| item.0);
        standard.sort_by_key(|item| item.0);
        prop_assert_eq!(sorted, standard);
    }
}
