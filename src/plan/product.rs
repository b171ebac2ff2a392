//! What the operator says of products: their roles and costs, these also by 商品规格.

use crate::domain::{Money, SortedMap};
use crate::metric::{ProductMix, Role};

/// By 商品ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Products(pub SortedMap<String, ProductMix>);

impl Products {
    pub fn get(&self, product: &str) -> ProductMix {
        self.0.get(product).cloned().unwrap_or_default()
    }

    pub fn set_role(&mut self, product: &str, role: Role) {
        self.change(product, |known| known.role = role);
    }

    pub fn set_cost(&mut self, product: &str, cost: Option<Money>) {
        self.change(product, |known| known.cost = cost);
    }

    /// The cost of one 商品规格.
    pub fn set_sku_cost(&mut self, product: &str, sku: &str, cost: Option<Money>) {
        self.change(product, |known| {
            _ = match cost {
                Some(cost) => known.skus.insert(sku.to_owned(), cost),
                None => known.skus.remove(sku),
            };
        });
    }

    /// The cost that is known of just this: of a 商品规格, or of the product where it is empty.
    pub fn known_cost(&self, product: &str, sku: &str) -> Option<Money> {
        let known = self.0.get(product)?;
        if sku.is_empty() { known.cost } else { known.skus.get(sku).copied() }
    }

    /// Sets the cost of a 商品规格, or of the product where it is empty.
    pub fn set_cost_of(&mut self, product: &str, sku: &str, cost: Option<Money>) {
        if sku.is_empty() {
            self.set_cost(product, cost);
        } else {
            self.set_sku_cost(product, sku, cost);
        }
    }

    fn change(&mut self, product: &str, change: impl Fn(&mut ProductMix)) {
        let mut known = self.get(product);
        change(&mut known);
        if known == ProductMix::default() {
            self.0.remove(product);
        } else {
            self.0.insert(product.to_owned(), known);
        }
    }
}
