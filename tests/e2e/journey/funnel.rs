//! The page of the funnel: people and times, the step that changed, products and what a click on
//! one asks for.

use super::{everything, started};
use crate::app::Build;
use crate::shop::books::Books;
use crate::shop::shop;
use crate::shop::time::Period;

/// The value of the one figure of a metric and period without a dimension.
const TIMES: &str = "
    const cells = [...document.querySelectorAll('[data-metric=impression-times]:not([data-dim])')];
    return cells.map(cell => cell.dataset.value).find(value => value) ?? ''";
/// The parts of the change, and the change as a whole.
const PARTS: &str = "
    const parts = [...document.querySelectorAll('[data-chart=funnel-change] [data-dim=factor]')];
    return parts.map(part => part.dataset.value).join(' ')";

#[test]
fn a_funnel_in_people_and_in_times() {
    let shop = shop(931, 40);
    let (world, files) = everything(&shop, 931);
    let books = Books::of(&world);
    let month = Period::new(shop.last - 29, shop.last);
    let app = started(Build::Hosted, &shop, &files);
    let months = format!("from={}", month.told().replace("..", "&to="));
    let address = format!("/data/funnel?{months}");
    app.open(&address);
    app.expect(month, &crate::shop::funnel::figures(&world, month));
    assert!(app.has_chart("funnel") && app.has_chart("trend-ctr"));
    // Times are five times the people, from the same row.
    let whole = world.listed[0].whole.as_ref().unwrap();
    app.click("[data-count=times]");
    app.idle();
    assert_eq!(app.read(TIMES), (whole.impressions * 5).to_string());
    assert!(app.read("return location.hash").contains("count=times"));
    app.session.run("history.back()", &[]);
    app.idle();
    assert!(!app.read("return location.hash").contains("count="));
    // Both days are stated by the extract, so the change is split, to the last buyer.
    let day = Period::day(shop.last);
    app.open(&format!("/data/funnel?from={}", day.told().replace("..", "&to=")));
    let parts: Vec<i64> =
        app.read(PARTS).split_whitespace().map(|part| part.parse().unwrap()).collect();
    let [first, second, third, all] = parts[..] else { panic!("{parts:?}") };
    assert_eq!(first + second + third, all);
    let paid = |days: Period| {
        let figures = books.figures(days);
        figures.get("paid-people").map(|it| it.value.parse::<i64>().unwrap()).unwrap()
    };
    assert_eq!(all, paid(day) - paid(Period::day(shop.last - 1)));
    // A row leads to its product, whose own row of the list then is the funnel.
    app.open(&address);
    let row = "[data-chart=funnel-products] tbody th a";
    app.click(row);
    app.idle();
    assert!(app.read("return location.hash").contains("product="));
    assert!(app.has("[data-chart=funnel] svg") && app.count(row) == 1);
}
