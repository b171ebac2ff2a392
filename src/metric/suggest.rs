//! Which role suits a product: by its price, its orders and its margin.

use rustc_hash::FxHashMap;

use super::mix::{Mix, Role};
use crate::domain::{Money, Word, sort_by_key};

/// A suggested role with the numbers that it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub role: Role,
    /// gmv ÷ pieces of this product, and the median over all products.
    pub piece_value: Money,
    pub median_value: Money,
    pub orders: i64,
    pub median_orders: i64,
    /// Gross margin in millionths, where the cost is known.
    pub margin: Option<i64>,
}

/// Price against the median below which a product draws traffic, in hundredths.
const CHEAP: i64 = 70;
/// Price against the median above which a product is there to be looked up to, in hundredths.
const DEAR: i64 = 180;
/// A margin that makes a product one for profit whatever its price, in millionths.
const RICH_MARGIN: i64 = 500_000;

/// Suggests a role for every product that sold, from its price, its orders and its margin.
pub fn suggest_role(mix: &Mix) -> FxHashMap<Word, Suggestion> {
    let sold: Vec<(Word, Money, i64, Option<i64>)> = mix
        .products
        .iter()
        .filter_map(|sum| {
            let value = sum.count.gains.gmv.over(sum.pieces)?;
            Some((sum.product, value, sum.orders, sum.count.gains.margin()))
        })
        .collect();
    let median_value = Money(median(sold.iter().map(|row| row.1.cents())));
    let median_orders = median(sold.iter().map(|row| row.2));
    sold.into_iter()
        .map(|(product, piece_value, orders, margin)| {
            let against_median = piece_value.cents() * 100;
            let cheap = against_median <= median_value.cents() * CHEAP;
            let dear = against_median >= median_value.cents() * DEAR;
            let role = match (margin.is_some_and(|margin| margin >= RICH_MARGIN), cheap, dear) {
                (false, true, _) => Role::Traffic,
                (_, _, true) if orders <= median_orders => Role::Image,
                _ => Role::Profit,
            };
            let suggestion =
                Suggestion { role, piece_value, median_value, orders, median_orders, margin };
            (product, suggestion)
        })
        .collect()
}

/// The middle one; of an even count the upper of the two.
pub(super) fn median(numbers: impl Iterator<Item = i64>) -> i64 {
    let mut numbers: Vec<i64> = numbers.collect();
    sort_by_key(&mut numbers, |number| *number);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}
