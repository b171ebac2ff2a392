//! Picks the period and what it is compared with; both live in the address.

use super::super::live::{Show, live, told};
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Route, parse_day};
use crate::chart::CompareKind;
use crate::domain::Period;
use crate::metric::{Held, PeriodChoice, campaigns_since};
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
            <CampaignPicker app />
            <Custom app />
            <ComparePicker app />
        </div>
    }
}

/// The campaigns that the data reaches back to; one is compared with itself a year before.
#[component]
fn CampaignPicker(app: App) -> impl IntoView {
    let held = Memo::new(move |_| {
        let sales = app.book.with(|book| book.coverage.sales());
        let today = app.anchor.get().today;
        let held = sales.first().map_or(Vec::new(), |first| campaigns_since(first, today));
        let entry = |held: Held| (held.campaign.name, held.year, held.days);
        held.into_iter().take(CAMPAIGNS_SHOWN).map(entry).collect::<Vec<_>>()
    });
    let choose = move |event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        let Some((.., days)) = place.and_then(|at| held.with_untracked(|h| h.get(at).copied()))
        else {
            return;
        };
        // Of one that is still on, its days so far.
        let to = days.to.min(app.anchor.get_untracked().today.previous());
        let period = Period::new(days.from, to).unwrap_or(days);
        let route = app.route.with_untracked(|r| r.with_period(PeriodChoice::Custom(period)));
        app.go(&Route { compare: Some(vec![CompareKind::Campaign]), ..route });
    };
    let options = move || {
        let (lang, now) = (app.lang.get(), app.query.get().period);
        let option = |(place, (name, year, days)): (usize, (Phrase, i32, Period))| {
            let text = format!("{} {year}", name.text(lang));
            let chosen = now.from == days.from && now.to <= days.to;
            view! { <option value=place.to_string() selected=chosen>{text}</option> }.into_any()
        };
        held.get().into_iter().enumerate().map(option).collect_view()
    };
    let hint = phrase("默认日期，以抖店活动页为准", "usual dates; the shop's page decides");
    view! {
        <Show when=move || held.with(|held| !held.is_empty())>
            <select class="campaigns" aria-label=app.words(phrase("大促", "Campaign")) title=app.words(hint) on:change=choose>
                <option value="">{app.words(phrase("大促…", "Campaign…"))}</option>
                {live(options)}
            </select>
        </Show>
    }
}

/// Campaigns to choose from, the latest ones.
const CAMPAIGNS_SHOWN: usize = 12;

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
    const KINDS: [(CompareKind, Phrase); 3] = [
        (CompareKind::Previous, phrase("上期", "before")),
        (CompareKind::Year, phrase("去年", "last year")),
        (CompareKind::Campaign, phrase("去年同活动", "campaign last year")),
    ];
    let toggled = |route: &Route, now: &[CompareKind], kind: CompareKind| {
        let mut kinds = now.to_vec();
        match kinds.iter().position(|known| *known == kind) {
            Some(place) => _ = kinds.remove(place),
            None => kinds.push(kind),
        }
        Route { compare: Some(kinds), ..route.clone() }
    };
    view! {
        <div class="compare" role="group">
            <span>{app.words(phrase("对比", "Compare"))}</span>
            {live(move || {
                let now: Vec<_> = app.compare.get().into_iter().map(|it| it.kind).collect();
                app.route.with(|route| KINDS.into_iter().map(|(kind, name)| {
                    let on = now.contains(&kind).then_some("true");
                    let href = toggled(route, &now, kind).href();
                    view! { <a href=href aria-current=on>{name.text(app.lang.get())}</a> }
                }).collect_view())
            })}
        </div>
    }
}
