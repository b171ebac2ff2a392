//! The product mix: the chart, and the products with their roles and costs.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{ChartCard, CheckedField, DataTabs, FigureText, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::browser::parse_money;
use crate::chart::Cell;
use crate::domain::{Money, SortedMap, Word, sort_by_key};
use crate::metric::{
    Basis, Dimension, Figure, ProductMix, Role, SourceKind, Suggestion, Totals, Value, by_key,
    suggest_role,
};
use crate::text::{Lang, Phrase, count_text, full_money, percent_text, phrase, plain_money};

/// Products shown at first; more on request.
const SHOWN: usize = 100;

/// Columns, named in the head and, on a phone, beside each cell.
const GMV: Phrase = phrase("成交金额", "GMV");
const ORDERS: Phrase = phrase("订单", "Orders");
const ROLE: Phrase = phrase("角色", "Role");
const COST: Phrase = phrase("成本（元/件）", "Cost a piece");

/// What is called what in the role selects.
const ROLES: [(Role, Phrase); 4] = [
    (Role::Traffic, phrase("引流款", "Traffic")),
    (Role::Profit, phrase("利润款", "Profit")),
    (Role::Image, phrase("形象款", "Image")),
    (Role::Unset, phrase("未设", "Unset")),
];

fn role_name(role: Role, lang: Lang) -> &'static str {
    ROLES.into_iter().find(|(known, _)| *known == role).map_or("", |(_, name)| name.text(lang))
}

/// The ids of the products that are picked.
type Picked = SortedMap<String, ()>;

/// A line of the table.
#[derive(Clone, PartialEq)]
struct Row {
    id: String,
    name: String,
    totals: Totals,
    known: ProductMix,
    suggestion: Option<Suggestion>,
}

#[component]
pub fn MixPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let title =
        Signal::derive(move || phrase("货盘", "Product mix").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    let rows = Memo::new(move |_| rows(app));
    let picked = RwSignal::new(Picked::new());
    let shown = RwSignal::new(SHOWN);
    let first_rows = move || -> Vec<Row> { rows.get().into_iter().take(shown.get()).collect() };
    let more = move || rows.with(Vec::len) > shown.get();
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <BasisPicker app />
        <ChartCard app id="mix" />
        <section class="card mix-table">
            <header>
                <h2>{app.words(phrase("商品角色", "Roles of products"))}</h2>
                <small>{told(move || phrase("{} 个有成交的商品", "{} product[s] that sold").fill(lang(), &[&rows.with(Vec::len).to_string()]))}</small>
                <span class="more">
                    <button type="button" disabled=app.watching() on:click=move |_| app.take_suggestions()>
                        {app.words(phrase("未设的都按建议", "Suggested roles for all unset"))}
                    </button>
                </span>
            </header>
            <Bulk app picked />
            <div class="table-box">
                <table>
                    <thead><tr>
                        <th></th>
                        <th scope="col" class="text">{app.words(phrase("商品", "Product"))}</th>
                        <th scope="col">{app.words(GMV)}</th>
                        <th scope="col">{app.words(ORDERS)}</th>
                        <th scope="col">{app.words(ROLE)}</th>
                        <th scope="col">{app.words(COST)}</th>
                        <th scope="col" class="text">{app.words(phrase("建议", "Suggestion"))}</th>
                    </tr></thead>
                    <tbody>
                        <For
                            each=first_rows
                            key=|row| (row.id.clone(), row.known.role.id(), row.known.cost.map(Money::cents), row.totals.gmv)
                            let:row
                        >
                            <ProductRow app row picked />
                        </For>
                    </tbody>
                </table>
            </div>
            <Show when=more>
                <button type="button" class="quiet" on:click=move |_| shown.update(|shown| *shown += SHOWN)>
                    {app.words(phrase("显示更多", "Show more"))}
                </button>
            </Show>
        </section>
    }
}

fn rows(app: App) -> Vec<Row> {
    app.with_input(None, |input| {
        let query = input.query;
        let totals = by_key(input.book, query.period, &query.filter, Dimension::Product);
        let suggestions = suggest_role(&input.reading(), input.products);
        let row = |(product, totals): (Option<Word>, Totals)| {
            let product = product.filter(|_| totals.orders > 0)?;
            let id = input.book.words.text(product).to_owned();
            let known = input.products.get(&id).copied().unwrap_or_default();
            let name = input.book.product_name(product).to_owned();
            let suggestion = suggestions.get(&product).copied();
            Some(Row { id, name, totals, known, suggestion })
        };
        let mut rows: Vec<Row> = totals.into_iter().filter_map(row).collect();
        sort_by_key(&mut rows, |row| (std::cmp::Reverse(row.totals.gmv), row.id.clone()));
        rows
    })
}

#[component]
fn BasisPicker(app: App) -> impl IntoView {
    const BASES: [(Basis, Phrase); 3] = [
        (Basis::Sku, phrase("按 SKU", "By SKU")),
        (Basis::Gmv, phrase("按成交", "By GMV")),
        (Basis::Profit, phrase("按毛利", "By profit")),
    ];
    view! {
        <div class="segments" role="group">
            {live(move || app.route.with(|route| BASES.into_iter().map(|(basis, name)| {
                let mut other = route.clone();
                other.basis = basis;
                let current = (route.basis == basis).then_some("true");
                view! { <a href=other.href() aria-current=current>{name.text(app.lang.get())}</a> }
            }).collect_view()))}
        </div>
    }
}

/// One role for all ticked products.
#[component]
fn Bulk(app: App, picked: RwSignal<Picked>) -> impl IntoView {
    let apply = move |role: Role| {
        let ids = picked.get_untracked();
        picked.set(Picked::new());
        app.set_roles(ids.into_iter().map(|(id, ())| (id, role)).collect());
    };
    view! {
        <Show when=move || !picked.with(Picked::is_empty)>
            <div class="bulk">
                <span>{told(move || phrase("选中 {} 个，设为", "{} picked; set to").fill(app.lang.get(), &[&picked.with(Picked::len).to_string()]))}</span>
                {ROLES.into_iter().map(|(role, name)| view! {
                    <button type="button" disabled=app.watching() on:click=move |_| apply(role)>{app.words(name)}</button>
                }).collect_view()}
            </div>
        </Show>
    }
}

#[component]
fn ProductRow(app: App, row: Row, picked: RwSignal<Picked>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let period = app.query.get_untracked().period;
    let figure = |value| Figure::of(value, SourceKind::Orders);
    let cell =
        |metric, value| Cell::new(metric, figure(value), period).keyed("product", row.id.clone());
    let (gmv, orders) = (
        cell("gmv", Value::Money(row.totals.gmv)),
        cell("orders", Value::Count(row.totals.orders)),
    );
    let (role_id, pick_id, picked_id) = (row.id.clone(), row.id.clone(), row.id.clone());
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
    let set_role = move |event: leptos::ev::Event| {
        app.set_role(&role_id, Role::from_id(&event_target_value(&event)));
    };
    let options = ROLES.map(|(role, name)| {
        view! { <option value=role.id() selected=role == row.known.role>{name.text(lang)}</option> }
    });
    let suggestion = row.suggestion.map(|suggestion| suggestion_text(&suggestion, lang));
    view! {
        <tr class="walk" tabindex="-1">
            <td><label class="pick"><input type="checkbox" disabled=app.watching() aria-label=phrase("选中", "Pick").text(lang) prop:checked=move || picked.with(|picked| picked.contains_key(&picked_id)) on:change=pick /></label></td>
            <th scope="row"><span class="product-name">{row.name.clone()}</span><small>{row.id.clone()}</small></th>
            <td data-label=GMV.text(lang)><FigureText cell=gmv lang /></td>
            <td data-label=ORDERS.text(lang)><FigureText cell=orders lang /></td>
            <td data-label=ROLE.text(lang)>
                <select data-action="role" data-key=row.id.clone() aria-label=ROLE.text(lang) disabled=app.watching() prop:value=row.known.role.id() on:change=set_role>
                    {options.collect_view()}
                </select>
            </td>
            <td data-label=COST.text(lang)>
                <CostField app product=row.id.clone() cost=row.known.cost />
            </td>
            <td class="text">{suggestion}</td>
        </tr>
    }
}

/// More than this a piece does not cost.
const HIGHEST_COST: Money = Money(10_000_000 * 100);

/// What a piece of a product costs; an empty field is unknown.
#[component]
fn CostField(app: App, product: String, cost: Option<Money>) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let id = format!("cost-{product}");
    let stored = Signal::stored(cost.map(plain_money).unwrap_or_default());
    let allowed = phrase(" 0 到 {} 元的金额，或留空", "an amount from 0 to {} yuan, or nothing");
    let allowed = Signal::stored(allowed.fill(lang, &[&count_text(HIGHEST_COST.cents() / 100)]));
    let store = Callback::new(move |text: String| {
        let wanted = parse_money(&text).filter(|it| (Money::ZERO..=HIGHEST_COST).contains(it));
        let good = wanted.is_some() || text.trim().is_empty();
        if good && wanted != cost {
            app.set_cost(&product, wanted);
        }
        good
    });
    let (name, placeholder) = (phrase("成本", "Cost"), phrase("未知", "unknown"));
    view! {
        <CheckedField app id class="cost" name=name.text(lang) placeholder=placeholder.text(lang) stored allowed store />
    }
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
            role_name(suggestion.role, lang),
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
