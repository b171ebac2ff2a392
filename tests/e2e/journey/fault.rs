//! Storage that is full, fails, lies or is locked away: the operator is told in words, what was
//! there stays whole, and the work can go on.

use serde_json::json;

use super::{named, on_both_builds, overlapping, started, verify};
use crate::app::{App, Build, Shown};
use crate::shop::books::Books;
use crate::shop::time::MINUTE;
use crate::shop::world::World;
use crate::shop::{File, Shop, shop};

on_both_builds!(a_full_storage_keeps_what_was_there, blocked_storage_leaves_the_app_usable);

/// A shop with an export imported, of which a copy is kept, and a newer one.
struct Scene {
    app: App,
    newer: File,
    /// The figures before and after the newer file.
    before: Vec<Shown>,
    after: Vec<Shown>,
}

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

/// Lets writes fail: from the `failAt`-th on, or that one alone.
const FAILING: &str = "
    window.writes = 0;
    window.failAt = 0;
    window.fail = () => {};
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        window.writes += 1;
        if (window.writes === window.failAt) return window.fail();
        return set.call(this, key, value);
    };";

/// The ways in which browsers have said no, and the fault that each becomes.
const SHAPES: [(&str, &str); 4] = [
    ("() => { throw new DOMException('full', 'QuotaExceededError') }", "quota"),
    (
        "() => { throw Object.assign(new Error('full'),
            {name: 'NS_ERROR_DOM_QUOTA_REACHED', code: 1014}) }",
        "quota",
    ),
    ("() => { throw new Error('broken') }", "write"),
    ("() => {}", "write"),
];

fn scene(build: Build, shop: &Shop) -> Scene {
    let [older, newer] = overlapping(shop);
    let app = App::closed(build, shop.morning());
    app.preload(FAILING);
    app.load("/import");
    let newer = newer.file(shop);
    app.import(&[older.file(shop)]);
    let before = figures(&app);
    // Leaving the page writes what was still waiting.
    app.reload();
    app.keep_copy();
    app.import(std::slice::from_ref(&newer));
    let after = figures(&app);
    assert_ne!(before, after);
    Scene { app, newer, before, after }
}

fn a_full_storage_keeps_what_was_there(build: Build) {
    let shop = shop(701, 20);
    let [older, newer] = overlapping(&shop);
    let newer = newer.file(&shop);
    let app = started(build, &shop, &[older.file(&shop)]);
    let before = figures(&app);
    let own = app.own_snapshot();
    for left in [0, 1, 1_000] {
        app.unpad();
        app.open("/import");
        app.drop_files(std::slice::from_ref(&newer));
        app.pad(left);
        let full = app.snapshot();
        app.commit();
        let fault = app.fault("quota");
        assert!(fault.text.contains("备份"), "what to do: {fault:?}");
        assert_eq!(app.snapshot(), full, "with {left} units left nothing has changed");
        assert_eq!(app.receipt(&newer.name).state, "previewed");
        assert_eq!(figures(&app), before);
        app.reload();
        assert_eq!((figures(&app), app.own_snapshot()), (before.clone(), own.clone()));
    }
    app.unpad();
    app.open("/import");
    app.drop_files(std::slice::from_ref(&newer));
    app.pad(100);
    app.commit();
    app.fault("quota");
    app.unpad();
    app.click("#import-commit:not(:disabled)");
    app.wait_gone("[data-fault=quota]");
    app.idle();
    assert_eq!(app.receipt(&newer.name).state, "committed", "the same preview can be committed");
    let mut world = World::new(&shop);
    world.orders = overlapping(&shop).to_vec();
    app.open("/data?period=all&compare=none");
    let days = named("all", &world);
    app.expect(days, &Books::of(&world).figures(days));
}

/// Notes how much is stored at most while facts are being saved.
const PEAK: &str = "
    window.peak = 0;
    const put = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        put.call(this, key, value);
        const units = Object.entries(localStorage).map(([key, value]) => key.length + value.length);
        const all = units.reduce((sum, units) => sum + units, 0);
        if (!key.includes('.doc.')) window.peak = Math.max(window.peak, all);
    };";

#[test]
fn the_last_unit_decides() {
    let shop = shop(706, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::closed(Build::Hosted, shop.morning());
    app.preload(PEAK);
    app.load("/import");
    app.import(std::slice::from_ref(&older));
    let before = figures(&app);
    app.reload();
    app.keep_copy();
    let used = app.used();
    app.session.run("window.peak = 0", &[]);
    app.import(std::slice::from_ref(&newer));
    let needed = app.session.run("return window.peak", &[]).as_u64().unwrap() - used;
    let after = figures(&app);
    assert!(needed > 1_000 && after != before, "{needed}");
    for left in [needed / 2, needed - 1, needed] {
        app.put_copy();
        app.reload();
        app.drop_files(std::slice::from_ref(&newer));
        app.pad(left);
        let full = app.snapshot();
        app.commit();
        let enough = left == needed;
        let state = app.receipt(&newer.name).state;
        assert_eq!(state == "committed", enough, "{left} of {needed} units: {state}");
        if !enough {
            app.fault("quota");
            assert_eq!(app.snapshot(), full);
        }
        app.unpad();
        let wanted = if enough { &after } else { &before };
        assert_eq!(&figures(&app), wanted);
        app.reload();
        assert_eq!(&figures(&app), wanted, "{left} of {needed} units");
    }
}

#[test]
fn a_full_storage_gives_a_setting_back() {
    let shop = shop(702, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    app.open("/settings");
    app.pad(0);
    let full = app.snapshot();
    app.fill("#language", "en");
    app.fault("quota");
    assert_eq!(app.read("return document.querySelector('#language').value"), "zh");
    assert_eq!(app.snapshot(), full);
    let meter = app.read(
        "return document.querySelector('[data-testid=storage-meter]').dataset.used + ' '
            + document.querySelector('[data-testid=storage-meter]').dataset.quota",
    );
    assert_eq!(meter, "5242880 5242880", "other apps' keys count");
    app.unpad();
    app.fill("#language", "en");
    assert_eq!(app.read("return document.querySelector('#language').value"), "en");
}

/// Arms the failing write and commits. Says whether the commit went through.
fn commit_failing(scene: &Scene, at: u64, fail: &str) -> bool {
    let arm = format!("window.fail = {fail}; window.writes = 0; window.failAt = arguments[0];");
    scene.app.session.run(&arm, &[json!(at)]);
    scene.app.commit();
    scene.app.session.run("window.failAt = 0", &[]);
    scene.app.receipt(&scene.newer.name).state == "committed"
}

fn dismiss(app: &App) {
    app.session.run(
        "document.querySelectorAll('[data-fault] button.quiet').forEach(button => button.click())",
        &[],
    );
    app.wait_gone("[data-fault]");
}

#[test]
fn any_write_may_fail() {
    let shop = shop(703, 20);
    let scene = scene(Build::Hosted, &shop);
    let app = &scene.app;
    for (fail, kind) in SHAPES {
        app.put_copy();
        app.reload();
        let own = app.own_snapshot();
        app.drop_files(std::slice::from_ref(&scene.newer));
        let mut failed = 0;
        while !commit_failing(&scene, failed + 1, fail) {
            failed += 1;
            app.fault(kind);
            assert_eq!(app.own_snapshot(), own, "write {failed} of {kind}");
            assert_eq!(figures(app), scene.before);
            app.open("/import");
            dismiss(app);
            assert!(failed < 20, "a commit has few writes");
        }
        assert!(failed >= 3, "chunks, log and manifest were each refused once: {failed}");
        assert_eq!(figures(app), scene.after);
        app.reload();
        assert_eq!(figures(app), scene.after, "what is shown is what is stored");
    }
}

const BLOCKED: &str = "
    Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('denied', 'SecurityError') },
    })";

fn blocked_storage_leaves_the_app_usable(build: Build) {
    let shop = shop(704, 40);
    let (world, files) = super::everything(&shop, 704);
    let books = Books::of(&world);
    let app = App::closed(build, shop.morning());
    app.preload(BLOCKED);
    app.load("/today");
    let fault = app.fault("blocked");
    assert!(fault.text.contains("关掉页面"), "{fault:?}");
    app.drop_files(&files);
    app.answer("yes");
    app.click("#import-commit:not(:disabled)");
    app.wait_gone("#import-commit");
    app.idle();
    assert!(app.receipts().iter().all(|receipt| receipt.state == "committed"));
    app.open("/data?period=30d&compare=previous");
    let days = named("30d", &world);
    app.expect(days, &books.figures(days));
    assert!(verify(&app.figures(), &books) > 0);
    let facts = app.facts();
    app.open("/report?period=30d");
    assert!(app.report().exists(), "what was worked out can be taken along");
    app.fault("blocked");
    app.reload();
    assert!(figures(&app).iter().all(|it| it.value.is_empty()), "as the banner had said");
    assert_ne!(app.facts(), facts);
}

/// From the `failAt`-th write on nothing reaches storage: the state of a tab that died there.
const DYING: &str = "
    window.writes = 0;
    window.dieAfter = Infinity;
    // A tab that dies asks nobody.
    addEventListener('beforeunload', event => event.stopImmediatePropagation());
    for (const verb of ['setItem', 'removeItem']) {
        const real = Storage.prototype[verb];
        Storage.prototype[verb] = function (...all) {
            if (window.writes >= window.dieAfter) {
                location.reload();
                throw new Error('dead');
            }
            window.writes += 1;
            return real.apply(this, all);
        };
    }";

#[test]
fn a_reload_in_the_middle_of_a_commit() {
    let shop = shop(705, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::closed(Build::Hosted, shop.morning());
    app.preload(DYING);
    app.load("/import");
    app.import(std::slice::from_ref(&older));
    let before = figures(&app);
    app.reload();
    app.keep_copy();
    let mut seen = Vec::new();
    loop {
        let writes = seen.len();
        app.put_copy();
        app.reload();
        app.drop_files(std::slice::from_ref(&newer));
        let mark = "window.alive = true; window.writes = 0; window.dieAfter = arguments[0]";
        app.session.run(mark, &[json!(writes)]);
        app.click("#import-commit:not(:disabled)");
        app.session.wait("the reload or the commit", || {
            let reloaded = app.read("return window.alive ? '' : 'reloaded'") == "reloaded";
            let committed = app.has("[data-testid=receipt][data-state=committed]");
            (reloaded || (committed && !app.has("#import-commit"))).then_some(())
        });
        app.idle();
        app.reload();
        assert!(app.faults().is_empty(), "after {writes} writes: {:?}", app.faults());
        let now = figures(&app);
        seen.push(now == before);
        if now != before {
            break;
        }
        assert!(seen.len() < 30);
    }
    assert!(seen.len() > 3, "it was cut off at each of its writes: {seen:?}");
    let mut world = World::new(&shop);
    world.orders = overlapping(&shop).to_vec();
    let days = named("all", &world);
    crate::app::expect(&figures(&app), days, &Books::of(&world).figures(days));
    let clean = started(Build::Hosted, &shop, &[older]);
    clean.set_clock(shop.morning() + MINUTE);
    clean.import(&[newer]);
    assert_eq!(figures(&clean), figures(&app), "the new state is whole");
}
