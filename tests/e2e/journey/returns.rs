//! 售后: figures as the books have them, reasons that open, parts that filter, ages that add up,
//! and quality cases with their clock.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{everything, named, started, verify};
use crate::app::{App, Build};
use crate::shop::Shop;
use crate::shop::books::Books;
use crate::shop::shop;
use crate::shop::time::day_of;
use crate::shop::world::World;

#[test]
fn returns_are_followed_to_their_causes() {
    let shop = shop(921, 45);
    let (world, files) = everything(&shop, 921);
    let books = Books::of(&world);
    let days = named("30d", &world);
    let app = started(Build::Hosted, &shop, &files);
    app.open("/data/returns?period=30d&compare=none");
    assert!(verify(&app.figures(), &books) > 100);
    for chart in ["returns", "refunds", "return-age", "return-product", "return-carrier"] {
        assert!(app.has_chart(chart), "{chart}");
    }
    let figures = app.figures();
    let whole = figures.iter().find(|it| it.metric == "returns" && it.dim.is_none()).unwrap();
    let ages = figures.iter().filter(|it| it.dim.as_deref() == Some("age"));
    let counts: Vec<u64> = ages.map(|it| it.value.parse().unwrap()).collect();
    assert_eq!(counts.len(), 8, "seven bands and the cases without an order");
    assert_eq!(counts.iter().sum::<u64>().to_string(), whole.value);
    reasons_open(&app, &books.reasons(days));
    appeals_are_listed(&app, &shop, &world);
    a_part_filters(&app);
}

/// Each class with cases opens to wordings that add up to it.
fn reasons_open(app: &App, wanted: &BTreeMap<&'static str, usize>) {
    let read = "return [...document.querySelectorAll('details[data-reason]')].map(it => {
        it.querySelector('summary').click();
        const sum = [...it.querySelectorAll('li b')].reduce((sum, b) => sum + Number(b.textContent), 0);
        return [it.dataset.reason, it.open ? sum : -1];
    })";
    let told = app.session.run(read, &[]);
    let told: BTreeMap<&str, usize> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it[0].as_str().unwrap(), usize::try_from(it[1].as_u64().unwrap()).unwrap()))
        .collect();
    assert_eq!(&told, wanted);
}

/// The quality cases that are open, or ended within seven days.
fn appeals_are_listed(app: &App, shop: &Shop, world: &World<'_>) {
    let today = shop.last + 1;
    let mut wanted = BTreeSet::new();
    for (place, at) in world.known_cases() {
        let case = &shop.cases[place];
        let quality = case.reason.1 == "quality" || case.reason.0.contains("商品品质原因");
        let finished = case.state(at).finished;
        if case.is_return(at) && quality && finished.is_none_or(|end| day_of(end) + 7 >= today) {
            wanted.insert(case.id.to_string());
        }
    }
    let read =
        "return [...document.querySelectorAll('[data-testid=appeal]')].map(it => it.dataset.case)";
    let told = app.session.run(read, &[]);
    let told: BTreeSet<String> =
        told.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    assert!(!wanted.is_empty() && told.len() == wanted.len().min(30), "{told:?}, {wanted:?}");
    assert!(told.is_subset(&wanted), "{told:?}, {wanted:?}");
    let kept = app.session.run("return JSON.stringify(localStorage)", &[json!(null)]);
    assert!(!kept.as_str().unwrap().contains(crate::shop::SENTINEL));
}

/// A click on a product's row asks for that product alone.
fn a_part_filters(app: &App) {
    let row = "figure[data-chart='return-product'] tbody tr";
    let cases = app.read(&format!(
        "return document.querySelector(\"{row} [data-metric=returns]\").dataset.value"
    ));
    app.click(&format!("{row} th a"));
    app.idle();
    assert!(app.read("return location.hash").contains("product="));
    let figures = app.figures();
    let whole = figures.iter().find(|it| it.metric == "returns" && it.dim.is_none()).unwrap();
    assert_eq!(whole.value, cases);
    app.click(".filter-line .chip");
    app.idle();
    assert!(!app.read("return location.hash").contains("product="));
}
