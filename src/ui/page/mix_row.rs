//! A product in the table of the mix: its sales, its gross profit, its role, its costs, and on
//! request the costs of its SKUs.

use std::sync::Arc;

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{CostField, FigureText};
use super::mix::{COST, GMV, ORDERS, PROFIT, Picked, ROLE, Row, Rows};
use crate::app::App;
use crate::chart::{Cell, role_name};
use crate::domain::Period;
use crate::metric::{Figure, Gains, Role, SourceKind, Suggestion, Value};
use crate::text::{Lang, count_text, full_money, percent_text, phrase};

#[component]
pub fn MixRow(
    app: App,
    id: String,
    rows: Memo<Arc<Rows>>,
    /// The table is in view.
    seen: StoredValue<bool>,
    picked: RwSignal<Picked>,
    /// The product whose SKUs are shown.
    open: RwSignal<String>,
) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let turns = app.turns(app.slot(), seen);
    let known = id.clone();
    let row = Memo::new(move |before: Option<&Option<Told>>| {
        turns.track();
        let period = app.query.get_untracked().period;
        let row = rows.with_untracked(|rows| rows.get(&known).cloned());
        // A product that no longer sells is about to leave the table.
        row.map(|row| (row, period)).or_else(|| before.cloned().flatten())
    });
    let piece = move |make: fn(&Told, Lang) -> AnyView| {
        live(move || row.with(|row| row.as_ref().map(|row| make(row, lang))))
    };
    let role = move || row.with(|row| row.as_ref().map_or(Role::Unset, |(row, _)| row.role));
    let role = Memo::new(move |_| role());
    let name = row.with_untracked(|row| row.as_ref().map(|(row, _)| row.name.clone()));
    let (role_id, cost_id, skus_id, open_id) = (id.clone(), id.clone(), id.clone(), id.clone());
    let skus = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |(row, _)| row.skus)));
    let button = move || match skus.get() {
        0 => None,
        count => Some(skus_button(skus_id.clone(), count, open, lang)),
    };
    view! {
        <tr class="walk" tabindex="-1">
            <td>{pick_box(app, id.clone(), picked, lang)}</td>
            <th scope="row"><span class="product-name">{name}</span><small>{id}</small></th>
            <td data-label=GMV.text(lang)>{piece(gmv)}</td>
            <td data-label=ORDERS.text(lang)>{piece(orders)}</td>
            <td data-label=PROFIT.text(lang)>{piece(profit)}</td>
            <td data-label=ROLE.text(lang)>{live(move || role_select(app, &role_id, role.get(), lang))}</td>
            <td data-label=COST.text(lang)><CostField app product=cost_id sku=String::new() />{live(button)}</td>
            <td class="text">{piece(suggestion)}</td>
        </tr>
        {live(move || (open.get() == open_id).then(|| sku_rows(app, &open_id, lang)))}
    }
}

/// What is told of a product, and of which days.
type Told = (Row, Period);

fn cell((row, period): &Told, metric: &'static str, figure: Figure) -> Cell {
    Cell::new(metric, figure, *period).keyed("product", row.id.clone())
}

fn gmv(told: &Told, lang: Lang) -> AnyView {
    let figure = Figure::of(Value::Money(told.0.totals.gmv), SourceKind::Orders);
    view! { <FigureText cell=cell(told, "gmv", figure) lang /> }.into_any()
}

fn orders(told: &Told, lang: Lang) -> AnyView {
    let figure = Figure::of(Value::Count(told.0.totals.orders), SourceKind::Orders);
    view! { <FigureText cell=cell(told, "orders", figure) lang /> }.into_any()
}

fn profit(told: &Told, lang: Lang) -> AnyView {
    let profit = cell(told, "gross-profit", told.0.gains.profit_figure(told.0.missing));
    let cell = Cell { text: Some(profit_text(&told.0.gains, lang)), ..profit };
    view! { <FigureText cell lang /> }.into_any()
}

fn suggestion(told: &Told, lang: Lang) -> AnyView {
    told.0.suggestion.map(|suggestion| suggestion_text(&suggestion, lang)).into_any()
}

/// The box that ticks a product.
fn pick_box(app: App, id: String, picked: RwSignal<Picked>, lang: Lang) -> AnyView {
    let known = id.clone();
    let pick = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        picked.update(|picked| {
            if on {
                picked.insert(id.clone(), ());
            } else {
                picked.remove(&id);
            }
        });
    };
    let checked = told(move || picked.with(|picked| picked.contains_key(&known)));
    let name = phrase("选中", "Pick").text(lang);
    view! {
        <label class="pick"><input type="checkbox" disabled=app.watching() aria-label=name prop:checked=checked on:change=pick /></label>
    }
    .into_any()
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
