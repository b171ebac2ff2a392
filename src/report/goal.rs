//! Goals in the report: what was wanted, in the first chapter; what is still to do, in the last.

use super::html::Html;
use super::page::ReportInput;
use crate::insight::{GoalPlan, Span};
use crate::metric::{Unit, Value};
use crate::plan::{GOALS, GoalKind, TargetOrigin};
use crate::text::{Lang, full_money, phrase};

/// The goal of the report's span; nothing when only a part of the shop is told.
fn plan(input: &ReportInput<'_>) -> Option<GoalPlan> {
    let chart = &input.chart;
    let whole = chart.query.filter.is_none();
    let percent = chart.thresholds.goal_percent();
    whole.then(|| GoalPlan::of(chart.book, &chart.anchor, percent, &chart.plan.goal))
}

/// What was wanted: 成交, and every goal that has a target.
pub(super) fn background(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    let span = input.chart.plan.goal.span;
    let title = phrase("{} 的目标", "Goals of {}").fill(lang, &[&span.name(lang)]);
    html.leaf("h3", &[], &title);
    html.element("ul", &[("class", "goals")], |html| {
        if let Some((plan, goal)) = plan(input).and_then(|plan| plan.goal.map(|goal| (plan, goal)))
        {
            let origin = plan.origin(input.chart.thresholds.goal_percent(), lang);
            let words = phrase("成交 {}（{}）", "GMV {} ({})");
            html.leaf("li", &[], &words.fill(lang, &[&full_money(goal), &origin]));
        }
        for text in GOALS.iter().filter_map(|kind| told(input, kind, span, lang)) {
            html.leaf("li", &[], &text);
        }
    });
}

/// A goal with a number in the smallest step of its unit.
fn value(number: i64, unit: Unit) -> String {
    match unit {
        Unit::Money => Value::Money(crate::domain::Money(number)),
        Unit::Count => Value::Count(number),
        Unit::Rate => Value::Rate(number),
        Unit::Ratio => Value::Ratio(number),
    }
    .full()
}

/// Goals of files always, those by hand once something was typed for them.
fn told(input: &ReportInput<'_>, kind: &GoalKind, span: Span, lang: Lang) -> Option<String> {
    let (target, origin) = input.goals.target(span, kind.id, input.chart.thresholds)?;
    let progress = input.goals.progress_of(span, kind.id);
    let by_files = kind.metric.is_some();
    if !by_files && progress.is_none() && origin == TargetOrigin::Default {
        return None;
    }
    let sign = if kind.better == crate::metric::Better::Lower { "≤" } else { "≥" };
    let mut text = format!("{} {sign} {}", kind.name.text(lang), value(target, kind.unit));
    if let Some(progress) = progress {
        let words = phrase("，现在 {}（手填）", ", now {} (typed in)");
        text += &words.fill(lang, &[&value(progress, kind.unit)]);
    }
    Some(text)
}

/// The pace, and what would close the gap; the chart above tells the forecast.
pub(super) fn ahead(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    let Some(plan) = plan(input) else { return };
    let lines = plan.pace(lang).into_iter().chain(plan.ways(lang));
    for line in lines {
        html.leaf("p", &[("class", "goal")], &line);
    }
}
