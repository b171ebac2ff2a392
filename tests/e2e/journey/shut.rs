//! Storage that the browser keeps shut, breaks, or keeps for one session only.

use serde_json::json;

use super::{everything, named, orders, started, verify};
use crate::app::{App, Build, Shown};
use crate::browser::Wish;
use crate::shop::books::Books;
use crate::shop::shop;

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

#[test]
fn without_cookies_the_app_works_until_it_is_closed() {
    let shop = shop(741, 30);
    let (world, files) = everything(&shop, 741);
    let books = Books::of(&world);
    let wish = Wish { without_cookies: true, ..Wish::default() };
    let app = App::wished(wish, Build::Hosted, shop.morning());
    let refused = "try { return typeof localStorage } catch (error) { return error.name }";
    app.load("/today");
    assert_eq!(app.read(refused), "SecurityError", "the browser does as its operator wants");
    app.fault("blocked");
    app.import(&files);
    app.open("/data?period=30d&compare=previous");
    let days = named("30d", &world);
    app.expect(days, &books.figures(days));
    assert!(!app.facts().rows().is_empty(), "what was worked out can be taken along");
    app.fault("blocked");
}

/// What Firefox does with a database that was damaged on disk; every key that is written is noted.
const BROKEN: &str = "
    window.written = [];
    const [get, set] = [Storage.prototype.getItem, Storage.prototype.setItem];
    Storage.prototype.getItem = function () {
        throw Object.assign(new Error('broken'), {name: 'NS_ERROR_FILE_CORRUPTED'});
    };
    Storage.prototype.setItem = function (key, value) {
        window.written.push(key);
        return set.call(this, key, value);
    };";

#[test]
fn a_storage_that_cannot_be_read_is_not_written_over() {
    let shop = shop(742, 15);
    let file = orders(&shop).file(&shop);
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&file));
    let before = figures(&app);
    // Leaving the page writes what was still waiting.
    app.reload();
    let stored = app.stored();
    app.preload(BROKEN);
    app.load("/today");
    app.fault("blocked");
    assert!(figures(&app).iter().all(|it| it.value.is_empty()));
    app.import(std::slice::from_ref(&file));
    assert_eq!(figures(&app), before, "the work can go on");
    app.open("/today");
    app.add_task("只在这个页面里的一件");
    let written = app.read("return window.written.filter(key => !key.endsWith('.probe')).join()");
    assert_eq!(written, "", "nothing is written over what could not be read");
    app.unload();
    app.load("/today");
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!((figures(&app), app.stored()), (before, stored), "it is all there");
}

#[test]
fn a_private_window_works_until_it_is_closed() {
    let shop = shop(743, 30);
    let (world, files) = everything(&shop, 743);
    let wish = Wish { flags: &["--incognito"], ..Wish::default() };
    let mut app = App::wished(wish, Build::Hosted, shop.morning());
    app.load("/import");
    app.import(&files);
    let shown = figures(&app);
    assert!(verify(&shown, &Books::of(&world)) > 0);
    app.reload();
    assert_eq!(figures(&app), shown, "for as long as the window is open");
    let folder = app.session.folder().join("downloads");
    let allow = json!({"behavior": "allow", "downloadPath": folder});
    app.session.cdp("Page.setDownloadBehavior", allow);
    assert!(!app.facts().rows().is_empty(), "and can be taken along");
    app.session.end();
    app.begin();
    app.load("/today");
    assert!(app.has(".first-steps") && app.snapshot().is_empty(), "gone, as the browser had said");
}

#[test]
fn data_that_the_browser_has_cleared_is_spoken_of() {
    let shop = shop(744, 15);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.session.go("about:blank");
    let origin = Build::Hosted.address();
    let clear = json!({"origin": origin, "storageTypes": "all"});
    app.session.cdp("Storage.clearDataForOrigin", clear);
    app.load("/today");
    assert!(app.faults().is_empty() && app.has(".first-steps"));
    let words = app.read("return document.querySelector('.first-steps').innerText");
    assert!(words.contains("浏览器清理过") && words.contains("从备份恢复"), "{words}");
    app.click(".first-steps a[href='#/settings']");
    app.wait_for("#backup-import");
}
