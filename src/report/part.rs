//! What chapters are made of: figures, charts, tables, notes.

use super::html::Html;
use super::page::ReportInput;
use crate::chart::{Cell, Chart, Ink, Jump, Look, Spec, Table, TableRow, render};
use crate::domain::{Word, ratio_millionths, sort_by_key};
use crate::metric::{Dimension, Metric, Reading, Totals, by_key, metric};
use crate::text::{Lang, Phrase, percent_text, phrase};

/// Logical widths of charts: a desktop or A4 column, and a phone.
const WIDE: u32 = 680;
const NARROW: u32 = 330;

/// What a split tells of each part.
const SPLIT: [&str; 3] = ["gmv", "orders", "refund-rate"];

/// A figure with its attributes; `short` for cards, the full number else.
pub fn figure(html: &mut Html, cell: &Cell, shown: &str) {
    let attributes = cell.attributes();
    let mut pairs: Vec<(&str, &str)> =
        attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.push(("class", if cell.muted { "figure flat" } else { "figure" }));
    html.leaf("span", &pairs, shown);
}

/// A strip of figures, each with its name and its change.
pub(super) fn strip(html: &mut Html, input: &ReportInput<'_>, ids: &[&str]) {
    if ids.is_empty() {
        return;
    }
    html.element("dl", &[("class", "strip")], |html| {
        for metric in ids.iter().filter_map(|id| metric(id)) {
            html.element("div", &[], |html| card(html, input, metric));
        }
    });
}

fn card(html: &mut Html, input: &ReportInput<'_>, metric: &'static Metric) {
    let lang = input.chart.lang;
    let reading = input.chart.reading();
    let figure_now = (metric.figure)(&reading);
    html.leaf("dt", &[], metric.name.text(lang));
    html.element("dd", &[], |html| {
        let period = if metric.by_clock {
            crate::domain::Period::day(input.chart.anchor.now.day())
        } else {
            reading.period()
        };
        let cell = Cell::new(metric.id, figure_now, period);
        let shown = figure_now.value.map_or_else(|| "—".to_owned(), |value| value.short(lang));
        figure(html, &cell, &shown);
        for note in figure_notes(metric, &cell, lang) {
            html.leaf("small", &[], &note);
        }
    });
}

/// What must be known beside a number.
fn figure_notes(metric: &Metric, cell: &Cell, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if cell.figure.upper {
        notes.push(phrase("上限（人数跨天相加）", "upper bound").text(lang).to_owned());
    }
    match cell.figure.approx {
        Some("refund") => {
            notes.push(phrase("含估算退款", "estimated refunds").text(lang).to_owned())
        }
        Some(_) => notes
            .push(phrase("近似：按提交时间", "approximate: by submit time").text(lang).to_owned()),
        None => {}
    }
    if cell.figure.missing > 0 && cell.figure.value.is_some() && !metric.by_clock {
        let days = cell.figure.missing.to_string();
        notes.push(phrase("缺 {} 天", "{} day[s] missing").fill(lang, &[&days]));
    }
    notes
}

/// A chart by its id: twice drawn, for wide and narrow readers, with its table.
pub(super) fn chart(html: &mut Html, input: &ReportInput<'_>, id: &str) {
    let Some(kind) = crate::chart::CHARTS.iter().find(|kind| kind.id == id) else { return };
    let chart = kind.chart(&input.chart);
    html.element("figure", &[("data-chart", chart.id)], |html| {
        html.element("figcaption", &[], |html| {
            html.leaf("b", &[], &chart.name);
            html.text(" ");
            html.text(&chart.finding);
        });
        if let Some(spec) = &chart.spec {
            picture(html, &chart, spec, WIDE, "wide");
            picture(html, &chart, spec, NARROW, "narrow");
        }
        legend(html, &chart);
        for note in &chart.notes {
            html.leaf("p", &[("class", "note")], note);
        }
        html.element("details", &[], |html| {
            html.leaf("summary", &[], phrase("表格", "Table").text(input.chart.lang));
            table(html, &chart.table);
        });
    });
}

fn picture(html: &mut Html, chart: &Chart, spec: &Spec, width: u32, class: &str) {
    let label = format!("{} {}", chart.name, chart.finding);
    let plot = render(spec, Look::Paper, width);
    let label = super::html::escaped(&label);
    let svg = plot.svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{label}\" "), 1);
    html.element("div", &[("class", class)], |html| html.ours(&svg));
}

fn legend(html: &mut Html, chart: &Chart) {
    if chart.legend.is_empty() {
        return;
    }
    html.element("p", &[("class", "legend")], |html| {
        for entry in &chart.legend {
            html.element("span", &[], |html| {
                html.leaf("i", &[("class", ink_class(entry.ink))], "");
                html.text(&entry.text);
            });
        }
    });
}

fn ink_class(ink: Ink) -> &'static str {
    ink.id()
}

pub(super) fn table(html: &mut Html, table: &Table) {
    if !table.rows.is_empty() {
        whole_table(html, table, &|_| None);
    }
}

/// A chart's table as it stands in a page; `leads` gives the address of what a row asks for.
pub fn table_markup(table: &Table, leads: &dyn Fn(&Jump) -> String) -> Html {
    let mut html = Html::default();
    whole_table(&mut html, table, &|row| row.jump.as_ref().map(leads));
    html
}

fn whole_table(html: &mut Html, table: &Table, leads: &dyn Fn(&TableRow) -> Option<String>) {
    html.element("table", &[], |html| {
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                for (column, class) in table.headed() {
                    html.leaf("th", &[("scope", "col"), ("class", class)], column);
                }
            });
        });
        html.element("tbody", &[], |html| {
            let texts = table.rows.first().map_or(0, |row| row.texts.len());
            let classes: Vec<&str> = (0..texts).map(|place| table.text_class(place)).collect();
            for row in &table.rows {
                html.element("tr", &[], |html| table_row(html, row, leads(row), &classes));
            }
        });
    });
}

fn table_row(html: &mut Html, row: &TableRow, leads: Option<String>, classes: &[&str]) {
    html.element("th", &[("scope", "row")], |html| match leads {
        Some(address) => html.leaf("a", &[("href", &address)], &row.heading),
        None => html.text(&row.heading),
    });
    for cell in &row.cells {
        html.element("td", &[], |html| figure(html, cell, &cell.shown()));
    }
    for (text, class) in row.texts.iter().zip(classes) {
        html.leaf("td", &[("class", class)], text);
    }
}

/// The first rows of a split of sales, by gmv.
pub(super) fn split(
    html: &mut Html,
    input: &ReportInput<'_>,
    dimension: Dimension,
    title: Phrase,
    name: impl Fn(Option<Word>) -> String,
) {
    const ROWS: usize = 10;
    let (book, lang, query) = (input.chart.book, input.chart.lang, input.chart.query);
    let keys = by_key(book, query.period, &query.filter, dimension);
    let whole: i64 = keys.values().map(|totals| totals.gmv.cents()).sum();
    let mut parts: Vec<(Option<Word>, Totals)> =
        keys.into_iter().filter(|(_, totals)| totals.orders > 0).collect();
    // Ties go by id: the numbers of words hang on the order of imports.
    sort_by_key(&mut parts, |(key, totals)| {
        (std::cmp::Reverse(totals.gmv), key.map(|key| book.words.text(key).to_owned()))
    });
    parts.truncate(ROWS);
    if parts.is_empty() {
        return;
    }
    let metrics: Vec<_> = SPLIT.into_iter().filter_map(metric).collect();
    let row = |&(key, totals): &(Option<Word>, Totals)| {
        let query = query.filtered(query.filter.only(dimension, key));
        let reading = Reading::of_totals(book, query, totals);
        let id = key.map_or("none", |key| book.words.text(key));
        let cell = |metric: &&'static Metric| {
            Cell::new(metric.id, (metric.figure)(&reading), query.period).keyed(dimension.id(), id)
        };
        let share = ratio_millionths(totals.gmv.cents(), whole).map(percent_text);
        let cells = metrics.iter().map(cell).collect();
        TableRow { heading: name(key), cells, texts: share.into_iter().collect(), jump: None }
    };
    let heads =
        metrics.iter().map(|metric| metric.name).chain([phrase("成交占比", "Share of GMV")]);
    let columns =
        std::iter::once(String::new()).chain(heads.map(|head| head.text(lang).to_owned()));
    html.leaf("h3", &[], title.text(lang));
    table(html, &Table { columns: columns.collect(), rows: parts.iter().map(row).collect() });
}
