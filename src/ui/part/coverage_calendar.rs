//! Which days the files of each kind speak of, and which are missing.

use leptos::prelude::*;

use crate::app::{App, DropStage};
use crate::domain::Period;
use crate::import::{FORMATS, FormatDays, calendar};
use crate::text::{Lang, Phrase, Style, count_text, period_text, phrase};
use crate::ui::live::live;

/// Stretches told in words; the strip shows the rest.
const TOLD: usize = 2;

#[component]
pub fn CoverageCalendar(app: App) -> impl IntoView {
    let rows = move || {
        let staged = app.drop.with(|drop| match drop.stage {
            DropStage::Staging | DropStage::Previewed | DropStage::Saving => drop.staged.clone(),
            DropStage::Empty | DropStage::Reading | DropStage::Committed => None,
        });
        let last = app.anchor.get().today.previous();
        app.dataset.with(|saved| {
            let after = staged.as_ref().map_or(saved.as_ref(), |staged| &staged.dataset);
            calendar(saved, after, last)
        })
    };
    live(move || {
        let (rows, lang) = (rows(), app.lang.get());
        (!rows.is_empty()).then(|| {
            let lines = rows.into_iter().map(|days| line(&days, lang)).collect_view();
            view! {
                <section class="card coverage-calendar">
                    <header>
                        <h2>{phrase("覆盖日历", "Covered days").text(lang)}</h2>
                        <small>{phrase("最近 90 天；红色是缺的，绿色是这次补上的", "the last 90 days; red is missing, green comes with this drop").text(lang)}</small>
                    </header>
                    <ul>{lines}</ul>
                </section>
            }
        })
    })
}

fn line(days: &FormatDays, lang: Lang) -> impl IntoView + use<> {
    let format = FORMATS.iter().find(|format| format.id == days.format);
    let name = format.map_or("", |format| format.name.text(lang));
    let gaps = told(&days.gaps, phrase("缺 {} 天：{}", "{} day[s] missing: {}"), lang);
    let whole = gaps.is_empty().then(|| phrase("没有缺", "no gap").text(lang));
    let overlaps = told(&days.overlaps, phrase("重叠 {} 天：{}", "{} day[s] twice: {}"), lang);
    let label = format!("{name} {gaps} {overlaps}");
    let runs: Vec<_> = days
        .runs
        .iter()
        .map(|run| {
            let share = run.days.len().to_string();
            let title = period_text(run.days, Style::Iso, lang);
            view! { <i class=run.state.id() style:flex-grow=share title=title></i> }
        })
        .collect();
    let list = |periods: &[Period]| {
        let texts = periods.iter().map(|days| period_text(*days, Style::Iso, Lang::En));
        texts.map(|text| text.replace(" to ", "..")).collect::<Vec<_>>().join(" ")
    };
    view! {
        <li data-testid="coverage" data-format=days.format data-gaps=list(&days.gaps) data-overlaps=list(&days.overlaps)>
            <b>{name}</b>
            <span class="strip" role="img" aria-label=label>{runs}</span>
            <p><span class="missing">{gaps}</span><span class="flat">{whole}{overlaps}</span></p>
        </li>
    }
}

/// `缺 3 天：11-12 至 11-14`, the newest stretches first.
fn told(periods: &[Period], words: Phrase, lang: Lang) -> String {
    if periods.is_empty() {
        return String::new();
    }
    let days: i64 = periods.iter().map(|days| i64::from(days.len())).sum();
    let newest = periods.iter().rev().take(TOLD);
    let mut list: Vec<String> = newest.map(|days| period_text(*days, Style::Short, lang)).collect();
    if periods.len() > TOLD {
        list.push("…".to_owned());
    }
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    words.fill(lang, &[&count_text(days), &list.join(comma)])
}
