//! Products: the table sorts, shows what is chosen and goes to the clipboard; a product's page
//! keeps what is noted on its timeline.

use std::collections::BTreeMap;

use super::{named, orders, started};
use crate::app::{App, Build};
use crate::shop::books::Books;
use crate::shop::time::day_of;
use crate::shop::world::World;
use crate::shop::{Shop, shop};

const ENTER: &str = "\u{e007}";

/// Keys and values of a metric in the rows, from the top.
fn column(app: &App, metric: &str) -> Vec<(String, i64)> {
    let script = format!(
        "return [...document.querySelectorAll('.data-table tbody [data-metric={metric}]')]
             .map(it => it.dataset.key + ' ' + it.dataset.value).join('\\n')"
    );
    let row = |line: &str| {
        let (key, value) = line.split_once(' ').unwrap();
        (key.to_owned(), value.parse().unwrap())
    };
    app.read(&script).lines().map(row).collect()
}

/// Orders and pieces of each product by the books.
fn wanted(shop: &Shop) -> BTreeMap<String, (i64, i64)> {
    let mut world = World::new(shop);
    world.orders.push(orders(shop));
    let days = named("30d", &world);
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for it in &Books::of(&world).known {
        let line = &shop.lines[it.line];
        if line.gmv() > 0 && it.paid.is_some_and(|paid| days.has(day_of(paid))) {
            let sum = sums.entry(shop.products[line.product].id.clone()).or_default();
            *sum = (sum.0 + 1, sum.1 + line.units);
        }
    }
    sums
}

#[test]
fn products_are_sorted_chosen_copied_and_noted() {
    let shop = shop(1_301, 35);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/data/products?period=30d");
    let wanted = wanted(&shop);
    sorted(&app, &wanted);
    chosen(&app, &wanted);
    copied(&app, &wanted);
    noted(&app);
}

fn sorted(app: &App, wanted: &BTreeMap<String, (i64, i64)>) {
    for (direction, falling) in [("descending", true), ("ascending", false)] {
        app.click(".data-table th[data-column=orders] button");
        app.wait_for(&format!(".data-table th[data-column=orders][aria-sort={direction}]"));
        let shown = column(app, "orders");
        for (id, orders) in wanted {
            assert!(shown.contains(&(id.clone(), orders.0)), "{id}: {orders:?}, {shown:?}");
        }
        let values: Vec<i64> = shown.iter().map(|(_, orders)| *orders).collect();
        let rising = values.is_sorted();
        assert!(if falling { values.is_sorted_by(|a, b| a >= b) } else { rising }, "{values:?}");
    }
}

fn chosen(app: &App, wanted: &BTreeMap<String, (i64, i64)>) {
    app.click(".table-tools summary");
    app.click(".table-tools [data-column=units]");
    app.wait_for(".data-table th[data-column=units]");
    let shown = column(app, "units");
    for (id, (_, units)) in wanted {
        assert!(shown.contains(&(id.clone(), *units)), "{id}: {units}");
    }
    app.click(".table-tools [data-column=gmv-30d]");
    app.wait_gone(".data-table th[data-column=gmv-30d]");
}

fn copied(app: &App, wanted: &BTreeMap<String, (i64, i64)>) {
    let listen = "window.copied = '';
        navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }";
    app.session.run(listen, &[]);
    app.click("[data-action=copy-table]");
    app.wait_for(".toast");
    let text = app.read("return window.copied");
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let place = |name: &str| lines[0].iter().position(|head| *head == name).unwrap();
    let (id_at, units_at) = (place("商品ID"), place("件数"));
    assert!(!lines[0].contains(&"近 30 天"), "{:?}", lines[0]);
    for (id, (_, units)) in wanted {
        let line = lines.iter().find(|line| line[id_at] == format!("=\"{id}\"")).unwrap();
        assert_eq!(line[units_at], units.to_string(), "{id}");
    }
    let all: i64 = wanted.values().map(|(_, units)| units).sum();
    assert_eq!(lines.last().unwrap()[units_at], all.to_string());
}

fn noted(app: &App) {
    app.click(".data-table tbody th a");
    app.wait_for("[data-chart=timeline] svg");
    assert!(app.read("return location.hash").contains("product="));
    app.fill("#mark-kind", "picture");
    app.fill("#mark-words", "换成场景图");
    app.click("[data-action=add-mark]");
    app.wait_for("[data-testid=event][data-source=typed][data-kind=picture]");
    app.fill("#product-story", "主图换对了");
    app.session.wait("the story to be kept", || {
        app.read("return Object.values(localStorage).join(' ')")
            .contains("主图换对了")
            .then_some(())
    });
    app.reload();
    app.wait_for("[data-testid=event][data-source=typed][data-kind=picture]");
    assert!(app.text().contains("换成场景图"));
    assert_eq!(app.read("return document.querySelector('#product-story').value"), "主图换对了");
    app.session.run("document.querySelector('[data-action=remove-mark]').focus()", &[]);
    app.session.press(ENTER);
    app.wait_gone("[data-testid=event][data-source=typed]");
    app.click(".toast button");
    app.wait_for("[data-testid=event][data-source=typed]");
    // The way back would take later work back too, so it goes with it.
    app.session.run("document.querySelector('[data-action=remove-mark]').focus()", &[]);
    app.session.press(ENTER);
    app.wait_for(".toast button");
    app.fill("#mark-words", "又换了一张");
    app.click("[data-action=add-mark]");
    app.wait_for("[data-testid=event][data-source=typed]");
    assert!(!app.has(".toast button"));
    app.open("/data/products?period=30d");
    assert!(app.has(".data-table th[data-column=units]"), "the columns are kept");
}
