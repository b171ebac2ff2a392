//! A big table: sorted by its heads, with the columns that the operator chose, copied as it stands.
//!
//! Only rows in view are in the page, with room for the others above and below, so that ten
//! thousand rows scroll like ten. Every row has the same height, in the stylesheet and here.

use std::sync::Arc;

use super::super::live::{live, told};
use super::figure::FigureText;
use leptos::prelude::*;

use crate::app::App;
use crate::browser::scrolled;
use crate::chart::{Frame, GridColumn, GridItem, Sorting, in_order};
use crate::report::{lines_csv, lines_tsv};
use crate::text::{Phrase, phrase};

/// CSS pixels of a row; `--row` in the stylesheet.
const ROW: usize = 45;
/// A view that is as high as the highest that the stylesheet allows, until it is scrolled.
const VIEW: usize = 900;

/// Cells by line.
type Lines = Vec<Vec<String>>;

/// What fills the table; all but the count are asked without being followed.
#[derive(Clone, Copy)]
pub struct GridRows {
    /// Follows whatever a cell could show.
    pub count: Signal<usize>,
    /// What the rows are sorted by in a column.
    pub numbers: Callback<usize, Vec<Option<i64>>>,
    /// The cell of a row and a column.
    pub item: Callback<(usize, usize), GridItem>,
    /// The cell of the last row.
    pub total: Callback<usize, GridItem>,
    /// Rows and columns as lines of cells.
    pub lines: Callback<(Vec<usize>, Vec<usize>), Lines>,
}

/// The rows in their order, with a number that is new whenever a cell may have changed.
type Order = (u32, Arc<Vec<usize>>);

#[component]
pub fn DataTable(
    app: App,
    /// What it is called when it is saved.
    name: &'static str,
    columns: &'static [GridColumn],
    rows: GridRows,
    /// Ids of the columns that are shown; nothing for the usual ones.
    chosen: Signal<Vec<String>>,
) -> impl IntoView {
    let sorting = RwSignal::new(Sorting { column: 1, falling: true });
    let view = RwSignal::new((0, VIEW));
    let shown = Memo::new(move |_| chosen.with(|chosen| shown_columns(columns, chosen)));
    let order = ordered(rows, shown, sorting);
    let frame = Memo::new(move |_| {
        let (top, height) = view.get();
        Frame::of(order.with(|(_, order)| order.len()), ROW, top, height)
    });
    let in_view = move || -> Vec<(u32, usize, usize)> {
        let frame = frame.get();
        order.with(|(version, order)| {
            let rows = order.iter().enumerate().skip(frame.from).take(frame.to - frame.from);
            rows.map(|(place, row)| (*version, place, *row)).collect()
        })
    };
    let lines = Callback::new(move |()| {
        let order = order.with_untracked(|(_, order)| order.to_vec());
        rows.lines.run((order, shown.get_untracked()))
    });
    let totals = move || {
        order.track();
        let cells = shown.get().into_iter().map(|at| untrack(|| cell(app, at, rows.total.run(at))));
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <Tools app name columns shown lines />
        <div
            class="data-table"
            role="region"
            tabindex="0"
            aria-label=name
            style:--columns=told(move || shown.with(Vec::len).to_string())
            on:scroll=move |event| if let Some(at) = scrolled(&event) { view.set(at) }
        >
            <table aria-rowcount=told(move || (order.with(|(_, order)| order.len()) + 2).to_string())>
                <thead>{live(move || heads(app, columns, &shown.get(), sorting))}</thead>
                <tbody>
                    {gap(told(move || format!("{}px", frame.get().above)))}
                    <For
                        each=in_view
                        key=|row| *row
                        children=move |(_, place, row)| line(app, rows, place, row, shown.get_untracked())
                    />
                    {gap(told(move || format!("{}px", frame.get().below)))}
                </tbody>
                <tfoot>{live(totals)}</tfoot>
            </table>
        </div>
    }
}

/// Follows what the table is sorted by and whatever a cell could show.
fn ordered(rows: GridRows, shown: Memo<Vec<usize>>, sorting: RwSignal<Sorting>) -> Memo<Order> {
    Memo::new(move |old: Option<&Order>| {
        rows.count.track();
        shown.track();
        let Sorting { column, falling } = sorting.get();
        let numbers = untrack(|| rows.numbers.run(column));
        (old.map_or(0, |(version, _)| version + 1), Arc::new(in_order(&numbers, falling)))
    })
}

/// The room of the rows that are not in view.
fn gap(height: Signal<String>) -> AnyView {
    view! { <tr class="gap" aria-hidden="true"><td style:height=height></td></tr> }.into_any()
}

/// The places of the columns that are shown, the first always among them.
fn shown_columns(columns: &[GridColumn], chosen: &[String]) -> Vec<usize> {
    let is_shown = |(place, column): &(usize, &GridColumn)| {
        let usual = chosen.is_empty() && column.usual;
        *place == 0 || usual || chosen.iter().any(|id| id == column.id)
    };
    columns.iter().enumerate().filter(is_shown).map(|(place, _)| place).collect()
}

const COPIED: Phrase = phrase("表格已复制，可以粘到 Excel", "Copied: paste it into a spreadsheet");

/// What can be done with the table.
#[component]
fn Tools(
    app: App,
    name: &'static str,
    columns: &'static [GridColumn],
    shown: Memo<Vec<usize>>,
    lines: Callback<(), Lines>,
) -> impl IntoView {
    let choose = move |place: usize, on: bool| {
        let mut places = shown.get_untracked();
        places.retain(|known| *known != place);
        places.extend(on.then_some(place));
        let chosen = columns.iter().enumerate().filter(|(at, _)| *at == 0 || places.contains(at));
        app.set_columns(chosen.map(|(_, column)| column.id.to_owned()).collect());
    };
    let boxes = columns.iter().enumerate().skip(1).map(move |(place, column)| {
        view! {
            <label title=app.words(column.hint)>
                <input
                    type="checkbox"
                    data-column=column.id
                    disabled=app.watching()
                    prop:checked=told(move || shown.with(|shown| shown.contains(&place)))
                    on:change=move |event| choose(place, event_target_checked(&event))
                />
                {app.words(column.name)}
            </label>
        }
        .into_any()
    });
    view! {
        <div class="table-tools no-print">
            <details>
                <summary>{app.words(phrase("选择列", "Columns"))}</summary>
                <div class="boxes">{boxes.collect_view()}</div>
            </details>
            <button type="button" data-action="copy-table" on:click=move |_| app.copy(lines_tsv(&lines.run(())), COPIED)>
                {app.words(phrase("复制表格", "Copy table"))}
            </button>
            <button type="button" class="quiet" on:click=move |_| {
                app.save_csv(&format!("{name}.csv"), lines_csv(&lines.run(())));
            }>"CSV"</button>
        </div>
    }
}

fn heads(
    app: App,
    columns: &'static [GridColumn],
    shown: &[usize],
    sorting: RwSignal<Sorting>,
) -> AnyView {
    let lang = app.lang.get();
    let now = sorting.get();
    let head = |&at: &usize| {
        let column = columns.get(at)?;
        let told = now.told(at);
        let press = move |_| sorting.update(|sorting| *sorting = sorting.pressed(at));
        Some(view! {
            <th scope="col" aria-sort=told data-column=column.id>
                <button type="button" title=column.hint.text(lang) on:click=press>{column.name.text(lang)}</button>
            </th>
        }.into_any())
    };
    let heads: Vec<AnyView> = shown.iter().filter_map(head).collect();
    view! { <tr>{heads}</tr> }.into_any()
}

fn line(app: App, rows: GridRows, place: usize, row: usize, shown: Vec<usize>) -> AnyView {
    let cells = shown.into_iter().map(|at| untrack(|| cell(app, at, rows.item.run((row, at)))));
    view! {
        <tr class="walk" tabindex="-1" aria-rowindex=(place + 2).to_string()>{cells.collect_view()}</tr>
    }
    .into_any()
}

/// A cell; the first of a row names it.
fn cell(app: App, place: usize, item: GridItem) -> AnyView {
    let lang = app.lang.get_untracked();
    let leads = item.jump.map(|jump| app.route.with_untracked(|route| route.jumped(&jump)));
    let extra = item.extra.map(|(class, text)| view! { <small class=class>{text}</small> });
    let inner = match (item.cell, leads) {
        (Some(cell), _) => view! { <FigureText cell lang />{extra} }.into_any(),
        (None, Some(route)) => {
            let whole = item.text.clone();
            view! { <a href=route.href() title=whole><span>{item.text}</span>{extra}</a> }
                .into_any()
        }
        (None, None) => view! { {item.text}{extra} }.into_any(),
    };
    if place == 0 {
        view! { <th scope="row">{inner}</th> }.into_any()
    } else {
        view! { <td>{inner}</td> }.into_any()
    }
}

/// A table of a few lines.
pub fn small_table(app: App, heads: &[crate::text::Phrase], lines: Vec<Vec<GridItem>>) -> AnyView {
    let lang = app.lang.get();
    let heads =
        heads.iter().map(|head| view! { <th scope="col">{head.text(lang)}</th> }.into_any());
    let line = |line: Vec<GridItem>| {
        let cells = line.into_iter().enumerate().map(|(place, item)| cell(app, place, item));
        view! { <tr>{cells.collect_view()}</tr> }.into_any()
    };
    view! {
        <div class="table-box">
            <table class="small-table">
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
