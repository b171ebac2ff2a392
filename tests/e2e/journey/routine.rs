//! The day as the operator shapes it: a counter that ticks its line, a short day, a day of rest, the
//! evening's review whose three things are tomorrow's tasks, all tasks in bulk, and the routine.

use std::collections::BTreeSet;

use super::{orders, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::time::DAY;

#[test]
fn a_day_is_shaped_and_reviewed() {
    let shop = shop(931, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/today");
    counted(&app);
    hurried(&app);
    rested(&app);
    reviewed(&app);
    app.set_clock(shop.morning() + DAY);
    app.reload();
    let tasks = app.tasks();
    let tomorrow: Vec<&str> = tasks
        .iter()
        .filter(|task| task.source == "hand")
        .map(|task| task.text.lines().next().unwrap_or_default().trim())
        .collect();
    assert_eq!(tomorrow, ["先拍主图", "再寄样"], "the things of the evening before, once each");
    assert_eq!(app.read("return document.querySelector('#review-words').value"), "");
    app.open("/report?period=yesterday");
    let report = std::fs::read_to_string(app.report()).unwrap();
    assert!(report.contains("发货很顺"), "the report tells what was said of the day");
}

/// Ten creators are a tick, and the count outlives a reload.
fn counted(app: &App) {
    let counter = "[data-task-id='routine:creators'] [data-testid=counter]";
    let count = |app: &App| {
        app.read(&format!("return document.querySelector(\"{counter}\").dataset.count"))
    };
    for number in 1..=10 {
        app.click(&format!("{counter} [data-action=count-up]"));
        app.session.wait("the count", || (count(app) == number.to_string()).then_some(()));
    }
    assert_eq!(app.task("routine:creators").state, "done");
    app.click(&format!("{counter} [data-action=count-down]"));
    app.session.wait("one less", || (app.task("routine:creators").state == "open").then_some(()));
    app.reload();
    assert_eq!(count(app), "9");
}

/// With half an hour left there are fewer lines, none longer than that but the first.
fn hurried(app: &App) {
    let all = app.tasks().len();
    app.fill("#task-left", "30");
    app.session.wait("the short list", || (app.tasks().len() < all).then_some(()));
    assert!(!app.tasks().is_empty());
    app.fill("#task-left", "0");
    app.session.wait("the whole list", || (app.tasks().len() == all).then_some(()));
    app.fill("#task-duty", "business");
    app.session.wait("one duty", || (app.tasks().len() == 1).then_some(()));
    app.fill("#task-duty", "");
}

fn rested(app: &App) {
    let all = app.tasks().len();
    app.click("[data-action=rest]");
    app.session.wait("a short list", || (app.tasks().len() < all).then_some(()));
    assert!(app.tasks().iter().any(|task| task.id == "routine:shipping"));
    app.click(".toast button");
    app.session.wait("the way back", || (app.tasks().len() == all).then_some(()));
}

fn reviewed(app: &App) {
    app.fill("#review-words", "发货很顺");
    app.fill("[data-tomorrow='1']", "先拍主图");
    app.fill("[data-tomorrow='2']", "再寄样");
    app.click("[data-action=plan-tomorrow]");
    app.idle();
    app.click("[data-action=plan-tomorrow]");
    app.idle();
    app.reload();
    assert_eq!(app.read("return document.querySelector('#review-words').value"), "发货很顺");
    assert!(app.tasks().iter().all(|task| task.source != "hand"), "they are tomorrow's");
    app.fill("#review-score", "86.5");
    app.click("[data-action=log-score]");
    app.session.wait("the score", || app.text().contains("体验分已记").then_some(()));
}

#[test]
fn tasks_are_changed_in_bulk_and_the_routine_by_piece() {
    let shop = shop(932, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/today");
    for title in ["催甲厂发货", "催乙厂发货", "回老客"] {
        app.add_task(title);
    }
    app.open("/plan/tasks");
    let shown = |app: &App| app.count("[data-testid=work]");
    assert_eq!(shown(&app), 3);
    app.fill("#task-search", "催 厂");
    app.session.wait("the search", || (shown(&app) == 2).then_some(()));
    app.click("[data-action=pick-all]");
    app.wait_for("[data-action=bulk-done]");
    app.click("[data-action=bulk-done]");
    app.session.wait("both done", || (shown(&app) == 0).then_some(()));
    app.click(".toast button");
    app.session.wait("the way back", || (shown(&app) == 2).then_some(()));
    app.fill("#task-search", "");
    the_routine(&app);
    app.reload();
    assert_eq!(shown(&app), 3);
    assert!(app.has("[data-piece=look][data-on=false]"));
    app.open("/today");
    let ids: BTreeSet<String> = app.tasks().into_iter().map(|task| task.id).collect();
    assert!(!ids.contains("routine:look") && ids.contains("routine:own-0001"), "{ids:?}");
}

/// A default switched off, and a piece of one's own.
fn the_routine(app: &App) {
    app.click("[data-piece=look] input[type=checkbox]");
    app.wait_for("[data-piece=look][data-on=false]");
    app.click("[data-action=new-piece]");
    app.wait_for("#work-title");
    app.fill("#work-title", "给老客发新品");
    app.fill("#work-slot", "evening");
    app.click("#work-save");
    app.wait_for("[data-piece='own-0001']");
}
