//! Today's list in its four slots, with the time that it takes.

use super::super::live::{Show, told};
use leptos::prelude::*;

use crate::app::App;
use crate::browser::{focus, is_composing};
use crate::plan::{Slot, TaskOrigin, TaskState, TaskView, day_tasks, minutes_left};
use crate::text::{Lang, phrase};

#[component]
pub fn TaskList(app: App) -> impl IntoView {
    let list = Memo::new(move |_| {
        let today = app.now.get().day();
        app.documents.with(|d| day_tasks(&d.days, &d.tasks, today, app.lang.get()))
    });
    let open = RwSignal::new(false);
    let lang = move || app.lang.get();
    view! {
        <section class="card task-list">
            <header>
                <h2>{app.words(phrase("今日安排", "Today's work"))}</h2>
                <small>{told(move || phrase("{} 件", "{} thing[s]").fill(lang(), &[&list.with(Vec::len).to_string()]))}</small>
                <span class="more">
                    <button type="button" id="task-new" class="quiet" data-action="new-task" disabled=app.watching() on:click=move |_| {
                        open.set(true);
                        leptos::task::spawn_local(async {
                            leptos::task::tick().await;
                            focus("task-title");
                        });
                    }>{app.words(phrase("＋ 加一件", "+ Add"))}</button>
                </span>
            </header>
            <Budget list lang=app.lang />
            <Show when=move || open.get()><NewTask app open /></Show>
            {Slot::ALL.map(|slot| view! { <SlotBlock app list of=slot /> }).collect_view()}
        </section>
    }
}

#[component]
fn Budget(list: Memo<Vec<TaskView>>, lang: Memo<Lang>) -> impl IntoView {
    let minutes = move || list.with(|list| minutes_left(list));
    let text = move || {
        let (all, done) = minutes();
        phrase("今天约 {}，已做 {}", "About {} today, {} done")
            .fill(lang.get(), &[&time(all, lang.get()), &time(done, lang.get())])
    };
    let share = move || {
        let (all, done) = minutes();
        format!("{}%", (done * 100).checked_div(all).unwrap_or(0))
    };
    view! {
        <div class="budget"><b style:width=told(share)></b></div>
        <p class="flat">{told(text)}</p>
    }
}

fn time(minutes: u32, lang: Lang) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, lang) {
        (0, Lang::Zh) => format!("{rest} 分"),
        (0, Lang::En) => format!("{rest} min"),
        (_, Lang::Zh) => format!("{hours} 小时 {rest:02} 分"),
        (_, Lang::En) => format!("{hours} h {rest:02}"),
    }
}

#[component]
fn NewTask(app: App, open: RwSignal<bool>) -> impl IntoView {
    let title = RwSignal::new(String::new());
    let slot = RwSignal::new(Slot::Morning);
    let lang = app.lang.get_untracked();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        app.add_task(&title.get_untracked(), slot.get_untracked());
        open.set(false);
        focus("task-new");
    };
    let cancel = move |_| {
        open.set(false);
        focus("task-new");
    };
    // Enter that ends a word of an input method does not send the form.
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && is_composing(&event) {
            event.prevent_default();
        }
    };
    let slots =
        Slot::ALL.map(|slot| view! { <option value=slot.id()>{slot.name().text(lang)}</option> });
    view! {
        <form class="new-task" on:submit=save>
            <input
                id="task-title"
                type="text"
                required
                maxlength="200"
                placeholder=phrase("要做什么", "What to do").text(lang)
                aria-label=phrase("要做什么", "What to do").text(lang)
                on:input=move |event| title.set(event_target_value(&event))
                on:keydown=key
            />
            <select
                aria-label=phrase("时段", "Slot").text(lang)
                on:change=move |event| slot.set(Slot::from_id(&event_target_value(&event)))
            >{slots.collect_view()}</select>
            <button id="task-save" type="submit" class="primary" disabled=app.watching()>{phrase("加入", "Add").text(lang)}</button>
            <button type="button" class="quiet" on:click=cancel>{phrase("取消", "Cancel").text(lang)}</button>
        </form>
    }
}

#[component]
fn SlotBlock(app: App, list: Memo<Vec<TaskView>>, of: Slot) -> impl IntoView {
    let of_slot = move || list.get().into_iter().filter(|task| task.slot == of).collect::<Vec<_>>();
    view! {
        <div class="slot">
            <h3>{app.words(of.name())}</h3>
            <div>
                <For each=of_slot key=|task| (task.id.clone(), task.state, task.title.clone()) let:task>
                    <TaskRow app task />
                </For>
            </div>
        </div>
    }
}

#[component]
fn TaskRow(app: App, task: TaskView) -> impl IntoView {
    let lang = app.lang.get_untracked();
    let (id, skip_id) = (task.id.clone(), task.id.clone());
    let done = task.state == TaskState::Done;
    let skipped = task.state == TaskState::Skipped;
    let tick = move |_| {
        let state = if done { TaskState::Open } else { TaskState::Done };
        app.set_task(&id, state);
    };
    let skip = move |_| {
        let state = if skipped { TaskState::Open } else { TaskState::Skipped };
        app.set_task(&skip_id, state);
    };
    let from = match &task.origin {
        TaskOrigin::Finding(_) => Some(phrase("来自发现", "From a finding").text(lang)),
        TaskOrigin::Calendar(_) => Some(phrase("来自日历", "From the calendar").text(lang)),
        TaskOrigin::Goal(_) => Some(phrase("来自目标", "From a goal").text(lang)),
        TaskOrigin::Routine | TaskOrigin::Hand => None,
    };
    let skip_text =
        if skipped { phrase("恢复", "Restore") } else { phrase("跳过", "Skip") }.text(lang);
    view! {
        <div
            class="task-row walk"
            class:closed=done || skipped
            tabindex="-1"
            data-testid="task"
            data-task-id=task.id.clone()
            data-state=task.state.id()
            data-source=task.origin.id()
            data-slot=task.slot.id()
        >
            <label>
                <input type="checkbox" prop:checked=done disabled=app.watching() on:change=tick />
                <span>
                    {task.title}
                    <small>{from.map(|from| format!("{from} · "))}{task.detail}</small>
                </span>
            </label>
            <em>{time(task.minutes, lang)}</em>
            <button type="button" class="quiet" data-action="skip" disabled=app.watching() on:click=skip>{skip_text}</button>
        </div>
    }
}
