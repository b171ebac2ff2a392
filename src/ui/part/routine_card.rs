//! The routine as a template: what comes round when, on or off, changed, added, shared; and the days
//! of rest.

use super::super::live::{live, told};
use super::work_form::{Typed, open_form, shut_form, work_form};
use super::{JSON, file_button};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::parse_day;
use crate::domain::{Period, sort_by_key};
use crate::plan::{Rhythm, RoutineItem, Template};
use crate::text::{Lang, Phrase, Style, iso_day, period_text, phrase};

/// The field for a colleague's file, and the button before it.
const OPEN: (Phrase, Phrase) = (
    phrase("选择模板或交接文件", "Choose a template or a file of tasks"),
    phrase("读入模板或交接文件", "Open a template or tasks"),
);

/// Which form is open: that of a piece by its id, or of a new one.
type Open = (RwSignal<Option<Option<String>>>, Typed);

#[component]
pub fn RoutineCard(app: App) -> impl IntoView {
    let open: Open = (RwSignal::new(None), StoredValue::new(RoutineItem::default()));
    let list = move || {
        let lang = app.lang.get();
        let mut items = app.documents.with(|documents| documents.template.items(lang));
        let rank = |rhythm: Rhythm| match rhythm {
            Rhythm::Daily => (0, 0),
            Rhythm::Weekly(day) => (1, day),
            Rhythm::Monthly(day) => (2, day),
        };
        sort_by_key(&mut items, |(_, item)| (rank(item.rhythm), item.slot));
        items.into_iter().map(|(id, item)| piece(app, open, id, item, lang)).collect_view()
    };
    let adding = move || (open.0.get() == Some(None)).then(|| form(app, open, None));
    view! {
        <section class="card routine-card">
            <header>
                <h2>{app.words(phrase("日常：每天、每周、每月", "Routine: daily, weekly, monthly"))}</h2>
                <span class="more">
                    <button type="button" data-action="new-piece" disabled=app.watching() id="edit-piece-" on:click=move |_| open_form(open.0, Some(None), open.1, RoutineItem { minutes: 15, ..RoutineItem::default() })>{app.words(phrase("＋ 加一件日常", "+ Add a piece"))}</button>
                </span>
            </header>
            <p class="flat">{app.words(phrase(
                "默认来自运营手册的一天时间线；时段、分钟、谁来做都能改，不要的关掉。改的只影响以后。",
                "The defaults are the handbook's day. Slot, minutes and who does it can be changed; switch off what you do not need.",
            ))}</p>
            {live(adding)}
            <ul class="work-list">{live(list)}</ul>
            <div class="actions">
                <button type="button" data-action="share-routine" on:click=move |_| app.hand_over(None)>{app.words(phrase("导出模板", "Save the template"))}</button>
                {file_button(app, ("work-import", JSON), OPEN, app.watching(), App::open_work)}
            </div>
            <Rest app />
        </section>
    }
}

fn form(app: App, (open, typed): Open, id: Option<String>) -> AnyView {
    let done = move |item: Option<RoutineItem>| {
        shut_form(open, format!("edit-piece-{}", id.as_deref().unwrap_or_default()));
        if let Some(item) = item {
            app.set_piece(id.as_deref(), item);
        }
    };
    work_form(app, typed, true, Box::new(done))
}

fn piece(app: App, open: Open, id: String, item: RoutineItem, lang: Lang) -> AnyView {
    if open.0.get() == Some(Some(id.clone())) {
        return view! { <li>{form(app, open, Some(id))}</li> }.into_any();
    }
    let words = |zh, en| phrase(zh, en).text(lang);
    let minutes = phrase("{} 分", "{} min").fill(lang, &[&item.minutes.to_string()]);
    let (slot, duty) = (item.slot.name().text(lang), item.duty.name().text(lang));
    let about = [item.rhythm.text(lang), slot.to_owned(), duty.to_owned(), minutes].join(" · ");
    let (own, changed) = (
        Template::is_own(&id),
        app.documents.with_untracked(|documents| documents.template.is_changed(&id)),
    );
    let reset = (own || changed).then(|| {
        let id = id.clone();
        let name = if own { words("删掉", "Delete") } else { words("恢复默认", "Default") };
        view! { <button type="button" class="quiet" data-action="reset-piece" disabled=app.watching() on:click=move |_| app.reset_piece(&id)>{name}</button> }.into_any()
    });
    let (toggled, opened) = (id.clone(), id.clone());
    let (switched, edited, opener) = (item.clone(), item.clone(), format!("edit-piece-{id}"));
    let label = phrase("「{}」在清单上", "“{}” is on the list").fill(lang, &[&item.title]);
    view! {
        <li class="walk" tabindex="-1" class:off=item.off data-testid="piece" data-piece=id data-on=(!item.off).to_string()>
            <label><input type="checkbox" prop:checked=!item.off aria-label=label disabled=app.watching()
                on:change=move |_| app.set_piece(Some(&toggled), RoutineItem { off: !switched.off, ..switched.clone() }) />
                <span>{item.title}<small>{about}</small></span></label>
            <button type="button" class="quiet" data-action="edit-piece" id=opener disabled=app.watching() on:click=move |_| open_form(open.0, Some(Some(opened.clone())), open.1, edited.clone())>{words("改", "Edit")}</button>
            {reset}
        </li>
    }
    .into_any()
}

/// Days of rest to come, and a form for more.
#[component]
fn Rest(app: App) -> impl IntoView {
    let today = app.now.with_untracked(|now| now.day());
    let (from, to) = (RwSignal::new(iso_day(today.next())), RwSignal::new(iso_day(today.next())));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let day = |text: RwSignal<String>| parse_day(&text.get_untracked());
        if let Some(days) = day(from).zip(day(to)).and_then(|(from, to)| Period::new(from, to)) {
            app.set_rest(days, true);
        } else {
            let words = phrase("最后一天不能早于第一天", "The last day is before the first");
            app.say(words.text(app.lang.get_untracked()), None);
        }
    };
    let list = move || {
        let lang = app.lang.get();
        let rest = app.documents.with(|documents| documents.days.rest.clone());
        let coming = rest.into_iter().filter(|days| days.to >= today);
        coming
            .map(|days| {
                view! {
                    <li data-testid="rest">{period_text(days, Style::Iso, lang)}
                        <button type="button" class="quiet" disabled=app.watching() on:click=move |_| app.set_rest(days, false)>{phrase("取消", "Cancel").text(lang)}</button></li>
                }
                .into_any()
            })
            .collect_view()
    };
    let field = |name, value: RwSignal<String>, id: &'static str| {
        view! { <input type="date" id=id required aria-label=app.words(name) prop:value=value on:input=move |event| value.set(event_target_value(&event)) /> }.into_any()
    };
    view! {
        <h3>{app.words(phrase("休息日", "Days of rest"))}</h3>
        <form class="actions" on:submit=add>
            {field(phrase("第一天", "First day"), from, "rest-from")}
            <span>{app.words(phrase("到", "to"))}</span>
            {field(phrase("最后一天", "Last day"), to, "rest-to")}
            <button type="submit" data-action="add-rest" disabled=told(move || app.watches())>{app.words(phrase("加上", "Add"))}</button>
        </form>
        <ul class="rest-list">{live(list)}</ul>
    }
}
