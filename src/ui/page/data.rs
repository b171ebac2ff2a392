//! The overview: five figures, the charts, every number, and the reconciliation with 罗盘.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    ChartCard, DataTabs, FigureStrip, FirstSteps, PageHead, PeriodPicker, plain, unhurried,
};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::app::route::Page;
use crate::browser::pressed;
use crate::chart::{Cell, Table, TableRow};
use crate::domain::Period;
use crate::insight::{MonthPace, Span, summary};
use crate::metric::{
    Change, Figure, Figures, METRICS, Metric, Query, Reading, change, compass_figures, metric,
};
use crate::report::{self, Html, table_markup};
use crate::text::{Lang, Phrase, phrase};

/// The figures of the strip.
const FIGURES: &[&str] = &["gmv", "orders", "line-value", "refund-rate", "ship-48h-rate"];

#[component]
pub fn DataPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let empty = move || app.dataset.with(|dataset| dataset.is_empty());
    let title = Signal::derive(move || phrase("数据总览", "Data").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <Show when=empty>{live(move || view! { <FirstSteps lang=lang() /> })}</Show>
        {live(move || summary_line(app))}
        <FigureStrip app ids=FIGURES trend=true />
        <div class="grid">
            <ChartCard app id="gmv" width="w8" />
            <ChartCard app id="mix" width="w4" />
            <ChartCard app id="funnel" width="w7" />
            <ChartCard app id="returns" width="w5" />
            <ChartCard app id="change" width="w6" />
            <ChangeBy app />
            <ChartCard app id="net" width="w8" />
            <Reconciliation app />
            <AllFigures app />
        </div>
    }
}

/// What happened and why.
fn summary_line(app: App) -> Option<AnyView> {
    let (query, lang) = (app.query.get(), app.lang.get());
    let text = app.compare.get().first().and_then(|compare| {
        let before = query.over(compare.period);
        app.book.with(|book| summary(book, query, before, compare.name().text(lang), lang))
    });
    let percent = app.settings.get().thresholds.goal_percent();
    let pace = app.book.with(|book| {
        let month = Span::month(app.anchor.get().today);
        let typed = app.documents.with(|documents| documents.goals.gmv.get(&month).copied());
        MonthPace::of(book, &app.anchor.get(), percent, typed)
    });
    // The goal is the whole shop's.
    let pace = pace.filter(|_| query.filter.is_none()).map(|pace| pace.text(percent, lang));
    (text.is_some() || pace.is_some()).then(|| {
        view! {
            <div class="summary">
                {text.map(|text| view! { <p data-testid="summary">{text}</p> })}
                {pace.map(|pace| view! { <p class="flat"><span data-testid="pace">{pace}</span>" "<a class="quiet no-print" href=app.beside(Page::Goals)>{phrase("看目标", "Goals").text(lang)}</a></p> })}
            </div>
        }
        .into_any()
    })
}

/// What a change can be split by.
const SPLITS: [(&str, Phrase); 3] = [
    ("change-product", phrase("商品", "Product")),
    ("change-creator", phrase("达人", "Creator")),
    ("change-carrier", phrase("载体", "Carrier")),
];

/// Where a change comes from, by one dimension at a time.
#[component]
fn ChangeBy(app: App) -> impl IntoView {
    let chosen = RwSignal::new(0usize);
    let tabs = move || {
        let tab = |(place, (_, name)): (usize, &(&str, Phrase))| {
            let current = told(move || (chosen.get() == place).to_string());
            view! {
                <button type="button" aria-pressed=current on:click=move |_| chosen.set(place)>
                    {app.words(*name)}
                </button>
            }
            .into_any()
        };
        SPLITS.iter().enumerate().map(tab).collect_view()
    };
    view! {
        <div class="w6 change-by">
            <div class="segments" role="group" aria-label=app.words(phrase("按什么拆", "Split by"))>{tabs()}</div>
            {live(move || {
                let id = SPLITS.get(chosen.get()).map_or("change-product", |(id, _)| *id);
                view! { <ChartCard app id /> }
            })}
        </div>
    }
}

/// Every metric with its comparisons, each opening its 口径.
#[component]
fn AllFigures(app: App) -> impl IntoView {
    let place = NodeRef::new();
    let explain = move |event: leptos::ev::MouseEvent| {
        let asked = pressed(&event, EXPLAINS).and_then(|id| metric(&id));
        asked.into_iter().for_each(|metric| app.explained.set(Some(metric.id)));
    };
    view! {
        <section class="card w12 all-figures" node_ref=place on:click=explain>
            <header><h2>{app.words(phrase("全部数字", "Every number"))}</h2>
                <small>{app.words(phrase("点名字看口径", "click a name for its definition"))}</small></header>
            {unhurried(app, place, move || plain("table-box halves", all_figures(app)))}
        </section>
    }
}

/// Says on a button of which metric it opens the 口径.
const EXPLAINS: &str = "data-explains";

fn all_figures(app: App) -> Html {
    let (lang, query) = (app.lang.get(), app.query.get());
    let now = app.figures(query.period);
    let compared = app.compare.get();
    let before: Vec<_> = compared.iter().map(|it| (it.period, app.figures(it.period))).collect();
    let this = phrase("本期", "This period").text(lang);
    let heads = std::iter::once(this).chain(compared.iter().map(|it| it.name().text(lang)));
    let heads: Vec<&str> = heads.collect();
    let mut html = Html::default();
    for metrics in METRICS.chunks(METRICS.len().div_ceil(2)) {
        html.element("table", &[], |html| {
            html.element("thead", &[], |html| {
                html.element("tr", &[], |html| {
                    html.leaf("th", &[], "");
                    for head in &heads {
                        html.leaf("th", &[("scope", "col")], head);
                    }
                });
            });
            html.element("tbody", &[], |html| {
                for metric in metrics {
                    let row = |html: &mut Html| row(html, metric, query, &now, &before, lang);
                    html.element("tr", &[], row);
                }
            });
        });
    }
    html
}

/// A metric, its figure, and those of the compared periods.
fn row(
    html: &mut Html,
    metric: &'static Metric,
    query: Query,
    now: &Figures,
    compared: &[(Period, Figures)],
    lang: Lang,
) {
    let own = now.get(metric.id);
    let period = if metric.by_clock { Period::day(query.now.day()) } else { query.period };
    html.element("th", &[("scope", "row")], |html| {
        let name = metric.name.text(lang);
        let button = [("type", "button"), ("class", "metric-name"), (EXPLAINS, metric.id)];
        html.leaf("button", &button, name);
    });
    let mut cell = |figure, period, change: Option<Change>| {
        html.element("td", &[], |html| {
            let cell = Cell::new(metric.id, figure, period);
            report::figure(html, &cell, &cell.shown());
            if let Some(change) = change {
                let text = format!(" {}{}", change.arrow(), change.size);
                html.leaf("small", &[("class", change.tone(metric.better))], &text);
            }
        });
    };
    cell(own, period, None);
    for (period, figures) in compared.iter().filter(|_| !metric.by_clock) {
        let before = figures.get(metric.id);
        cell(before, *period, change(&own, &before));
    }
    if metric.by_clock {
        compared.iter().for_each(|_| html.leaf("td", &[], ""));
    }
}

/// What 罗盘 states for the same days, beside what orders give: never blended.
#[component]
fn Reconciliation(app: App) -> impl IntoView {
    let place = NodeRef::new();
    view! {
        <section class="card w4 reconciliation" node_ref=place>
            <header><h2>{app.words(phrase("对账", "Reconciliation"))}</h2>
                <span class="more"><a class="quiet" href=told(move || app.route.with(|route| route.on(Page::Orders).href()))>{app.words(phrase("按天看", "By day"))}</a></span></header>
            {unhurried(app, place, move || plain("", reconciled(app)))}
            <p class="note">{app.words(phrase("罗盘的成交含智能优惠券和预售定金，订单文件里没有，所以罗盘常略高；订单数罗盘含赠品口径差异。差得多时，多半是订单文件缺天。", "Compass includes smart coupons and presale deposits, which order files lack, so it tends to be slightly higher. A large gap usually means missing days."))}</p>
        </section>
    }
}

fn reconciled(app: App) -> Html {
    let (lang, query) = (app.lang.get(), app.query.get());
    let heads = ["", phrase("店盘", "Here").text(lang), phrase("罗盘", "Compass").text(lang)];
    let columns = heads.map(str::to_owned).to_vec();
    let rows = app.book.with(|book| {
        let reading = Reading::new(book, query);
        let row = |(id, stated): (&'static str, Figure)| {
            let metric = metric(id)?;
            let figures = [(metric.figure)(&reading), stated];
            let cells = figures.map(|figure| Cell::new(metric.id, figure, query.period)).to_vec();
            let heading = metric.name.text(lang).to_owned();
            Some(TableRow { heading, cells, ..TableRow::default() })
        };
        compass_figures(&reading).into_iter().filter_map(row).collect()
    });
    table_markup(&Table { columns, rows }, &|_| String::new())
}
