//! Stored values that went bad, and an app that dies: nothing is deleted, everything is said, and
//! the files bring it back.

use std::fs;

use serde_json::json;

use super::{everything, on_both_builds, started, verify};
use crate::app::{App, Build, Shown, file_address};
use crate::browser::given;
use crate::shop::books::Books;
use crate::shop::shop;

on_both_builds!(a_crash_stops_all_writing);

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

/// Ways in which a value goes bad.
const DAMAGES: [&str; 6] = [
    "value.slice(0, value.length / 2)",
    "value.slice(0, 20) + String.fromCharCode(value.charCodeAt(20) ^ 1) + value.slice(21)",
    "''",
    "'null'",
    "'{\"schema\": 1e999}'",
    "value + value",
];

#[test]
fn any_value_may_go_bad() {
    let shop = shop(721, 40);
    let (world, files) = everything(&shop, 721);
    let books = Books::of(&world);
    let app = started(Build::Hosted, &shop, &files);
    app.open("/today");
    app.add_task("会坏掉的清单里的一件");
    let whole = figures(&app);
    app.keep_copy();
    let keys: Vec<String> = app.own_snapshot().into_keys().collect();
    assert!(keys.len() > 6 && keys.iter().all(|key| key.starts_with("dianpan")), "{keys:?}");
    for (place, key) in keys.iter().enumerate() {
        let damage = DAMAGES[place % DAMAGES.len()];
        app.put_copy();
        let damaged = app.session.run(
            &format!(
                "const value = localStorage.getItem(arguments[0]);
                 localStorage.setItem(arguments[0], {damage});
                 return localStorage.getItem(arguments[0])"
            ),
            &[json!(key)],
        );
        app.load("/today");
        let fault = app.fault("corrupt");
        assert!(fault.text.contains("没有删除"), "{key}: {fault:?}");
        let kept = "return Object.values(localStorage).includes(arguments[0])";
        assert_eq!(app.session.run(kept, &[damaged]), json!(true), "{key} is kept aside");
        app.import(&files);
        assert_eq!(figures(&app), whole, "the files bring back what {key} held");
        app.reload();
        assert!(app.faults().is_empty(), "{key}: {:?}", app.faults());
        assert_eq!(figures(&app), whole, "for good ({key})");
    }
    verify(&figures(&app), &books);
}

#[test]
fn no_manifest_is_no_reason_to_delete() {
    let shop = shop(722, 20);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    let before = app.own_snapshot();
    let spoil = "for (const key of Object.keys(localStorage))
        if (key.includes('manifest')) localStorage.setItem(key, 'spoilt')";
    app.session.run(spoil, &[]);
    let whole = figures(&app);
    app.load("/data?period=all");
    app.fault("corrupt");
    assert_eq!(figures(&app), whole, "the chunks tell what the manifest said");
    let left = app.own_snapshot();
    let chunks = before.iter().filter(|(key, _)| !key.contains("manifest"));
    for (key, value) in chunks {
        assert_eq!(left.get(key), Some(value), "{key} is untouched");
    }
}

fn a_crash_stops_all_writing(build: Build) {
    let shop = shop(723, 12);
    let app = started(build, &shop, &[super::orders(&shop).file(&shop)]);
    app.open("/today");
    app.add_task("崩溃前的一件");
    // Leaving the page writes what was still waiting.
    app.reload();
    let (before, stored) = (figures(&app), app.snapshot());
    app.open("/today");
    // What a browser tells of a trap in the wasm.
    let trap = "dispatchEvent(new ErrorEvent('error', {
        error: new WebAssembly.RuntimeError('unreachable')}))";
    app.session.run(trap, &[]);
    let fault = app.fault("start");
    assert!(fault.text.contains("已停止写入") && fault.text.contains("备份"), "{fault:?}");
    assert_eq!(app.read("return document.documentElement.dataset.app"), "failed");
    assert_eq!(app.read("return document.activeElement.dataset.fault"), "start", "in focus");
    let write =
        "try { localStorage.setItem('dianpan.x', '1'); return 'written' } catch { return '' }";
    assert_eq!(app.read(write), "");
    assert_eq!(app.snapshot(), stored);
    let backup = app.download(|| app.click("[data-boot=backup]"));
    let backup: serde_json::Value = serde_json::from_slice(&fs::read(backup).unwrap()).unwrap();
    let items = backup["items"].as_object().unwrap();
    assert_eq!(items.len(), stored.len(), "every key is in the raw backup");
    app.click("[data-boot=reopen]");
    app.idle();
    assert_eq!(figures(&app), before);
}

#[test]
fn a_program_that_does_not_arrive_is_told() {
    let shop = shop(724, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    let (before, stored) = (figures(&app), app.snapshot());
    app.session.cdp("Network.enable", json!({}));
    app.session.cdp("Network.setCacheDisabled", json!({"cacheDisabled": true}));
    for missing in ["*.wasm", "*/dianpan-*.js"] {
        app.session.cdp("Network.setBlockedURLs", json!({"urls": [missing]}));
        app.session.go("about:blank");
        app.session.go(&Build::Hosted.address());
        let fault = app.fault("start");
        assert!(fault.text.contains("数据没有动"), "{fault:?}");
        assert_eq!(app.snapshot(), stored);
    }
    app.session.cdp("Network.setBlockedURLs", json!({"urls": []}));
    app.click("[data-boot=reopen]");
    app.idle();
    assert_eq!(figures(&app), before);
}

#[test]
fn a_single_file_that_is_cut_off_is_told() {
    let shop = shop(725, 9);
    let whole = fs::read(given("DIANPAN_FILE")).unwrap();
    let app = App::closed(Build::Single, shop.morning());
    for (number, part) in [30, 60, 99].into_iter().enumerate() {
        let path = app.session.folder().join(format!("cut-{number}.html"));
        fs::write(&path, &whole[..whole.len() * part / 100]).unwrap();
        app.session.go(&file_address(&path));
        let fault = app.fault("start");
        assert!(fault.text.contains("数据没有动"), "{part} %: {fault:?}");
    }
}

/// Harm that comes while the page is open: the page holds all of it, and the 体检 puts it back.
#[test]
fn what_goes_bad_while_the_page_is_open_is_repaired() {
    let shop = shop(724, 30);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    app.open("/today");
    app.add_task("体检时还在的一件");
    let whole = figures(&app);
    app.open("/settings");
    app.click("[data-action=check-store]");
    app.wait_for("[data-testid=store-check][data-state=sound]");
    let spoil = "for (const key of Object.keys(localStorage).sort())
        if (/chunk.*orders|doc.tasks/.test(key)) localStorage.setItem(key, 'spoilt')";
    app.session.run(spoil, &[]);
    app.click("[data-action=check-store]");
    app.wait_for("[data-testid=store-check][data-state=damaged]");
    app.click("[data-action=repair-store]");
    app.wait_for("[data-testid=store-check][data-state=sound]");
    app.reload();
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!(figures(&app), whole);
    app.open("/today");
    assert!(app.tasks().iter().any(|task| task.text.contains("体检时还在的一件")));
    // Nothing was deleted: the harm stands aside, until the operator removes it.
    let aside = || {
        let script = "return Object.keys(localStorage).filter(key => key.includes('.aside.'))
            .map(key => localStorage.getItem(key)).join()";
        app.read(script)
    };
    assert!(aside().starts_with("spoilt,spoilt"), "{}", aside());
    app.open("/settings");
    app.click("[data-action=check-store]");
    app.wait_for("[data-action=clear-aside]");
    app.click("[data-action=clear-aside]");
    app.wait_for(".toast button");
    app.click(".toast button");
    app.session.wait("the harm to go", || aside().is_empty().then_some(()));
}

/// Many mornings leave many small blocks; they become few while nothing else is going on.
#[test]
fn small_blocks_are_folded_in_idle_time() {
    let shop = shop(725, 60);
    let [first, later @ ..] = &super::mornings(&shop, 21)[..] else { unreachable!() };
    let app = started(Build::Hosted, &shop, std::slice::from_ref(first));
    let chunks = || app.own_snapshot().keys().filter(|key| key.contains(".orders.")).count();
    let mut most = 0;
    for file in later {
        app.import(std::slice::from_ref(file));
        most = most.max(chunks());
    }
    let whole = figures(&app);
    app.session.wait("the blocks to be folded", || (chunks() + 6 < most).then_some(()));
    assert_eq!(figures(&app), whole);
    app.reload();
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!(figures(&app), whole);
}
