//! A finding: its sentence, its cause, its next steps, one click from a task.

use super::super::live::told;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::insight::{Finding, Subject};
use crate::metric::{Dimension, PeriodChoice};
use crate::text::{phrase, plain_money};

#[component]
pub fn FindingCard(app: App, finding: Finding, has_task: bool) -> impl IntoView {
    let lang = app.lang.get();
    let key = finding.key();
    let amount = finding.amount.map(plain_money).unwrap_or_default();
    let steps = finding.steps().into_iter().map(|step| {
        view! { <li>{step.text(lang)}</li> }
    });
    let snoozed = key.clone();
    let words = |zh, en| phrase(zh, en).text(lang);
    let evidence = evidence(app, &finding).href();
    let to_task = finding.clone();
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
            <button
                type="button"
                data-action="to-task"
                disabled=told(move || has_task || app.watches())
                on:click=move |_| app.finding_to_task(&to_task)
            >
                {if has_task { words("已加入", "Added") } else { words("加入今日", "Add to today") }}
            </button>
            <div class="more">
                <a class="quiet" href=evidence>{words("看数据", "See data")}</a>
                <button type="button" class="quiet" data-action="snooze" disabled=app.watching() on:click=move |_| app.quiet(&snoozed, true)>
                    {words("3 天后再说", "Snooze")}
                </button>
                <button type="button" class="quiet" data-action="dismiss" disabled=app.watching() on:click=move |_| app.quiet(&key, false)>
                    {words("忽略", "Dismiss")}
                </button>
            </div>
        </article>
    }
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
