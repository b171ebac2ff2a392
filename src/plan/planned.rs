//! Goals and calendar as figures and charts need them.

use super::calendar::{Calendar, Occasion, OwnEvent};
use super::goal::Goals;
use crate::domain::Period;
use crate::insight::{DayMark, GoalAsk, Planned, Span, Weighing};
use crate::text::Lang;

/// Days before a span whose campaigns bear on its forecast.
const BEFORE: i32 = 40;

/// What is planned for a span, and what stands in the calendar on the days of a chart. Events of a
/// product are told of that product, and of the whole shop.
pub fn planned(
    (goals, calendar): (&Goals, &Calendar),
    span: Span,
    period: Period,
    product: Option<&str>,
    lang: Lang,
) -> Planned {
    let days = span.days();
    let around = Period { from: days.from.plus(-BEFORE), to: days.to };
    let weighing = |it: Occasion| Weighing {
        typed: goals.weights.get(&it.key).copied(),
        year_before: calendar.find(&format!("{}:{}", it.id, it.year - 1)).map(|it| it.days),
        name: it.name.text(lang).to_owned(),
        days: it.days,
        key: it.key,
    };
    let campaign = |it: &Occasion| DayMark {
        days: it.days,
        name: it.name.text(lang).to_owned(),
        main: Some(it.main),
    };
    // The chart of the goal is of its own days, not of the page's.
    let shown = period.union(days);
    let own = |event: &&OwnEvent| {
        event.days.common(shown).is_some()
            && (product.is_none() || event.product.is_none() || event.product.as_deref() == product)
    };
    let event =
        |event: &OwnEvent| DayMark { days: event.days, name: event.title.clone(), main: None };
    Planned {
        goal: GoalAsk {
            span,
            typed: goals.gmv.get(&span).copied(),
            campaigns: calendar.held(around).into_iter().map(weighing).collect(),
        },
        marks: calendar
            .held(shown)
            .iter()
            .map(campaign)
            .chain(calendar.events.iter().filter(own).map(event))
            .collect(),
    }
}
