//! One year's campaign: its dates, its steps, what is planned for it, and what came of it.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::CheckedField;
use super::promotion_card::PromotionFacts;
use crate::app::App;
use crate::app::route::parse_day;
use crate::browser::parse_money;
use crate::domain::{Money, Period};
use crate::plan::{
    Due, FARTHEST_STEP, LONGEST_TITLE, MOST_STEPS, Occasion, Promotion, Step, TaskState,
};
use crate::text::{Phrase, iso_day, phrase, plain_money, short_day};

#[component]
pub fn OccasionCard(app: App, key: String) -> impl IntoView {
    let key = StoredValue::new(key);
    let occasion = Memo::new(move |_| {
        app.documents.with(|documents| key.with_value(|key| documents.calendar.find(key)))
    });
    let head = move || {
        let lang = app.lang.get();
        occasion.get().map(|it| format!("{} {}", it.name.text(lang), it.year)).unwrap_or_default()
    };
    let main = move || {
        let words = phrase(
            "T 日 {}；默认提醒，以抖店活动页为准",
            "T is {}; a usual reminder, the shop's page decides",
        );
        occasion
            .get()
            .map(|it| words.fill(app.lang.get(), &[&iso_day(it.main)]))
            .unwrap_or_default()
    };
    view! {
        <section class="card w12 occasion-card" data-testid="campaign" data-key=key.get_value()>
            <header><h2 id="campaign-head" tabindex="-1">{told(head)}</h2><small>{told(main)}</small></header>
            <div class="occasion">
                <div><Dates app key occasion /><Steps app occasion /></div>
                <div><Plan app key /><PromotionFacts app key occasion /></div>
            </div>
        </section>
    }
}

/// The first, the last and the main day.
#[component]
fn Dates(app: App, key: StoredValue<String>, occasion: Memo<Option<Occasion>>) -> impl IntoView {
    let field = move |id: &'static str, name, place: usize| {
        let value = Signal::derive(move || {
            let days = occasion.get().map(|it| [it.days.from, it.days.to, it.main]);
            days.and_then(|days| days.get(place).copied()).map(iso_day).unwrap_or_default()
        });
        let change = move |event| {
            let known = occasion.get_untracked();
            let Some((it, day)) = known.zip(parse_day(&event_target_value(&event))) else { return };
            let mut days = [it.days.from, it.days.to, it.main];
            if let Some(known) = days.get_mut(place) {
                *known = day;
            }
            let [from, to, main] = days;
            // An end that would lie before the start goes along with what was changed.
            let (from, to) = if from <= to { (from, to) } else { (day, day) };
            let dates = Period::new(from, to).map(|days| (days, main));
            key.with_value(|key| app.set_campaign_dates(key, dates));
        };
        view! { <label>{app.words(name)}<input type="date" id=id min="2000-01-01" max="2099-12-31" disabled=app.watching() prop:value=value on:change=change /></label> }.into_any()
    };
    let usual = move |_| key.with_value(|key| app.set_campaign_dates(key, None));
    let edited = move || occasion.with(|it| it.as_ref().is_some_and(|it| it.edited));
    view! {
        <div class="fields">
            {field("campaign-from", phrase("开始", "From"), 0)}
            {field("campaign-to", phrase("结束", "To"), 1)}
            {field("campaign-main", phrase("T 日", "T"), 2)}
            <button type="button" class="quiet" data-action="usual-dates" disabled=told(move || !edited() || app.watches()) on:click=usual>{app.words(phrase("默认日期", "Usual dates"))}</button>
        </div>
    }
}

/// Why a step cannot be added at a distance from the main day.
fn refused(known: &[Step], at: i32) -> Option<Phrase> {
    if known.iter().any(|step| step.offset == at) {
        Some(phrase("这一天已有一条提醒，先删掉它", "That day has a step: remove it first"))
    } else if known.len() >= MOST_STEPS {
        Some(phrase("提醒够多了，先删几条", "There is no room for more steps"))
    } else {
        None
    }
}

/// The steps with their days; each becomes a task by itself on its day, or at once.
#[component]
fn Steps(app: App, occasion: Memo<Option<Occasion>>) -> impl IntoView {
    let lang = move || app.lang.get();
    let steps = move |id: &str| app.documents.with(|it| it.calendar.steps_of(id, lang()));
    let change = move |change: &dyn Fn(&mut Vec<Step>)| {
        let Some(it) = occasion.get_untracked() else { return };
        let mut all = untrack(|| steps(it.id));
        change(&mut all);
        app.set_steps(it.id, Some(all));
    };
    let remove = Callback::new(move |at: i32| change(&|all| all.retain(|step| step.offset != at)));
    let rows = move || {
        let it = occasion.get()?;
        let dues = app.documents.with(|documents| documents.calendar.dues(&it, lang()));
        let titles = steps(it.id).into_iter().map(|step| step.title);
        Some(
            dues.into_iter()
                .zip(titles)
                .map(|(due, title)| step_row(app, &it, due, title, remove))
                .collect_view(),
        )
    };
    let (offset, title_field) =
        (NodeRef::<leptos::html::Input>::new(), NodeRef::<leptos::html::Input>::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = |node: NodeRef<leptos::html::Input>| {
            node.get_untracked().map(|it| it.value()).unwrap_or_default()
        };
        let (at, title) = (text(offset).trim().parse::<i32>(), text(title_field));
        if let Ok(at) = at
            && !title.trim().is_empty()
        {
            let known = occasion.get_untracked().map(|it| untrack(|| steps(it.id)));
            if let Some(refused) = refused(&known.unwrap_or_default(), at) {
                return app.say(refused.text(app.lang.get_untracked()), None);
            }
            change(&|all| all.push(Step { offset: at, title: title.clone() }));
            if let Some(field) = title_field.get_untracked() {
                field.set_value("");
            }
        }
    };
    let reset = move |_| {
        if let Some(it) = occasion.get_untracked() {
            app.set_steps(it.id, None);
        }
    };
    view! {
        <h3>{app.words(phrase("倒排任务（到日子自动进今日）", "Steps (each comes to Today on its day)"))}</h3>
        <ul class="steps-list">{live(rows)}</ul>
        <form class="step-form" on:submit=add>
            <input node_ref=offset id="step-offset" type="number" required min=(-FARTHEST_STEP).to_string() max=FARTHEST_STEP.to_string() value="-7" aria-label=app.words(phrase("T 日前后几天，负数是之前", "Days from T, negative before it")) />
            <input node_ref=title_field id="step-title" type="text" required maxlength=LONGEST_TITLE.to_string() placeholder=app.words(phrase("做什么", "What to do")) aria-label=app.words(phrase("做什么", "What to do")) />
            <button type="submit" data-action="add-step" disabled=app.watching()>{app.words(phrase("加", "Add"))}</button>
            <button type="button" class="quiet" data-action="usual-steps" disabled=app.watching() on:click=reset>{app.words(phrase("恢复默认", "Usual"))}</button>
        </form>
    }
}

fn step_row(app: App, it: &Occasion, due: Due, title: String, remove: Callback<i32>) -> AnyView {
    let lang = app.lang.get();
    let name = phrase("删掉「{}」", "Remove “{}”").fill(lang, &[&title]);
    let (of, step, at) = (it.clone(), due.clone(), due.offset);
    let task = match app.step_state(&due.key) {
        None => view! { <button type="button" class="quiet" data-action="to-task" disabled=app.watching() on:click=move |_| app.step_to_task(&of, &step)>{phrase("加入今日", "To today").text(lang)}</button> }.into_any(),
        Some(state) => view! { <small>{state_text(state).text(lang)}</small> }.into_any(),
    };
    view! {
        <li data-step=due.key data-day=iso_day(due.day)>
            <b>{format!("T{at:+}")}</b><span>{title}" "<small>{short_day(due.day)}</small></span>
            {task}
            <button type="button" class="quiet" data-action="remove-step" aria-label=name disabled=app.watching() on:click=move |_| remove.run(at)>"✕"</button>
        </li>
    }
    .into_any()
}

/// What became of the task of a step.
pub fn state_text(state: TaskState) -> Phrase {
    match state {
        TaskState::Open => phrase("已是任务", "a task"),
        TaskState::Done => phrase("已完成", "done"),
        TaskState::Skipped => phrase("已跳过", "skipped"),
    }
}

/// What is planned: discount, goal, budget, products.
#[component]
fn Plan(app: App, key: StoredValue<String>) -> impl IntoView {
    type Read = fn(&Promotion) -> String;
    type Put = fn(&mut Promotion, Option<Money>, &str);
    let field = move |id: &'static str, name: Phrase, hint, most: i64, read: Read, put: Put| {
        let stored = Signal::derive(move || {
            app.documents.with(|it| key.with_value(|key| read(&it.calendar.promotion(key))))
        });
        let allowed = Signal::stored(
            phrase("数，或留空", "a number, or nothing").text(app.lang.get_untracked()).to_owned(),
        );
        let store = Callback::new(move |text: String| {
            let number = parse_money(&text).filter(|it| (0..=most).contains(&it.cents()));
            let good = most == 0 || number.is_some() || text.trim().is_empty();
            if good && text.trim() != stored.get_untracked() {
                key.with_value(|key| app.set_promotion(key, |it| put(it, number, &text)));
            }
            good
        });
        view! { <label>{app.words(name)}<CheckedField app id placeholder=hint stored allowed store /></label> }.into_any()
    };
    view! {
        <h3>{app.words(phrase("方案", "Plan"))}</h3>
        <div class="fields">
            {field("promo-discount", phrase("让利 %", "Discount %"), "0", 9_900,
                |it| it.discount.map(|it| it.to_string()).unwrap_or_default(),
                |it, number, _| it.discount = number.map(|number| number.cents() / 100))}
            {field("promo-times", phrase("目标：日常的几倍", "Goal: × a usual day"), "15", 100_000,
                |it| it.times.map(|it| plain_money(Money(it)).trim_end_matches('0').trim_end_matches('.').to_owned()).unwrap_or_default(),
                |it, number, _| it.times = number.map(Money::cents))}
            {field("promo-budget", phrase("投放预算（元，全程）", "Ad money for all days"), "", 100_000_000_000,
                |it| it.budget.map(plain_money).unwrap_or_default(),
                |it, number, _| it.budget = number)}
            {field("promo-products", phrase("商品ID（空格隔开，空为全店）", "Product ids, blank for all"), "", 0,
                |it| it.products.join(" "),
                |it, _, text| it.products = text.split([' ', ',', '，', '、']).filter(|id| !id.is_empty()).take(50).map(str::to_owned).collect())}
        </div>
        <p class="flat">{app.words(phrase("目标倍数默认 15 倍，是 S003 的一个案例，不是平台规则。", "15 × is a case of S003, no rule of the platform."))}</p>
    }
}
