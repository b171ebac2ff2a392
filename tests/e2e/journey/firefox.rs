//! Firefox: the whole loop, a full storage, and the policy of what ships.
//!
//! Its driver has no command that runs a script before the page's own, so the test's host adds one
//! as a file of the site, which the policy allows.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::{ROUTES, everything, named, overlapping, verify};
use crate::app::{App, Shown};
use crate::browser::Wish;
use crate::shop::books::Books;
use crate::shop::{Shop, shop};

/// Collects what the page is refused and what goes wrong in it.
const EARS: &str = "
    window.heard = [];
    addEventListener('securitypolicyviolation', event =>
        window.heard.push('policy ' + event.effectiveDirective + ' ' + event.blockedURI));
    // A layout that takes two frames is told in the same way.
    addEventListener('error', event => event.message.startsWith('ResizeObserver')
        || window.heard.push('error ' + event.message));
    addEventListener('unhandledrejection', event => window.heard.push('rejected ' + event.reason));
    const say = console.error;
    console.error = (...words) => { window.heard.push('console ' + words.join(' ')); say(...words) };
    window.tryEval = () => { try { return String(eval('1 + 1')) } catch (error) { return error.name } };
    window.tryInline = () => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
        return String(window.ran === true);
    };
    addEventListener('test-ask', () => {
        const root = document.documentElement.dataset;
        root.heard = JSON.stringify(window.heard);
        root.eval = window.tryEval();
        root.inline = window.tryInline();
        root.later = JSON.stringify(window.heard);
    });";

fn fox(shop: &Shop) -> App {
    let wish = Wish { firefox: true, ..Wish::default() };
    let app = App::hosted(wish, shop.morning());
    app.preload(EARS);
    app.load("/today");
    let name = app.read("return navigator.userAgent");
    assert!(name.contains("Firefox/"), "{name}");
    app
}

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=30d&compare=previous");
    app.figures()
}

#[test]
fn the_whole_loop_in_firefox() {
    let shop = shop(931, 40);
    let (world, files) = everything(&shop, 931);
    let books = Books::of(&world);
    let app = fox(&shop);
    app.import(&files);
    let shown = figures(&app);
    let days = named("30d", &world);
    app.expect(days, &books.figures(days));
    assert!(verify(&shown, &books) > 50);
    for id in ["gmv", "funnel", "returns", "mix"] {
        assert!(app.has_chart(id), "the chart {id}");
    }
    app.open("/today");
    app.press_in_finding("product-decline", "to-task");
    let of_finding = |app: &App| {
        app.tasks().into_iter().find(|task| task.source == "finding:product-decline").unwrap()
    };
    app.tick(&of_finding(&app).id);
    let report = report(&app);
    let text = fs::read_to_string(report).unwrap();
    assert!(text.contains("<h1") && !text.contains("<script"), "a report without a script");
    let facts = app.facts();
    app.reload();
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    assert_eq!((figures(&app), app.facts()), (shown, facts), "a reload changes nothing");
    app.open("/today");
    assert_eq!(of_finding(&app).state, "done");
}

fn report(app: &App) -> PathBuf {
    app.open("/report?period=30d&compare=previous");
    app.report()
}

#[test]
fn a_full_storage_in_firefox() {
    let shop = shop(932, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = fox(&shop);
    app.import(&[older]);
    let before = figures(&app);
    app.reload();
    let own = app.own_snapshot();
    for left in [0, 1, 1_000] {
        app.drop_files(std::slice::from_ref(&newer));
        app.pad(left);
        let full = app.snapshot();
        app.commit();
        let fault = app.fault("quota");
        assert!(fault.text.contains("备份"), "{fault:?}");
        assert_eq!(app.snapshot(), full, "with {left} units left nothing has changed");
        assert_eq!(app.receipt(&newer.name).state, "previewed");
        assert_eq!(figures(&app), before);
        app.unpad();
        app.reload();
        assert_eq!((figures(&app), app.own_snapshot()), (before.clone(), own.clone()));
    }
    app.import(&[newer]);
    assert_ne!(figures(&app), before);
}

#[test]
fn the_policy_holds_in_firefox() {
    let shop = shop(933, 15);
    let app = fox(&shop);
    app.import(&[super::orders(&shop).file(&shop)]);
    for route in ROUTES {
        app.open(route);
    }
    let ask = "dispatchEvent(new Event('test-ask')); return document.documentElement.dataset[arguments[0]]";
    let told = |what: &str| app.session.run(ask, &[json!(what)]);
    assert_eq!(told("heard"), json!("[]"), "nothing was refused and nothing went wrong");
    assert_eq!(told("eval"), json!("EvalError"));
    assert_eq!(told("inline"), json!("false"));
    app.session.wait("the refusals", || {
        let later = told("later").as_str()?.to_owned();
        (later.contains("policy script-src-elem inline") && later.contains("eval")).then_some(())
    });
    let direct =
        "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
    assert!(app.read(direct).contains("script-src 'self' 'wasm-unsafe-eval'"));
}
