//! Before anything is saved: what would change, which days are missing; and a score typed in.

use super::{on_both_builds, overlapping, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::time::iso;

on_both_builds!(a_drop_tells_what_it_changes_and_covers);

fn a_drop_tells_what_it_changes_and_covers(build: Build) {
    let shop = shop(1501, 20);
    let [older, newer] = overlapping(&shop);
    let app = started(build, &shop, &[older.file(&shop)]);
    let file = newer.file(&shop);
    let before = app.snapshot();
    app.drop_files(std::slice::from_ref(&file));
    let changed: Vec<usize> = newer
        .lines(&shop)
        .into_iter()
        .filter(|line| older.lines(&shop).contains(line))
        .filter(|&line| shop.state(line, older.at) != shop.state(line, newer.at))
        .collect();
    let updated = u64::try_from(changed.len()).unwrap();
    assert_eq!(app.receipt(&file.name).updated, updated);
    app.click("[data-testid=changes] summary");
    app.wait_for("[data-testid=change]");
    // Any row can be asked for by its number.
    for &line in changed.iter().rev().take(3) {
        let id = shop.lines[line].id.to_string();
        app.fill("[data-testid=changes] input", &id);
        app.session
            .wait("that row alone", || (app.count("[data-testid=change]") == 1).then_some(()));
        let row = app.read("return document.querySelector('[data-testid=change]').dataset.key");
        assert_eq!(row, id);
        assert!(app.has("[data-testid=change] ins"));
    }
    let calendar = "[data-testid=coverage][data-format=orders]";
    let data = |name: &str| {
        app.read(&format!("return document.querySelector('{calendar}').dataset.{name}"))
    };
    let (old, new) = (older.covers(&shop).unwrap(), newer.covers(&shop).unwrap());
    let both = (old.from.max(new.from), old.to.min(new.to));
    assert_eq!(data("overlaps"), format!("{}..{}", iso(both.0), iso(both.1)));
    assert_eq!(app.snapshot(), before, "looking stores nothing");
    app.commit();
}

#[test]
fn a_score_is_typed_in() {
    let shop = shop(1502, 12);
    let app = App::start(Build::Hosted, shop.morning());
    app.open("/import");
    app.click(".score-form summary");
    app.fill("[data-score=日期]", &iso(shop.last));
    app.fill("[data-score=商家体验分]", "88.5");
    app.fill("[data-score=商品体验分]", "90");
    app.click("#score-take");
    app.wait_for("[data-testid=receipt][data-format=score][data-state=previewed]");
    app.answer("yes");
    app.commit();
    app.wait_for("[data-testid=receipt][data-format=score][data-state=committed]");
    assert_eq!(app.facts().rows().len(), 1);
}
