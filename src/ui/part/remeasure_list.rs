//! 复测: what was measured some days after work on findings was done.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::App;
use crate::plan::{Remeasure, remeasures};
use crate::text::{Lang, phrase, short_day};

pub fn remeasure_list(app: App) -> AnyView {
    let works = Memo::new(move |_| {
        app.with_scene(|scene| {
            app.documents.with(|it| remeasures(scene, &it.tasks, &it.checklists))
        })
    });
    live(move || {
        let lang = app.lang.get();
        let rows = works.get().into_iter().map(|work| row(app, work, lang));
        works.with(|works| !works.is_empty()).then(|| {
            view! {
                <section class="card remeasure-list">
                    <header><h2>{app.words(phrase("复测", "Measured again"))}</h2></header>
                    {rows.collect_view()}
                </section>
            }
        })
    })
}

fn row(app: App, work: Remeasure, lang: Lang) -> AnyView {
    let done = short_day(work.done);
    let again = app.findings.with(|found| found.iter().any(|it| it.key() == work.key));
    let still = match again {
        true => phrase("规则还在报。", "The rule still finds it."),
        false => phrase("规则不再报了。", "The rule finds it no more."),
    };
    let ready = work.measured.is_some();
    let text = match &work.measured {
        Some(told) => format!("{} {}", told.text(lang), still.text(lang)),
        None => phrase(
            "{} 做完，等 {} 过完并导入那几天的数据再比。",
            "Done {}; measured once {} is over and its days are imported.",
        )
        .fill(lang, &[&done, &short_day(work.after.to)]),
    };
    view! {
        <div class="remeasure walk" tabindex="0" data-testid="remeasure" data-rule=work.rule
            data-state=if ready { "measured" } else { "waiting" }>
            <div><h3>{work.about.text(lang)}</h3><p>{text}</p></div>
            {ready.then(|| view! {
                <button type="button" class="quiet" data-action="remeasure-read" disabled=app.watching()
                    on:click=move |_| app.read_measure(&work.key, work.done)>
                    {phrase("知道了", "Got it").text(lang)}</button>
            })}
        </div>
    }
    .into_any()
}
