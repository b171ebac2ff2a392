//! The report: six chapters with figures and charts filled in and room for one's own words.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{ChartCard, MetricCard, MetricStrip, NoteField, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::domain::Period;
use crate::metric::metric;
use crate::report::{Chapter, SECTIONS};
use crate::text::phrase;

#[component]
pub fn ReportPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title =
        Signal::derive(move || phrase("复盘报告", "Report").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    let chapters = SECTIONS
        .iter()
        .enumerate()
        .map(|(number, chapter)| view! { <ChapterCard app number chapter /> });
    view! {
        <PageHead title lead>
            <PeriodPicker app />
            <button type="button" id="report-print" on:click=move |_| app.print()>{app.words(phrase("打印", "Print"))}</button>
            <button type="button" id="report-export" class="primary" on:click=move |_| app.save_report()>{app.words(phrase("下载报告", "Download report"))}</button>
        </PageHead>
        <FilterLine app />
        <p class="flat no-print">{app.words(phrase("数字和图已经填好，只写你自己的话；写的字按日期分别保存。报告是一个 HTML 文件，发到微信、电脑或手机都能直接打开。", "Figures and charts are filled in; write your own words, kept by period. The report is one HTML file that opens anywhere."))}</p>
        {chapters.collect_view()}
    }
}

#[component]
fn ChapterCard(app: App, number: usize, chapter: &'static Chapter) -> impl IntoView {
    let lang = move || app.lang.get();
    let period = Memo::new(move |_| app.query.get().period);
    let text = Signal::derive(move || {
        app.documents.with(|documents| documents.notes.get(period.get(), number).to_owned())
    });
    let prompt = app.words(chapter.prompt);
    let on_input = Callback::new(move |text: String| app.set_note(period.get(), number, &text));
    let locked = app.watching();
    let cards = move || {
        let query = app.query.get();
        let figures = app.figures(query.period);
        chapter
            .figures
            .iter()
            .filter_map(|id| metric(id))
            .map(|metric| {
                let figure = figures.get(metric.id);
                let period =
                    if metric.by_clock { Period::day(query.now.day()) } else { query.period };
                view! { <MetricCard app metric figure period against=Vec::new() /> }
            })
            .collect_view()
    };
    let charts = chapter.charts.iter().map(|id| view! { <ChartCard app id=*id /> });
    let findings = (number == 4).then(|| {
        view! {
            <ul class="report-findings">{live(move || app.findings.get().into_iter().map(|finding| {
                view! { <li><b>{finding.title(lang())}</b>" "{finding.cause(lang())}</li> }
            }).collect_view())}</ul>
        }
    });
    view! {
        <section class="card chapter">
            <h2>{told(move || format!("{:02} {}", number + 1, chapter.title.text(lang())))}</h2>
            <NoteField chapter={number + 1} text prompt locked on_input />
            {(!chapter.figures.is_empty()).then(|| view! { <MetricStrip>{live(cards)}</MetricStrip> })}
            {charts.collect_view()}
            {findings}
        </section>
    }
}
