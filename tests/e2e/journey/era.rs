//! What other versions of the app, and other apps, have stored: the older is read and kept until
//! something better stands beside it, the newer and the foreign are left alone.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{ROUTES, everything, orders, started, verify};
use crate::app::storage::Snapshot;
use crate::app::{App, Build, Shown};
use crate::shop::books::Books;
use crate::shop::{File, shop};

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

fn fixture(path: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the app of the first schema stored, but its settings: the tests read Chinese.
fn first_schema() -> Value {
    let stored: Value = serde_json::from_slice(&fixture("store/v1/shelf.json")).unwrap();
    let entries = stored.as_object().unwrap().iter();
    let entries = entries.filter(|(key, _)| !key.contains(".doc.settings."));
    Value::Array(entries.map(|(key, value)| json!([key, value])).collect())
}

/// The keys that hold facts. Documents go on by themselves: a campaign's steps become tasks.
fn fact_keys(app: &App) -> Snapshot {
    let mut all = app.own_snapshot();
    all.retain(|key, _| !key.contains(".doc."));
    all
}

#[test]
fn what_a_newer_app_stored_is_left_alone() {
    let shop = shop(761, 12);
    let file = orders(&shop).file(&shop);
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&file));
    app.open("/today");
    app.add_task("旧版写下的一件");
    app.reload();
    let stored = app.stored();
    for record in [".manifest.", ".doc.tasks."] {
        app.put(&stored);
        app.raise_schema(record);
        let newer = app.snapshot();
        app.load("/today");
        let fault = app.fault("start");
        assert!(fault.text.contains("999") && fault.text.contains("新版"), "{record}: {fault:?}");
        let tick = "document.querySelector('[data-testid=task] input[type=checkbox]').click()";
        app.session.run(tick, &[]);
        app.open("/settings");
        app.fill("#language", "en");
        app.open("/import");
        let paths = app.stage(std::slice::from_ref(&file));
        app.session.type_into("#import-files", &paths);
        app.idle();
        assert!(!app.has("[data-testid=receipt][data-state=previewed]"), "{record}");
        app.fault("start");
        assert_eq!(app.snapshot(), newer, "{record}: nothing was written");
        // A tab that was opened meanwhile does not write either, whoever has the lock.
        let first = app.session.tab();
        app.open_tab();
        app.load("/today");
        app.fault("start");
        app.session.run(tick, &[]);
        app.idle();
        app.session.close_tab();
        app.session.switch(&first);
        assert_eq!(app.snapshot(), newer, "{record}: nor by another tab");
    }
    app.put(&stored);
    app.load("/today");
    assert!(app.faults().is_empty(), "the older app reads its own: {:?}", app.faults());
}

#[test]
fn what_the_first_schema_stored_is_read_and_taken_over() {
    let shop = shop(762, 12);
    let app = App::start(Build::Hosted, shop.morning());
    app.put(&first_schema());
    let stored = fact_keys(&app);
    app.load("/today");
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!(fact_keys(&app), stored, "a look changes nothing");
    let facts = app.facts();
    assert!(!facts.rows().is_empty());
    let shown = figures(&app);
    app.import(&[orders(&shop).file(&shop)]);
    let more = figures(&app);
    assert_ne!(more, shown);
    let known = app.facts().rows();
    assert!(facts.rows().iter().all(|row| known.contains(row)), "every row is still there");
    app.reload();
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!(figures(&app), more);
}

/// The `failAt`-th write fails.
const FAILING: &str = "
    window.writes = 0;
    window.failAt = 0;
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        window.writes += 1;
        if (window.writes === window.failAt) throw new DOMException('full', 'QuotaExceededError');
        return set.call(this, key, value);
    };";

#[test]
fn a_first_schema_that_cannot_be_taken_over_stays() {
    let shop = shop(763, 12);
    let file = orders(&shop).file(&shop);
    let app = App::closed(Build::Hosted, shop.morning());
    app.preload(FAILING);
    app.load("/today");
    app.put(&first_schema());
    app.load("/import");
    let (stored, shown) = (fact_keys(&app), figures(&app));
    let mut failed = 0;
    loop {
        app.drop_files(std::slice::from_ref(&file));
        app.answer("yes");
        let arm = "window.writes = 0; window.failAt = arguments[0]";
        app.session.run(arm, &[json!(failed + 1)]);
        app.commit();
        app.session.run("window.failAt = 0", &[]);
        if app.receipt(&file.name).state == "committed" {
            break;
        }
        failed += 1;
        app.fault("quota");
        assert_eq!(fact_keys(&app), stored, "write {failed}");
        app.load("/import");
        assert!(app.faults().is_empty(), "write {failed}: {:?}", app.faults());
        assert_eq!(figures(&app), shown, "write {failed}");
        assert!(failed < 20, "a commit has few writes");
    }
    assert!(failed >= 3, "each write was refused once: {failed}");
    assert_ne!(figures(&app), shown);
}

#[test]
fn keys_of_other_apps_are_room_and_nothing_else() {
    let shop = shop(764, 30);
    let (world, files) = everything(&shop, 764);
    let app = App::start(Build::Hosted, shop.morning());
    let fill = "
        const keys = ['cart', 'dianpa', 'Dianpan.manifest.0', '', '\\u0000', 'manifest.0', 'doc.tasks.0'];
        for (const key of keys) localStorage.setItem(key, 'y'.repeat(4_000_000 / keys.length));
        return keys.length";
    let keys = app.session.run(fill, &[]).as_u64().unwrap();
    let foreign = |app: &App| {
        let mut all = app.snapshot();
        all.retain(|key, _| !key.starts_with("dianpan"));
        all
    };
    let wanted = foreign(&app);
    assert_eq!(u64::try_from(wanted.len()).unwrap(), keys);
    app.load("/today");
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    app.import(&files);
    assert!(verify(&figures(&app), &Books::of(&world)) > 0);
    app.open("/today");
    let own = app.add_task("和别人的数据挤在一起的一件");
    app.tick(&own);
    app.roll_back(&files[0].name);
    app.reload();
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    app.open("/settings");
    let meter = "return document.querySelector('[data-testid=storage-meter]').dataset.used";
    let told: u64 = app.read(meter).parse().unwrap();
    assert!(told > 4_000_000 && told == app.used(), "{told} units are told");
    assert_eq!(foreign(&app), wanted, "not one of them was touched");
}

/// Shops in which a division by nothing is near.
const EDGES: [&str; 4] = [
    "import/orders/header_and_nothing_else",
    "museum/one_order_in_all",
    "museum/every_order_refunded",
    "museum/every_order_free",
];

#[test]
fn shops_at_the_edge_show_no_number_that_is_none() {
    for edge in EDGES {
        let app = App::start(Build::Hosted, shop(765, 9).morning());
        let expected: Value =
            serde_json::from_slice(&fixture(&format!("{edge}/expected.json"))).unwrap();
        let name = expected["name"].as_str().unwrap_or("orders.csv");
        app.drop_files(&[File::new(name, fixture(&format!("{edge}/input.csv")))]);
        app.answer("yes");
        if app.has("#import-commit:not(:disabled)") {
            app.commit();
        }
        for route in ROUTES {
            app.open(&format!("{route}?period=all&compare=previous"));
            sound(&format!("{edge} on {route}"), &app.read("return document.body.innerHTML"));
        }
        app.open("/report?from=2026-11-10&to=2026-11-10");
        sound(edge, &fs::read_to_string(app.report()).unwrap());
    }
}

fn sound(place: &str, page: &str) {
    for word in ["NaN", "Infinity", "∞", "undefined", "=\"inf\""] {
        assert!(!page.contains(word), "{word}: {place}");
    }
}
