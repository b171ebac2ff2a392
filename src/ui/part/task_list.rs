//! Today's list in its four slots, with the time that it takes.

use super::super::live::{Show, live, told};
use super::choice::choice;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Page;
use crate::browser::{focus, is_composing};
use crate::domain::Period;
use crate::plan::{Duty, Slot, TaskOrigin, TaskState, TaskView, fitting, minutes_left};
use crate::text::{Lang, Phrase, Style, compact_money, period_text, phrase, short_day};

/// The hour from which work of the evening is due.
const EVENING: u32 = 17;
/// The minutes that can be chosen when the day is short.
const SHORT: [u32; 4] = [30, 60, 90, 120];

#[component]
pub fn TaskList(app: App) -> impl IntoView {
    let list = Memo::new(move |_| app.day_list());
    let (open, left) = (RwSignal::new(false), RwSignal::new(0));
    let duty = RwSignal::new(None::<Duty>);
    let mine = Memo::new(move |_| {
        let duty = duty.get();
        let mut list = list.get();
        list.retain(|task| duty.is_none_or(|duty| task.duty == duty));
        list
    });
    let lang = move || app.lang.get();
    let blocks = move || match left.get() {
        0 => Slot::ALL
            .map(|slot| view! { <SlotBlock app list=mine of=slot /> })
            .collect_view()
            .into_any(),
        minutes => in_a_hurry(app, mine, minutes),
    };
    view! {
        <section class="card task-list">
            <header>
                <h2>{app.words(phrase("今日安排", "Today's work"))}</h2>
                <small>{told(move || phrase("{} 件", "{} thing[s]").fill(lang(), &[&list.with(Vec::len).to_string()]))}</small>
                <span class="more">
                    <a class="quiet" href=app.beside(Page::Tasks)>{app.words(phrase("全部任务", "All tasks"))}</a>
                    <button type="button" id="task-new" class="quiet" data-action="new-task" disabled=app.watching() on:click=move |_| {
                        open.set(true);
                        leptos::task::spawn_local(async {
                            leptos::task::tick().await;
                            focus("task-title");
                        });
                    }>{app.words(phrase("＋ 加一件", "+ Add"))}</button>
                </span>
            </header>
            <Budget list=mine lang=app.lang />
            {live(move || tools(app, duty, left))}
            {live(move || notes(app))}
            <Show when=move || open.get()><NewTask app open /></Show>
            {live(blocks)}
        </section>
    }
}

/// Whose work is shown, and how much time there is for it.
fn tools(app: App, duty: RwSignal<Option<Duty>>, left: RwSignal<u32>) -> AnyView {
    let lang = app.lang.get();
    let words = |zh, en| phrase(zh, en).text(lang).to_owned();
    let all = (String::new(), words("所有人", "Everyone"));
    let duties = Duty::ALL.map(|duty| (duty.id().to_owned(), duty.name().text(lang).to_owned()));
    let duties = std::iter::once(all).chain(duties).collect();
    let whole = ("0".to_owned(), words("时间够", "Time enough"));
    let short = SHORT.map(|minutes| {
        let text = phrase("只剩 {}", "{} left").fill(lang, &[&time(minutes, lang)]);
        (minutes.to_string(), text)
    });
    let times = std::iter::once(whole).chain(short).collect();
    let chosen = duty.get_untracked().map_or("", Duty::id);
    view! {
        <div class="task-tools no-print">
            {choice("task-duty", &words("谁的事", "Whose work"), duties, chosen, move |id| duty.set(Duty::from_id(&id)))}
            {choice("task-left", &words("还有多少时间", "Time left"), times, &left.get_untracked().to_string(), move |text| left.set(text.parse().unwrap_or(0)))}
            {live(move || rest_button(app))}
        </div>
    }
    .into_any()
}

/// What is best done in the time that is left; the rest is counted.
fn in_a_hurry(app: App, list: Memo<Vec<TaskView>>, minutes: u32) -> AnyView {
    let lang = app.lang.get();
    let (chosen, open) = list.with(|list| {
        let open = list.iter().filter(|task| task.state == TaskState::Open).count();
        (fitting(list, minutes, app.now.get().hour() >= EVENING), open)
    });
    let rest = (open - chosen.len()).to_string();
    let note = phrase(
        "先做这些：按涉及的钱和买家等不等得起排的；另外 {} 件先放一放。",
        "These first, by the money at risk and by what buyers wait for; {} more can wait.",
    );
    let rows = chosen.into_iter().map(|task| view! { <TaskRow app task /> }.into_any());
    view! {
        <p class="flat">{note.fill(lang, &[&rest])}</p>
        <div class="slot short"><h3></h3><div>{rows.collect_view()}</div></div>
    }
    .into_any()
}

/// Days without a tick since the last one, and that today is a day of rest.
fn notes(app: App) -> AnyView {
    let lang = app.lang.get();
    let today = app.now.get().day();
    let (rests, missed) =
        app.documents.with(|documents| (documents.days.rests(today), documents.days.missed(today)));
    let missed = missed.map(|days| {
        let text = phrase(
            "{} 没有打勾。日常不补做，没做完的任务还在下面。",
            "Nothing was ticked on {}. Routine is not made up for; open tasks are below.",
        );
        let text = text.fill(lang, &[&period_text(days, Style::Short, lang)]);
        view! { <p class="flat" data-testid="missed">{text}</p> }.into_any()
    });
    let rest = phrase("今天休息，只留买家等着的事。", "A day of rest: only what buyers wait for.");
    let rest = rests.then(|| view! { <p class="flat">{rest.text(lang)}</p> }.into_any());
    view! { {missed}{rest} }.into_any()
}

/// Makes today a day of rest, or a work day again.
fn rest_button(app: App) -> AnyView {
    let today = app.now.get().day();
    let rests = app.documents.with(|documents| documents.days.rests(today));
    let words = match rests {
        true => phrase("今天上班", "Work today"),
        false => phrase("今天休息", "Rest today"),
    };
    view! {
        <button type="button" class="quiet" data-action="rest" disabled=app.watching() on:click=move |_| app.set_rest(Period::day(today), !rests)>{words.text(app.lang.get())}</button>
    }
    .into_any()
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

/// `1 小时 05 分`.
pub fn time(minutes: u32, lang: Lang) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, lang) {
        (0, Lang::Zh) => format!("{rest} 分"),
        (0, Lang::En) => format!("{rest} min"),
        (_, Lang::Zh) if rest == 0 => format!("{hours} 小时"),
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

/// What a row shows: it is drawn anew when this changes.
fn shown_of(task: &TaskView) -> (String, TaskState, String, Option<(u32, u32)>) {
    (task.id.clone(), task.state, format!("{}\n{}", task.title, task.detail), task.count)
}

#[component]
fn SlotBlock(app: App, list: Memo<Vec<TaskView>>, of: Slot) -> impl IntoView {
    let of_slot = move || list.get().into_iter().filter(|task| task.slot == of).collect::<Vec<_>>();
    view! {
        <div class="slot">
            <h3>{app.words(of.name())}</h3>
            <div>
                <For each=of_slot key=shown_of let:task>
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
    let told = about(&task, lang);
    let counter = task.count.map(|count| counter(app, task.id.clone(), count, lang));
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
                    <small>{told}</small>
                </span>
            </label>
            {counter}
            <em>{time(task.minutes, lang)}</em>
            <button type="button" class="quiet" data-action="skip" disabled=app.watching() on:click=skip>{skip_text}</button>
        </div>
    }
}

/// Where a task comes from, since when it waits, what is at stake, and what it consists of.
fn about(task: &TaskView, lang: Lang) -> String {
    let from = match &task.origin {
        TaskOrigin::Finding(_) => Some(phrase("来自发现", "From a finding")),
        TaskOrigin::Calendar(_) => Some(phrase("来自日历", "From the calendar")),
        TaskOrigin::Goal(_) => Some(phrase("来自目标", "From a goal")),
        TaskOrigin::Routine | TaskOrigin::Hand => None,
    };
    let since = task.since.filter(|_| task.state == TaskState::Open);
    let since = since.map(|day| phrase("{} 起", "since {}").fill(lang, &[&short_day(day)]));
    let risk = task
        .risk
        .map(|risk| phrase("涉及 {}", "{} at stake").fill(lang, &[&compact_money(risk, lang)]));
    let detail = Some(task.detail.clone()).filter(|detail| !detail.is_empty());
    let parts = [from.map(|from| from.text(lang).to_owned()), since, risk, detail];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `− 7/10 ＋`, with the days in a row on which the goal was reached.
fn counter(app: App, id: String, (count, goal): (u32, u32), lang: Lang) -> AnyView {
    let routine = id.trim_start_matches("routine:").to_owned();
    let today = app.now.get_untracked().day();
    let streak = app.documents.with_untracked(|it| it.days.streak(today, &routine, goal));
    let streak = (streak > 1)
        .then(|| phrase("连续 {} 天", "{} days in a row").fill(lang, &[&streak.to_string()]));
    let step = |change: i32, text: &'static str, name: Phrase, action: &'static str| {
        let id = id.clone();
        view! {
            <button type="button" data-action=action aria-label=name.text(lang) disabled=app.watching() on:click=move |_| app.count(&id, change)>{text}</button>
        }
        .into_any()
    };
    view! {
        <span class="counter" data-testid="counter" data-count=count.to_string() data-goal=goal.to_string()>
            {step(-1, "−", phrase("少一个", "One less"), "count-down")}
            <b>{format!("{count}/{goal}")}</b>
            {step(1, "＋", phrase("多一个", "One more"), "count-up")}
            <small>{streak}</small>
        </span>
    }
    .into_any()
}
