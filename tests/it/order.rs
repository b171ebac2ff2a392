//! Sorting: as the standard library sorts, with less machinery.

use dianpan::domain::sort_by_key;
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
}
