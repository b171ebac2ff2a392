//! The day's work: findings by the rules, tasks from them and by hand, ticks and skips that
//! survive a reload, and a morning after that begins afresh.

use std::collections::BTreeSet;

use super::{everything, on_both_builds, started, verify};
use crate::app::{App, Build, Task};
use crate::shop::books::Books;
use crate::shop::finding::findings;
use crate::shop::shop;
use crate::shop::time::DAY;

on_both_builds!(findings_become_work);

const SLOTS: [&str; 4] = ["morning", "forenoon", "afternoon", "evening"];

fn findings_become_work(build: Build) {
    let shop = shop(201, 40);
    let (world, files) = everything(&shop, 201);
    let books = Books::of(&world);
    let app = started(build, &shop, &files);
    app.open("/today");
    fired(&app, &books, shop.morning());
    let made = a_task_from_a_finding(&app);
    let own = app.add_task("给试验厂家打电话");
    let routine = routine(&app);
    let (ticked, skipped) = (routine[0].id.clone(), routine[5].id.clone());
    app.tick(&ticked);
    app.tick(&own);
    app.skip(&skipped);
    let before = (app.tasks(), app.findings(), app.figures());
    app.reload();
    assert_eq!((app.tasks(), app.findings(), app.figures()), before, "all survives a reload");
    assert_eq!(app.task(&ticked).state, "done");
    assert_eq!(app.task(&skipped).state, "skipped");
    quiet(&app);
    the_next_morning(&app, shop.morning() + DAY, &made, &own);
    assert!(verify(&app.figures(), &books) > 0);
}

fn routine(app: &App) -> Vec<Task> {
    app.tasks().into_iter().filter(|task| task.source == "routine").collect()
}

/// The rules fire exactly where they must.
fn fired(app: &App, books: &Books<'_>, now: i64) {
    let shown: Vec<(String, String)> =
        app.findings().into_iter().map(|it| (it.rule, it.subject)).collect();
    let unique: BTreeSet<_> = shown.iter().cloned().collect();
    assert_eq!(unique.len(), shown.len(), "no finding stands twice: {shown:?}");
    let wanted = findings(books, now).into_iter();
    let wanted: BTreeSet<_> = wanted.map(|(rule, subject)| (rule.to_owned(), subject)).collect();
    // Of the five first rules exactly these; others find what they find.
    let first = |(rule, _): &&(String, String)| wanted.iter().any(|(known, _)| known == rule);
    assert_eq!(unique.iter().filter(first).cloned().collect::<BTreeSet<_>>(), wanted);
    let rules: BTreeSet<&str> = wanted.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(rules.len(), 5, "the shop is made so that every rule fires: {rules:?}");
    for finding in app.findings() {
        assert!(["bad", "warn", "info"].contains(&finding.severity.as_str()), "{finding:?}");
        let amount = finding.amount.is_empty() || finding.amount.parse::<f64>().is_ok();
        assert!(amount, "{finding:?}");
    }
}

fn a_task_from_a_finding(app: &App) -> String {
    let day = routine(app);
    let slots: BTreeSet<&str> = day.iter().map(|task| task.slot.as_str()).collect();
    assert_eq!(slots, BTreeSet::from(SLOTS), "the routine has its four slots");
    assert!(day.iter().all(|task| task.state == "open" && !task.ticked));
    app.press_in_finding("product-decline", "to-task");
    let made: Vec<Task> =
        app.tasks().into_iter().filter(|task| task.source == "finding:product-decline").collect();
    assert_eq!((made.len(), made[0].state.as_str()), (1, "open"), "{made:?}");
    // A second press adds nothing, whether or not the button still takes one.
    let again = "document.querySelector(
        '[data-testid=finding][data-rule=product-decline] [data-action=to-task]').click()";
    app.session.run(again, &[]);
    app.idle();
    let all = app.tasks();
    assert_eq!(all.iter().filter(|task| task.source == "finding:product-decline").count(), 1);
    made[0].id.clone()
}

/// A snoozed finding and a dismissed one keep quiet, also after a reload.
fn quiet(app: &App) {
    app.press_in_finding("rising-product", "snooze");
    app.press_in_finding("ship-due", "dismiss");
    app.reload();
    let left: Vec<String> = app.findings().into_iter().map(|finding| finding.rule).collect();
    assert!(!left.contains(&"rising-product".to_owned()), "{left:?}");
    assert!(!left.contains(&"ship-due".to_owned()), "{left:?}");
    assert!(left.contains(&"creator-stopped".to_owned()), "{left:?}");
}

fn the_next_morning(app: &App, now: i64, made: &str, own: &str) {
    app.set_clock(now);
    app.reload();
    let tasks = app.tasks();
    let ids: BTreeSet<&String> = tasks.iter().map(|task| &task.id).collect();
    assert_eq!(ids.len(), tasks.len(), "nothing stands twice");
    let (day, others): (Vec<&Task>, Vec<&Task>) =
        tasks.iter().partition(|task| task.source == "routine");
    assert!(day.iter().all(|task| task.state == "open"), "the routine begins afresh: {day:?}");
    assert!(day.len() < 30, "and does not pile up");
    let others: Vec<&str> = others.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(others, [made], "the open task waits, {own} was done yesterday");
}
