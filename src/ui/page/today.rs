//! Today: last night's figures, what went wrong, what to do.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    Against, FindingCard, FirstSteps, MetricCard, MetricStrip, PageHead, PlanTabs, ReviewCard,
    TaskList, dismiss_note, other_shops, remeasure_list,
};
use super::FilterLine;
use crate::app::App;
use crate::app::route::Page;
use crate::domain::Period;
use crate::metric::{Figure, Figures, PeriodChoice, Value, metric};
use crate::text::{Lang, long_day, phrase, short_day};

/// The figures of the strip.
const FIGURES: [&str; 5] = ["gmv", "orders", "line-value", "refund-rate", "ship-48h-rate"];
/// Days in the small lines.
const TREND: i32 = 30;

#[component]
pub fn TodayPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let empty = move || app.dataset.with(|dataset| dataset.is_empty());
    let title = Signal::derive(move || long_day(app.now.get().day(), lang()));
    let lead = Signal::derive(move || lead(app));
    let review = told(move || {
        let report = app.route.with(|route| route.beside(Page::Report));
        report.with_period(PeriodChoice::Yesterday).href()
    });
    view! {
        <PlanTabs app />
        <PageHead title lead>
            <a class="button" href=review>{app.words(phrase("昨日报告", "Yesterday's report"))}</a>
            <a class="button primary" href=app.beside(Page::Import)>{app.words(phrase("导入文件", "Import files"))}</a>
        </PageHead>
        {other_shops(app)}
        <Show when=empty>{live(move || view! { <FirstSteps lang=lang() /> })}</Show>
        <Show when=move || !empty()>
            <FilterLine app />
            <Strip app />
        </Show>
        <div class="two">
            <Show when=move || !empty()><Findings app /></Show>
            <TaskList app />
        </div>
        <ReviewCard app />
    }
}

/// `数据到昨日 11-20`, or how old it is.
fn lead(app: App) -> String {
    let lang = app.lang.get();
    let anchor = app.anchor.get();
    let Some(last) = anchor.data_to else {
        return phrase("还没有数据", "No data yet").text(lang).to_owned();
    };
    let day = short_day(last);
    let mut text = match anchor.today.since(last) {
        1 => phrase("数据到昨日 {}", "Data to yesterday, {}").fill(lang, &[&day]),
        0 => phrase("数据到今天 {}（今天还没完）", "Data to today, {} (not over)")
            .fill(lang, &[&day]),
        days => phrase("数据到 {}，已经 {} 天没有更新", "Data to {}, {} day[s] old")
            .fill(lang, &[&day, &days.to_string()]),
    };
    if anchor.by_data {
        text +=
            phrase("；电脑日期和数据对不上，「昨日」按数据算", "; the clock does not fit the data")
                .text(lang);
    }
    text
}

#[component]
fn Strip(app: App) -> impl IntoView {
    let cards = move || {
        let lang = app.lang.get();
        let period = app.query.get().period;
        let now = app.figures(period);
        let before = app.figures(period.previous());
        let week = app.figures(Period { from: period.from.plus(-7), to: period.to.plus(-7) });
        let days = Period::ending(period.to, TREND).days();
        let days: Vec<Figures> = days.map(|day| app.figures(Period::day(day))).collect();
        FIGURES
            .into_iter()
            .filter_map(metric)
            .map(|metric| {
                let figure = now.get(metric.id);
                let against = against(period, lang, before.get(metric.id), week.get(metric.id));
                let of_day = |figures: &Figures| figures.get(metric.id).value.map(Value::number);
                let trend: Vec<Option<i64>> = days.iter().map(of_day).collect();
                view! { <MetricCard app metric figure period against trend /> }
            })
            .collect_view()
    };
    view! { <MetricStrip>{live(cards)}</MetricStrip> }
}

fn against(period: Period, lang: Lang, before: Figure, week: Figure) -> Vec<Against> {
    let names = if period.len() == 1 {
        (phrase("前日", "day before"), phrase("上周同日", "week before"))
    } else {
        (phrase("上期", "before"), phrase("早 7 天", "7 days earlier"))
    };
    [(names.0, before), (names.1, week)]
        .into_iter()
        .map(|(name, figure)| Against { name: name.text(lang).to_owned(), figure })
        .collect()
}

#[component]
fn Findings(app: App) -> impl IntoView {
    let shown = Memo::new(move |_| app.loud_findings(false));
    let lang = move || app.lang.get();
    view! {
        <div class="column">
        {remeasure_list(app)}
        <section class="card findings">
            <header>
                <h2>{app.words(phrase("发现", "Findings"))}</h2>
                <small>{told(move || phrase("{} 条", "{}").fill(lang(), &[&shown.with(Vec::len).to_string()]))}</small>
                <span class="more"><a class="quiet" href=app.beside(Page::Settings)>{app.words(phrase("规则与阈值", "Rules"))}</a></span>
            </header>
            {dismiss_note(app)}
            {live(move || {
                let cards = shown.get().into_iter().map(|finding| {
                    view! { <FindingCard app finding /> }
                }).collect_view();
                let none = shown.with(Vec::is_empty).then(|| view! {
                    <p class="flat">{phrase("没有发现异常。规则看的是最近的完整日。", "Nothing unusual on the latest complete days.").text(lang())}</p>
                });
                view! { {cards}{none} }
            })}
        </section>
        </div>
    }
}
