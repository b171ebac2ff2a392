//! Around the day's work: skipping with a way back, midnight with the page open, thresholds and
//! the language as the operator wants them.

use serde_json::json;

use super::{everything, orders, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::time::{DAY, HOUR, MINUTE, iso, unix};

#[test]
fn a_skip_has_a_way_back() {
    let shop = shop(911, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/today");
    let id = app.tasks()[2].id.clone();
    app.skip(&id);
    assert_eq!(app.task(&id).state, "skipped");
    app.click(".toast button");
    app.session.wait("the way back", || (app.task(&id).state == "open").then_some(()));
    app.tick(&id);
    assert_eq!(app.task(&id).state, "done");
    app.tick(&id);
    assert_eq!(app.task(&id).state, "open", "a tick can be taken away");
    app.skip(&id);
    app.reload();
    assert_eq!(app.task(&id).state, "skipped");
    app.skip(&id);
    assert_eq!(app.task(&id).state, "open", "restored by its own button");
}

#[test]
fn midnight_with_the_page_open() {
    let shop = shop(912, 12);
    let late = shop.last * DAY + 23 * HOUR + 59 * MINUTE;
    let app = App::start(Build::Hosted, late);
    app.import(&[orders(&shop).file(&shop)]);
    app.open("/today");
    let yesterday = |day: i64| {
        let day = iso(day);
        app.figures().iter().any(|it| it.period == format!("{day}..{day}"))
    };
    assert!(yesterday(shop.last - 1));
    let done = app.tasks()[0].id.clone();
    app.tick(&done);
    let later = format!("window.still = true; Date.now = () => {}000", unix(late + 2 * MINUTE));
    app.session.run(&later, &[]);
    app.open("/data");
    app.open("/today");
    assert!(yesterday(shop.last), "yesterday is the day that has just ended");
    assert_eq!(app.task(&done).state, "open", "a new day has a new list");
    assert_eq!(app.read("return window.still ? 'same page' : ''"), "same page");
}

#[test]
fn settings_are_kept() {
    let shop = shop(913, 40);
    let (_, files) = everything(&shop, 913);
    let app = started(Build::Hosted, &shop, &files);
    app.open("/today");
    let fires = |rule: &str| app.findings().iter().any(|finding| finding.rule == rule);
    assert!(fires("rising-product") && fires("product-decline"));
    app.open("/settings");
    app.fill("#threshold-rising-orders", "100000");
    app.fill("#threshold-decline-orders", "10000");
    app.open("/today");
    assert!(!fires("rising-product") && !fires("product-decline") && fires("creator-stopped"));
    app.reload();
    assert!(!fires("rising-product") && !fires("product-decline"), "also after a reload");
    app.open("/settings");
    app.fill("#language", "en");
    app.fill("#theme", "dark");
    app.fill("#shop-name", "另一个名字");
    app.open("/data?period=30d");
    let figures = app.figures();
    app.reload();
    assert_eq!(app.read("return document.documentElement.lang"), "en");
    assert_eq!(app.read("return document.documentElement.dataset.theme"), "dark");
    assert!(app.text().contains("另一个名字"), "the shop's name stands in the shell");
    assert_eq!(app.figures(), figures);
    app.open("/settings");
    app.fill("#language", "zh");
    app.open("/data?period=30d");
    let plain = |shown: Vec<crate::app::Shown>| {
        let value = |it: crate::app::Shown| (it.metric, it.period, it.dim, it.key, it.value);
        shown.into_iter().map(value).collect::<Vec<_>>()
    };
    assert_eq!(plain(app.figures()), plain(figures), "a language changes words, not figures");
    app.open("/settings");
    app.click(".settings-card header button");
    app.idle();
    app.open("/today");
    assert!(fires("rising-product") && fires("product-decline"), "back to the defaults");
}

/// Words that are the same in both languages: names of things that have no other.
const NAMES: [&str; 3] = ["店盘", "简体中文", "抖音"];

#[test]
fn the_other_language_has_all_its_words() {
    let shop = shop(914, 9);
    let app = App::start(Build::Hosted, shop.morning());
    app.open("/settings");
    app.fill("#language", "en");
    let mut wrong = Vec::new();
    for route in super::ROUTES {
        app.open(route);
        let read = "
            const left = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const text = walk.currentNode.textContent.trim();
                const parent = walk.currentNode.parentElement;
                if (/[\\u4e00-\\u9fff]/.test(text) && parent.checkVisibility()) left.push(text);
            }
            for (const named of document.querySelectorAll('[aria-label], [placeholder], [title]'))
                for (const name of ['aria-label', 'placeholder', 'title']) {
                    const text = named.getAttribute(name) ?? '';
                    if (/[\\u4e00-\\u9fff]/.test(text)) left.push(text);
                }
            return left";
        let left = app.session.run(read, &[json!(null)]);
        for text in left.as_array().unwrap().iter().filter_map(|text| text.as_str()) {
            let rest = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
            if rest.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                wrong.push(format!("{route}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
