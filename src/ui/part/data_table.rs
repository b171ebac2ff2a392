//! A big table: sorted by its heads, with the columns that the operator chose, copied as it stands.
//!
//! Only rows in view are in the page, with room for the others above and below, so that ten
//! thousand rows scroll like ten. Every row has the same height, in the stylesheet and here. Print
//! has more of them, and says how many it leaves out.
//!
//! Rows are written as markup and not as views: a cell costs a tenth of what it would.

use std::ops::Range;
use std::sync::Arc;

use super::super::live::{live, told};
use super::plain::plain;
use leptos::html::{Tbody, Tfoot};
use leptos::prelude::*;

use crate::app::App;
use crate::browser::{place_rows, scrolled};
use crate::chart::{Frame, GridColumn, GridItem, Sorting, in_order};
use crate::report::{Html, figure, lines_csv, lines_tsv};
use crate::text::{Phrase, count_text, phrase};

/// CSS pixels of a row; `--row` in the stylesheet.
const ROW: usize = 45;
/// A view that is as high as the highest that the stylesheet allows, until it is scrolled.
const VIEW: usize = 900;
/// Rows that are drawn before the others: no view is higher.
const FIRST: usize = VIEW.div_ceil(ROW);
/// Rows that are printed at most.
const PRINTED: usize = 500;

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
    name: Phrase,
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
    let lines = Callback::new(move |()| {
        let order = order.with_untracked(|(_, order)| order.to_vec());
        rows.lines.run((order, shown.get_untracked()))
    });
    let (body, foot) = (NodeRef::<Tbody>::new(), NodeRef::<Tfoot>::new());
    show_rows(app, body, rows, Shown { columns: shown, order, frame });
    Effect::new(move |_| {
        let (_, element) = (order.track(), foot.get());
        let total = |at: &usize| untrack(|| rows.total.run(*at));
        let items = shown.with(|shown| shown.iter().map(total).collect());
        let mut html = Html::default();
        html.element("tr", &[], |html| cells(html, app, items));
        _ = element.map(|element| place_rows(&element, 0..0, &html.into_text(), ""));
    });
    view! {
        <Tools app name columns shown lines />
        <div
            class="data-table"
            role="region"
            tabindex="0"
            aria-label=app.words(name)
            style:--columns=told(move || shown.with(Vec::len).to_string())
            on:scroll=move |event| if let Some(at) = scrolled(&event) { view.set(at) }
        >
            <table aria-rowcount=told(move || (order.with(|(_, order)| order.len()) + 2).to_string())>
                <thead>{live(move || heads(app, columns, &shown.get(), sorting))}</thead>
                {gap(told(move || format!("{}px", frame.get().above)))}
                <tbody node_ref=body></tbody>
                {gap(told(move || format!("{}px", frame.get().below)))}
                <tfoot node_ref=foot></tfoot>
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
    view! { <tbody class="gap" aria-hidden="true"><tr><td style:height=height></td></tr></tbody> }
        .into_any()
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
    name: Phrase,
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
                app.save_lines(name.text(app.lang.get_untracked()), lines_csv(&lines.run(())));
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

/// What of the table is shown.
#[derive(Clone, Copy)]
struct Shown {
    columns: Memo<Vec<usize>>,
    order: Memo<Order>,
    frame: Memo<Frame>,
}

/// Keeps the rows of the frame in the page: as it is scrolled, those that stay are left alone. For
/// print there are all, up to a number.
fn show_rows(app: App, body: NodeRef<Tbody>, rows: GridRows, shown: Shown) {
    let there = StoredValue::new((0u32, 0..0));
    let slot = app.slot();
    let draw = move |wanted: Wanted| {
        let Some(Some(body)) = body.try_get_untracked() else { return };
        let (version, order) = shown.order.get_untracked();
        let frame = shown.frame.get_untracked();
        let printing = wanted == Wanted::Print;
        let wanted = match wanted {
            Wanted::First => 0..FIRST.min(frame.to),
            Wanted::Frame => frame.from..frame.to,
            Wanted::Print => 0..order.len().min(PRINTED),
        };
        let (known, was) = there.get_value();
        let keep = if known == version { common(&was, &wanted) } else { 0..0 };
        let write = |places: Range<usize>| {
            let mut html = Html::default();
            for place in places {
                line(&mut html, app, rows, &shown, place);
            }
            html
        };
        let (above, mut below) = match keep.is_empty() {
            true => (Html::default(), write(wanted.clone())),
            false => (write(wanted.start..keep.start), write(keep.end..wanted.end)),
        };
        let left_out = order.len() - wanted.end;
        if printing && left_out > 0 {
            let columns = shown.columns.with_untracked(Vec::len);
            left_out_line(&mut below, app, left_out, columns);
        }
        let kept = keep.start.saturating_sub(was.start)..keep.end.saturating_sub(was.start);
        place_rows(&body, kept, &above.into_text(), &below.into_text());
        there.set_value((version, wanted));
    };
    Effect::new(move |_| {
        body.track();
        shown.order.track();
        shown.frame.track();
        let (version, _) = shown.order.get_untracked();
        if there.with_value(|(known, rows)| *known == version && !rows.is_empty()) {
            return draw(Wanted::Frame);
        }
        if shown.frame.with_untracked(|frame| frame.from > 0) {
            return draw(Wanted::Frame);
        }
        draw(Wanted::First);
        app.later(slot, move || draw(Wanted::Frame));
    });
    // Before the picture of the page is taken there is no turn for signals.
    let before = window_event_listener(leptos::ev::beforeprint, move |_| draw(Wanted::Print));
    let after = window_event_listener(leptos::ev::afterprint, move |_| draw(Wanted::Frame));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// Which rows are to be in the page.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    /// Those that are looked at before it is scrolled.
    First,
    Frame,
    Print,
}

/// What two ranges share.
fn common(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let shared = one.start.max(other.start)..one.end.min(other.end);
    if shared.is_empty() { 0..0 } else { shared }
}

fn left_out_line(html: &mut Html, app: App, count: usize, columns: usize) {
    let words =
        phrase("另有 {} 行没有打印；存成 CSV 有全部。", "{} more not printed; the CSV has all.");
    let count = count_text(i64::try_from(count).unwrap_or(0));
    let text = words.fill(app.lang.get_untracked(), &[&count]);
    html.element("tr", &[("class", "left-out")], |html| {
        html.leaf("td", &[("class", "text"), ("colspan", &columns.to_string())], &text);
    });
}

fn line(html: &mut Html, app: App, rows: GridRows, shown: &Shown, place: usize) {
    let row = shown.order.with_untracked(|(_, order)| order.get(place).copied());
    let Some(row) = row else { return };
    let item = |at: &usize| untrack(|| rows.item.run((row, *at)));
    let items = shown.columns.with_untracked(|columns| columns.iter().map(item).collect());
    let number = (place + 2).to_string();
    let attributes = [("class", "walk"), ("tabindex", "-1"), ("aria-rowindex", number.as_str())];
    html.element("tr", &attributes, |html| cells(html, app, items));
}

/// The cells of a row; the first names it.
fn cells(html: &mut Html, app: App, items: Vec<GridItem>) {
    for (place, item) in items.iter().enumerate() {
        match place {
            0 => html.element("th", &[("scope", "row")], |html| inner(html, app, item)),
            _ => html.element("td", &[], |html| inner(html, app, item)),
        }
    }
}

fn inner(html: &mut Html, app: App, item: &GridItem) {
    let extra = |html: &mut Html| {
        if let Some((class, text)) = &item.extra {
            html.leaf("small", &[("class", class)], text);
        }
    };
    match (&item.cell, &item.jump) {
        (Some(cell), _) => {
            figure(html, cell, &cell.shown());
            extra(html);
        }
        (None, Some(jump)) => {
            let address = app.route.with_untracked(|route| route.jumped(jump)).href();
            html.element("a", &[("href", &address), ("title", &item.text)], |html| {
                html.leaf("span", &[], &item.text);
                extra(html);
            });
        }
        (None, None) => {
            html.text(&item.text);
            extra(html);
        }
    }
}

/// A table of a few lines.
pub fn small_table(app: App, heads: &[crate::text::Phrase], lines: Vec<Vec<GridItem>>) -> AnyView {
    let lang = app.lang.get();
    let mut html = Html::default();
    html.element("table", &[("class", "small-table")], |html| {
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                for head in heads {
                    html.leaf("th", &[("scope", "col")], head.text(lang));
                }
            });
        });
        html.element("tbody", &[], |html| {
            for line in lines {
                html.element("tr", &[], |html| cells(html, app, line));
            }
        });
    });
    plain("table-box", html)
}
