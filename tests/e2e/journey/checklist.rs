//! From a finding to its checklist: questions with facts, ticks, notes and tasks that survive a
//! reload; a dismissal with its reason, a product that is quiet for good, a rule that is switched
//! off; and the work that waits to be measured.

use super::{everything, on_both_builds, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::time::DAY;

on_both_builds!(a_finding_is_worked_off);

const ENTER: &str = "\u{e007}";
const DECLINE: &str = "[data-testid=finding][data-rule=product-decline]";

fn a_finding_is_worked_off(build: Build) {
    let shop = shop(201, 40);
    let (_, files) = everything(&shop, 201);
    let app = started(build, &shop, &files);
    app.open("/today");
    looked_into(&app);
    app.reload();
    assert!(app.read(&progress()).contains("1/10"), "{}", app.read(&progress()));
    made_into_tasks(&app);
    kept_quiet(&app);
    switched_off(&app);
    app.set_clock(shop.morning() + 2 * DAY);
    app.reload();
    app.wait_for("[data-testid=remeasure][data-rule=product-decline][data-state=waiting]");
}

fn progress() -> String {
    format!("return document.querySelector('{DECLINE} [data-action=checklist]').innerText")
}

/// Opened by the keyboard alone; what the data answers stands there.
fn looked_into(app: &App) {
    let button = format!("{DECLINE} [data-action=checklist]");
    app.session.run(&format!("document.querySelector('{button}').focus()"), &[]);
    app.session.press(ENTER);
    app.wait_for(&format!("{DECLINE} [data-testid=checklist]"));
    assert!(app.has(&format!("{button}[aria-expanded=true]")));
    assert_eq!(app.count(&format!("{DECLINE} [data-testid=check]")), 10);
    assert!(app.has(&format!("{DECLINE} [data-testid=check] b")), "some the data answers");
    app.click("[data-check=rival-price] input[type=checkbox]");
    app.wait_for("[data-check=rival-price].closed");
    app.fill("[data-check=rival-price] input[type=text]", "同行卖 9.9");
    app.idle();
    assert!(app.read(&progress()).contains("1/10"));
}

fn made_into_tasks(app: &App) {
    app.click(&format!("{DECLINE} [data-action=checklist]"));
    app.wait_for(&format!("{DECLINE} [data-testid=checklist]"));
    let note = "return document.querySelector('[data-check=rival-price] input[type=text]').value";
    assert_eq!(app.read(note), "同行卖 9.9");
    let made = |app: &App| -> Vec<String> {
        let tasks = app.tasks().into_iter().filter(|it| it.source == "finding:product-decline");
        tasks.map(|task| task.id).collect()
    };
    app.click("[data-check=own-look] [data-action=check-to-task]");
    app.wait_for("[data-check=own-look] [data-action=check-to-task]:disabled");
    assert_eq!(made(app).len(), 1);
    app.click(&format!("{DECLINE} [data-action=all-to-task]"));
    app.wait_for(&format!("{DECLINE} [data-action=all-to-task]:disabled"));
    let tasks = made(app);
    assert_eq!(tasks.len(), 9, "one for each question that is open");
    tasks.iter().for_each(|task| app.tick(task));
    app.session.wait("all questions", || app.read(&progress()).contains("10/10").then_some(()));
}

fn kept_quiet(app: &App) {
    let left = |rule: &str| app.findings().iter().filter(|it| it.rule == rule).count();
    let all = left("return-rate");
    app.press_in_finding("return-rate", "dismiss");
    app.session.wait("it is gone", || (left("return-rate") == all - 1).then_some(()));
    app.session.run(
        "const why = document.querySelector('[data-action=dismiss-reason]');
        why.value = 'no-problem'; why.dispatchEvent(new Event('change', {bubbles: true}))",
        &[],
    );
    app.idle();
    app.click("[data-action=never]");
    app.wait_gone("[data-testid=dismissed]");
    app.open("/settings");
    assert_eq!(app.count("[data-testid=quiet]"), 2, "the product and its finding");
    for _ in 0..2 {
        let rows = app.count("[data-testid=quiet]");
        app.click("[data-testid=quiet] [data-action=wake]");
        app.session
            .wait("one less", || (app.count("[data-testid=quiet]") == rows - 1).then_some(()));
    }
    app.open("/today");
    assert_eq!(left("return-rate"), all, "told again");
}

fn switched_off(app: &App) {
    app.open("/settings");
    app.click("[data-testid=rule][data-rule=creator-stopped] [data-action=rule-on]");
    app.idle();
    app.open("/today");
    app.reload();
    let rules: Vec<String> = app.findings().into_iter().map(|finding| finding.rule).collect();
    assert!(!rules.contains(&"creator-stopped".to_owned()), "{rules:?}");
}
