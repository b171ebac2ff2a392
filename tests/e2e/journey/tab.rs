//! Several tabs: one writes, the others show and follow; when it is gone another takes over.

use super::{on_both_builds, orders, overlapping, started};
use crate::app::{App, Build, Shown};
use crate::shop::time::DAY;
use crate::shop::{File, shop};

on_both_builds!(a_second_tab_follows_and_takes_over);

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

fn a_second_tab_follows_and_takes_over(build: Build) {
    let shop = shop(711, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = started(build, &shop, std::slice::from_ref(&older));
    let before = figures(&app);
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/data?period=all&compare=previous");
    let fault = app.fault("other-tab");
    assert!(fault.text.contains("另一个标签页"), "{fault:?}");
    assert_eq!(app.figures(), before, "it shows the same");
    read_only(&app);
    app.session.switch(&first);
    app.import(std::slice::from_ref(&newer));
    app.open("/today");
    let own = app.add_task("第一个标签页的事");
    let after = figures(&app);
    assert_ne!(after, before);
    app.session.switch(&second);
    app.open("/data?period=all&compare=previous");
    app.session.wait("the second tab to follow", || (app.figures() == after).then_some(()));
    app.open("/today");
    app.session.wait("its tasks to follow", || {
        app.tasks().iter().any(|task| task.id == own).then_some(())
    });
    app.session.switch(&first);
    app.session.close_tab();
    app.session.switch(&second);
    app.wait_gone("[data-fault=other-tab]");
    app.add_task("第二个标签页接手");
    app.roll_back(&newer.name);
    assert_eq!(figures(&app), before);
    app.reload();
    assert_eq!(figures(&app), before);
    app.open("/today");
    let titles: Vec<String> = app.tasks().into_iter().map(|task| task.text).collect();
    for title in ["第一个标签页的事", "第二个标签页接手"] {
        assert!(titles.iter().any(|text| text.contains(title)), "{title} in {titles:?}");
    }
}

/// Whatever is pressed in a tab that only watches, storage stays as it is.
fn read_only(app: &App) {
    let stored = app.snapshot();
    app.open("/today");
    let tick = "document.querySelector('[data-testid=task] input[type=checkbox]').click()";
    app.session.run(tick, &[]);
    app.idle();
    assert!(app.tasks().iter().all(|task| task.state == "open"), "no tick is kept");
    app.open("/settings");
    app.fill("#language", "en");
    assert_eq!(app.read("return document.documentElement.lang"), "zh-CN");
    let shop = shop(712, 9);
    app.open("/import");
    let paths = app.stage(&[orders(&shop).file(&shop)]);
    app.session.type_into("#import-files", &paths);
    app.idle();
    assert!(!app.has("[data-testid=receipt][data-state=previewed]"), "nothing can be imported");
    assert_eq!(app.snapshot(), stored);
}

#[test]
fn clearing_the_site_in_another_tab_is_told() {
    let shop = shop(713, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    let (before, facts) = (figures(&app), app.facts());
    let first = app.session.tab();
    app.open_tab();
    app.load("/settings");
    app.session.run("localStorage.clear()", &[]);
    app.session.switch(&first);
    let fault = app.fault("corrupt");
    assert!(fault.text.contains("备份"), "{fault:?}");
    assert_eq!(figures(&app), before, "the page still holds a copy");
    assert_eq!(app.facts(), facts, "that can be saved");
}

#[test]
fn a_second_tab_takes_over_while_the_first_is_open() {
    let shop = shop(714, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    let before = figures(&app);
    app.open("/today");
    let first = app.session.tab();
    // Written within its second, this one waits while the other tab takes over.
    app.add_task("第一个标签页写下的");
    app.add_task("接手时还没写下去的");
    let second = app.open_tab();
    app.load("/today");
    app.fault("other-tab");
    app.click("[data-action=take-over]");
    app.wait_gone("[data-fault=other-tab]");
    let own = app.add_task("第二个标签页接手");
    assert_eq!(figures(&app), before);
    app.session.switch(&first);
    app.fault("other-tab");
    app.open("/today");
    app.session.wait("the first tab to follow", || {
        app.tasks().iter().any(|task| task.id == own).then_some(())
    });
    let titles: Vec<String> = app.tasks().into_iter().map(|task| task.text).collect();
    for title in ["第一个标签页写下的", "接手时还没写下去的", "第二个标签页接手"]
    {
        assert!(titles.iter().any(|text| text.contains(title)), "{title} in {titles:?}");
    }
    app.session.switch(&second);
    app.session.close_tab();
    app.session.switch(&first);
    app.wait_gone("[data-fault=other-tab]");
    app.add_task("回到第一个标签页");
    assert_eq!(figures(&app), before);
}

/// A browser that has no locks: an old one, or a page that came without encryption.
const LOCKLESS: &str = "delete Navigator.prototype.locks;";

fn has_task(app: &App, title: &str) -> bool {
    app.tasks().iter().any(|task| task.text.contains(title))
}

#[test]
fn without_locks_the_tab_that_wrote_last_goes_on() {
    let shop = shop(714, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::closed(Build::Hosted, shop.morning());
    app.preload(LOCKLESS);
    app.load("/import");
    assert_eq!(app.read("return navigator.locks ? 'locks' : ''"), "");
    app.import(std::slice::from_ref(&older));
    let before = figures(&app);
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/today");
    assert!(app.faults().is_empty(), "nobody knows of the other yet: {:?}", app.faults());
    app.add_task("第二个标签页写的");
    app.session.switch(&first);
    let fault = app.fault("other-tab");
    assert!(fault.text.contains("刷新"), "{fault:?}");
    // Its state is older: whatever is pressed, it stays in the page.
    let stored = app.snapshot();
    app.open("/today");
    let tick = "document.querySelector('[data-testid=task] input[type=checkbox]').click()";
    app.session.run(tick, &[]);
    app.idle();
    app.open("/import");
    let paths = app.stage(std::slice::from_ref(&newer));
    app.session.type_into("#import-files", &paths);
    app.idle();
    assert!(!app.has("[data-testid=receipt][data-state=previewed]"));
    assert_eq!(app.snapshot(), stored, "the older state is not written over the newer one");
    app.load("/today");
    assert!(app.faults().is_empty() && has_task(&app, "第二个标签页写的"));
    app.import(std::slice::from_ref(&newer));
    let after = figures(&app);
    assert_ne!(after, before);
    app.session.switch(&second);
    app.fault("other-tab");
    app.load("/today");
    assert!(has_task(&app, "第二个标签页写的"));
    assert_eq!(figures(&app), after, "both end with everything");
}

fn state_of_page(app: &App, state: &str) {
    app.session.cdp("Page.setWebLifecycleState", serde_json::json!({"state": state}));
}

#[test]
fn a_tab_that_slept_wakes_up_to_what_others_wrote() {
    for lockless in [false, true] {
        let shop = shop(715, 20);
        let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
        let app = App::closed(Build::Hosted, shop.morning());
        if lockless {
            app.preload(LOCKLESS);
        }
        app.load("/import");
        app.import(std::slice::from_ref(&older));
        let first = app.session.tab();
        let sleeper = app.open_tab();
        app.load("/today");
        state_of_page(&app, "frozen");
        app.session.switch(&first);
        app.import(std::slice::from_ref(&newer));
        let after = figures(&app);
        app.open("/today");
        app.add_task("睡着的时候写的");
        app.set_clock(shop.morning() + 3 * DAY);
        app.session.switch(&sleeper);
        state_of_page(&app, "active");
        let tick = "document.querySelector('[data-testid=task] input[type=checkbox]').click()";
        app.session.run(tick, &[]);
        app.idle();
        app.fault("other-tab");
        app.session.switch(&first);
        app.session.close_tab();
        app.session.switch(&sleeper);
        app.set_clock(shop.morning());
        app.load("/today");
        assert!(app.faults().is_empty(), "{:?}", app.faults());
        assert!(has_task(&app, "睡着的时候写的"), "without locks: {lockless}");
        assert!(app.tasks().iter().all(|task| !task.ticked), "what was refused is not stored");
        assert_eq!(figures(&app), after, "without locks: {lockless}");
    }
}

#[test]
fn after_a_clearing_nothing_half_is_written() {
    let shop = shop(716, 12);
    let file = orders(&shop).file(&shop);
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&file));
    app.open("/today");
    app.add_task("清掉以前的一件");
    let before = figures(&app);
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/settings");
    app.session.run("localStorage.clear()", &[]);
    app.session.switch(&first);
    app.fault("corrupt");
    app.open("/today");
    let tick = "document.querySelector('[data-testid=task] input[type=checkbox]').click()";
    app.session.run(tick, &[]);
    app.idle();
    assert!(app.own_snapshot().is_empty(), "one document would stand for the whole");
    app.session.switch(&second);
    app.session.close_tab();
    app.session.switch(&first);
    assert!(has_task(&app, "清掉以前的一件"), "the copy in the page stays");
    let backup = File::new("backup.json", std::fs::read(app.backup()).unwrap());
    app.load("/settings");
    assert!(app.faults().is_empty());
    let path = app.stage(std::slice::from_ref(&backup));
    app.session.type_into("#backup-import", &path);
    app.click("#backup-commit");
    app.wait_gone("[data-testid=backup-preview]");
    app.idle();
    assert_eq!(figures(&app), before);
    app.open("/today");
    assert!(has_task(&app, "清掉以前的一件"));
}
