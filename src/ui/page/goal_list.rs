//! The handbooks' other goals: what is wanted, what is reached, and who says so.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{CheckedField, FigureText};
use crate::app::{App, goal_field, goal_heads, parse_goal};
use crate::chart::Cell;
use crate::domain::Period;
use crate::insight::Span;
use crate::metric::{Filter, Reading, Unit, Value, metric};
use crate::plan::{GOALS, GoalKind, TargetOrigin};
use crate::text::{Lang, Phrase, phrase};

/// 3 分钟回复率: of agents' files, which the book does not read.
const REPLIES: &str = "reply-rate";

#[component]
pub fn GoalList(app: App, span: Memo<Span>) -> impl IntoView {
    let save = move |_| {
        let lines = untrack(|| lines(app, span.get()));
        app.save_goals(span.get_untracked(), &lines);
    };
    view! {
        <section class="card w12 goal-list">
            <header>
                <h2>{app.words(phrase("其他目标", "Other goals"))}</h2>
                <small>{app.words(phrase("手册的数是默认，都能改；文件给不出的要手填", "the handbooks' numbers are defaults; what no file gives is typed in"))}</small>
                <span class="more"><button type="button" class="quiet" id="goals-csv" on:click=save>"CSV"</button></span>
            </header>
            {live(move || {
                let (span, lang) = (span.get(), app.lang.get());
                GOALS.iter().map(|kind| row(app, kind, span, lang)).collect_view()
            })}
            <p class="flat">{app.words(phrase("点击、加购来自罗盘，发货和退货来自订单与售后单，ROI 来自千川，回复率来自飞鸽客服；还没导入的也可以先手填。", "Clicks and carts come from Compass, shipping and returns from orders and after-sales, ROI from Qianchuan, replies from service agents; type what is not imported."))}</p>
        </section>
    }
}

/// The days of a span that are over.
fn over(app: App, span: Span) -> Option<Period> {
    let days = span.days();
    Period::new(days.from, days.to.min(app.anchor.get().today.previous()))
}

/// What files say of a goal.
fn told_by_files(app: App, kind: &GoalKind, span: Span) -> Option<i64> {
    match kind.metric {
        Some(REPLIES) => {
            let days = over(app, span)?;
            app.book.with(|book| book.service.sum(days).reply_rate())
        }
        Some(_) => figure(app, kind, span)?.figure.value.map(Value::number),
        None => None,
    }
}

/// What files say, else what the operator typed.
fn reached(app: App, kind: &GoalKind, span: Span) -> Option<i64> {
    let typed = || app.documents.with(|documents| documents.goals.progress_of(span, kind.id));
    told_by_files(app, kind, span).or_else(typed)
}

fn figure(app: App, kind: &GoalKind, span: Span) -> Option<Cell> {
    let (metric, period) = (metric(kind.metric?)?, over(app, span)?);
    let query = app.query.get().over(period).filtered(Filter::default());
    let figure = app.book.with(|book| (metric.figure)(&Reading::new(book, query)));
    Some(Cell::new(metric.id, figure, period))
}

fn wanted(app: App, kind: &GoalKind, span: Span) -> Option<(i64, TargetOrigin)> {
    app.documents.with(|it| it.goals.target(span, kind.id, &it.settings.thresholds))
}

/// `met`, `behind` or `unknown`.
fn state(app: App, kind: &GoalKind, span: Span) -> &'static str {
    match (wanted(app, kind, span), reached(app, kind, span)) {
        (Some((target, _)), Some(number)) if kind.met(number, target) => "met",
        (Some(_), Some(_)) => "behind",
        _ => "unknown",
    }
}

fn state_name(state: &str) -> Phrase {
    match state {
        "met" => phrase("达到", "reached"),
        "behind" => phrase("未到", "behind"),
        _ => phrase("不知道", "unknown"),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    if unit == Unit::Rate { "%" } else { "" }
}

fn origin_text(origin: Option<TargetOrigin>, lang: Lang) -> String {
    match origin {
        Some(TargetOrigin::Typed) => phrase("自己填的", "typed in").text(lang).to_owned(),
        Some(TargetOrigin::Earlier(span)) => {
            phrase("沿用 {}", "as in {}").fill(lang, &[&span.name(lang)])
        }
        Some(TargetOrigin::Default) => phrase("默认", "default").text(lang).to_owned(),
        None => phrase("没有默认", "no default").text(lang).to_owned(),
    }
}

fn row(app: App, kind: &'static GoalKind, span: Span, lang: Lang) -> AnyView {
    let target = Signal::derive(move || {
        let wanted = wanted(app, kind, span);
        wanted.map(|(number, _)| goal_field(number, kind.unit)).unwrap_or_default()
    });
    let origin = Memo::new(move |_| wanted(app, kind, span).map(|(_, origin)| origin));
    let state = Memo::new(move |_| state(app, kind, span));
    let plain = told(move || reached(app, kind, span).map(|it| goal_field(it, kind.unit)));
    let by_files = Memo::new(move |_| told_by_files(app, kind, span).is_some());
    let typed = Signal::derive(move || plain.get().unwrap_or_default());
    let now = live(move || match (by_files.get(), kind.metric) {
        (false, _) => field(app, kind, span, true, typed),
        (true, Some(REPLIES)) => {
            live(move || told_by_files(app, kind, span).map(|number| Value::Rate(number).full()))
        }
        (true, _) => {
            live(move || figure(app, kind, span).map(|cell| view! { <FigureText cell lang /> }))
        }
    });
    let by = told(move || if by_files.get() { "files" } else { "hand" });
    let now_name = told(move || {
        let hand = phrase("现在（手填）", "Now (typed in)");
        if by_files.get() { phrase("现在", "Now") } else { hand }.text(lang)
    });
    view! {
        <div class="goal-row walk" tabindex="-1" data-testid="goal" data-goal=kind.id data-target=target data-reached=plain data-by=by data-state=state
            data-origin=told(move || origin.get().map_or("none", origin_id))>
            <div><b>{kind.name.text(lang)}</b><small>{kind.source.text(lang)}</small></div>
            <div class="goal-cell"><small>{phrase("要做到", "Wanted").text(lang)}</small>{field(app, kind, span, false, target)}<small>{told(move || origin_text(origin.get(), lang))}</small></div>
            <div class="goal-cell"><small>{now_name}</small>{now}</div>
            <em class=told(move || if state.get() == "behind" { "bad" } else { "" })>{told(move || state_name(state.get()).text(lang))}</em>
        </div>
    }
    .into_any()
}

fn origin_id(origin: TargetOrigin) -> &'static str {
    match origin {
        TargetOrigin::Typed => "typed",
        TargetOrigin::Earlier(_) => "earlier",
        TargetOrigin::Default => "default",
    }
}

/// The field of what is wanted, or of what was reached.
fn field(
    app: App,
    kind: &'static GoalKind,
    span: Span,
    reached: bool,
    stored: Signal<String>,
) -> AnyView {
    let lang = app.lang.get_untracked();
    let id = format!("{}-{}", if reached { "progress" } else { "goal" }, kind.id);
    let allowed = match kind.unit {
        Unit::Rate => phrase("百分数，如 35，或留空", "per cent, or nothing"),
        Unit::Count => phrase("整数，或留空", "a whole number, or nothing"),
        Unit::Money | Unit::Ratio => {
            phrase("数，如 5.3，或留空", "a number such as 5.3, or nothing")
        }
    };
    let allowed = Signal::stored(allowed.text(lang).to_owned());
    let store = Callback::new(move |text: String| {
        let number = parse_goal(&text, kind.unit);
        let good = number.is_some() || text.trim().is_empty();
        if good && text.trim() != stored.get_untracked() {
            app.set_goal(span, kind.id, number, reached);
        }
        good
    });
    let name = kind.name.text(lang);
    let placeholder = if reached { phrase("手填", "type it") } else { phrase("没有", "none") };
    view! {
        <span class="goal-input"><CheckedField app id name placeholder=placeholder.text(lang) stored allowed store />{unit_name(kind.unit)}</span>
    }
    .into_any()
}

/// The goals as lines of cells.
fn lines(app: App, span: Span) -> Vec<Vec<String>> {
    let lang = app.lang.get();
    let line = |kind: &GoalKind| {
        let shown = |number: Option<i64>| {
            number.map(|it| goal_field(it, kind.unit) + unit_name(kind.unit)).unwrap_or_default()
        };
        let wanted = wanted(app, kind, span).map(|(number, _)| number);
        let source = kind.source.text(lang).to_owned();
        vec![
            kind.name.text(lang).to_owned(),
            shown(wanted),
            shown(reached(app, kind, span)),
            source,
        ]
    };
    std::iter::once(goal_heads(lang)).chain(GOALS.iter().map(line)).collect()
}
