//! The line and the host: files that come late, halved, as something else or not at all, a line
//! that is gone, and a new version put up while the page is open.

use serde_json::json;

use super::overlapping;
use crate::app::{App, Shown};
use crate::browser::Wish;
use crate::host::Wrong;
use crate::shop::shop;

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

const WASM: &str = "_bg.wasm";

#[test]
fn a_host_that_answers_wrongly_is_told() {
    let shop = shop(791, 12);
    let app = App::hosted(Wish::default(), shop.morning());
    app.load("/import");
    app.import(&[super::orders(&shop).file(&shop)]);
    let before = figures(&app);
    app.reload();
    let stored = app.snapshot();
    app.session.cdp("Network.setCacheDisabled", json!({"cacheDisabled": true}));
    let host = app.host.as_ref().unwrap();
    let fatal = [Wrong::Missing, Wrong::HomePage, Wrong::Half];
    for (ending, wrong) in fatal.map(|wrong| (WASM, wrong)).into_iter().chain([
        (".js", Wrong::Missing),
        (".js", Wrong::HomePage),
        (".js", Wrong::Half),
    ]) {
        host.spoil(ending, wrong);
        app.session.go("about:blank");
        app.session.go(&host.address);
        if ending == ".js" {
            // The start script did not come either: after half a minute the page itself speaks.
            let later = "document.getAnimations().forEach(it => it.finish());
                return document.querySelector('#boot').innerText";
            assert!(app.read(later).contains("数据没有动"), "{}", app.read(later));
        } else {
            let fault = app.fault("start");
            assert!(fault.text.contains("数据没有动"), "{wrong:?} {ending}: {fault:?}");
        }
        assert_eq!(app.snapshot(), stored, "{wrong:?} {ending}");
    }
    for harmless in [Wrong::Untyped, Wrong::Slow] {
        host.spoil(WASM, harmless);
        app.load("/today");
        assert!(app.faults().is_empty(), "{harmless:?}: {:?}", app.faults());
    }
    host.mend();
    app.load("/today");
    assert_eq!(figures(&app), before);
}

fn offline(app: &App, offline: bool) {
    let line = json!({
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
    app.session.cdp("Network.enable", json!({}));
    app.session.cdp("Network.emulateNetworkConditions", line);
}

#[test]
fn without_a_line_the_open_page_goes_on() {
    let shop = shop(792, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::hosted(Wish::default(), shop.morning());
    app.load("/import");
    app.import(&[older]);
    offline(&app, true);
    app.import(&[newer]);
    app.open("/today");
    let own = app.add_task("断网时的一件");
    app.open("/report?period=30d");
    assert!(app.report().exists());
    assert!(!app.facts().rows().is_empty());
    let after = figures(&app);
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    offline(&app, false);
    app.reload();
    assert_eq!(figures(&app), after);
    app.open("/today");
    assert!(app.tasks().iter().any(|task| task.id == own));
}

#[test]
fn a_new_version_while_the_page_is_open() {
    let shop = shop(793, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::hosted(Wish::default(), shop.morning());
    app.load("/import");
    app.import(&[older]);
    let host = app.host.as_ref().unwrap();
    let version = "return document.querySelector('script[data-js]').dataset.js.includes('-newer')
        ? 'newer' : 'older'";
    assert_eq!(app.read(version), "older");
    host.deploy();
    for route in super::ROUTES {
        app.open(route);
    }
    app.import(&[newer]);
    let after = figures(&app);
    assert!(app.faults().is_empty(), "the running page needs nothing more: {:?}", app.faults());
    app.reload();
    assert_eq!(app.read(version), "newer", "all of one version");
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!(figures(&app), after);
}
