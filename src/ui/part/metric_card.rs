//! A figure with its name, its changes, what to beware of, and its 口径 one click away.

use leptos::prelude::*;

use super::figure::FigureText;
use super::sight::unhurried;
use crate::app::App;
use crate::browser::place_svg;
use crate::chart::{Cell, Ink, Look, sparkline};
use crate::domain::Period;
use crate::metric::{Figure, Metric, Reading, Value, change, metric};
use crate::text::{Lang, phrase};

/// A figure to compare with, and what that period is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    pub name: String,
    pub figure: Figure,
}

/// One card of a strip.
#[component]
pub fn MetricCard(
    app: App,
    metric: &'static Metric,
    figure: Figure,
    period: Period,
    against: Vec<Against>,
    /// The figure on each of the last days, for a small line; empty for none.
    #[prop(optional)]
    trend: Vec<Option<i64>>,
) -> impl IntoView {
    let lang = app.lang.get();
    let mut notes = notes(metric, &figure, lang);
    if metric.matures && figure.value.is_some() && app.is_young(period) {
        notes.push(phrase("退款未成熟", "refunds still coming in").text(lang).to_owned());
    }
    let changes: Vec<_> = against
        .into_iter()
        .filter_map(|against| {
            let change = change(&figure, &against.figure)?;
            let tone = change.tone(metric.better);
            let text = format!("{} {}{}", against.name, change.arrow(), change.size);
            Some(view! { <span class=tone>{text}</span> })
        })
        .collect();
    let spark = sparkline(&trend, Ink::Main, Look::Screen);
    let place = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            place_svg(&element, &spark, "");
        }
    });
    let cell = Cell::new(metric.id, figure, period);
    view! {
        <div class="metric-card">
            <button
                type="button"
                class="metric-name"
                title=metric.formula.text(lang)
                on:click=move |_| app.explained.set(Some(metric.id))
            >
                {metric.name.text(lang)}
            </button>
            <strong><FigureText cell lang short=true /></strong>
            <div class="changes">{changes}{notes.into_iter().map(|note| view! { <span class="flat">{note}</span> }).collect_view()}</div>
            <div class="spark" node_ref=place></div>
        </div>
    }
}

/// What must be known beside the number.
fn notes(metric: &Metric, figure: &Figure, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if figure.upper {
        notes.push(phrase("上限", "upper bound").text(lang).to_owned());
    }
    match figure.approx {
        Some("refund") => notes.push(phrase("含估算", "estimated").text(lang).to_owned()),
        Some(_) => notes.push(phrase("近似", "approximate").text(lang).to_owned()),
        None => {}
    }
    if figure.missing > 0 && figure.value.is_some() && !metric.by_clock {
        notes.push(
            phrase("缺 {} 天", "{} day[s] missing").fill(lang, &[&figure.missing.to_string()]),
        );
    }
    if figure.value.is_none() {
        // Rows are there, but none that can be counted: a day not 48 hours old, a shop without sales.
        let counted = figure.source.is_some();
        let why = match (counted, metric.id) {
            (true, "ship-48h-rate") => phrase("还没满 48 小时", "younger than 48 h"),
            (true, _) => phrase("没有可算的单", "nothing to count"),
            (false, "buyer-value") => phrase("要有这段日期的整行", "needs a row of this period"),
            (false, _) => phrase("还没有数据", "no data yet"),
        };
        notes.push(why.text(lang).to_owned());
    }
    notes
}

/// A row of cards: a strip on a desktop, one swipe row on a phone.
#[component]
pub fn MetricStrip(children: Children) -> impl IntoView {
    view! { <section class="metric-strip">{children()}</section> }
}

/// The figures of the question in the address, with what they are compared with.
#[component]
pub fn FigureStrip(
    app: App,
    ids: &'static [&'static str],
    /// With a small line of the figure by day.
    #[prop(optional)]
    trend: bool,
) -> impl IntoView {
    let place = NodeRef::new();
    let cards = move || {
        let lang = app.lang.get();
        let query = app.query.get();
        let now = app.figures(query.period);
        let compared: Vec<_> = app
            .compare
            .get()
            .into_iter()
            .map(|compare| (compare.name().text(lang), app.figures(compare.period)))
            .collect();
        let card = |metric: &'static Metric| {
            let against = compared.iter().filter(|_| !metric.by_clock).map(|(name, figures)| {
                Against { name: (*name).to_owned(), figure: figures.get(metric.id) }
            });
            let (figure, against) = (now.get(metric.id), against.collect());
            let period = if metric.by_clock { Period::day(query.now.day()) } else { query.period };
            let days = if trend { by_day(app, metric, query.period) } else { Vec::new() };
            view! { <MetricCard app metric figure period against trend=days /> }.into_any()
        };
        ids.iter().copied().filter_map(metric).map(card).collect_view().into_any()
    };
    view! { <section class="metric-strip" node_ref=place>{unhurried(app, place, cards)}</section> }
}

/// Days of a small line at most: more than it has pixels say nothing.
const TREND: i32 = 60;

/// The figure of each of the last days of a period.
fn by_day(app: App, metric: &'static Metric, period: Period) -> Vec<Option<i64>> {
    let last = Period::ending(period.to, period.len().min(TREND));
    if metric.by_clock || last.len() < 2 {
        return Vec::new();
    }
    let query = app.query.get();
    app.book.with(|book| {
        let of_day = |day| {
            let figure = (metric.figure)(&Reading::new(book, query.over(Period::day(day))));
            figure.value.map(Value::number)
        };
        last.days().map(of_day).collect()
    })
}
