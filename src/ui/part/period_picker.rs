//! Picks the period and what it is compared with; both live in the address.

use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Route, parse_day};
use crate::chart::CompareKind;
use crate::domain::Period;
use crate::metric::PeriodChoice;
use crate::text::{Phrase, iso_day, phrase};

const CHOICES: [(PeriodChoice, Phrase); 8] = [
    (PeriodChoice::Yesterday, phrase("昨日", "Yesterday")),
    (PeriodChoice::Days7, phrase("近 7 天", "7 days")),
    (PeriodChoice::Days30, phrase("近 30 天", "30 days")),
    (PeriodChoice::Week, phrase("本周", "Week")),
    (PeriodChoice::Month, phrase("本月", "Month")),
    (PeriodChoice::LastWeek, phrase("上周", "Last week")),
    (PeriodChoice::LastMonth, phrase("上月", "Last month")),
    (PeriodChoice::All, phrase("全部", "All")),
];

#[component]
pub fn PeriodPicker(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let choices = move || {
        let route = app.route.get();
        let current = route.choice();
        CHOICES
            .into_iter()
            .map(|(choice, name)| {
                let chosen = (choice == current).then_some("true");
                let href = route.with_period(choice).href();
                view! { <a href=href aria-current=chosen>{name.text(lang())}</a> }
            })
            .collect_view()
    };
    view! {
        <div class="period-picker">
            <div class="segments" role="group" aria-label=move || phrase("日期", "Period").text(lang())>{choices}</div>
            <Custom app />
            <ComparePicker app />
        </div>
    }
}

/// Two day fields; the period changes when both make sense.
#[component]
fn Custom(app: App) -> impl IntoView {
    let period = move || app.query.get().period;
    let change = move |from: Option<String>, to: Option<String>| {
        let now = untrack(period);
        let day =
            |text: Option<String>, otherwise| text.map_or(Some(otherwise), |text| parse_day(&text));
        let (from, to) = (day(from, now.from), day(to, now.to));
        if let Some(period) = from.zip(to).and_then(|(from, to)| Period::new(from, to)) {
            let route = app.route.with_untracked(|r| r.with_period(PeriodChoice::Custom(period)));
            app.go(&route);
        }
    };
    view! {
        <div class="custom">
            <input
                type="date"
                aria-label=move || phrase("从", "From").text(app.lang.get())
                prop:value=move || iso_day(period().from)
                on:change=move |event| change(Some(event_target_value(&event)), None)
            />
            <span>"–"</span>
            <input
                type="date"
                aria-label=move || phrase("到", "To").text(app.lang.get())
                prop:value=move || iso_day(period().to)
                on:change=move |event| change(None, Some(event_target_value(&event)))
            />
        </div>
    }
}

#[component]
fn ComparePicker(app: App) -> impl IntoView {
    const KINDS: [(CompareKind, Phrase); 2] = [
        (CompareKind::Previous, phrase("上期", "before")),
        (CompareKind::Year, phrase("去年", "last year")),
    ];
    let toggled = |route: &Route, kind: CompareKind| {
        let mut route = route.clone();
        if route.compare.contains(&kind) {
            route.compare.retain(|known| *known != kind);
        } else {
            route.compare.push(kind);
        }
        route
    };
    view! {
        <div class="compare" role="group">
            <span>{move || phrase("对比", "Compare").text(app.lang.get())}</span>
            {move || app.route.with(|route| KINDS.into_iter().map(|(kind, name)| {
                let on = route.compare.contains(&kind);
                let href = toggled(route, kind).href();
                view! { <a href=href aria-current=on.then_some("true")>{name.text(app.lang.get())}</a> }
            }).collect_view())}
        </div>
    }
}
