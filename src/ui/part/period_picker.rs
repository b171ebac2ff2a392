//! Picks the period and what it is compared with; both live in the address.

use super::super::live::{live, told};
use leptos::html::Input;
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
            <div class="segments" role="group" aria-label=app.words(phrase("日期", "Period"))>{live(choices)}</div>
            <Custom app />
            <ComparePicker app />
        </div>
    }
}

/// Two day fields. A day that is picked counts at once; one that is typed counts when the field is
/// left or Enter is pressed, because browsers tell every digit as a change. An end that would lie
/// before the start takes the start along.
#[component]
fn Custom(app: App) -> impl IntoView {
    let period = move || app.query.get().period;
    let typing = StoredValue::new(false);
    let (from, to) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let day =
        |field: NodeRef<Input>| field.get_untracked().and_then(|field| parse_day(&field.value()));
    let apply = move |first: bool| {
        typing.set_value(false);
        let Some((start, end)) = day(from).zip(day(to)) else {
            // A field that is left half typed shows again what counts.
            let now = untrack(period);
            for (field, day) in [(from, now.from), (to, now.to)] {
                if let Some(field) = field.get_untracked() {
                    field.set_value(&iso_day(day));
                }
            }
            return;
        };
        let whole = if first { (start, end.max(start)) } else { (start.min(end), end) };
        let changed = Period::new(whole.0, whole.1).filter(|new| *new != untrack(period));
        if let Some(period) = changed {
            let route = app.route.with_untracked(|r| r.with_period(PeriodChoice::Custom(period)));
            app.go(&route);
        }
    };
    let field = move |node: NodeRef<Input>, first: bool| {
        let name = if first { phrase("从", "From") } else { phrase("到", "To") };
        let shown = move || iso_day(if first { period().from } else { period().to });
        view! {
            <input
                type="date"
                min="2000-01-01"
                max="2099-12-31"
                node_ref=node
                aria-label=app.words(name)
                prop:value=told(shown)
                on:keydown=move |event| {
                    typing.set_value(event.key() != "Enter");
                    if event.key() == "Enter" {
                        apply(first);
                    }
                }
                on:change=move |_| if !typing.get_value() { apply(first) }
                // A field that goes away with its page is left as well, when its state is gone.
                on:blur=move |_| if typing.try_get_value() == Some(true) { apply(first) }
            />
        }
    };
    view! { <div class="custom">{field(from, true)}<span>"–"</span>{field(to, false)}</div> }
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
            <span>{app.words(phrase("对比", "Compare"))}</span>
            {live(move || app.route.with(|route| KINDS.into_iter().map(|(kind, name)| {
                let on = route.compare.contains(&kind);
                let href = toggled(route, kind).href();
                view! { <a href=href aria-current=on.then_some("true")>{name.text(app.lang.get())}</a> }
            }).collect_view()))}
        </div>
    }
}
