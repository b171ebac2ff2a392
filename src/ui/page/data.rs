//! The overview: five figures, the charts, every number, and the reconciliation with 罗盘.

use super::super::live::{Show, live, told};
use leptos::either::Either;
use leptos::prelude::*;

use super::super::part::{
    ChartCard, DataTabs, FigureStrip, FigureText, FirstSteps, PageHead, PeriodPicker,
};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::chart::Cell;
use crate::domain::Period;
use crate::insight::{MonthPace, Span, summary};
use crate::metric::{Figures, METRICS, Metric, Query, Reading, change, compass_figures, metric};
use crate::text::{Phrase, phrase};

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
                {pace.map(|pace| view! { <p class="flat" data-testid="pace">{pace}</p> })}
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
    let lang = move || app.lang.get();
    let tables = move || {
        let lang = lang();
        let query = app.query.get();
        let now = app.figures(query.period);
        let compared: Vec<_> = app
            .compare
            .get()
            .into_iter()
            .map(|compare| (compare.period, app.figures(compare.period)))
            .collect();
        let row = |metric| row(app, metric, query, &now, &compared);
        let heads: Vec<_> =
            app.compare.get().into_iter().map(|compare| compare.name().text(lang)).collect();
        let half = METRICS.len().div_ceil(2);
        let table = |metrics: &'static [Metric]| {
            let heads = heads.iter().map(|name| view! { <th scope="col">{*name}</th> });
            view! {
                <table>
                    <thead><tr><th></th><th scope="col">{phrase("本期", "This period").text(lang)}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{metrics.iter().map(row).collect_view()}</tbody>
                </table>
            }
        };
        METRICS.chunks(half).map(table).collect_view()
    };
    view! {
        <section class="card w12 all-figures">
            <header><h2>{app.words(phrase("全部数字", "Every number"))}</h2>
                <small>{app.words(phrase("点名字看口径", "click a name for its definition"))}</small></header>
            <div class="table-box halves">{live(tables)}</div>
        </section>
    }
}

/// A metric, its figure, and those of the compared periods.
fn row(
    app: App,
    metric: &'static Metric,
    query: Query,
    now: &Figures,
    compared: &[(Period, Figures)],
) -> impl IntoView + use<> {
    let lang = app.lang.get();
    let figure = now.get(metric.id);
    let before = compared.iter().map(|(period, figures)| {
        if metric.by_clock {
            return Either::Left(view! { <td></td> });
        }
        let before = figures.get(metric.id);
        let change = change(&figure, &before).map(|change| {
            let tone = change.tone(metric.better);
            view! { <small class=tone>{format!(" {}{}", change.arrow(), change.size)}</small> }
        });
        let cell = Cell::new(metric.id, before, *period);
        Either::Right(view! { <td><FigureText cell lang />{change}</td> })
    });
    let before = before.collect_view();
    let period = if metric.by_clock { Period::day(query.now.day()) } else { query.period };
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="metric-name" on:click=move |_| app.explained.set(Some(metric.id))>
                    {metric.name.text(lang)}
                </button>
            </th>
            <td><FigureText cell=Cell::new(metric.id, figure, period) lang /></td>
            {before}
        </tr>
    }
}

/// What 罗盘 states for the same days, beside what orders give: never blended.
#[component]
fn Reconciliation(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let rows = move || {
        let lang = lang();
        let query = app.query.get();
        app.book.with(|book| {
            let reading = Reading::new(book, query);
            let stated = compass_figures(&reading);
            let row = |(id, figure): (&'static str, crate::metric::Figure)| {
                let metric = metric(id)?;
                let own = (metric.figure)(&reading);
                let cell = Cell::new(metric.id, own, query.period);
                let compass = Cell::new(metric.id, figure, query.period);
                Some(view! {
                    <tr>
                        <th scope="row">{metric.name.text(lang)}</th>
                        <td><FigureText cell lang /></td>
                        <td><FigureText cell=compass lang /></td>
                    </tr>
                })
            };
            stated.into_iter().filter_map(row).collect_view()
        })
    };
    view! {
        <section class="card w4 reconciliation">
            <header><h2>{app.words(phrase("对账", "Reconciliation"))}</h2>
                <span class="more"><a class="quiet" href=told(move || app.route.with(|route| route.on(crate::app::route::Page::Orders).href()))>{app.words(phrase("按天看", "By day"))}</a></span></header>
            <table>
                <thead><tr>
                    <th></th>
                    <th scope="col">{app.words(phrase("店盘", "Here"))}</th>
                    <th scope="col">{app.words(phrase("罗盘", "Compass"))}</th>
                </tr></thead>
                <tbody>{live(rows)}</tbody>
            </table>
            <p class="note">{app.words(phrase("罗盘的成交含智能优惠券和预售定金，订单文件里没有，所以罗盘常略高；订单数罗盘含赠品口径差异。差得多时，多半是订单文件缺天。", "Compass includes smart coupons and presale deposits, which order files lack, so it tends to be slightly higher. A large gap usually means missing days."))}</p>
        </section>
    }
}
