//! The product mix: its shares, the quadrant where products are given other roles, the fewest
//! changes to the targets, and the products with their roles and costs.

use std::sync::Arc;

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    ChartCard, CostForm, DataTabs, FigureText, MoveList, PageHead, PeriodPicker, follow_sight,
};
use super::mix_row::{MixRow, role_select};
use super::{FilterLine, period_lead};
use crate::app::route::Page;
use crate::app::{App, Slot};
use crate::chart::{Cell, role_name};
use crate::domain::{SortedMap, Word, sort_by_key};
use crate::metric::{
    Basis, Dimension, Gains, ProductSum, Role, Suggestion, Totals, by_key, metric, mix,
    suggest_role,
};
use crate::text::{Lang, Phrase, phrase};

/// Products shown at first; more on request.
const SHOWN: usize = 100;

/// Lines made in one go while nobody looks.
const BATCH: usize = 6;

/// Columns, named in the head and, on a phone, beside each cell.
pub(super) const GMV: Phrase = phrase("成交金额", "GMV");
pub(super) const ORDERS: Phrase = phrase("订单", "Orders");
pub(super) const PROFIT: Phrase = phrase("毛利", "Gross profit");
pub(super) const ROLE: Phrase = phrase("角色", "Role");
pub(super) const COST: Phrase = phrase("成本（元/件）", "Cost a piece");

/// The ids of the products that are picked.
pub(super) type Picked = SortedMap<String, ()>;

/// A line of the table.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    pub id: String,
    pub name: String,
    pub totals: Totals,
    pub role: Role,
    pub gains: Gains,
    /// Days without data.
    pub missing: i32,
    /// SKUs that sold and are told apart.
    pub skus: usize,
    pub suggestion: Option<Suggestion>,
}

#[component]
pub fn MixPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title =
        Signal::derive(move || phrase("货盘", "Product mix").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    let rows = Memo::new(move |_| Arc::new(rows(app)));
    let chosen = RwSignal::new(None::<String>);
    let pick = Callback::new(move |id: String| {
        chosen.set(Some(id));
    });
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <BasisPicker app />
        {live(move || gains(app))}
        <ChartCard app id="mix" />
        <ChartCard app id="quadrant" pick />
        {live(move || chosen.get().and_then(|id| rows.with(|rows| chosen_product(app, rows, &id, chosen))))}
        <MoveList app />
        <Products app rows />
    }
}

/// The lines of the table, and where each product stands among them.
#[derive(PartialEq)]
pub(super) struct Rows {
    list: Vec<Row>,
    places: SortedMap<String, usize>,
}

impl Rows {
    pub fn get(&self, id: &str) -> Option<&Row> {
        self.list.get(*self.places.get(id)?)
    }
}

#[component]
fn Products(app: App, rows: Memo<Arc<Rows>>) -> impl IntoView {
    let lang = move || app.lang.get();
    let picked = RwSignal::new(Picked::new());
    let open = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    let place = NodeRef::new();
    let seen = follow_sight(place);
    let ids = lines(app, rows, shown, seen);
    let count = move || rows.with(|rows| rows.list.len());
    let more = move || count() > shown.get();
    view! {
        <section class="card mix-table" node_ref=place>
            <header>
                <h2>{app.words(phrase("商品角色与成本", "Roles and costs of products"))}</h2>
                <small>{told(move || phrase("{} 个有成交的商品", "{} product[s] that sold").fill(lang(), &[&count().to_string()]))}</small>
                <span class="more">
                    <button type="button" disabled=app.watching() on:click=move |_| app.take_suggestions()>
                        {app.words(phrase("未设的都按建议", "Suggested roles for all unset"))}
                    </button>
                </span>
            </header>
            <CostForm app />
            <Bulk app picked />
            <div class="table-box">
                <table>
                    <thead><tr>
                        <th></th>
                        <th scope="col" class="text">{app.words(phrase("商品", "Product"))}</th>
                        {[GMV, ORDERS, PROFIT, ROLE, COST].map(|name| view! { <th scope="col">{app.words(name)}</th> }).collect_view()}
                        <th scope="col" class="text">{app.words(phrase("建议", "Suggestion"))}</th>
                    </tr></thead>
                    <tbody>
                        <For each=move || ids.get() key=|id| id.clone() let:id>
                            <MixRow app id rows seen picked open />
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

/// The products that have a line. A line is made once and follows what is told of its product; out
/// of sight those that come new are made a few at a time.
fn lines(
    app: App,
    rows: Memo<Arc<Rows>>,
    shown: RwSignal<usize>,
    seen: StoredValue<bool>,
) -> RwSignal<Vec<String>> {
    let ids = RwSignal::new(Vec::<String>::new());
    let slot = app.slot();
    let turns = app.turns(slot, seen);
    Effect::new(move |_| {
        turns.track();
        shown.track();
        grow(app, slot, rows, shown, ids, if seen.get_value() { usize::MAX } else { BATCH });
    });
    ids
}

/// Puts the wanted lines in place, `fresh` new ones at most, and the next ones in line.
fn grow(
    app: App,
    slot: Slot,
    rows: Memo<Arc<Rows>>,
    shown: RwSignal<usize>,
    ids: RwSignal<Vec<String>>,
    mut fresh: usize,
) {
    let known = ids.try_get_untracked();
    let Some((told, known)) = rows.try_get_untracked().zip(known) else { return };
    let wanted = || told.list.iter().take(shown.get_untracked()).map(|row| &row.id);
    let mut next = Vec::new();
    for id in wanted() {
        let is_known = known.contains(id);
        if is_known || fresh > 0 {
            fresh -= usize::from(!is_known);
            next.push(id.clone());
        }
    }
    let more = next.len() < wanted().count();
    ids.set(next);
    if more {
        app.later(slot, move || grow(app, slot, rows, shown, ids, BATCH));
    }
}

fn rows(app: App) -> Rows {
    app.with_input(None, |input| {
        let query = input.query;
        let totals = by_key(input.book, query.period, &query.filter, Dimension::Product);
        let reading = input.reading();
        let mix = mix(&reading, input.products);
        let suggestions = suggest_role(&mix);
        let sums: SortedMap<Word, &ProductSum> =
            mix.products.iter().map(|sum| (sum.product, sum)).collect();
        let units = input.book.units(query.period, &query.filter);
        let row = |(product, totals): (Option<Word>, Totals)| {
            let product = product.filter(|_| totals.orders > 0)?;
            let sum = sums.get(&product)?;
            let from = units.partition_point(|unit| unit.product < product);
            let of = units.get(from..)?.iter().take_while(|unit| unit.product == product);
            Some(Row {
                id: input.book.words.text(product).to_owned(),
                name: input.book.product_name(product).to_owned(),
                totals,
                role: sum.role,
                gains: sum.count.gains,
                missing: mix.missing,
                skus: of.filter(|unit| unit.sku.is_some()).count(),
                suggestion: suggestions.get(&product).copied(),
            })
        };
        let mut rows: Vec<Row> = totals.into_iter().filter_map(row).collect();
        sort_by_key(&mut rows, |row| (std::cmp::Reverse(row.totals.gmv), row.id.clone()));
        let places = rows.iter().enumerate().map(|(place, row)| (row.id.clone(), place)).collect();
        Rows { list: rows, places }
    })
}

/// Gross profit of all, and how far the known costs go.
fn gains(app: App) -> AnyView {
    let lang = app.lang.get();
    let period = app.query.get().period;
    let (gains, missing) = app.with_input(None, |input| {
        let mix = mix(&input.reading(), input.products);
        (mix.all.gains, mix.missing)
    });
    let unknown = phrase("未知", "unknown").text(lang);
    let cells = [
        ("gross-profit", gains.profit_figure(missing)),
        ("gross-margin", gains.margin_figure(missing)),
        ("cost-coverage", gains.coverage_figure(missing)),
    ];
    let cell = |(id, figure): (&'static str, crate::metric::Figure)| {
        let name = metric(id).map_or("", |metric| metric.name.text(lang));
        let text = figure.value.is_none().then(|| unknown.to_owned());
        let cell = Cell { text, ..Cell::new(id, figure, period) };
        view! { <span><a href=app.beside(Page::Glossary)>{name}</a><b><FigureText cell lang /></b></span> }
    };
    view! { <p class="card mix-gains">{cells.map(cell).collect_view()}</p> }.into_any()
}

/// The product that was picked in the quadrant, with its role to be changed at once.
fn chosen_product(
    app: App,
    rows: &Rows,
    id: &str,
    chosen: RwSignal<Option<String>>,
) -> Option<AnyView> {
    let row = rows.get(id)?;
    let lang = app.lang.get();
    let view = view! {
        <div class="card mix-chosen" role="status" data-testid="chosen-product" data-key=row.id.clone()>
            <b>{row.name.clone()}</b>
            <small>{row.id.clone()}</small>
            {role_select(app, &row.id, row.role, lang)}
            <button type="button" class="quiet" on:click=move |_| chosen.set(None)>{phrase("关闭", "Close").text(lang)}</button>
        </div>
    };
    Some(view.into_any())
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
    let name = move |role: Role| Signal::derive(move || short_name(role, app.lang.get()));
    view! {
        <Show when=move || !picked.with(Picked::is_empty)>
            <div class="bulk">
                <span>{told(move || phrase("选中 {} 个，设为", "{} picked; set to").fill(app.lang.get(), &[&picked.with(Picked::len).to_string()]))}</span>
                {Role::ALL.into_iter().map(|role| view! {
                    <button type="button" disabled=app.watching() on:click=move |_| apply(role)>{name(role)}</button>
                }).collect_view()}
            </div>
        </Show>
    }
}

fn short_name(role: Role, lang: Lang) -> &'static str {
    role_name(role).text(lang)
}
