//! With the keyboard alone: everything is reached, in sight and in order; the short keys do what
//! they say; and the focus is never lost.

use serde_json::{Value, json};

use super::{ROUTES, everything, started};
use crate::app::{App, Build};
use crate::shop::shop;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const SPACE: &str = " ";
const CONTROL: &str = "\u{e009}";

fn full_app(seed: u64) -> App {
    let shop = shop(seed, 40);
    let (_, files) = everything(&shop, seed);
    started(Build::Hosted, &shop, &files)
}

/// What the keyboard can go to.
const STOPS: &str = "
    const stops = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex]')].filter(stop =>
        stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({visibilityProperty: true}));";

/// Notes each stop of the focus, and those where one could not see at once that it is there.
const WATCH: &str = "
    window.stopped = [];
    window.unseen = new Set();
    window.marked ??= stop => {
        const near = [stop, stop.closest('label'), stop.parentElement, stop.nextElementSibling];
        return near.some(element => {
            if (!element) return false;
            const style = getComputedStyle(element);
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
                || style.boxShadow !== 'none';
        });
    };
    window.watch ??= addEventListener('focusin', event => {
        window.stopped.push(event.target);
        if (!window.marked(event.target)) window.unseen.add(event.target);
    }) ?? true;
    document.activeElement.blur();";

/// Looks that a mark is given to appear.
const LOOKS: usize = 100;

/// Goes once more to the stops where the focus was not seen, and forgets those where it is when it
/// is given the time: many keys at once are faster than a busy browser draws.
fn look_again(app: &App) {
    let count = app.session.run("return (window.doubts = [...window.unseen]).length", &[]);
    for place in 0..count.as_u64().unwrap() {
        app.session.run("window.doubts[arguments[0]].focus()", &[json!(place)]);
        let look = "const stop = window.doubts[arguments[0]];
            return stop === document.activeElement && window.marked(stop)";
        if (0..LOOKS).any(|_| app.session.run(look, &[json!(place)]) == json!(true)) {
            app.session.run("window.unseen.delete(window.doubts[arguments[0]])", &[json!(place)]);
        }
    }
}

#[test]
fn tab_reaches_everything_in_order() {
    let app = full_app(1101);
    let mut wrong = Vec::new();
    for route in ROUTES {
        app.open(route);
        app.session.run(WATCH, &[]);
        let count = app.session.run(&format!("{STOPS} return stops.length"), &[]).as_u64().unwrap();
        // Fields for dates have stops of their own inside, and so do boxes that scroll.
        app.session.press_often(TAB, usize::try_from(count).unwrap() + 40);
        let stopped = app.session.run("return window.stopped.length", &[]).as_u64().unwrap();
        look_again(&app);
        let judge = format!(
            "{STOPS}
             const missed = stops.filter(stop => !window.stopped.includes(stop))
                 .map(stop => 'not reached: ' + stop.outerHTML.slice(0, 120));
             const places = [...new Set(window.stopped.slice(0, {stopped}))]
                 .map(stop => stops.indexOf(stop)).filter(place => place >= 0);
             const jumps = places.filter((place, at) => at > 0 && place < places[at - 1]).length;
             const unseen = [...window.unseen]
                 .map(stop => 'not seen: ' + stop.outerHTML.slice(0, 120));
             return [...missed, ...unseen,
                 ...(jumps > 1 ? [jumps + ' jumps back'] : [])]"
        );
        let found = app.session.run(&judge, &[]);
        let found = found.as_array().unwrap().iter().filter_map(Value::as_str);
        wrong.extend(found.map(|it| format!("{route}: {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the focus is on something of the page.
fn focused(app: &App, what: &str) {
    let on = app.read(
        "const on = document.activeElement;
         return on && on !== document.body && on.isConnected ? on.outerHTML.slice(0, 80) : ''",
    );
    assert!(!on.is_empty(), "the focus is lost {what}");
}

fn focus(app: &App, css: &str) {
    app.wait_for(css);
    app.session.run("document.querySelector(arguments[0]).focus()", &[json!(css)]);
}

#[test]
fn the_skip_link_leads_to_the_page() {
    let app = full_app(1102);
    app.load("/today");
    app.session.press(TAB);
    assert_eq!(app.read("return document.activeElement.className"), "skip");
    app.session.press(ENTER);
    assert_eq!(app.read("return document.activeElement.id"), "main");
    assert_eq!(app.read("return location.hash"), "#/today", "the route stays");
    app.session.press(TAB);
    assert_eq!(
        app.session.run("return !!document.activeElement.closest('main')", &[]),
        json!(true)
    );
}

#[test]
fn work_is_done_without_a_mouse() {
    let app = full_app(1103);
    app.open("/today");
    let task = app.tasks()[1].id.clone();
    let inside = format!("[data-task-id='{task}']");
    focus(&app, &format!("{inside} input"));
    app.session.press(SPACE);
    app.session.wait("the tick", || (app.task(&task).state == "done").then_some(()));
    focused(&app, "by a tick");
    app.session.press(SPACE);
    app.session.wait("no tick", || (app.task(&task).state == "open").then_some(()));
    focus(&app, &format!("{inside} [data-action=skip]"));
    app.session.press(ENTER);
    app.session.wait("the skip", || (app.task(&task).state == "skipped").then_some(()));
    focused(&app, "by a skip");
    focus(&app, "[data-action=new-task]");
    app.session.press(ENTER);
    app.wait_for("#task-title");
    app.session.wait("the field", || {
        (app.read("return document.activeElement.id") == "task-title").then_some(())
    });
    for key in "键盘 ijkx/".chars() {
        app.session.press(&key.to_string());
    }
    app.session.press(ENTER);
    app.wait_gone("#task-title");
    app.idle();
    assert!(app.tasks().iter().any(|task| task.text.contains("键盘 ijkx/")), "letters are letters");
    focused(&app, "after a new task");
    for action in ["to-task", "snooze", "dismiss"] {
        let findings = app.findings().len();
        focus(&app, &format!("[data-testid=finding] [data-action={action}]:not(:disabled)"));
        app.session.press(ENTER);
        app.session.wait("its effect", || {
            let gone = app.findings().len() < findings;
            (gone || app.has("[data-action=to-task]:disabled")).then_some(())
        });
        app.idle();
        focused(&app, &format!("by {action}"));
    }
}

#[test]
fn short_keys_do_what_they_say() {
    let app = full_app(1104);
    app.open("/today");
    app.session.run("document.activeElement.blur()", &[]);
    let on = |css: &str| {
        let script = "return document.activeElement.matches(arguments[0])";
        app.session.run(script, &[json!(css)]) == json!(true)
    };
    app.session.press("j");
    assert!(on("[data-testid=finding]"), "j walks to the first");
    let first = app.read("return document.activeElement.dataset.subject");
    app.session.press("j");
    assert_ne!(app.read("return document.activeElement.dataset.subject"), first);
    app.session.press("k");
    assert_eq!(app.read("return document.activeElement.dataset.subject"), first);
    let findings = app.findings().len();
    app.session.press_often("j", findings);
    assert!(on("[data-testid=task]"), "j walks on to the tasks");
    let task = app.read("return document.activeElement.dataset.taskId");
    app.session.press("x");
    app.session.wait("x ticks", || (app.task(&task).state == "done").then_some(()));
    app.session.press("i");
    app.session
        .wait("i imports", || (app.read("return location.hash") == "#/import").then_some(()));
    app.idle();
    app.session.press("t");
    app.session
        .wait("t for today", || (app.read("return location.hash") == "#/today").then_some(()));
    app.idle();
}

#[test]
fn the_command_box_opens_goes_and_closes() {
    let app = full_app(1105);
    app.open("/today");
    for open in ["/", "k"] {
        focus(&app, "[data-action=new-task]");
        match open {
            "/" => app.session.press("/"),
            key => app.session.press_with(CONTROL, key),
        }
        app.wait_for("[role=dialog] input");
        app.session.wait("the field", || {
            (app.read("return document.activeElement.type") == "search").then_some(())
        });
        app.session.press(ESCAPE);
        app.wait_gone("[role=dialog]");
        let back = app.read("return document.activeElement.dataset.action ?? ''");
        assert_eq!(back, "new-task", "Esc gives the focus back");
    }
    app.session.press("/");
    app.wait_for("[role=dialog] input");
    app.session.press_often(TAB, 20);
    let inside = "const on = document.activeElement;
        return on === document.body || on.closest('[role=dialog]') ? 'inside' : ''";
    assert_eq!(app.read(inside), "inside", "Tab stays in the dialog");
    app.session.run("document.querySelector('[role=dialog] input').focus()", &[]);
    for key in "设置".chars() {
        app.session.press(&key.to_string());
    }
    app.session.press(ENTER);
    app.session
        .wait("the settings", || (app.read("return location.hash") == "#/settings").then_some(()));
    app.wait_gone("[role=dialog]");
}

#[test]
fn a_definition_opens_and_gives_the_focus_back() {
    let app = full_app(1106);
    app.open("/today");
    focus(&app, ".metric-name");
    app.session.press(ENTER);
    app.wait_for("[role=dialog]");
    let inside = "const on = document.activeElement;
        return on === document.body || on.closest('[role=dialog]') ? 'inside' : ''";
    app.session.wait("the focus inside", || (app.read(inside) == "inside").then_some(()));
    app.session.press_often(TAB, 20);
    assert_eq!(app.read(inside), "inside", "Tab stays in the dialog");
    app.session.press(ESCAPE);
    app.wait_gone("[role=dialog]");
    assert_eq!(app.read("return document.activeElement.className"), "metric-name");
}
