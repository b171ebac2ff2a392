//! What is in the calendar as a list: of a month, or all that a search finds. On a phone it stands
//! in the month's place.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::state_text;
use crate::app::App;
use crate::domain::{Day, Period, sort_by_key};
use crate::metric::LAST_YEAR;
use crate::plan::{Due, Occasion, OwnEvent, TaskState};
use crate::text::{Lang, Style, day_name, iso_day, period_text, phrase};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Campaign,
    Step,
    Own,
}

impl Kind {
    /// The value of `data-kind`.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Campaign => "campaign",
            Kind::Step => "step",
            Kind::Own => "own",
        }
    }
}

/// A line of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub kind: Kind,
    /// `double-11:2026`, `double-11:2026:-56`, `event:3`.
    pub key: String,
    pub days: Period,
    /// The main day of a campaign.
    pub main: Option<Day>,
    pub title: String,
    pub note: String,
    /// The campaign that it is of.
    pub occasion: Option<String>,
    pub step: Option<(Occasion, Due)>,
    pub own: Option<OwnEvent>,
}

/// Everything that touches the days, by day.
pub fn entries(app: App, period: Period) -> Vec<Entry> {
    let lang = app.lang.get();
    app.documents.with(|documents| {
        let calendar = &documents.calendar;
        let mut all = Vec::new();
        // Steps lie up to four months before and after what they are of.
        let around = Period { from: period.from.plus(-150), to: period.to.plus(150) };
        for occasion in calendar.held(around) {
            let campaign = |title: &str| Entry {
                kind: Kind::Campaign,
                key: occasion.key.clone(),
                days: occasion.days,
                main: Some(occasion.main),
                title: title.to_owned(),
                note: String::new(),
                occasion: Some(occasion.key.clone()),
                step: None,
                own: None,
            };
            for due in calendar.dues(&occasion, lang) {
                let days = Period::day(due.day);
                let (key, title) = (due.key.clone(), due.title.clone());
                let step = Some((occasion.clone(), due));
                let entry =
                    Entry { kind: Kind::Step, key, days, main: None, step, ..campaign(&title) };
                all.push(entry);
            }
            all.push(campaign(occasion.name.text(lang)));
        }
        let own = |event: &OwnEvent| Entry {
            kind: Kind::Own,
            key: format!("event:{}", event.number),
            days: event.days,
            main: None,
            title: event.title.clone(),
            note: event.note.clone(),
            occasion: None,
            step: None,
            own: Some(event.clone()),
        };
        all.extend(calendar.events.iter().map(own));
        all.retain(|entry| entry.days.common(period).is_some());
        sort_by_key(&mut all, |entry| {
            (entry.days.from.max(period.from), entry.kind, entry.key.clone())
        });
        all
    })
}

/// A year as CSV.
pub fn year_csv(app: App, year: i32) -> String {
    let (first, last) = (Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31));
    let period = first.zip(last).and_then(|(from, to)| Period::new(from, to));
    let lang = app.lang.get();
    let heads = ["从|From", "到|To", "名称|Name", "类型|Kind", "说明|Note"];
    let head = |pair: &str| {
        let (zh, en) = pair.split_once('|').unwrap_or((pair, pair));
        if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
    };
    let line = |it: Entry| {
        let kind = it.kind.id().to_owned();
        vec![iso_day(it.days.from), iso_day(it.days.to), it.title, kind, it.note]
    };
    let found = period.map(|period| entries(app, period)).unwrap_or_default();
    let heads = std::iter::once(heads.iter().map(|pair| head(pair)).collect());
    crate::report::lines_csv(&heads.chain(found.into_iter().map(line)).collect::<Vec<_>>())
}

/// Lines that a search shows at most.
const FOUND: usize = 60;

#[component]
pub fn Agenda(
    app: App,
    found: Memo<Vec<Entry>>,
    chosen: RwSignal<Option<String>>,
) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let list = Memo::new(move |_| {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        if wanted.is_empty() {
            return found.get();
        }
        let today = app.now.get().day();
        let all = Period {
            from: today.plus(-400),
            to: Day::from_ymd(LAST_YEAR, 12, 31).unwrap_or(today),
        };
        let mut hits = entries(app, Period { to: all.to.max(today), ..all });
        hits.retain(|it| {
            it.title.to_lowercase().contains(&wanted) || it.note.to_lowercase().contains(&wanted)
        });
        hits.truncate(FOUND);
        hits
    });
    let empty = move || {
        list.with(Vec::is_empty).then(|| {
        view! { <p class="flat">{app.words(phrase("这里什么也没有。点月历上的一天，或在下面填一条自己的事件：上新、清仓、换主图、去厂家。", "Nothing here. Click a day of the month, or add an event of your own below."))}</p> }
    })
    };
    view! {
        <section class="card w4 agenda">
            <header>
                <h2>{app.words(phrase("日程", "Agenda"))}</h2>
                <small>{told(move || phrase("{} 条", "{}").fill(app.lang.get(), &[&list.with(Vec::len).to_string()]))}</small>
            </header>
            <input type="search" id="event-search" placeholder=app.words(phrase("搜活动和事件", "Search")) aria-label=app.words(phrase("搜活动和事件", "Search"))
                on:input=move |event| wanted.set(event_target_value(&event)) />
            <ul>{live(move || list.get().into_iter().map(|it| row(app, it, chosen)).collect_view())}</ul>
            {live(empty)}
        </section>
    }
}

fn row(app: App, it: Entry, chosen: RwSignal<Option<String>>) -> AnyView {
    let (lang, today) = (app.lang.get(), app.now.get().day());
    let date = match it.days.from == it.days.to {
        true => format!("{} {}", iso_day(it.days.from), day_name(it.days.from, lang)),
        false => period_text(it.days, Style::Iso, lang),
    };
    let state = it.step.as_ref().and_then(|(_, due)| app.step_state(&due.key));
    let told = match (&it.step, state) {
        (_, Some(TaskState::Open)) => "task",
        (_, Some(state)) => state.id(),
        (Some((_, due)), None) if due.day < today => "past",
        (Some(_), None) => "ahead",
        (None, None) => "",
    };
    let action = match (it.step.clone(), it.own.clone(), it.occasion.clone()) {
        (Some((occasion, due)), ..) if state.is_none() => view! {
            <button type="button" class="quiet" data-action="to-task" disabled=app.watching() on:click=move |_| app.step_to_task(&occasion, &due)>{phrase("加入今日", "To today").text(lang)}</button>
        }
        .into_any(),
        (Some(_), ..) => {
            view! { <small>{state.map(|state| state_text(state).text(lang))}</small> }.into_any()
        }
        (None, Some(event), _) => {
            let name = phrase("删掉「{}」", "Remove “{}”").fill(lang, &[&event.title]);
            view! { <button type="button" class="quiet" data-action="remove-event" aria-label=name disabled=app.watching() on:click=move |_| app.remove_event(event.number)>"✕"</button> }.into_any()
        }
        (None, None, Some(key)) => view! { <button type="button" class="quiet" data-action="open-campaign" on:click=move |_| {
            chosen.set(Some(key.clone()));
            crate::browser::focus("campaign-head");
        }>{phrase("打开", "Open").text(lang)}</button> }
        .into_any(),
        (None, None, None) => ().into_any(),
    };
    let product = it.own.as_ref().and_then(|event| event.product.clone());
    view! {
        <li class="walk" tabindex="-1" data-testid="event" data-kind=it.kind.id() data-key=it.key data-from=iso_day(it.days.from) data-to=iso_day(it.days.to) data-state=told>
            <span><b>{it.title}</b><small>{date}{product.map(|id| format!(" · {id}"))}</small>{(!it.note.is_empty()).then(|| view! { <small>{it.note}</small> })}</span>
            {action}
        </li>
    }
    .into_any()
}
