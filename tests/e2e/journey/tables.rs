//! The way out: everything as tables in one ZIP.

use std::fs;

use super::{everything, on_both_builds, started};
use crate::app::{Build, members};
use crate::shop::{SENTINEL, shop};

on_both_builds!(everything_goes_out_as_tables);

fn everything_goes_out_as_tables(build: Build) {
    let shop = shop(931, 30);
    let (_, files) = everything(&shop, 931);
    let app = started(build, &shop, &files);
    let before = app.snapshot();
    let path = app.tables();
    assert!(path.extension().is_some_and(|ending| ending == "zip"), "{path:?}");
    let members = members(&fs::read(path).unwrap());
    let text = |name: &str| String::from_utf8(members[name].clone()).unwrap();
    for name in
        ["README.txt", "figures.sql", "sources.csv", "coverage.csv", "roles.csv", "sku_costs.csv"]
    {
        assert!(text(name).lines().count() > 0, "{name}");
    }
    let facts = app.facts().rows().len();
    let families = members.keys().filter(|name| name.ends_with(".csv")).count() - 4;
    assert_eq!(families, 14);
    let rows: usize = ["orders", "aftersales", "compass", "ads"]
        .map(|name| text(&format!("{name}.csv")).lines().count() - 1)
        .iter()
        .sum();
    assert!(rows > 0 && rows <= facts, "{rows} rows of {facts} statements");
    let orders = text("orders.csv");
    for place in super::orders(&shop).lines(&shop) {
        let line = &shop.lines[place];
        assert!(orders.contains(&format!("{},", line.id)), "{} is whole", line.id);
    }
    for (name, content) in &members {
        assert!(!String::from_utf8_lossy(content).contains(SENTINEL), "{name}");
    }
    assert_eq!(app.snapshot(), before, "looking out changes nothing");
}
