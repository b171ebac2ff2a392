//! The product mix: roles one by one, in bulk and by suggestion, and the shares that follow.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{named, orders, started};
use crate::app::{App, Build};
use crate::shop::books::Books;
use crate::shop::time::{Period, day_of};
use crate::shop::world::World;
use crate::shop::{Shop, fraction, shop};

const ROLES: [&str; 4] = ["traffic", "profit", "image", "unset"];

/// Roles of products by their place.
type Roles = BTreeMap<usize, &'static str>;

#[test]
fn roles_make_shares() {
    let shop = shop(901, 35);
    let mut world = World::new(&shop);
    world.orders.push(orders(&shop));
    let books = Books::of(&world);
    let days = named("30d", &world);
    let app = started(Build::Hosted, &shop, &[world.orders[0].file(&shop)]);
    app.open("/data/mix?period=30d");
    let mut roles = Roles::new();
    expect(&app, &books, days, &roles);
    one_by_one(&app, &shop, &mut roles);
    expect(&app, &books, days, &roles);
    in_bulk(&app, &shop, &[3, 4, 5], 2);
    let before = roles.clone();
    roles.extend([(3, "image"), (4, "image"), (5, "image")]);
    expect(&app, &books, days, &roles);
    app.click(".toast button");
    app.idle();
    expect(&app, &books, days, &before);
    in_bulk(&app, &shop, &[3, 4, 5], 2);
    app.reload();
    expect(&app, &books, days, &roles);
    app.open("/data?period=30d");
    shares(&app, &books, days, &roles, "sku");
}

fn one_by_one(app: &App, shop: &Shop, roles: &mut Roles) {
    for (product, role) in [(0, "traffic"), (1, "profit"), (2, "traffic")] {
        let id = &shop.products[product].id;
        app.fill(&format!("select[data-action=role][data-key='{id}']"), role);
        roles.insert(product, role);
    }
}

/// Picks products and presses the button of a role by its place.
fn in_bulk(app: &App, shop: &Shop, products: &[usize], button: u64) {
    for product in products {
        let pick = "
            const role = document.querySelector(`select[data-key='${arguments[0]}']`);
            role.closest('tr').querySelector('input[type=checkbox]').click()";
        app.session.run(pick, &[json!(shop.products[*product].id)]);
    }
    app.wait_for(".bulk button");
    app.session
        .run("document.querySelectorAll('.bulk button')[arguments[0]].click()", &[json!(button)]);
    app.wait_gone(".bulk button");
    app.idle();
}

/// The shares of both bases that need no costs, and the select of every product.
fn expect(app: &App, books: &Books<'_>, days: Period, roles: &Roles) {
    for (basis, address) in [("gmv", "&basis=gmv"), ("sku", "")] {
        app.open(&format!("/data/mix?period=30d{address}"));
        shares(app, books, days, roles, basis);
    }
    for (place, product) in books.shop.products.iter().enumerate() {
        let value = app.read(&format!(
            "return document.querySelector(\"select[data-key='{}']\")?.value ?? 'none'",
            product.id
        ));
        let wanted = roles.get(&place).copied().unwrap_or("unset");
        assert!(value == wanted || value == "none", "{place}: {value}, wanted {wanted}");
    }
}

fn shares(app: &App, books: &Books<'_>, days: Period, roles: &Roles, basis: &str) {
    let (mut units, mut all_gmv) = (BTreeSet::new(), 0);
    let mut gmv: BTreeMap<&str, i64> = BTreeMap::new();
    let role_of = |product: usize| roles.get(&product).copied().unwrap_or("unset");
    for it in &books.known {
        let line = &books.shop.lines[it.line];
        if line.gmv() > 0 && it.paid.is_some_and(|paid| days.has(day_of(paid))) {
            units.insert((line.product, line.sku));
            *gmv.entry(role_of(line.product)).or_default() += line.gmv();
            all_gmv += line.gmv();
        }
    }
    let shown = app.figures();
    for role in ROLES {
        let count = units.iter().filter(|(product, _)| role_of(*product) == role).count();
        let wanted = match basis {
            "gmv" => fraction(gmv.get(role).copied().unwrap_or(0), all_gmv),
            _ => fraction(i64::try_from(count).unwrap(), i64::try_from(units.len()).unwrap()),
        };
        let is = |it: &&crate::app::Shown| {
            it.metric == "mix-share"
                && it.period == days.told()
                && it.dim.as_deref() == Some("role")
                && it.key.as_deref() == Some(role)
                && it.basis.as_deref() == Some(basis)
        };
        let found = shown.iter().find(is);
        assert_eq!(found.map(|it| it.value.as_str()), Some(wanted.as_str()), "{role} by {basis}");
    }
}

#[test]
fn suggestions_say_why_and_can_be_taken() {
    let shop = shop(902, 35);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/data/mix?period=30d");
    let read = "return [...document.querySelectorAll('select[data-action=role]')].map(select =>
        [select.dataset.key, select.value, select.closest('tr').lastElementChild.innerText])";
    let rows = || {
        let rows = app.session.run(read, &[]);
        let row =
            |row: &serde_json::Value| [0, 1, 2].map(|at| row[at].as_str().unwrap().to_owned());
        rows.as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    let id = &shop.products[0].id;
    app.fill(&format!("select[data-action=role][data-key='{id}']"), "image");
    let before = rows();
    let suggested = |text: &str| {
        let names = [("引流款", "traffic"), ("利润款", "profit"), ("形象款", "image")];
        names.into_iter().find(|(name, _)| text.starts_with(name)).map(|(_, role)| role.to_owned())
    };
    let told: Vec<&[String; 3]> =
        before.iter().filter(|row| suggested(&row[2]).is_some()).collect();
    assert!(told.len() > 3, "{before:?}");
    for row in &told {
        assert!(row[2].contains('¥') && row[2].contains("中位"), "with its numbers: {row:?}");
    }
    app.click(".mix-table header button");
    app.idle();
    for [key, role, text] in rows() {
        let old = before.iter().find(|row| row[0] == key).unwrap();
        let wanted = if old[1] == "unset" {
            suggested(&text).unwrap_or(old[1].clone())
        } else {
            old[1].clone()
        };
        assert_eq!(role, wanted, "{key}: what is set stays, what is unset follows");
    }
    app.click(".toast button");
    app.idle();
    assert_eq!(rows(), before, "undone");
}

/// Typed costs, by product and by SKU, make a gross profit; the fewest changes of roles are taken
/// over and taken back.
#[test]
fn costs_make_profit_and_moves_reach_the_targets() {
    let shop = shop(903, 35);
    let mut world = World::new(&shop);
    world.orders.push(orders(&shop));
    let books = Books::of(&world);
    let days = named("30d", &world);
    let app = started(Build::Hosted, &shop, &[world.orders[0].file(&shop)]);
    app.open("/data/mix?period=30d");
    let product = (0..shop.products.len())
        .find(|&place| sold(&books, days, place).len() > 1)
        .expect("a product with two SKUs that sold");
    let id = &shop.products[product].id;
    let profit = |app: &App| {
        let shown = app.figures();
        let is = |it: &&crate::app::Shown| {
            it.metric == "gross-profit" && it.key.as_deref() == Some(id.as_str())
        };
        shown.iter().find(is).expect("a gross profit").value.clone()
    };
    assert_eq!(profit(&app), "", "unknown, not zero");
    app.fill(&format!("[id='cost-{id}']"), "5");
    app.idle();
    let units = sold(&books, days, product);
    let told = |cost: &dyn Fn(usize) -> i64| {
        let sum: i64 = units.iter().map(|(sku, (gmv, units))| gmv - cost(*sku) * units).sum();
        format!("{}{}.{:02}", if sum < 0 { "-" } else { "" }, sum.abs() / 100, sum.abs() % 100)
    };
    assert_eq!(profit(&app), told(&|_| 500));
    let own = *units.keys().next().unwrap();
    let sku = &shop.products[product].skus[own];
    app.click(&format!("[data-action=sku-costs][data-key='{id}']"));
    let field = format!("[id='cost-{id}-{sku}']");
    app.wait_for(&field);
    app.fill(&field, "1.50");
    app.idle();
    assert_eq!(profit(&app), told(&|it| if it == own { 150 } else { 500 }));
    app.click(".toast button");
    app.idle();
    assert_eq!(profit(&app), told(&|_| 500), "undone");

    let roles = "return [...document.querySelectorAll('.mix-table select[data-action=role]')]
        .map(select => select.dataset.key + '=' + select.value).join(' ')";
    app.open("/data/mix?period=30d&basis=gmv");
    let before = app.read(roles);
    let steps = "return [...document.querySelectorAll('[data-action=apply-move]')]
        .map(button => button.dataset.key + '=' + button.dataset.role).join(' ')";
    let first: Vec<String> = app.read(steps).split(' ').map(str::to_owned).collect();
    assert!(first[0].contains('='), "there is something to change: {first:?}");
    let start = furthest(&app);
    app.click("[data-action=apply-move]");
    app.idle();
    assert!(app.read(roles).contains(&first[0]), "{first:?}");
    app.click("[data-action=apply-moves]");
    app.idle();
    let end = furthest(&app);
    assert!(end <= start, "{start} {end}");
    assert!(end <= 0.020_001 || !app.text().contains("已在目标"), "{end}");
    assert!(!app.has("[data-action=apply-move]"), "nothing is left to change");
    app.click(".toast button");
    app.idle();
    let one =
        before.replace(&first[0].replace(first[0].split('=').nth(1).unwrap(), "unset"), &first[0]);
    assert_eq!(app.read(roles), one, "all but the first are undone");
}

/// How far off its target by GMV the furthest role is.
fn furthest(app: &App) -> f64 {
    let shown = app.figures();
    let off = |(role, target): (&str, f64)| {
        let is = |it: &&crate::app::Shown| {
            let named = it.key.as_deref() == Some(role) && it.basis.as_deref() == Some("gmv");
            it.metric == "mix-share" && named
        };
        let share: f64 = shown.iter().find(is).unwrap().value.parse().unwrap();
        (share - target).abs()
    };
    let targets = [("traffic", 0.4), ("profit", 0.3), ("image", 0.3), ("unset", 0.0)];
    targets.into_iter().map(off).fold(0.0, f64::max)
}

/// A point of the quadrant is picked by keyboard and offers its role right there.
#[test]
fn a_point_of_the_quadrant_offers_its_role() {
    let shop = shop(904, 35);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    app.open("/data/mix?period=30d");
    app.wait_for("[data-chart=quadrant] svg circle");
    let press = "const canvas = document.querySelector('[data-chart=quadrant] .canvas');
        for (const key of ['ArrowRight', 'Enter'])
            canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))";
    app.session.run(press, &[]);
    app.wait_for("[data-testid=chosen-product] select[data-action=role]");
    app.fill("[data-testid=chosen-product] select[data-action=role]", "profit");
    app.idle();
    let values = app.read(
        "const key = document.querySelector('[data-testid=chosen-product]').dataset.key;
        return [...document.querySelectorAll(`select[data-key='${key}']`)].map(it => it.value).join(' ')",
    );
    assert_eq!(values, "profit profit", "both selects of the product agree");
}

/// gmv and pieces of each SKU of a product that sold.
fn sold(books: &Books<'_>, days: Period, product: usize) -> BTreeMap<usize, (i64, i64)> {
    let mut sold: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for it in &books.known {
        let line = &books.shop.lines[it.line];
        let counts = line.gmv() > 0 && it.paid.is_some_and(|paid| days.has(day_of(paid)));
        if counts && line.product == product {
            let sums = sold.entry(line.sku).or_default();
            sums.0 += line.gmv();
            sums.1 += line.units;
        }
    }
    sold
}
