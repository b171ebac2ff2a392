//! The calendar: a month with campaigns, steps towards them and own events; what can be changed of
//! a campaign; and the way into the calendar of a phone.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{OccasionCard, PageHead, PlanTabs, SpanPicker};
use super::agenda::{Agenda, Entry, entries};
use super::event_form::EventForm;
use crate::app::App;
use crate::app::route::Page;
use crate::domain::{Day, Period, SortedMap};
use crate::insight::Span;
use crate::plan::Occasion;
use crate::text::{Lang, iso_day, long_day, phrase, short_day, weekday_name};

/// Chips of a day; more of them are told by number.
const CHIPS: usize = 3;

#[component]
pub fn CalendarPage() -> impl IntoView {
    let app = expect_context::<App>();
    let span = Memo::new(move |_| {
        let today = app.now.get().day();
        let asked = app.route.with(|route| route.period.is_some());
        Span::month(if asked { app.query.get().period.to } else { today })
    });
    let chosen = RwSignal::new(None::<String>);
    let picked = RwSignal::new(None::<Day>);
    let title = Signal::derive(move || phrase("日历", "Calendar").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || span.get().name(app.lang.get()));
    let found = Memo::new(move |_| entries(app, span.get().days()));
    view! {
        <PlanTabs app />
        <PageHead title lead>
            <SpanPicker app page=Page::Calendar span />
            <button type="button" id="calendar-csv" on:click=move |_| app.save_csv(phrase("日历.csv", "calendar.csv").text(app.lang.get_untracked()), untrack(|| super::agenda::year_csv(app, span.get().days().from.year())))>"CSV"</button>
            <button type="button" id="calendar-ics" on:click=move |_| app.save_ics()>{app.words(phrase("导出到手机日历（.ics）", "To the phone's calendar (.ics)"))}</button>
        </PageHead>
        <p class="note">{app.words(phrase("活动日期和提前量是默认提醒，以抖店活动页为准；点一个活动就能改、能关、能定方案。", "Dates and leads of campaigns are usual reminders; the shop's own page decides. Click a campaign to change it, switch it off or plan it."))}</p>
        <div class="grid calendar-grid">
            <section class="card w8 month-card">{live(move || month(app, span.get(), &found.get(), chosen, picked))}</section>
            <Agenda app found chosen />
            <EventForm app picked />
            {live(move || {
                let occasion = shown(app, chosen.get(), span.get());
                occasion.map(|occasion| view! { <OccasionCard app key=occasion.key /> })
            })}
            <Campaigns app span chosen />
        </div>
    }
}

/// The campaign that was chosen, else the next one that is not over.
fn shown(app: App, chosen: Option<String>, span: Span) -> Option<Occasion> {
    // Following every change of a campaign would draw its fields anew under the operator's hands.
    app.documents.with_untracked(|documents| {
        let chosen = chosen.and_then(|key| documents.calendar.find(&key));
        let from = span.days().from.max(app.now.get_untracked().day());
        let ahead = Period { from, to: from.plus(200) };
        chosen.or_else(|| documents.calendar.held(ahead).into_iter().next())
    })
}

/// The month as weeks from Monday.
fn month(
    app: App,
    span: Span,
    found: &[Entry],
    chosen: RwSignal<Option<String>>,
    picked: RwSignal<Option<Day>>,
) -> AnyView {
    let (lang, today) = (app.lang.get(), app.now.get().day());
    let days = span.days();
    let mut by_day: SortedMap<Day, Vec<&Entry>> = SortedMap::new();
    for entry in found {
        for day in entry.days.common(days).into_iter().flat_map(Period::days) {
            by_day.slot(day).push(entry);
        }
    }
    let cell = |day: Day| {
        let of = by_day.get(&day).map(Vec::as_slice).unwrap_or_default();
        let chips = of.iter().take(CHIPS).map(|entry| chip(entry, day, chosen)).collect_view();
        let more = of.len().saturating_sub(CHIPS);
        let name = format!(
            "{} {}",
            long_day(day, lang),
            of.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join("、")
        );
        view! {
            <td data-day=iso_day(day) class:out=!days.contains(day) aria-current=(day == today).then_some("date")>
                <button type="button" class="day" aria-label=name on:click=move |_| picked.set(Some(day))>{day.day_of_month()}</button>
                {chips}
                {(more > 0).then(|| view! { <small>{format!("+{more}")}</small> })}
            </td>
        }
        .into_any()
    };
    let heads = (0..7).map(|at| view! { <th scope="col">{weekday_name(at, lang)}</th> }.into_any());
    let first = days.from.week_start();
    let weeks = (0..6).map(|week| first.plus(week * 7)).take_while(|monday| *monday <= days.to);
    let row = |monday: Day| {
        let cells = (0..7).map(|at| cell(monday.plus(at))).collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    };
    view! {
        <table class="month-grid">
            <caption>{span.name(lang)}</caption>
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{weeks.map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What a day has; a campaign is named where it begins, on Mondays and on its main day.
fn chip(entry: &Entry, day: Day, chosen: RwSignal<Option<String>>) -> AnyView {
    let named = day == entry.days.from || day.weekday() == 0 || entry.main == Some(day);
    let text = if named { entry.title.clone() } else { "\u{a0}".to_owned() };
    let main = entry.main == Some(day);
    match entry.occasion.clone().filter(|_| named) {
        Some(key) => view! {
            <button type="button" class="chip-day" class:main=main data-kind=entry.kind.id() title=entry.title.clone() on:click=move |_| chosen.set(Some(key.clone()))>{text}</button>
        }
        .into_any(),
        None => view! { <span class="chip-day" data-kind=entry.kind.id() title=entry.title.clone()>{text}</span> }.into_any(),
    }
}

/// Every campaign of the year, each with its switch.
#[component]
fn Campaigns(app: App, span: Memo<Span>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let year = Memo::new(move |_| span.get().days().from.year());
    let row = move |it: Occasion, lang: Lang| {
        let (key, id, on) = (it.key.clone(), it.id, it.on);
        let days = format!("{} – {}", short_day(it.days.from), short_day(it.days.to));
        view! {
            <li class="walk" tabindex="-1" data-campaign=it.key.clone() data-on=on.to_string()>
                <label><input type="checkbox" prop:checked=on disabled=app.watching() on:change=move |_| app.switch_campaign(id, !on) /><span>{it.name.text(lang)}</span></label>
                <small>{days}{it.edited.then(|| phrase(" · 改过", " · changed").text(lang))}</small>
                <button type="button" class="quiet" data-action="open-campaign" on:click=move |_| {
                    chosen.set(Some(key.clone()));
                    crate::browser::focus("campaign-head");
                }>{phrase("打开", "Open").text(lang)}</button>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="card w12 campaign-list">
            <header><h2>{app.words(phrase("全年活动", "Campaigns of the year"))}</h2><small>{told(move || year.get().to_string())}</small></header>
            <ul>{live(move || {
                let lang = app.lang.get();
                let all = app.documents.with(|documents| documents.calendar.year(year.get()));
                all.into_iter().map(|it| row(it, lang)).collect_view()
            })}</ul>
            <p class="flat">{app.words(phrase("418 没有找到抖音自己办的依据，默认关着；农历节日算到 2031 年。", "418 is off: nobody has shown that Douyin holds it. Lunar festivals are known up to 2031."))}</p>
        </section>
    }
}
