//! What a piece costs, of a 商品规格 or of a product; an empty field is unknown.

use leptos::prelude::*;

use super::CheckedField;
use crate::app::App;
use crate::browser::parse_money;
use crate::domain::Money;
use crate::import::HIGHEST_COST;
use crate::text::{count_text, phrase, plain_money};

#[component]
pub fn CostField(
    app: App,
    product: String,
    /// 商品规格; empty for the product.
    sku: String,
) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let id = match sku.as_str() {
        "" => format!("cost-{product}"),
        sku => format!("cost-{product}-{sku}"),
    };
    let of = StoredValue::new((product, sku));
    let known = move || {
        of.with_value(|(product, sku)| {
            app.documents.with(|documents| documents.products.known_cost(product, sku))
        })
    };
    let stored = Signal::derive(move || known().map(plain_money).unwrap_or_default());
    let allowed = phrase(" 0 到 {} 元的金额，或留空", "an amount from 0 to {} yuan, or nothing");
    let allowed = Signal::stored(allowed.fill(lang, &[&count_text(HIGHEST_COST.cents() / 100)]));
    let store = Callback::new(move |text: String| {
        let wanted = parse_money(&text).filter(|it| (Money::ZERO..=HIGHEST_COST).contains(it));
        let good = wanted.is_some() || text.trim().is_empty();
        if good && wanted != untrack(known) {
            of.with_value(|(product, sku)| app.set_cost(product, sku, wanted));
        }
        good
    });
    let (name, placeholder) = (phrase("成本", "Cost"), phrase("未知", "unknown"));
    view! {
        <CheckedField app id class="cost" name=name.text(lang) placeholder=placeholder.text(lang) stored allowed store />
    }
}
