//! A tab that dies or is left in the middle of an import, and a program that gets no more memory.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{overlapping, started};
use crate::app::{App, Build, Shown};
use crate::browser::Wish;
use crate::shop::random::Random;
use crate::shop::{File, Shop, shop, time};

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

/// A page of the app's origin that is not the app.
fn beside(app: &App) {
    app.session.go(&format!("{}nothing-here", Build::Hosted.address()));
}

/// The app with the older file imported, what it stored then, and the figures before and after
/// the newer file.
struct Scene {
    app: App,
    newer: File,
    stored: serde_json::Value,
    before: Vec<Shown>,
    after: Vec<Shown>,
}

fn scene(shop: &Shop) -> Scene {
    let [older, newer] = overlapping(shop).map(|file| file.file(shop));
    let app = started(Build::Hosted, shop, &[older]);
    let before = figures(&app);
    app.reload();
    let stored = app.stored();
    app.import(std::slice::from_ref(&newer));
    let after = figures(&app);
    assert_ne!(before, after);
    Scene { app, newer, stored, before, after }
}

/// Looks that the state is the old or the new one, and that the file makes it the new one.
fn old_or_new(scene: &Scene, how: &str) -> bool {
    let app = &scene.app;
    app.load("/today");
    assert!(app.faults().is_empty(), "{how}: {:?}", app.faults());
    let now = figures(app);
    assert!(now == scene.before || now == scene.after, "{how}: neither old nor new");
    app.import(std::slice::from_ref(&scene.newer));
    assert_eq!(figures(app), scene.after, "{how}: the file brings it back");
    now == scene.after
}

#[test]
fn a_tab_that_crashes_while_importing() {
    let shop = shop(771, 25);
    let scene = scene(&shop);
    let app = &scene.app;
    let mut random = Random::new(771);
    let mut new = 0;
    for round in 0..8 {
        beside(app);
        app.put(&scene.stored);
        let dying = app.session.tab();
        let other = app.open_tab();
        beside(app);
        app.session.switch(&dying);
        app.load("/import");
        let how = if round % 2 == 0 {
            // While the file is read.
            let paths = app.stage(std::slice::from_ref(&scene.newer));
            app.session.type_into("#import-files", &paths);
            "reading"
        } else {
            app.drop_files(std::slice::from_ref(&scene.newer));
            app.click("#import-commit:not(:disabled)");
            "saving"
        };
        sleep(Duration::from_millis(random.between(0, 120).unsigned_abs()));
        app.session.crash_tab();
        app.session.close_tab();
        app.session.switch(&other);
        let became_new = old_or_new(&scene, how);
        assert!(how == "saving" || !became_new, "nothing is stored before the commit");
        new += u32::from(became_new);
    }
    println!("8 crashes: {new} times the new state");
}

#[test]
fn a_tab_that_is_closed_or_left_while_importing() {
    let shop = shop(772, 25);
    let scene = scene(&shop);
    let app = &scene.app;
    for how in ["closed", "reloaded", "left"] {
        beside(app);
        app.put(&scene.stored);
        let first = app.session.tab();
        let other = app.open_tab();
        beside(app);
        app.session.switch(&first);
        app.load("/import");
        app.drop_files(std::slice::from_ref(&scene.newer));
        app.click("#import-commit:not(:disabled)");
        match how {
            "closed" => app.session.close_tab(),
            "reloaded" => app.session.reload(),
            _ => app.session.go("about:blank"),
        }
        if how == "closed" {
            app.session.switch(&other);
        } else {
            app.session.switch(&other);
            app.session.close_tab();
            app.session.switch(&first);
        }
        old_or_new(&scene, how);
    }
}

#[test]
fn leaving_is_asked_about_only_while_importing() {
    let last = time::day(2026, 11, 20);
    let shop = Shop::new(773, last - 19, last, 600);
    let file = super::orders(&shop).file(&shop);
    let app = App::start(Build::Hosted, shop.morning());
    let asks = "return dispatchEvent(new Event('beforeunload', {cancelable: true})) ? '' : 'asks'";
    assert_eq!(app.read(asks), "", "nothing is going on");
    app.open("/import");
    let paths = app.stage(std::slice::from_ref(&file));
    app.session.type_into("#import-files", &paths);
    app.session.wait("the question", || (app.read(asks) == "asks").then_some(()));
    app.wait_for("#import-commit");
    assert_eq!(app.read(asks), "", "a preview is not worth a question");
    app.answer("yes");
    app.commit();
    assert_eq!(app.read(asks), "", "it is saved");
}

#[test]
fn a_program_without_memory_stops_and_says_so() {
    // 20 MB: enough for a small shop.
    let wish = Wish { flags: &["--js-flags=--wasm-max-mem-pages=320"], ..Wish::default() };
    let small = shop(774, 12);
    let app = App::wished(wish, Build::Hosted, small.morning());
    app.load("/import");
    app.import(&[super::orders(&small).file(&small)]);
    let before = figures(&app);
    app.reload();
    let stored = app.snapshot();
    let last = time::day(2026, 11, 20);
    let large = Shop::new(775, last - 59, last, 1_500);
    app.open("/import");
    let paths = app.stage(&[super::orders(&large).file(&large)]);
    app.session.type_into("#import-files", &paths);
    let fault = app.fault("start");
    assert!(fault.text.contains("已停止写入") && fault.text.contains("备份"), "{fault:?}");
    assert_eq!(app.snapshot(), stored);
    app.click("[data-boot=reopen]");
    app.idle();
    assert_eq!(figures(&app), before);
}

#[test]
fn the_lock_of_a_crashed_tab_is_free_at_once() {
    let shop = shop(776, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    app.open("/today");
    app.add_task("崩溃的标签页里的一件");
    let before = figures(&app);
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/today");
    app.fault("other-tab");
    app.session.switch(&first);
    app.session.crash_tab();
    let crashed = Instant::now();
    app.session.switch(&second);
    app.wait_gone("[data-fault=other-tab]");
    let took = crashed.elapsed();
    println!("the second tab took over after {took:?}");
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert_eq!(figures(&app), before);
    app.open("/today");
    let own = app.add_task("接手以后的一件");
    app.reload();
    assert!(app.tasks().iter().any(|task| task.id == own));
    let titles = json!(app.tasks().iter().map(|task| &task.text).collect::<Vec<_>>()).to_string();
    assert!(titles.contains("崩溃的标签页里的一件"), "{titles}");
}
