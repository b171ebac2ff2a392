//! The checklist of a finding: its questions by branch, with what the data answers, a tick, a note,
//! and a button that makes a task of what is open.

use super::super::live::{live, told};
use leptos::prelude::*;

use crate::app::App;
use crate::insight::{Check, Finding, checklist};
use crate::plan::{LineState, line_state};
use crate::text::phrase;

/// How many questions are done, and how many there are.
pub(super) fn progress(app: App, finding: &Finding) -> String {
    let asks = finding.rule().map_or(&[][..], |rule| rule.asks);
    let done = app.documents.with(|it| {
        let state = |id| line_state(&it.checklists, &it.tasks, &finding.key(), id);
        asks.iter().filter(|ask| state(ask.id) == LineState::Done).count()
    });
    format!("{done}/{}", asks.len())
}

/// Drawn anew when a question changes its state; a note leaves it as it is.
pub(super) fn checklist_box(app: App, finding: Finding) -> AnyView {
    let asked = (finding.rule(), finding.key());
    let states = Memo::new(move |_| {
        let asks = asked.0.map_or(&[][..], |rule| rule.asks);
        let state =
            |id| app.documents.with(|it| line_state(&it.checklists, &it.tasks, &asked.1, id));
        asks.iter().map(|ask| state(ask.id)).collect::<Vec<_>>()
    });
    live(move || {
        let states = states.get();
        untrack(|| rows(app, &finding, &states))
    })
}

fn rows(app: App, finding: &Finding, states: &[LineState]) -> AnyView {
    let lang = app.lang.get();
    let checks = app.with_scene(|scene| checklist(scene, finding));
    let mut branch = None;
    let rows = checks.iter().zip(states).map(|(check, state)| {
        let head = (branch != Some(check.branch)).then(|| check.branch.text(lang));
        branch = Some(check.branch);
        row(app, finding, check, *state, head)
    });
    let rows = rows.collect_view();
    let all = states.iter().filter(|state| **state == LineState::Open).count();
    let finding = finding.clone();
    view! {
        <div class="checklist-box" data-testid="checklist">
            {rows}
            <button type="button" data-action="all-to-task" disabled=told(move || all == 0 || app.watches())
                on:click=move |_| app.checks_to_tasks(&finding, &checks)>
                {phrase("没做的 {} 项都加入今日", "Add the {} open one[s] to today").fill(lang, &[&all.to_string()])}
            </button>
        </div>
    }
    .into_any()
}

fn row(
    app: App,
    finding: &Finding,
    check: &Check,
    state: LineState,
    branch: Option<&'static str>,
) -> AnyView {
    let lang = app.lang.get();
    let (key, id) = (finding.key(), check.id);
    let line = app.documents.with(|it| it.checklists.line(&key, id));
    let done = state == LineState::Done;
    let known = check.known.as_ref().map(|known| view! { <b>{known.text(lang)}</b> });
    let (noted, only, of) = (key.clone(), vec![check.clone()], finding.clone());
    let label =
        phrase("查到了什么：{}", "What was found: {}").fill(lang, &[check.words.text(lang)]);
    let add = match state {
        LineState::Tasked => phrase("已加入", "Added"),
        LineState::Done => phrase("已完成", "Done"),
        LineState::Open => phrase("加入今日", "Add"),
    };
    view! {
        {branch.map(|branch| view! { <h4>{branch}</h4> })}
        <div class="check" class:closed=done data-testid="check" data-check=id>
            <label>
                <input type="checkbox" prop:checked=done disabled=app.watching()
                    on:change=move |event| app.tick_check(&key, id, event_target_checked(&event)) />
                <span>{check.words.text(lang)}{known}</span>
            </label>
            <input type="text" maxlength="300" aria-label=label placeholder=phrase("查到了什么", "Found").text(lang)
                prop:value=line.note disabled=app.watching()
                on:change=move |event| app.note_check(&noted, id, &event_target_value(&event)) />
            <button type="button" class="quiet" data-action="check-to-task"
                disabled=told(move || state != LineState::Open || app.watches())
                on:click=move |_| app.checks_to_tasks(&of, &only)>{add.text(lang)}</button>
        </div>
    }
    .into_any()
}
