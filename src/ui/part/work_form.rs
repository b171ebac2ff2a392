//! One form for a task and for a piece of routine: what it is, when, who does it, how long it takes.

use super::choice::choice;
use leptos::prelude::*;

use crate::app::App;
use crate::plan::{Duty, HIGHEST_GOAL, LONGEST_LINE, MOST_MINUTES, Rhythm, RoutineItem, Slot};
use crate::text::phrase;

/// What is done with the form: the item to keep, or nothing when it was left.
pub type Done = Box<dyn Fn(Option<RoutineItem>)>;

/// What is typed so far. It belongs to whoever opened the form, so that nothing is lost when the
/// list around it is drawn anew.
pub type Typed = StoredValue<RoutineItem>;

/// The first field of the form.
pub const FIRST: &str = "work-title";

/// Opens a form on what is there, and puts the cursor into it.
pub fn open_form<T: Send + Sync + 'static>(
    open: RwSignal<T>,
    which: T,
    typed: Typed,
    item: RoutineItem,
) {
    typed.set_value(item);
    open.set(which);
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        crate::browser::focus(FIRST);
    });
}

/// Shuts a form and leaves the keyboard where it was opened.
pub fn shut_form<T: Send + Sync + 'static>(open: RwSignal<Option<T>>, opener: String) {
    open.set(None);
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        crate::browser::focus(&opener);
    });
}

/// The form. `routine` asks for the rhythm, the daily count and what days of rest keep, too.
pub fn work_form(app: App, typed: Typed, routine: bool, done: Done) -> AnyView {
    let words = |zh, en| phrase(zh, en).text(app.lang.get_untracked());
    let done = StoredValue::new_local(done);
    let item = typed.get_value();
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            done.with_value(|done| done(None));
        }
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        done.with_value(|done| done(Some(typed.get_value())));
    };
    let (what, how) = (words("要做什么", "What"), words("怎么做", "How"));
    view! {
        <form class="work-form" data-testid="work-form" on:submit=save on:keydown=leave>
            {text(typed, FIRST, what, &item.title, |item, text| item.title = text)}
            {text(typed, "work-detail", how, &item.detail, |item, text| item.detail = text)}
            {who_and_when(app, typed, &item)}
            {number(typed, "work-minutes", words("分钟", "Minutes"), item.minutes, MOST_MINUTES, |item, minutes| item.minutes = minutes)}
            {routine.then(|| rhythm(app, typed, &item))}
            <div class="actions">
                <button type="submit" id="work-save" class="primary" disabled=app.watching()>{words("保存", "Save")}</button>
                <button type="button" class="quiet" on:click=move |_| done.with_value(|done| done(None))>{words("取消", "Cancel")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn text(
    typed: Typed,
    field: &'static str,
    name: &'static str,
    value: &str,
    keep: fn(&mut RoutineItem, String),
) -> AnyView {
    view! {
        <label class="wide"><span>{name}</span>
            <input type="text" id=field required=field == FIRST pattern=(field == FIRST).then_some(r".*\S.*") maxlength=LONGEST_LINE.to_string() value=value.to_owned()
                on:input=move |event| typed.update_value(|item| keep(item, event_target_value(&event))) /></label>
    }
    .into_any()
}

fn number(
    typed: Typed,
    field: &'static str,
    name: &'static str,
    value: u32,
    most: u32,
    keep: fn(&mut RoutineItem, u32),
) -> AnyView {
    view! {
        <label><span>{name}</span>
            <input type="number" id=field inputmode="numeric" min="0" max=most.to_string() value=value.to_string()
                on:input=move |event| typed.update_value(|item| keep(item, event_target_value(&event).parse().unwrap_or(0))) /></label>
    }
    .into_any()
}

fn labelled(name: &'static str, field: AnyView) -> AnyView {
    view! { <label><span>{name}</span>{field}</label> }.into_any()
}

fn who_and_when(app: App, typed: Typed, item: &RoutineItem) -> AnyView {
    let lang = app.lang.get_untracked();
    let slots = Slot::ALL.map(|it| (it.id().to_owned(), it.name().text(lang).to_owned())).to_vec();
    let duties = Duty::ALL.map(|it| (it.id().to_owned(), it.name().text(lang).to_owned())).to_vec();
    let (slot, duty) = (phrase("时段", "Slot").text(lang), phrase("谁来做", "Who").text(lang));
    let slots = choice("work-slot", slot, slots, item.slot.id(), move |id| {
        typed.update_value(|item| item.slot = Slot::from_id(&id));
    });
    let duties = choice("work-duty", duty, duties, item.duty.id(), move |id| {
        typed.update_value(|item| item.duty = Duty::from_id(&id).unwrap_or_default());
    });
    view! { {labelled(slot, slots)}{labelled(duty, duties)} }.into_any()
}

fn rhythm(app: App, typed: Typed, item: &RoutineItem) -> AnyView {
    let lang = app.lang.get_untracked();
    let words = |zh, en| phrase(zh, en).text(lang);
    let rhythms = Rhythm::all().into_iter().map(|it| (it.id(), it.text(lang))).collect();
    let (name, goal) = (
        words("多久一次", "How often"),
        words("每天要做几个（0 不计数）", "How many a day (0: uncounted)"),
    );
    let rhythm = choice("work-rhythm", name, rhythms, &item.rhythm.id(), move |id| {
        typed.update_value(|item| item.rhythm = Rhythm::from_id(&id).unwrap_or_default());
    });
    view! {
        {labelled(name, rhythm)}
        {number(typed, "work-goal", goal, item.goal, HIGHEST_GOAL, |item, goal| item.goal = goal)}
        <label class="check"><input type="checkbox" id="work-essential" checked=item.essential
            on:change=move |event| typed.update_value(|item| item.essential = event_target_checked(&event)) />
            <span>{words("休息日也要做", "On days of rest too")}</span></label>
    }
    .into_any()
}
