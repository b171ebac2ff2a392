//! A hundred edits in three seconds: storage is written about once a second, the last state is what
//! stays, and a tab that watches keeps up.

use serde_json::json;

use super::{orders, started};
use crate::app::Build;
use crate::shop::shop;

/// Notes when a document is written.
const COUNT: &str = "
    window.written = [];
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        if (key.includes('.doc.')) window.written.push(performance.now());
        return set.call(this, key, value);
    };";

/// Presses the boxes of the first seven tasks in turn, one every 30 ms.
const STORM: &str = "
    window.written.length = 0;
    return new Promise(done => {
        let presses = 0;
        const timer = setInterval(() => {
            const boxes = document.querySelectorAll('[data-testid=task] input[type=checkbox]');
            boxes[presses % 7].click();
            presses += 1;
            if (presses === arguments[0]) {
                clearInterval(timer);
                done(presses);
            }
        }, 30);
    })";

#[test]
fn a_hundred_edits_are_a_few_writes() {
    let shop = shop(781, 12);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.preload(COUNT);
    app.load("/today");
    let first = app.session.tab();
    let second = app.open_tab();
    app.load("/today");
    app.fault("other-tab");
    app.session.switch(&first);
    app.session.run(STORM, &[json!(100)]);
    app.session.wait("the last write", || {
        let rest = "return performance.now() - (window.written.at(-1) ?? performance.now())";
        app.session.run(rest, &[]).as_f64().filter(|rest| *rest > 1_500.0)
    });
    let written = app.session.run("return window.written", &[]);
    let written: Vec<f64> =
        written.as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
    let seconds = (written.last().unwrap() - written[0]) / 1_000.0;
    println!("100 edits: {} writes in {seconds:.1} s", written.len());
    // A press may be of two documents.
    assert!(written.len() > 1 && written.len() < 14, "{written:?}");
    let gaps = written.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.filter(|gap| *gap > 20.0).all(|gap| gap > 900.0), "{written:?}");
    let tasks = app.tasks();
    let ticked = tasks.iter().filter(|task| task.ticked).count();
    assert!(ticked > 0, "two of the seven were pressed an odd number of times");
    app.session.switch(&second);
    app.session.wait("the second tab to follow", || (app.tasks() == tasks).then_some(()));
    app.session.close_tab();
    app.session.switch(&first);
    app.reload();
    assert_eq!(app.tasks(), tasks, "the last state is stored");
}
