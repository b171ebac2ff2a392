//! What the operator says of products: their roles and costs.

use crate::domain::{Money, SortedMap};
use crate::metric::{ProductMix, Role};

/// By 商品ID.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Products(pub SortedMap<String, ProductMix>);

impl Products {
    pub fn get(&self, product: &str) -> ProductMix {
        self.0.get(product).copied().unwrap_or_default()
    }

    pub fn set_role(&mut self, product: &str, role: Role) {
        self.change(product, |known| known.role = role);
    }

    pub fn set_cost(&mut self, product: &str, cost: Option<Money>) {
        self.change(product, |known| known.cost = cost);
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
