//! A finding: its sentence, its cause, its next steps, one click from a task, its checklist one
//! more.

use super::super::live::{live, told};
use super::checklist_box::{checklist_box, progress};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::insight::{Finding, Subject};
use crate::metric::{Dimension, PeriodChoice};
use crate::plan::TaskState;
use crate::text::{phrase, plain_money};

#[component]
pub fn FindingCard(app: App, finding: Finding) -> impl IntoView {
    let lang = app.lang.get();
    let key = finding.key();
    let amount = finding.amount.map(plain_money).unwrap_or_default();
    let steps = finding.steps().into_iter().map(|step| {
        view! { <li>{step.text(lang)}</li> }
    });
    let (snoozed, dismissed) = (finding.clone(), finding.clone());
    let (asked, listed) = (finding.clone(), finding.clone());
    let opened = key.clone();
    let open = Memo::new(move |_| app.opened.with(|opened_now| *opened_now == opened));
    let words = |zh, en| phrase(zh, en).text(lang);
    let evidence = evidence(app, &finding).href();
    view! {
        <article
            class="finding-card walk"
            tabindex="0"
            data-testid="finding"
            data-rule=finding.rule
            data-subject=finding.subject.id()
            data-severity=finding.severity.id()
            data-amount=amount
        >
            <div class="words">
                <h3>{finding.title(lang)}</h3>
                <p>{finding.cause(lang)}</p>
                <ul class="steps">{steps.collect_view()}</ul>
            </div>
            {task_button(app, finding.clone())}
            <div class="more">
                <button type="button" class="quiet" data-action="checklist" aria-expanded=told(move || open.get().to_string())
                    on:click=move |_| app.opened.set(if open.get_untracked() { String::new() } else { key.clone() })>
                    {words("排查清单", "Checklist")}" "{told(move || progress(app, &asked))}
                </button>
                <a class="quiet" href=evidence>{words("看数据", "See data")}</a>
                <button type="button" class="quiet" data-action="snooze" disabled=app.watching() on:click=move |_| app.quiet(&snoozed, true)>
                    {words("3 天后再说", "Snooze")}
                </button>
                <button type="button" class="quiet" data-action="dismiss" disabled=app.watching() on:click=move |_| app.quiet(&dismissed, false)>
                    {words("忽略", "Dismiss")}
                </button>
            </div>
            {live(move || open.get().then(|| checklist_box(app, listed.clone())))}
        </article>
    }
}

/// Makes a task of a finding, once as long as that is open.
fn task_button(app: App, finding: Finding) -> AnyView {
    let key = finding.key();
    let has_task = Memo::new(move |_| {
        let task = app.documents.with(|it| it.tasks.of_finding(&key).map(|task| task.state));
        task == Some(TaskState::Open)
    });
    let words = move || match has_task.get() {
        true => phrase("已加入", "Added").text(app.lang.get()),
        false => phrase("加入今日", "Add to today").text(app.lang.get()),
    };
    view! {
        <button
            type="button"
            data-action="to-task"
            disabled=told(move || has_task.get() || app.watches())
            on:click=move |_| app.finding_to_task(&finding)
        >
            {told(words)}
        </button>
    }
    .into_any()
}

/// Where the numbers behind a finding are.
fn evidence(app: App, finding: &Finding) -> Route {
    let evidence = finding.rule().map(|rule| rule.evidence);
    let page = evidence.map_or(Page::Data, |evidence| Page::from_path(evidence.page));
    let mut route = app.route.with_untracked(|route| route.beside(page));
    if evidence.is_some_and(|evidence| evidence.dated) {
        route.period = Some(PeriodChoice::Custom(finding.period));
    }
    let part = match &finding.subject {
        Subject::Product(id) => Some((Dimension::Product, id)),
        Subject::Creator(id) => Some((Dimension::Creator, id)),
        Subject::Carrier(id) => Some((Dimension::Carrier, id)),
        Subject::Shop => None,
    };
    route.filter.extend(part.map(|(dimension, id)| (dimension, id.clone())));
    route
}
