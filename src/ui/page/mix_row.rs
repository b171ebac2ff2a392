//! A product in the table of the mix: its sales, its gross profit, its role, its costs, and on
//! request the costs of its SKUs.

use super::super::live::live;
use leptos::prelude::*;

use super::super::part::{CostField, FigureText};
use super::mix::{COST, GMV, ORDERS, PROFIT, Picked, ROLE, Row};
use crate::app::App;
use crate::chart::{Cell, role_name};
use crate::metric::{Figure, Gains, Role, SourceKind, Suggestion, Value};
use crate::text::{Lang, count_text, full_money, percent_text, phrase};

#[component]
pub fn MixRow(
    app: App,
    row: Row,
    picked: RwSignal<Picked>,
    /// The product whose SKUs are shown.
    open: RwSignal<String>,
) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let period = app.query.get_untracked().period;
    let figure = |value| Figure::of(value, SourceKind::Orders);
    let cell = |metric, figure| Cell::new(metric, figure, period).keyed("product", row.id.clone());
    let (gmv, orders) = (
        cell("gmv", figure(Value::Money(row.totals.gmv))),
        cell("orders", figure(Value::Count(row.totals.orders))),
    );
    let profit = cell("gross-profit", row.gains.profit_figure(row.missing));
    let profit = Cell { text: Some(profit_text(&row.gains, lang)), ..profit };
    let (pick_id, picked_id) = (row.id.clone(), row.id.clone());
    let pick = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        picked.update(|picked| {
            if on {
                picked.insert(pick_id.clone(), ());
            } else {
                picked.remove(&pick_id);
            }
        });
    };
    let suggestion = row.suggestion.map(|suggestion| suggestion_text(&suggestion, lang));
    let (id, skus_id) = (row.id.clone(), row.id.clone());
    let skus = (row.skus > 0).then(|| skus_button(row.id.clone(), row.skus, open, lang));
    view! {
        <tr class="walk" tabindex="-1">
            <td><label class="pick"><input type="checkbox" disabled=app.watching() aria-label=phrase("选中", "Pick").text(lang) prop:checked=move || picked.with(|picked| picked.contains_key(&picked_id)) on:change=pick /></label></td>
            <th scope="row"><span class="product-name">{row.name.clone()}</span><small>{row.id.clone()}</small></th>
            <td data-label=GMV.text(lang)><FigureText cell=gmv lang /></td>
            <td data-label=ORDERS.text(lang)><FigureText cell=orders lang /></td>
            <td data-label=PROFIT.text(lang)><FigureText cell=profit lang /></td>
            <td data-label=ROLE.text(lang)>{role_select(app, &row.id, row.role, lang)}</td>
            <td data-label=COST.text(lang)><CostField app product=id sku=String::new() />{skus}</td>
            <td class="text">{suggestion}</td>
        </tr>
        {live(move || (open.get() == skus_id).then(|| sku_rows(app, &skus_id, lang)))}
    }
}

/// The select that gives a product its role; there may be several of one product on a page.
pub fn role_select(app: App, product: &str, role: Role, lang: Lang) -> AnyView {
    let (id, key) = (product.to_owned(), product.to_owned());
    let set_role = move |event: leptos::ev::Event| {
        app.set_role(&id, Role::from_id(&event_target_value(&event)));
    };
    let options = Role::ALL.map(|known| {
        view! { <option value=known.id() selected=known == role>{role_name(known).text(lang)}</option> }
    });
    let name = phrase("角色", "Role").text(lang);
    view! {
        <select data-action="role" data-key=key aria-label=name disabled=app.watching() prop:value=role.id() on:change=set_role>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

fn skus_button(id: String, count: usize, open: RwSignal<String>, lang: Lang) -> AnyView {
    let (known, key) = (id.clone(), id.clone());
    let toggle = move |_| {
        let closes = open.with_untracked(|open| *open == id);
        open.set(if closes { String::new() } else { id.clone() });
    };
    view! {
        <button type="button" class="quiet" data-action="sku-costs" data-key=key
            aria-expanded=move || open.with(|open| *open == known).to_string() on:click=toggle>
            {phrase("{} 个规格", "{} SKU[s]").fill(lang, &[&count.to_string()])}
        </button>
    }
    .into_any()
}

/// The SKUs that sold, each with its own cost.
fn sku_rows(app: App, id: &str, lang: Lang) -> AnyView {
    let query = app.query.get();
    let found: Vec<(String, i64)> = app.book.with(|book| {
        let units = book.units(query.period, &query.filter);
        let of = units.iter().filter(|unit| book.words.text(unit.product) == id);
        of.filter_map(|unit| Some((book.words.text(unit.sku?).to_owned(), unit.pieces))).collect()
    });
    let line = |(sku, pieces): (String, i64)| {
        let pieces = phrase("{} 件", "{} piece[s]").fill(lang, &[&count_text(pieces)]);
        view! {
            <li><span>{sku.clone()}</span><small>{pieces}</small><CostField app product=id.to_owned() sku /></li>
        }
    };
    let hint = phrase(
        "规格的成本优先；空着就用商品的成本。",
        "An SKU's cost goes first; left empty, the product's holds.",
    );
    view! {
        <tr class="sku-costs">
            <td colspan="8">
                <p class="note">{hint.text(lang)}</p>
                <ul>{found.into_iter().map(line).collect_view()}</ul>
            </td>
        </tr>
    }
    .into_any()
}

/// `¥1,234.00（34%）`, `…，成本覆盖 62%`, or that nobody knows.
fn profit_text(gains: &Gains, lang: Lang) -> String {
    let Some((profit, margin)) = gains.profit().zip(gains.margin()) else {
        return phrase("毛利未知", "unknown").text(lang).to_owned();
    };
    let text = phrase("{}（{}）", "{} ({})");
    let text = text.fill(lang, &[&full_money(profit), &percent_text(margin)]);
    if gains.costed == gains.gmv {
        return text;
    }
    let covered = gains.coverage_figure(0).value.map_or(0, Value::number);
    text + &phrase("，成本覆盖 {}", ", costs cover {}").fill(lang, &[&percent_text(covered)])
}

/// A suggestion with the numbers that it rests on.
fn suggestion_text(suggestion: &Suggestion, lang: Lang) -> String {
    let mut text = phrase(
        "{}：件单价 {}（中位 {}），{} 单（中位 {}）",
        "{}: {} a piece (median {}), {} order[s] (median {})",
    )
    .fill(
        lang,
        &[
            role_name(suggestion.role).text(lang),
            &full_money(suggestion.piece_value),
            &full_money(suggestion.median_value),
            &count_text(suggestion.orders),
            &count_text(suggestion.median_orders),
        ],
    );
    if let Some(margin) = suggestion.margin {
        text += &phrase("，毛利率 {}", ", margin {}").fill(lang, &[&percent_text(margin)]);
    }
    text
}
