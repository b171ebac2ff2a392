//! A big file on a small machine: 60,000 order lines come in while the page keeps answering, can
//! be stopped half way, and are there at once after a reload.
//!
//! The bounds are generous, so that only a change of kind breaks them; the numbers are printed.

use serde_json::{Value, json};

use super::{named, orders};
use crate::app::{App, Build};
use crate::quiet;
use crate::shop::books::Books;
use crate::shop::time;
use crate::shop::world::World;
use crate::shop::{File, Shop};

const LINES: usize = 60_000;
/// Milliseconds from the drop to the figures, answers included, on two cores of a CI machine.
const WHOLE: f64 = 20_000.0;
/// Milliseconds that the page may be deaf at a time.
const BLOCK: f64 = 200.0;
/// Milliseconds from a reload to the figures.
const RELOAD: f64 = 5_000.0;

/// Notes when each phase begins, each progress shown, and every time that the page was busy for
/// longer than a frame; presses cancel when the progress reaches `cancelAt`.
const PROBE: &str = "
    window.began = {};
    window.blocks = [];
    window.progress = [];
    window.cancelAt = Infinity;
    const block = (from, took) => window.blocks.push([from, took]);
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) block(task.startTime, task.duration);
    }).observe({entryTypes: ['longtask']});
    let last = performance.now();
    const channel = new MessageChannel();
    const turn = () => {
        const now = performance.now();
        if (now - last > 20) block(last, now - last);
        last = now;
        setTimeout(() => channel.port2.postMessage(null), 1);
    };
    channel.port1.onmessage = turn;
    turn();
    const begin = (phase, yes) => {
        if (yes && !(phase in window.began)) window.began[phase] = performance.now();
    };
    const look = () => {
        const find = css => document.querySelector(css);
        const bar = find('[data-testid=import-progress]');
        if (bar) {
            const now = Number(bar.getAttribute('aria-valuenow'));
            if (window.progress.at(-1) !== now) window.progress.push(now);
            if (now >= window.cancelAt) find('#import-cancel').click();
        }
        begin('preview', find('#import-commit'));
        begin('done', find('[data-state=committed]')
            && document.documentElement.dataset.busy === 'false');
        begin('figures', find('[data-metric=gmv]:not([data-value=\"\"])'));
    };
    new MutationObserver(look).observe(document,
        {subtree: true, childList: true, attributes: true});
    addEventListener('change', event => begin('read', event.target.id === 'import-files'), true);
    addEventListener('click', event => begin('commit', event.target.id === 'import-commit'), true);";

/// Milliseconds of each phase, and the longest blocks with their phases.
#[derive(Debug)]
struct Times {
    phases: Vec<(String, f64)>,
    blocks: Vec<(f64, String)>,
}

fn times(app: &App, phases: &[&str]) -> Times {
    let seen = app.session.run("return [window.began, window.blocks]", &[]);
    let at = |phase: &str| seen[0][phase].as_f64().unwrap_or_else(|| panic!("{phase}: {seen}"));
    let spans: Vec<(String, f64, f64)> = phases
        .windows(2)
        .map(|pair| (format!("{} to {}", pair[0], pair[1]), at(pair[0]), at(pair[1])))
        .collect();
    let mut blocks: Vec<(f64, String)> = Vec::new();
    for block in seen[1].as_array().unwrap() {
        let (from, took) = (block[0].as_f64().unwrap(), block[1].as_f64().unwrap());
        let phase = spans.iter().find(|(_, start, end)| from + took > *start && from < *end);
        blocks.extend(
            phase.map(|(name, start, _)| (took, format!("{:.0} into {name}", from - start))),
        );
    }
    blocks.sort_by(|a, b| b.0.total_cmp(&a.0));
    blocks.truncate(6);
    let phases = spans.into_iter().map(|(name, start, end)| (name, end - start)).collect();
    Times { phases, blocks }
}

fn big_shop() -> Shop {
    let last = time::day(2026, 11, 20);
    Shop::new(801, last - 59, last, 985)
}

#[test]
fn sixty_thousand_lines() {
    let shop = big_shop();
    let file = orders(&shop).file(&shop);
    quiet::alone(|| {
        let app = App::closed(Build::Hosted, shop.morning());
        app.preload(PROBE);
        app.load("/import");
        cancelled_half_way(&app, &file);
        app.reload();
        imported(&app, &shop, &file);
        reloaded(&app);
    });
}

fn cancelled_half_way(app: &App, file: &File) {
    let empty = app.snapshot();
    app.session.run("window.cancelAt = 40", &[]);
    let paths = app.stage(std::slice::from_ref(file));
    app.session.type_into("#import-files", &paths);
    app.session.wait("the cancel", || {
        let stopped = app.read("return window.progress.some(now => now >= 40) ? 'yes' : ''");
        (stopped == "yes" && !app.has("[data-testid=import-progress]")).then_some(())
    });
    let seen = app.session.run("return window.progress", &[]);
    let seen: Vec<u64> = seen.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    assert!(seen.len() > 5 && seen.is_sorted(), "progress goes on and on: {seen:?}");
    assert!(*seen.last().unwrap() < 100, "and stops where it was stopped: {seen:?}");
    assert!(!app.has("[data-testid=receipt]") && app.faults().is_empty());
    assert_eq!(app.snapshot(), empty);
}

fn imported(app: &App, shop: &Shop, file: &File) {
    let rows = orders(shop).lines(shop).len();
    assert!(rows >= LINES, "{rows}");
    app.drop_files(std::slice::from_ref(file));
    app.answer("yes");
    app.commit();
    assert_eq!(app.receipt(&file.name).tally(), [u64::try_from(rows).unwrap(), 0, 0, 0, 0]);
    let times = times(app, &["read", "preview", "commit", "done"]);
    println!("{rows} lines, {} bytes: {:?}, {} units stored", file.bytes.len(), times, app.used());
    let whole: f64 = times.phases.iter().map(|(_, took)| took).sum();
    assert!(whole < WHOLE, "{times:?}");
    assert!(times.blocks.first().is_none_or(|(took, _)| *took < BLOCK), "{times:?}");
    let mut world = World::new(shop);
    world.orders.push(orders(shop));
    let books = Books::of(&world);
    app.open("/data?period=30d&compare=previous");
    for days in [named("30d", &world), named("30d", &world).before()] {
        app.expect(days, &books.figures(days));
    }
}

fn reloaded(app: &App) {
    let before = app.figures();
    app.reload();
    app.session.wait("the figures", || {
        app.session.run("return window.began.figures", &[]).as_f64().map(|_| ())
    });
    app.session.run("window.began.start = 0", &[json!(null)]);
    let times = times(app, &["start", "figures"]);
    println!("reload: {times:?}");
    assert!(times.phases[0].1 < RELOAD, "{times:?}");
    assert_eq!(app.figures(), before);
}
