//! 晚间复盘 in two minutes: what the day came to, the score, a few words, tomorrow's three things.

use super::super::live::{live, told};
use super::task_list::time;
use leptos::prelude::*;

use crate::app::App;
use crate::domain::Day;
use crate::plan::{LONGEST_LINE, LONGEST_REVIEW, TOMORROW, TaskState, minutes_left};
use crate::text::{count_text, phrase};

#[component]
pub fn ReviewCard(app: App) -> impl IntoView {
    // At midnight the fields are another day's.
    let today = Memo::new(move |_| app.now.get().day());
    live(move || review_of(app, today.get()))
}

fn review_of(app: App, today: Day) -> AnyView {
    // What is stored may come in after the page is there.
    let review = Memo::new(move |_| app.documents.with(|documents| documents.reviews.of(today)));
    let score = RwSignal::new(String::new());
    let prompt =
        phrase("今天怎么样：什么顺，什么卡住了", "How was the day: what went well, what got stuck");
    let things = (0..TOMORROW).map(|place| {
        let typed = told(move || {
            review.with(|review| review.tomorrow.get(place).cloned().unwrap_or_default())
        });
        let name = phrase("明天第 {} 件", "Tomorrow, number {}")
            .fill(app.lang.get_untracked(), &[&(place + 1).to_string()]);
        view! {
            <input type="text" data-tomorrow=(place + 1).to_string() maxlength=LONGEST_LINE.to_string() aria-label=name.clone() placeholder=name
                disabled=app.watching() prop:value=typed
                on:input=move |event| app.review_day(|review| {
                    if let Some(thing) = review.tomorrow.get_mut(place) {
                        *thing = event_target_value(&event);
                    }
                }) />
        }
        .into_any()
    });
    view! {
        <section class="card review-card" data-testid="review">
            <header><h2>{app.words(phrase("晚间复盘 · 两分钟", "Evening review · two minutes"))}</h2></header>
            <p class="flat">{live(move || facts(app))}</p>
            <div class="review-fields">
                <form class="score-line" on:submit=move |event| {
                    event.prevent_default();
                    app.log_score(score.get_untracked());
                }>
                    <input id="review-score" type="text" inputmode="decimal" maxlength="6" disabled=app.watching()
                        placeholder=app.words(phrase("今天的体验分", "Today's score")) aria-label=app.words(phrase("今天的体验分", "Today's score"))
                        on:input=move |event| score.set(event_target_value(&event)) />
                    <button type="submit" data-action="log-score" disabled=app.watching()>{app.words(phrase("记下", "Note"))}</button>
                </form>
                <textarea id="review-words" rows="3" maxlength=LONGEST_REVIEW.to_string() placeholder=app.words(prompt) aria-label=app.words(prompt)
                    disabled=app.watching() prop:value=told(move || review.with(|review| review.words.clone()))
                    on:input=move |event| app.review_day(|review| review.words = event_target_value(&event))></textarea>
                <div class="tomorrow">
                    <h3>{app.words(phrase("明天最要紧的三件事", "Tomorrow's three things"))}</h3>
                    {things.collect_view()}
                    <button type="button" class="primary" data-action="plan-tomorrow" disabled=app.watching() on:click=move |_| app.plan_tomorrow()>{app.words(phrase("放进明天", "Put on tomorrow's list"))}</button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// `今天做完 9 件（2 小时 10 分），跳过 1 件，还剩 4 件；加达人 7/10`.
fn facts(app: App) -> String {
    let lang = app.lang.get();
    let list = app.day_list();
    let count = |state: TaskState| {
        let count = list.iter().filter(|task| task.state == state).count();
        count_text(i64::try_from(count).unwrap_or(0))
    };
    let (_, done) = minutes_left(&list);
    let mut text = phrase(
        "今天做完 {} 件（{}），跳过 {} 件，还剩 {} 件",
        "{} done today ({}), {} skipped, {} left",
    )
    .fill(
        lang,
        &[
            &count(TaskState::Done),
            &time(done, lang),
            &count(TaskState::Skipped),
            &count(TaskState::Open),
        ],
    );
    for task in &list {
        if let Some((count, goal)) = task.count {
            text += &phrase("；{} {}/{}", "; {} {}/{}")
                .fill(lang, &[&task.title, &count.to_string(), &goal.to_string()]);
        }
    }
    text
}
