//! Who makes what: suppliers as the operator types them, because no export names them, and what
//! each of them must ship now with a text to send.

use super::product_page::ProductPages;
use crate::domain::sort_by_key;
use crate::metric::{Book, DueProduct};
use crate::text::{Lang, near_moment, phrase};

/// Characters of a supplier's name, and products that have one.
pub const LONGEST_SUPPLIER: usize = 40;
const MOST: usize = 5_000;

/// What is due of one supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierDue {
    /// Empty for products whose supplier nobody typed.
    pub supplier: String,
    pub products: Vec<DueProduct>,
}

impl ProductPages {
    /// The supplier of a product, by 商品ID; empty when unknown.
    pub fn supplier(&self, product: &str) -> &str {
        self.suppliers.get(product).map_or("", String::as_str)
    }

    /// Notes who makes a product; nothing forgets it.
    pub fn set_supplier(&mut self, product: &str, supplier: &str) {
        let supplier: String = supplier.trim().chars().take(LONGEST_SUPPLIER).collect();
        if supplier.is_empty() {
            self.suppliers.remove(product);
        } else if self.suppliers.contains_key(product) || self.suppliers.len() < MOST {
            self.suppliers.insert(product.to_owned(), supplier);
        }
    }

    /// Every supplier once, by name.
    pub fn suppliers(&self) -> Vec<String> {
        let mut names: Vec<String> = self.suppliers.values().cloned().collect();
        sort_by_key(&mut names, String::clone);
        names.dedup();
        names
    }
}

/// Due products by supplier, the most urgent first, those without one at the end.
pub fn by_supplier(due: &[DueProduct], book: &Book, pages: &ProductPages) -> Vec<SupplierDue> {
    let mut suppliers: Vec<SupplierDue> = Vec::new();
    for due in due {
        let supplier = due.product.map_or("", |product| pages.supplier(book.words.text(product)));
        match suppliers.iter_mut().find(|known| known.supplier == supplier) {
            Some(known) => known.products.push(*due),
            None => {
                suppliers.push(SupplierDue { supplier: supplier.to_owned(), products: vec![*due] })
            }
        }
    }
    let overdue = |of: &SupplierDue| of.products.iter().map(|due| due.overdue).sum::<i64>();
    let first = |of: &SupplierDue| of.products.iter().map(|due| due.first).min();
    sort_by_key(&mut suppliers, |of| {
        (of.supplier.is_empty(), std::cmp::Reverse(overdue(of)), first(of))
    });
    suppliers
}

impl SupplierDue {
    /// A text for the supplier: products, pieces, deadlines; no buyer in it.
    pub fn reminder(&self, book: &Book, lang: Lang) -> String {
        let head = if self.supplier.is_empty() {
            phrase("麻烦今天优先发这些单：", "Please ship these first today:").text(lang).to_owned()
        } else {
            phrase("{}，麻烦今天优先发这些单：", "{}, please ship these first today:")
                .fill(lang, &[&self.supplier])
        };
        let line = |due: &DueProduct| {
            let late = phrase("（其中 {} 单已超时）", " ({} overdue)");
            let late = (due.overdue > 0).then(|| late.fill(lang, &[&due.overdue.to_string()]));
            phrase("· {}：{} 件，最早 {} 前发出{}", "· {}: {} piece[s], first by {}{}").fill(
                lang,
                &[
                    due_name(due, book, lang),
                    &due.units.to_string(),
                    &near_moment(due.first),
                    &late.unwrap_or_default(),
                ],
            )
        };
        let lines = self.products.iter().map(line);
        std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
    }
}

/// The product's title, or that an order names several.
pub fn due_name<'a>(due: &DueProduct, book: &'a Book, lang: Lang) -> &'a str {
    let several = phrase("（多商品订单）", "(several products)").text(lang);
    due.product.map_or(several, |product| book.product_name(product))
}
