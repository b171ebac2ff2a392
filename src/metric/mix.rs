//! 货盘: how the shop's SKUs, sales or gross profit are spread over the roles 引流, 利润, 形象.
//!
//! The role belongs to the product; the unit that is counted is the product with its SKU where
//! the file tells SKUs apart (口径 section 5).

use rustc_hash::FxHashMap;

use super::figure::{Figure, SourceKind};
use super::reading::Reading;
use super::totals::covered_sales;
use crate::domain::{Money, SortedMap, Word, ratio_millionths, sort_by_key};

/// What a product is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 引流款.
    Traffic,
    /// 利润款.
    Profit,
    /// 形象款.
    Image,
    /// No role yet.
    #[default]
    Unset,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Traffic, Role::Profit, Role::Image, Role::Unset];

    /// The value of `data-key`, and of the role's option.
    pub fn id(self) -> &'static str {
        match self {
            Role::Traffic => "traffic",
            Role::Profit => "profit",
            Role::Image => "image",
            Role::Unset => "unset",
        }
    }

    pub fn from_id(id: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.id() == id).unwrap_or_default()
    }

    /// The handbook's target share, in millionths.
    pub fn target(self) -> Option<i64> {
        match self {
            Role::Traffic => Some(400_000),
            Role::Profit | Role::Image => Some(300_000),
            Role::Unset => None,
        }
    }
}

/// What the shares are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    #[default]
    Sku,
    Gmv,
    /// Gross profit of the units whose cost is known.
    Profit,
}

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Sku, Basis::Gmv, Basis::Profit];

    pub fn id(self) -> &'static str {
        match self {
            Basis::Sku => "sku",
            Basis::Gmv => "gmv",
            Basis::Profit => "profit",
        }
    }

    pub fn from_id(id: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.id() == id)
    }
}

/// What is known of a product beside its files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductMix {
    pub role: Role,
    /// 元 a piece, typed by the operator.
    pub cost: Option<Money>,
}

/// One role's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleCount {
    pub units: i64,
    pub gmv: Money,
    /// Gross profit: gmv − cost × pieces, of units with a known cost; losses count zero.
    pub profit: Money,
}

/// A role with its share in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixShare {
    pub role: Role,
    pub figure: Figure,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mix {
    pub roles: SortedMap<Role, RoleCount>,
    /// Units in all, and those whose cost is known.
    pub units: i64,
    pub costed_units: i64,
    missing: i32,
    approx: Option<&'static str>,
}

/// The mix of a reading, by the products' roles and costs.
pub fn mix(reading: &Reading<'_>, products: &SortedMap<String, ProductMix>) -> Mix {
    #[derive(Default)]
    struct Unit {
        gmv: Money,
        pieces: i64,
    }
    let mut units: SortedMap<(Word, Option<Word>), Unit> = SortedMap::new();
    let counted = covered_sales(reading.book, reading.period(), &reading.query.filter);
    for sale in counted.filter(|sale| sale.gmv > Money::ZERO) {
        let Some(product) = sale.dims.product else {
            continue;
        };
        let unit = units.slot((product, sale.sku));
        unit.gmv += sale.gmv;
        unit.pieces += sale.units;
    }
    let (missing, approx) = (reading.totals_missing(), reading.paid_time());
    let mut mix = Mix { missing, approx, ..Mix::default() };
    for ((product, _), unit) in units {
        let known = products.get(reading.book.words.text(product)).copied().unwrap_or_default();
        let count = mix.roles.slot(known.role);
        count.units += 1;
        count.gmv += unit.gmv;
        mix.units += 1;
        if let Some(cost) = known.cost {
            let spent = Money(cost.cents().saturating_mul(unit.pieces));
            count.profit += (unit.gmv - spent).max(Money::ZERO);
            mix.costed_units += 1;
        }
    }
    mix
}

impl Mix {
    fn weight(&self, role: Role, basis: Basis) -> i64 {
        let count = self.roles.get(&role).copied().unwrap_or_default();
        match basis {
            Basis::Sku => count.units,
            Basis::Gmv => count.gmv.cents(),
            Basis::Profit => count.profit.cents(),
        }
    }

    /// The share of each role; they sum to one, each rounded by itself.
    pub fn shares(&self, basis: Basis) -> Vec<MixShare> {
        let whole: i64 = Role::ALL.iter().map(|&role| self.weight(role, basis)).sum();
        let share = |role: Role| {
            let figure = Figure::rate(self.weight(role, basis), whole, SourceKind::Orders);
            let known = figure.value.is_some();
            let figure = if known { figure.with_approx(self.approx) } else { Figure::default() };
            MixShare { role, figure: figure.with_missing(self.missing) }
        };
        Role::ALL.into_iter().map(share).collect()
    }
}

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
pub fn suggest_role(
    reading: &Reading<'_>,
    products: &SortedMap<String, ProductMix>,
) -> FxHashMap<Word, Suggestion> {
    use super::query::Dimension;
    let keys = super::totals::by_key(
        reading.book,
        reading.period(),
        &reading.query.filter,
        Dimension::Product,
    );
    let sold: Vec<(Word, Money, i64, Money, i64)> = keys
        .into_iter()
        .filter_map(|(product, totals)| {
            let value = totals.gmv.over(totals.units)?;
            Some((product?, value, totals.orders, totals.gmv, totals.units))
        })
        .collect();
    let median_value = Money(median(sold.iter().map(|row| row.1.cents())));
    let median_orders = median(sold.iter().map(|row| row.2));
    sold.into_iter()
        .map(|(product, piece_value, orders, gmv, units)| {
            let cost = products.get(reading.book.words.text(product)).and_then(|known| known.cost);
            let margin = cost
                .and_then(|cost| ratio_millionths(gmv.cents() - cost.cents() * units, gmv.cents()));
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

fn median(numbers: impl Iterator<Item = i64>) -> i64 {
    let mut numbers: Vec<i64> = numbers.collect();
    sort_by_key(&mut numbers, |number| *number);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0)
}
