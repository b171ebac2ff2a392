//! What products cost: typed, or from the filled template, which shows what it would change
//! before anything is stored.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::App;
use crate::browser::{BrowserDecoder, BrowserPace, PickedFile};
use crate::domain::{Money, SortedMap, Word, sort_by_key};
use crate::import::{COST_TEMPLATE, CostFile, CostRow, cost_template, read_costs};
use crate::store::Document;
use crate::text::{count_text, phrase};

/// A filled template that was read and waits for a yes.
#[derive(Clone, Debug)]
pub struct CostDraft {
    pub file: String,
    pub read: Arc<CostFile>,
    /// Costs that are new, that change, and that are known already.
    pub fresh: usize,
    pub changed: usize,
    pub known: usize,
    /// Rows of products that the shop's files do not know.
    pub strange: usize,
}

impl App {
    /// Sets the cost of a 商品规格, or of the product where it is empty, with a way back.
    pub fn set_cost(self, product: &str, sku: &str, cost: Option<Money>) {
        let said = phrase("成本已改", "The cost was changed").text(self.lang.get_untracked());
        self.set_costs(vec![(product.to_owned(), sku.to_owned(), cost)], said);
    }

    fn set_costs(self, costs: Vec<(String, String, Option<Money>)>, said: &str) {
        self.change(Document::Products, said, |documents| {
            for (product, sku, cost) in &costs {
                documents.products.set_cost_of(product, sku, *cost);
            }
        });
    }

    /// Offers the template, filled with the products and SKUs that ever sold, best sellers first.
    pub fn save_cost_template(self) {
        let rows = untrack(|| {
            self.with_input(None, |input| {
                let book = input.book;
                let mut products: SortedMap<Word, (Money, SortedMap<Word, ()>)> = SortedMap::new();
                for sale in &book.sales {
                    let Some(product) = sale.dims.product else { continue };
                    let (gmv, skus) = products.slot(product);
                    *gmv += sale.gmv;
                    if let Some(sku) = sale.sku {
                        skus.insert(sku, ());
                    }
                }
                for sum in book.rollups.sums() {
                    if let Some(product) = sum.dims.product {
                        products.slot(product).0 += sum.totals.gmv;
                    }
                }
                let mut products: Vec<_> = products.into_iter().collect();
                sort_by_key(&mut products, |(product, (gmv, _))| {
                    (std::cmp::Reverse(*gmv), book.words.text(*product))
                });
                self.documents.with(|documents| {
                    let row = |product: Word, sku: &str| CostRow {
                        product: book.words.text(product).to_owned(),
                        name: book.product_name(product).to_owned(),
                        sku: sku.to_owned(),
                        cost: documents.products.known_cost(book.words.text(product), sku),
                    };
                    let of = |(product, (_, skus)): &(Word, (Money, SortedMap<Word, ()>))| {
                        let whole = row(*product, "");
                        let skus = skus.keys().map(|sku| row(*product, book.words.text(*sku)));
                        std::iter::once(whole).chain(skus).collect::<Vec<_>>()
                    };
                    products.iter().flat_map(of).collect::<Vec<_>>()
                })
            })
        });
        self.save_csv(COST_TEMPLATE, cost_template(&rows));
    }

    /// Reads a chosen file as a filled template, and says so if it is none.
    pub fn open_costs(self, file: PickedFile) {
        spawn_local(async move {
            if !self.take_costs(&file).await {
                let text = phrase(
                    "这不是成本模板：要有「商品ID」和「成本(元)」两列。没有改动。",
                    "This is no cost template: it needs the columns 商品ID and 成本(元). Nothing was changed.",
                );
                self.say(text.text(self.lang.get_untracked()), None);
            }
        });
    }

    /// Reads a file as a filled template. Says whether it is one.
    pub(super) async fn take_costs(self, file: &PickedFile) -> bool {
        let read = read_costs(file, &BrowserDecoder::default(), &BrowserPace::default()).await;
        let Ok(Some(read)) = read else { return false };
        let (mut fresh, mut changed, mut known, mut strange) = (0, 0, 0, 0);
        self.documents.with_untracked(|documents| {
            self.book.with_untracked(|book| {
                for row in &read.costs {
                    let sold = book.words.find(&row.product);
                    let is_known = sold.is_some_and(|it| book.products.contains_key(&it));
                    strange += usize::from(!is_known);
                    match documents.products.known_cost(&row.product, &row.sku) {
                        None => fresh += 1,
                        before if before == row.cost => known += 1,
                        Some(_) => changed += 1,
                    }
                }
            });
        });
        let (file, read) = (file.name(), Arc::new(read));
        self.costs.set(Some(CostDraft { file, read, fresh, changed, known, strange }));
        true
    }

    /// Stores the costs of the template that was read.
    pub fn commit_costs(self) {
        let Some(draft) = self.costs.get_untracked() else { return };
        self.costs.set(None);
        let count = count_text(i64::try_from(draft.fresh + draft.changed).unwrap_or(i64::MAX));
        let said = phrase("写入了 {} 个成本", "{} cost[s] taken over");
        let rows = draft.read.costs.iter();
        let costs = rows.map(|row| (row.product.clone(), row.sku.clone(), row.cost)).collect();
        self.set_costs(costs, &said.fill(self.lang.get_untracked(), &[&count]));
    }
}
