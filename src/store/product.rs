//! The stored shape of what the operator says of products.

use crate::domain::{Money, SortedMap};
use crate::metric::{ProductMix, Role};
use crate::plan::Products;

pub(super) fn store_products(products: &Products) -> SortedMap<String, (String, Option<i64>)> {
    let stored = |mix: &ProductMix| (mix.role.id().to_owned(), mix.cost.map(Money::cents));
    products.0.iter().map(|(id, mix)| (id.clone(), stored(mix))).collect()
}

pub(super) fn store_sku_costs(products: &Products) -> SortedMap<String, SortedMap<String, i64>> {
    let of =
        |mix: &ProductMix| mix.skus.iter().map(|(sku, cost)| (sku.clone(), cost.cents())).collect();
    let priced = products.0.iter().filter(|(_, mix)| !mix.skus.is_empty());
    priced.map(|(id, mix)| (id.clone(), of(mix))).collect()
}

pub(super) fn restore_products(
    stored: SortedMap<String, (String, Option<i64>)>,
    sku_costs: SortedMap<String, SortedMap<String, i64>>,
) -> Products {
    let mix = |(role, cost): (String, Option<i64>)| ProductMix {
        role: Role::from_id(&role),
        cost: cost.map(Money),
        skus: SortedMap::new(),
    };
    let mut products = Products(stored.into_iter().map(|(id, stored)| (id, mix(stored))).collect());
    for (id, costs) in sku_costs {
        for (sku, cost) in costs {
            products.set_sku_cost(&id, &sku, Some(Money(cost)));
        }
    }
    products
}
