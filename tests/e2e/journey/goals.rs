//! Goals: typed, split to the 分, kept, taken back, and told beside the month's pace.

use super::{everything, started, verify};
use crate::app::{App, Build};
use crate::shop::books::Books;
use crate::shop::shop;

fn told(app: &App, goal: &str, name: &str) -> String {
    app.read(&format!(
        "return document.querySelector('[data-testid=goal][data-goal={goal}]').dataset.{name} ?? ''"
    ))
}

/// The planned amounts of the days, in 分.
fn planned(app: &App) -> i64 {
    let sum = app.read(
        "return String([...document.querySelectorAll('figure[data-chart=goal] tbody tr')]
            .map(row => row.querySelectorAll('td')[2].innerText.replace(/[^0-9]/g, ''))
            .reduce((sum, cents) => sum + Number(cents), 0))",
    );
    sum.parse().unwrap()
}

#[test]
fn goals_are_typed_split_and_kept() {
    let shop = shop(1_401, 60);
    let (world, files) = everything(&shop, 1_401);
    let books = Books::of(&world);
    let app = started(Build::Hosted, &shop, &files);
    app.open("/plan/goals");
    let before = (told(&app, "gmv", "target"), told(&app, "gmv", "origin"));
    app.fill("#goal-gmv", "86400.07");
    assert_eq!(told(&app, "gmv", "target"), "86400.07");
    assert_eq!(told(&app, "gmv", "origin"), "typed");
    assert_eq!(planned(&app), 8_640_007, "the days add up to the goal");
    assert!(verify(&app.figures(), &books) > 20);
    app.fill("#goal-gmv", "nonsense");
    assert_eq!(told(&app, "gmv", "target"), "86400.07", "what is no amount is not kept");
    app.reload();
    assert_eq!(told(&app, "gmv", "target"), "86400.07");
    app.open("/data");
    assert!(
        app.read("return document.querySelector('[data-testid=pace]').innerText")
            .contains("自己定的")
    );
    app.open("/plan/goals");
    app.click("[data-action=default-goal]");
    app.idle();
    assert_eq!((told(&app, "gmv", "target"), told(&app, "gmv", "origin")), before);
    app.click(".toast button");
    app.session.wait("the goal", || (told(&app, "gmv", "target") == "86400.07").then_some(()));
    others(&app);
}

fn others(app: &App) {
    assert_eq!(
        (told(app, "ctr", "target"), told(app, "ctr", "origin")),
        ("3".into(), "default".into())
    );
    app.fill("#goal-ctr", "0.01");
    assert_eq!(
        (told(app, "ctr", "state"), told(app, "ctr", "origin")),
        ("met".into(), "typed".into())
    );
    app.fill("#goal-ctr", "99");
    assert_eq!(told(app, "ctr", "state"), "behind");
    assert_eq!(
        (told(app, "reach", "state"), told(app, "reach", "by")),
        ("unknown".into(), "hand".into())
    );
    app.fill("#progress-reach", "1200000");
    assert_eq!(told(app, "reach", "state"), "met");
    app.reload();
    assert_eq!(
        (told(app, "reach", "reached"), told(app, "ctr", "target")),
        ("1200000".into(), "99".into())
    );
    app.click("[data-action=later]");
    app.session.wait("the next month", || (told(app, "reach", "state") == "unknown").then_some(()));
    assert_eq!(
        (told(app, "ctr", "target"), told(app, "ctr", "origin")),
        ("99".into(), "earlier".into())
    );
}
