//! All tasks: search, choose, change many at once, hand over; and the routine behind the days.

use super::super::live::{live, told};
use super::super::part::{
    Done, PageHead, PlanTabs, RoutineCard, Typed, choice, open_form, shut_form, work_form,
};
use leptos::prelude::*;

use crate::app::App;
use crate::domain::sort_by_key;
use crate::plan::{Duty, OwnTask, RoutineItem, Slot, TaskOrigin, TaskState};
use crate::report::lines_csv;
use crate::text::{Lang, Phrase, count_text, iso_day, phrase};

/// Rows that are drawn; search finds the others.
const SHOWN: usize = 300;

/// What the list is narrowed to.
#[derive(Clone, Copy)]
struct Sieve {
    words: RwSignal<String>,
    state: RwSignal<Option<TaskState>>,
    duty: RwSignal<Option<Duty>>,
}

impl Sieve {
    fn passes(self, task: &OwnTask) -> bool {
        let words = self.words.get().to_lowercase();
        let text = format!("{} {}", task.title, task.detail).to_lowercase();
        self.state.get().is_none_or(|state| task.state == state)
            && self.duty.get().is_none_or(|duty| task.duty == duty)
            && words.split_whitespace().all(|word| text.contains(word))
    }
}

#[component]
pub fn TasksPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title = Signal::derive(move || {
        phrase("任务与日常", "Tasks and routine").text(app.lang.get()).to_owned()
    });
    let lead = Signal::derive(move || {
        let open = app.documents.with(|documents| {
            documents.tasks.tasks.iter().filter(|task| task.state == TaskState::Open).count()
        });
        phrase("{} 件没做完；当天的清单在「今日」", "{} open; the list of the day is on Today")
            .fill(app.lang.get(), &[&open.to_string()])
    });
    view! {
        <PlanTabs app />
        <PageHead title lead />
        <AllTasks app />
        <RoutineCard app />
    }
}

#[component]
fn AllTasks(app: App) -> impl IntoView {
    let sieve = Sieve {
        words: RwSignal::new(String::new()),
        state: RwSignal::new(Some(TaskState::Open)),
        duty: RwSignal::new(None),
    };
    let chosen = RwSignal::new(Vec::<u32>::new());
    let open = RwSignal::new(None::<u32>);
    let typed: Typed = StoredValue::new(RoutineItem::default());
    let list = Memo::new(move |_| {
        let mut list = app.documents.with(|documents| documents.tasks.tasks.clone());
        list.retain(|task| sieve.passes(task));
        sort_by_key(&mut list, |task| {
            (task.state != TaskState::Open, std::cmp::Reverse((task.risk, task.made, task.number)))
        });
        list
    });
    // What is out of sight is not changed.
    let picked = Memo::new(move |_| {
        list.with(|list| {
            let shown = list.iter().take(SHOWN).map(|task| task.number);
            chosen.with(|chosen| shown.filter(|number| chosen.contains(number)).collect::<Vec<_>>())
        })
    });
    let rows = move || {
        let lang = app.lang.get();
        list.with(|list| {
            let rows =
                list.iter().take(SHOWN).map(|task| row(app, task, chosen, (open, typed), lang));
            rows.collect_view()
        })
    };
    view! {
        <section class="card all-tasks">
            <header>
                <h2>{app.words(phrase("全部任务", "All tasks"))}</h2>
                <small>{told(move || count_text(i64::try_from(list.with(Vec::len)).unwrap_or(0)))}</small>
                <span class="more">
                    <button type="button" class="quiet" data-action="csv" on:click=move |_| list.with_untracked(|list| save(app, list))>"CSV"</button>
                    <button type="button" data-action="add-task" disabled=app.watching() id="edit-task-0" on:click=move |_| open_form(open, Some(0), typed, RoutineItem { minutes: 20, ..RoutineItem::default() })>{app.words(phrase("＋ 加一件", "+ Add"))}</button>
                </span>
            </header>
            {live(move || tools(app, sieve))}
            {live(move || new_task(app, open, typed))}
            {live(move || bulk(app, picked.get(), chosen, list))}
            <ul class="work-list">{live(rows)}</ul>
            {live(move || list.with(|list| beyond(list.len(), app.lang.get())))}
        </section>
    }
}

/// The form of a new task, while it is asked for.
fn new_task(app: App, open: RwSignal<Option<u32>>, typed: Typed) -> Option<AnyView> {
    (open.get() == Some(0)).then(|| {
        let done: Done = Box::new(move |item| {
            shut_form(open, opener(0));
            if let Some(item) = item {
                app.add_full_task(item);
            }
        });
        work_form(app, typed, false, done)
    })
}

/// The id of the button that opens a task.
fn opener(number: u32) -> String {
    format!("edit-task-{number}")
}

/// What is said below a list that is empty, or too long to be drawn.
fn beyond(count: usize, lang: Lang) -> Option<AnyView> {
    let words = match count {
        0 => phrase(
            "没有这样的任务。发现里点「加入今日」，或者点「加一件」。",
            "No such task. Press “Add to today” in a finding, or “Add”.",
        ),
        1..=SHOWN => return None,
        _ => phrase("还有更多，搜一下能找到。", "There are more: search for them."),
    };
    Some(view! { <p class="flat">{words.text(lang)}</p> }.into_any())
}

fn tools(app: App, sieve: Sieve) -> AnyView {
    let lang = app.lang.get();
    let words = |zh, en| phrase(zh, en).text(lang).to_owned();
    let states = [TaskState::Open, TaskState::Done, TaskState::Skipped];
    let states = states.map(|it| (it.id().to_owned(), state_name(it).text(lang).to_owned()));
    let states = states.into_iter().chain([(String::new(), words("全部", "All"))]).collect();
    let everyone = (String::new(), words("所有人", "Everyone"));
    let duties = Duty::ALL.map(|duty| (duty.id().to_owned(), duty.name().text(lang).to_owned()));
    let duties = std::iter::once(everyone).chain(duties).collect();
    let state = sieve.state.get_untracked().map_or("", TaskState::id);
    let duty = sieve.duty.get_untracked().map_or("", Duty::id);
    view! {
        <div class="actions">
            <input type="search" id="task-search" placeholder=words("搜任务", "Search") aria-label=words("搜任务", "Search") prop:value=sieve.words
                on:input=move |event| sieve.words.set(event_target_value(&event)) />
            {choice("task-state", &words("状态", "State"), states, state, move |id| sieve.state.set((!id.is_empty()).then(|| TaskState::from_id(&id))))}
            {choice("task-of", &words("谁的事", "Whose work"), duties, duty, move |id| sieve.duty.set(Duty::from_id(&id)))}
        </div>
    }
    .into_any()
}

/// What can be done with the chosen tasks.
fn bulk(
    app: App,
    picked: Vec<u32>,
    chosen: RwSignal<Vec<u32>>,
    list: Memo<Vec<OwnTask>>,
) -> AnyView {
    let lang = app.lang.get();
    let words = |zh, en| phrase(zh, en).text(lang);
    let drawn = |list: &Vec<OwnTask>| list.iter().take(SHOWN).map(|it| it.number).collect();
    let all: Vec<u32> = list.with(drawn);
    if all.is_empty() {
        return ().into_any();
    }
    let whole = picked.len() == all.len();
    let pick = move |_| chosen.set(if whole { Vec::new() } else { all.clone() });
    let label = if whole { words("都不选", "None") } else { words("全选", "All") };
    let count = phrase("选了 {} 件", "{} chosen").fill(lang, &[&picked.len().to_string()]);
    let act = |name: &'static str, action: &'static str, act: fn(App, &[u32])| {
        let numbers = picked.clone();
        view! { <button type="button" data-action=action disabled=app.watching() on:click=move |_| act(app, &numbers)>{name}</button> }.into_any()
    };
    let tools = (!picked.is_empty()).then(|| {
        let head = (String::new(), words("换时段", "Move to").to_owned());
        let slots = Slot::ALL.map(|it| (it.id().to_owned(), it.name().text(lang).to_owned()));
        let slots = std::iter::once(head).chain(slots).collect();
        let numbers = picked.clone();
        let moved = choice("bulk-slot", words("换时段", "Move to"), slots, "", move |id| {
            if !id.is_empty() {
                app.move_tasks(&numbers, Slot::from_id(&id));
            }
        });
        view! {
            <span>{count}</span>
            {act(words("做完", "Done"), "bulk-done", |app, them| app.set_tasks(them, TaskState::Done))}
            {act(words("跳过", "Skip"), "bulk-skip", |app, them| app.set_tasks(them, TaskState::Skipped))}
            {act(words("重新打开", "Open again"), "bulk-open", |app, them| app.set_tasks(them, TaskState::Open))}
            {moved}
            {act(words("删掉", "Delete"), "bulk-delete", |app, them| app.remove_tasks(them))}
            {act(words("导出交接文件", "Hand over"), "hand-over", |app, them| app.hand_over(Some(them)))}
        }
        .into_any()
    });
    view! {
        <div class="actions bulk"><button type="button" class="quiet" data-action="pick-all" on:click=pick>{label}</button>{tools}</div>
    }
    .into_any()
}

fn row(
    app: App,
    task: &OwnTask,
    chosen: RwSignal<Vec<u32>>,
    (open, typed): (RwSignal<Option<u32>>, Typed),
    lang: Lang,
) -> AnyView {
    let number = task.number;
    if open.get() == Some(number) {
        let done: Done = Box::new(move |item| {
            shut_form(open, opener(number));
            if let Some(item) = item {
                app.edit_task(number, item);
            }
        });
        return view! { <li>{work_form(app, typed, false, done)}</li> }.into_any();
    }
    let about = about(task, lang);
    let item = RoutineItem {
        title: task.title.clone(),
        detail: task.detail.clone(),
        slot: task.slot,
        duty: task.duty,
        minutes: task.minutes,
        ..RoutineItem::default()
    };
    let pick = move |_| {
        chosen.update(|chosen| match chosen.iter().position(|known| *known == number) {
            Some(place) => _ = chosen.swap_remove(place),
            None => chosen.push(number),
        });
    };
    let label = phrase("选「{}」", "Choose “{}”").fill(lang, &[&task.title]);
    view! {
        <li class="walk" tabindex="-1" class:off=task.state != TaskState::Open data-testid="work" data-number=number.to_string() data-state=task.state.id() data-source=task.origin.id()>
            <label><input type="checkbox" aria-label=label prop:checked=told(move || chosen.with(|chosen| chosen.contains(&number))) on:change=pick />
                <span>{task.title.clone()}<small>{about}</small></span></label>
            <button type="button" class="quiet" data-action="edit-task" id=opener(number) disabled=app.watching() on:click=move |_| open_form(open, Some(number), typed, item.clone())>{phrase("改", "Edit").text(lang)}</button>
        </li>
    }
    .into_any()
}

/// `做完 11-20 · 上午 · 运营 · 20 分 · 催甲厂`.
fn about(task: &OwnTask, lang: Lang) -> String {
    let state = match (task.state, task.closed) {
        (TaskState::Done, Some(day)) => phrase("做完 {}", "done {}").fill(lang, &[&iso_day(day)]),
        (TaskState::Skipped, Some(day)) => {
            phrase("跳过 {}", "skipped {}").fill(lang, &[&iso_day(day)])
        }
        _ => phrase("{} 起", "since {}").fill(lang, &[&iso_day(task.made)]),
    };
    let minutes = phrase("{} 分", "{} min").fill(lang, &[&task.minutes.to_string()]);
    let (slot, duty) = (task.slot.name().text(lang), task.duty.name().text(lang));
    let parts = [state, slot.to_owned(), duty.to_owned(), minutes, task.detail.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn state_name(state: TaskState) -> Phrase {
    match state {
        TaskState::Open => phrase("没做完", "Open"),
        TaskState::Done => phrase("做完了", "Done"),
        TaskState::Skipped => phrase("跳过了", "Skipped"),
    }
}

fn origin_name(origin: &TaskOrigin) -> Phrase {
    match origin {
        TaskOrigin::Routine => phrase("日常", "Routine"),
        TaskOrigin::Finding(_) => phrase("发现", "Finding"),
        TaskOrigin::Calendar(_) => phrase("日历", "Calendar"),
        TaskOrigin::Goal(_) => phrase("目标", "Goal"),
        TaskOrigin::Hand => phrase("自己加的", "By hand"),
    }
}

/// The tasks that are listed, as CSV.
fn save(app: App, list: &[OwnTask]) {
    let lang = app.lang.get_untracked();
    let heads = [
        phrase("任务", "Task"),
        phrase("说明", "Detail"),
        phrase("状态", "State"),
        phrase("来源", "Source"),
        phrase("时段", "Slot"),
        phrase("谁来做", "Who"),
        phrase("分钟", "Minutes"),
        phrase("涉及金额", "At stake"),
        phrase("开始", "Since"),
        phrase("结束", "Closed"),
    ];
    let line = |task: &OwnTask| {
        vec![
            task.title.clone(),
            task.detail.clone(),
            state_name(task.state).text(lang).to_owned(),
            origin_name(&task.origin).text(lang).to_owned(),
            task.slot.name().text(lang).to_owned(),
            task.duty.name().text(lang).to_owned(),
            task.minutes.to_string(),
            task.risk.map(crate::text::plain_money).unwrap_or_default(),
            iso_day(task.made),
            task.closed.map(iso_day).unwrap_or_default(),
        ]
    };
    let heads = heads.map(|head| head.text(lang).to_owned()).to_vec();
    let lines: Vec<Vec<String>> = std::iter::once(heads).chain(list.iter().map(line)).collect();
    app.save_csv(phrase("店盘_任务.csv", "dianpan_tasks.csv").text(lang), lines_csv(&lines));
}
