//! The boards: parts add up to the whole, a part leads to its figures and back again, and numbers
//! leave as CSV.

use serde_json::json;

use super::{orders, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::world::World;

/// Splits that every order file can be cut by.
const SPLITS: [&str; 4] = ["by-carrier", "by-side", "by-province", "by-price"];

fn seen() -> App {
    let shop = shop(77, 35);
    let mut world = World::new(&shop);
    world.orders.push(orders(&shop));
    started(Build::Hosted, &shop, &[world.orders[0].file(&shop)])
}

/// The value of the first figure that a selector finds.
fn value(app: &App, css: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.dataset.value ?? 'none'";
    app.session.run(script, &[json!(css)]).as_str().unwrap_or("none").to_owned()
}

#[test]
fn the_parts_of_a_split_add_up_to_the_whole() {
    let app = seen();
    app.open("/data/orders?period=30d");
    let whole = value(&app, "[data-metric=gmv]:not([data-dim])");
    for split in SPLITS {
        let sum = app.session.run(
            "const rows = document.querySelectorAll(
                `[data-chart='${arguments[0]}'] tbody [data-metric=gmv]`);
             let cents = 0;
             for (const row of rows) {
                 if (row.dataset.key === 'rest') continue;
                 cents += Math.round(Number(row.dataset.value) * 100);
             }
             return (cents / 100).toFixed(2)",
            &[json!(split)],
        );
        assert_eq!(sum.as_str(), Some(whole.as_str()), "{split}");
    }
}

#[test]
fn a_part_leads_to_its_figures_and_back() {
    let app = seen();
    app.open("/data/orders?period=30d");
    let row = "[data-chart=by-carrier] tbody tr:first-child";
    let part = value(&app, &format!("{row} [data-metric=gmv]"));
    let orders = value(&app, &format!("{row} [data-metric=orders]"));
    app.session.run("document.querySelector(`${arguments[0]} th a`).click()", &[json!(row)]);
    app.wait_for(".filter-line .chip");
    app.idle();
    assert!(app.read("return location.hash").contains("carrier="));
    assert_eq!(value(&app, "[data-metric=gmv]:not([data-dim])"), part);
    assert_eq!(value(&app, "[data-metric=orders]:not([data-dim])"), orders);
    app.session.run("history.back()", &[]);
    app.wait_gone(".filter-line .chip");
    app.idle();
    assert_ne!(value(&app, "[data-metric=gmv]:not([data-dim])"), part);
}

#[test]
fn a_chart_leaves_as_csv() {
    let app = seen();
    app.open("/data/orders?period=30d");
    let path = app.download(|| {
        app.session.run(
            "const buttons = document.querySelectorAll('.chart-card:has([data-chart=by-side]) .more button');
             [...buttons].find(button => button.textContent.trim() === 'CSV').click()",
            &[],
        );
    });
    let text = std::fs::read_to_string(path).expect("the download");
    assert!(text.starts_with('\u{feff}') && text.contains("自营"), "{text}");
}
