//! Costs of many products at once: the template, and what a filled one would change.

use super::super::live::live;
use super::file_button;
use leptos::prelude::*;

use crate::app::{App, CostDraft};
use crate::import::reason_text;
use crate::text::{Lang, Phrase, count_text, phrase};

/// The field for a filled template, and the button before it.
const FILLED: (Phrase, Phrase) = (
    phrase("选择填好的成本模板", "Choose a filled template"),
    phrase("导入填好的", "Import a filled one"),
);

/// Rows that could not be read, shown at most.
const SHOWN: usize = 5;

/// The template to download, and a filled one to choose.
#[component]
pub fn CostForm(app: App) -> impl IntoView {
    view! {
        <p class="cost-form no-print">
            <span>{app.words(phrase("成本很多，一次填：", "Many costs at once: "))}</span>
            <button type="button" id="cost-template" on:click=move |_| app.save_cost_template()>
                {app.words(phrase("下载成本模板", "Cost template"))}
            </button>
            {file_button(app, ("cost-file", ""), FILLED, app.watching(), App::open_costs)}
        </p>
        <CostPreview app />
    }
}

/// What the filled template would change; nothing is stored before a yes.
#[component]
pub fn CostPreview(app: App) -> impl IntoView {
    live(move || app.costs.get().map(|draft| preview(app, &draft)))
}

fn preview(app: App, draft: &CostDraft) -> AnyView {
    let lang = app.lang.get();
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(i64::MAX));
    let title = phrase("{}：{} 个成本可以写入", "{}: {} cost[s] to take over")
        .fill(lang, &[&draft.file, &count(draft.fresh + draft.changed)]);
    let rejected = &draft.read.rejected;
    let told: [(Phrase, usize); 6] = [
        (phrase("新 {}", "{} new"), draft.fresh),
        (phrase("改 {}", "{} changed"), draft.changed),
        (phrase("一样 {}", "{} the same"), draft.known),
        (
            phrase("空着没填 {} 行，不动", "{} row[s] left empty, kept"),
            usize::try_from(draft.read.blank).unwrap_or(0),
        ),
        (phrase("没读懂 {} 行，不写入", "{} row[s] not understood, left out"), rejected.len()),
        (
            phrase("{} 行的商品ID不在店里的订单里", "{} row[s] of products that no order names"),
            draft.strange,
        ),
    ];
    let told = told.into_iter().filter(|(_, number)| *number > 0);
    let told: Vec<String> =
        told.map(|(words, number)| words.fill(lang, &[&count(number)])).collect();
    let wrong = rejected.iter().take(SHOWN).map(|row| {
        let line = phrase("第 {} 行 {}「{}」：{}", "line {}, {} “{}”: {}");
        let reason = reason_text(row.fault, lang);
        let line = line.fill(lang, &[&row.line.to_string(), &row.column, &row.cell, reason]);
        view! { <li data-testid="rejected" data-line=row.line.to_string() data-column=row.column.clone() data-reason=reason>{line}</li> }
    });
    let nothing = draft.fresh + draft.changed == 0;
    let locked = app.watching();
    view! {
        <div class="card cost-preview" data-testid="cost-preview" data-new=draft.fresh.to_string()
            data-updated=draft.changed.to_string() data-unchanged=draft.known.to_string() data-rejected=rejected.len().to_string()>
            <p><b>{title}</b></p>
            <p class="flat">{told.join(if lang == Lang::Zh { "；" } else { "; " })}</p>
            <ul class="flat">{wrong.collect_view()}</ul>
            <div class="actions">
                <button type="button" id="cost-commit" class="primary" disabled=move || nothing || locked.get() on:click=move |_| app.commit_costs()>
                    {phrase("写入成本", "Take them over").text(lang)}
                </button>
                <button type="button" class="quiet" on:click=move |_| app.costs.set(None)>{phrase("放弃", "Discard").text(lang)}</button>
            </div>
        </div>
    }
    .into_any()
}
