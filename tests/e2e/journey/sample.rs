//! The sample shop: one click from nothing, marked wherever it is shown, and gone without a trace.

use std::fs;

use serde_json::json;

use super::{ROUTES, on_both_builds, overlapping, started};
use crate::app::{App, Build, Shown};
use crate::shop::shop;

on_both_builds!(a_curious_operator_tries_the_sample, ones_own_shop_comes_back_as_it_was);

const BANNER: &str = "[data-testid=sample]";

fn leave(app: &App) {
    app.click(&format!("{BANNER} [data-action=leave-sample]"));
    app.wait_gone(BANNER);
    app.idle();
}

/// The figures of the overview, of the sample or of one's own shop.
fn figures(app: &App, shop: &str) -> Vec<Shown> {
    app.open(&format!("/data?{shop}period=30d"));
    app.figures()
}

fn a_curious_operator_tries_the_sample(build: Build) {
    let app = App::start(build, shop(731, 9).morning());
    let stored = app.snapshot();
    app.click("[data-action=sample]");
    app.wait_for(BANNER);
    app.idle();
    for rule in ["product-decline", "ship-due", "return-rate", "creator-stopped", "rising-product"]
    {
        let found = app.findings().into_iter().filter(|finding| finding.rule == rule).count();
        assert_eq!(found, 1, "one finding of {rule}: {:?}", app.findings());
    }
    for route in ROUTES {
        app.open(&format!("{route}?shop=sample"));
        marked(&app, route);
    }
    use_it(&app);
    saved_files_are_marked(&app);
    app.open("/settings?shop=sample");
    for locked in ["#backup-export", "#backup-import", "#shop-name"] {
        assert!(app.has(&format!("{locked}:disabled")), "{locked}");
    }
    assert_eq!(app.snapshot(), stored, "nothing was stored");
    leave(&app);
    app.open("/today");
    app.wait_for(".first-steps");
    assert!(app.tasks().iter().all(|task| task.state == "open"), "nor is anything left over");
    app.reload();
    assert!(!app.has(BANNER) && app.has(".first-steps"));
    assert_eq!(app.snapshot(), stored);
}

/// The banner is in sight, every heading has the mark, and every link keeps to the sample.
fn marked(app: &App, route: &str) {
    let words = app.read(&format!("return document.querySelector('{BANNER}').innerText"));
    assert!(words.contains("示例数据：不是你的店，不会保存"), "{words} on {route}");
    let script = "
        scrollTo(0, document.body.scrollHeight);
        const box = document.querySelector(arguments[0]).getBoundingClientRect();
        const mark = it => getComputedStyle(it, '::after').content.includes('示例');
        const bare = [...document.querySelectorAll('main h1, main h2, .metric-card .metric-name')].filter(it => !mark(it));
        const away = [...document.querySelectorAll('a[href^=\"#/\"]')].filter(it =>
            !it.href.includes('shop=sample') && !it.hash.startsWith('#/import'));
        return [box.bottom > 0 && box.top < innerHeight ? 'in sight' : 'out of sight',
            bare.map(it => it.innerText).join(), away.map(it => it.hash).join()];";
    let seen = app.session.run(script, &[json!(BANNER)]);
    assert_eq!(seen, json!(["in sight", "", ""]), "{route}");
    assert!(app.faults().is_empty(), "{:?} on {route}", app.faults());
    let numbers = ["/today", "/data", "/data/orders", "/data/mix", "/report"];
    let filled = app.figures().iter().filter(|figure| !figure.value.is_empty()).count();
    assert!(!numbers.contains(&route) || filled >= 3, "{filled} figures on {route}");
}

/// The planner works in the sample.
fn use_it(app: &App) {
    app.open("/today?shop=sample");
    let first = app.tasks()[0].id.clone();
    app.tick(&first);
    app.press_in_finding("product-decline", "to-task");
    let own = app.add_task("试一试");
    app.open("/report?shop=sample&period=7d");
    app.fill("textarea[data-note='1']", "试着写一句");
    app.open("/today?shop=sample");
    assert!(app.task(&first).ticked && app.task(&own).text.contains("试一试"));
}

fn saved_files_are_marked(app: &App) {
    app.open("/report?shop=sample&period=30d");
    let report = app.report();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name(&report).starts_with("示例_抖店月报_"), "{report:?}");
    let html = fs::read_to_string(&report).unwrap();
    let (before, after) = html.split_once("class=\"mark\">示例数据").unwrap();
    assert!(before.contains("<body>") && after.contains("<h1>"), "the first page says it");
    app.open("/data?shop=sample&period=30d");
    let button = ".chart-card:has(figure[data-chart='gmv']) .more button:last-of-type";
    let picture = app.download(|| app.click(button));
    assert!(name(&picture).starts_with("示例_"), "{picture:?}");
}

fn ones_own_shop_comes_back_as_it_was(build: Build) {
    let shop = shop(732, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = started(build, &shop, std::slice::from_ref(&older));
    app.open("/today");
    let own = app.add_task("我自己的事");
    let before = figures(&app, "");
    // Tasks are written a second later at most.
    while !app.snapshot().keys().any(|key| key.contains("doc.tasks")) {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let stored = app.snapshot();
    let sample = figures(&app, "shop=sample&");
    assert_ne!(sample, before);
    app.open("/today?shop=sample");
    assert!(app.tasks().iter().all(|task| task.id != own), "one's own tasks stay out of it");
    app.add_task("示例里的事");
    leave(&app);
    assert_eq!(figures(&app, ""), before);
    app.open("/today");
    let tasks = app.tasks();
    assert!(tasks.iter().any(|task| task.id == own), "{tasks:?}");
    assert!(tasks.iter().all(|task| !task.text.contains("示例里的事")), "{tasks:?}");
    assert_eq!(app.snapshot(), stored);
    app.load("/data?shop=sample&period=30d");
    assert_eq!(app.figures(), sample, "a pasted route shows the same");
    assert_eq!(figures(&app, ""), before, "and one's own shop is behind it");
    app.open("/import?shop=sample");
    app.import(std::slice::from_ref(&newer));
    assert!(!app.has(BANNER), "one's own files are imported into one's own shop");
    let after = figures(&app, "");
    assert!(after != before && after != sample);
    app.reload();
    assert_eq!(app.figures(), after);
    assert_ne!(app.snapshot(), stored);
}

#[test]
fn another_tab_works_on_while_this_one_shows_the_sample() {
    let shop = shop(733, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&older));
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/data?shop=sample&period=30d");
    let sample = app.figures();
    app.session.switch(&first);
    app.import(std::slice::from_ref(&newer));
    let after = figures(&app, "");
    app.session.switch(&second);
    app.open("/today?shop=sample");
    assert_eq!(figures(&app, "shop=sample&"), sample, "the sample stays what it is");
    app.session.switch(&first);
    app.session.close_tab();
    app.session.switch(&second);
    app.wait_gone("[data-fault=other-tab]");
    assert_eq!(figures(&app, "shop=sample&"), sample, "also when this tab becomes the writer");
    leave(&app);
    app.session.wait("what the other tab saved", || (figures(&app, "") == after).then_some(()));
    app.open("/today");
    app.add_task("接着做");
    app.reload();
    assert_eq!(figures(&app, ""), after);
}
