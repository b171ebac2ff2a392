//! What the operator does on the days of the month, and what is left of it at the end.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::script::{DISMISSED, SNOOZED, Story, WAIT};
use super::{come, measures};
use crate::app::{App, Task};
use crate::shop::Shop;
use crate::shop::month::{
    CARD, FALLING, FALLING_FEW, FILM, IDLE, PICTURE, PRICED, PRICED_FEW, RETURNED, RETURNED_LESS,
    RISING, RISING_FEW, SLOW, SLOW_LESS, TOP,
};

const NOTE: &str = "同行卖 9.9";
const OWN: &str = "给月历厂家打电话";
/// Days on which a backup is saved.
const SAVED: [i64; 4] = [2, 10, 17, 24];
/// Its list is worked through question by question.
const LISTED: &str = "product-decline";
/// The day of rest.
const REST: i64 = 22;

pub fn day(app: &App, shop: &Shop, stories: &[Story], date: i64) {
    begun(app, stories, date);
    if date == REST {
        rested(app);
    }
    findings(app, stories, date);
    routine(app, date);
    for ((rule, on), action) in [(SNOOZED, "snooze"), (DISMISSED, "dismiss")] {
        if date == on {
            app.press_in_finding(rule, action);
            app.wait_gone(&format!("[data-testid=finding][data-rule={rule}]"));
        }
    }
    match date {
        1 => _ = app.add_task(OWN),
        8 => {
            let own = own(app).expect("carried over for a week");
            app.skip(&own.id);
        }
        23 => roles(app, shop),
        24 => {
            set_role(app, shop, RISING, "traffic");
            app.open("/today");
            app.wait_for("[data-testid=finding][data-rule=mix-off]");
        }
        _ => {}
    }
    if SAVED.contains(&date) {
        app.backup();
        app.click(".toast button");
        app.open("/today");
        app.wait_gone("[data-testid=finding][data-rule=backup-old]");
    }
}

fn own(app: &App) -> Option<Task> {
    app.tasks().into_iter().find(|task| task.source == "hand")
}

/// Nothing stands twice, the routine begins afresh and does not pile up, what is open is carried
/// over.
fn begun(app: &App, stories: &[Story], date: i64) {
    let tasks = app.tasks();
    let ids: BTreeSet<&String> = tasks.iter().map(|task| &task.id).collect();
    assert_eq!(ids.len(), tasks.len(), "{date}: {tasks:?}");
    let routine: Vec<&Task> = tasks.iter().filter(|task| task.source == "routine").collect();
    assert!((5..30).contains(&routine.len()), "{date}: {} lines", routine.len());
    assert!(routine.iter().all(|task| task.state == "open"), "{date}: {routine:?}");
    let from_findings = tasks.iter().filter(|task| task.source.starts_with("finding:"));
    let carried: Vec<&str> = from_findings.map(|task| task.source.as_str()).collect();
    let open = |story: &&Story| story.work.is_some_and(|(made, done)| made < date && date <= done);
    let wanted: Vec<String> =
        stories.iter().filter(open).map(|story| format!("finding:{}", story.rule)).collect();
    assert_eq!(carried, wanted, "{date}");
    assert_eq!(own(app).is_some(), (2..=8).contains(&date), "{date}: a task of one's own");
    assert_eq!(app.has("[data-testid=missed]"), date == 6, "{date}: a day that nobody came");
}

/// Tasks are made of what is new, once each, and done.
fn findings(app: &App, stories: &[Story], date: i64) {
    for story in stories {
        let Some((made, done)) = story.work else { continue };
        if date == made && story.rule == LISTED {
            worked_through(app, story);
        } else if date == made {
            app.press_in_finding(story.rule, "to-task");
            app.wait_for(&format!(
                "[data-testid=finding][data-rule={}] [data-action=to-task]:disabled",
                story.rule
            ));
        }
        if date == done && story.rule != LISTED {
            let made: Vec<Task> = of(app, story.rule);
            assert_eq!(made.len(), 1, "{}: {made:?}", story.rule);
            app.tick(&made[0].id);
        }
    }
}

fn of(app: &App, rule: &str) -> Vec<Task> {
    let source = format!("finding:{rule}");
    app.tasks().into_iter().filter(|task| task.source == source).collect()
}

/// One question is answered in place with a note, one becomes a task that is skipped, the others
/// become tasks that are done.
fn worked_through(app: &App, story: &Story) {
    let card = format!("[data-testid=finding][data-rule={}]", story.rule);
    app.click(&format!("{card} [data-action=checklist]"));
    app.wait_for(&format!("{card} [data-testid=checklist]"));
    app.click("[data-check=rival-price] input[type=checkbox]");
    app.wait_for("[data-check=rival-price].closed");
    app.fill("[data-check=rival-price] input[type=text]", NOTE);
    app.idle();
    app.click(&format!("{card} [data-action=all-to-task]"));
    app.wait_for(&format!("{card} [data-action=all-to-task]:disabled"));
    let tasks = of(app, story.rule);
    assert_eq!(tasks.len(), 9, "{tasks:?}");
    app.skip(&tasks[0].id);
    tasks[1..].iter().for_each(|task| app.tick(&task.id));
}

/// Two lines of the routine are ticked and one is skipped.
fn routine(app: &App, date: i64) {
    let lines: Vec<Task> = app.tasks().into_iter().filter(|it| it.source == "routine").collect();
    let count = if date == REST { 1 } else { 2 };
    for line in lines.iter().take(count) {
        app.tick(&line.id);
    }
    if let Some(line) = lines.get(count).filter(|_| date % 3 == 0) {
        app.skip(&line.id);
    }
}

fn rested(app: &App) {
    let all = app.tasks().len();
    app.click("[data-action=rest]");
    app.session.wait("a short list", || (app.tasks().len() < all).then_some(()));
}

fn set_role(app: &App, shop: &Shop, product: usize, role: &str) {
    app.open("/data/mix?period=30d&basis=sku");
    let select = format!("select[data-action=role][data-key='{}']", shop.products[product].id);
    app.fill(&select, role);
}

/// Nine of seventeen SKUs bring traffic, 12.9 points above the target: not far enough.
fn roles(app: &App, shop: &Shop) {
    let roles = [
        ("traffic", &[TOP, SLOW, SLOW_LESS, FALLING, FALLING_FEW, RETURNED, RETURNED_LESS][..]),
        ("profit", &[RISING_FEW, PRICED, PRICED_FEW, FILM]),
        ("image", &[PICTURE, CARD, IDLE, RISING]),
    ];
    for (role, products) in roles {
        products.iter().for_each(|product| set_role(app, shop, *product, role));
    }
    app.open("/today");
    assert!(!app.has("[data-testid=finding][data-rule=mix-off]"), "{:?}", app.findings());
}

/// A row of all tasks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    source: String,
    state: String,
    title: String,
}

fn rows(app: &App) -> Vec<Row> {
    app.open("/plan/tasks");
    app.fill("#task-state", "");
    let script = "return [...document.querySelectorAll('[data-testid=work]')].map(work => [
        work.dataset.source, work.dataset.state, work.querySelector('span').firstChild.data])";
    let read = app.session.run(script, &[]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let row = |it: &Value| Row { source: text(&it[0]), state: text(&it[1]), title: text(&it[2]) };
    let mut rows: Vec<Row> = read.as_array().unwrap().iter().map(row).collect();
    rows.retain(|row| row.source != "calendar");
    rows.sort();
    rows
}

/// After the month: the last measures, every task once, the report, the backup.
pub fn all_of_it(app: &App, stories: &[Story]) {
    come(app, 28 + WAIT + 1);
    app.open("/today");
    let left = measures(app);
    let states: Vec<(&str, &str)> =
        left.iter().map(|(rule, (state, _))| (rule.as_str(), state.as_str())).collect();
    assert_eq!(states, [("concentration", "measured"), ("data-gap", "measured")]);
    let all = rows(app);
    let of = |source: &str, state: &str| {
        all.iter().filter(|row| row.source == source && row.state == state).count()
    };
    for story in stories.iter().filter(|story| story.work.is_some()) {
        let source = format!("finding:{}", story.rule);
        let wanted = if story.rule == LISTED { (8, 1, 0) } else { (1, 0, 0) };
        let states = (of(&source, "done"), of(&source, "skipped"), of(&source, "open"));
        assert_eq!(states, wanted, "{source}: {all:?}");
    }
    assert_eq!(of("hand", "skipped"), 1);
    let titles: BTreeSet<&String> = all.iter().map(|row| &row.title).collect();
    assert_eq!(titles.len(), all.len(), "no task twice: {all:?}");
    app.reload();
    assert_eq!(rows(app), all, "all of it is still there");
    reported(app, &all);
    let backup = fs::read_to_string(app.backup()).unwrap();
    for row in &all {
        assert!(backup.contains(&row.title), "{row:?} in the backup");
    }
    assert!(backup.contains(NOTE), "what was found is in the backup");
}

/// The report of the month tells what was done in it.
fn reported(app: &App, all: &[Row]) {
    app.open("/report?from=2026-11-01&to=2026-11-30");
    let report = fs::read_to_string(app.report()).unwrap();
    let done: Vec<&Row> = all.iter().filter(|row| row.state == "done").collect();
    assert!(report.contains(&format!("这段时间做完的 {} 件", done.len())), "{}", done.len());
    for row in done {
        let title = row.title.replace('&', "&amp;");
        assert!(report.contains(&title), "{row:?} in the report");
    }
}
