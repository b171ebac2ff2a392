//! Importing again: nothing doubles, the newest file wins in whatever order files come, and a
//! file that is taken back leaves no trace until it is put back.

use std::collections::BTreeSet;

use super::{everything, named, on_both_builds, orders, overlapping, started, verify};
use crate::app::{App, Build, Facts, Shown};
use crate::shop::books::Books;
use crate::shop::order_file::OrderFile;
use crate::shop::time::{Period, unix};
use crate::shop::world::World;
use crate::shop::{File, Shop, compass, header, shop, table::Encoding};

on_both_builds!(the_same_files_again, taken_back_and_put_back);

fn the_same_files_again(build: Build) {
    let shop = shop(501, 14);
    let (world, files) = everything(&shop, 501);
    let books = Books::of(&world);
    let app = App::start(build, shop.morning());
    let paths = app.stage(&files);
    app.drop_staged(&files, &paths);
    app.answer("yes");
    app.commit();
    app.open("/data?period=all");
    let (figures, facts) = (app.figures(), app.facts());
    let first: Vec<_> = files.iter().map(|file| fresh(&app, &file.name)).collect();
    app.drop_staged(&files, &paths);
    for (file, first) in files.iter().zip(first) {
        let again = app.receipt(&file.name);
        assert_eq!(again.tally(), [0, 0, first.rows - first.skipped, first.skipped, 0]);
    }
    app.commit();
    assert!(app.facts().rows() == facts.rows(), "the facts are the same");
    app.open("/data?period=all");
    assert_eq!(app.figures(), figures);
    verify(&app.figures(), &books);
    app.reload();
    assert_eq!(app.figures(), figures, "also after a reload");
}

/// The receipt of a file that is imported for the first time.
fn fresh(app: &App, file: &str) -> crate::app::Receipt {
    app.open("/import");
    let receipt = app.receipt(file);
    assert_eq!((receipt.updated, receipt.unchanged, receipt.rejected), (0, 0, 0), "{receipt:?}");
    receipt
}

#[test]
fn the_newest_file_wins_in_any_order() {
    let shop = shop(502, 20);
    let [older, newer] = overlapping(&shop);
    let mut world = World::new(&shop);
    world.orders = vec![older, newer];
    let books = Books::of(&world);
    let (old_lines, new_lines) = (lines(&older, &shop), lines(&newer, &shop));
    let both: Vec<usize> = old_lines.intersection(&new_lines).copied().collect();
    let changed = |line: &&usize| shop.state(**line, older.at) != shop.state(**line, newer.at);
    let [changed, both] = [both.iter().filter(changed).count(), both.len()].map(count);
    let [all_old, all_new] = [old_lines.len(), new_lines.len()].map(count);
    assert!(changed > 20 && changed < both, "some lines changed: {changed} of {both}");
    let mut ends = Vec::new();
    for newest_last in [true, false] {
        let mut files = [older, newer];
        if !newest_last {
            files.reverse();
        }
        let app = started(Build::Hosted, &shop, &[files[0].file(&shop)]);
        app.drop_files(&[files[1].file(&shop)]);
        let wanted = if newest_last {
            [all_new - both, changed, both - changed, 0, 0]
        } else {
            assert_eq!(app.warnings(), ["older-file"]);
            [all_old - both, 0, both, 0, 0]
        };
        assert_eq!(app.receipt(&files[1].file(&shop).name).tally(), wanted);
        app.commit();
        app.open("/data?period=all&compare=none");
        let days = named("all", &world);
        app.expect(days, &books.figures(days));
        ends.push(app.facts());
    }
    let app = started(Build::Hosted, &shop, &[newer.file(&shop), older.file(&shop)]);
    ends.push(app.facts());
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "every order ends the same");
}

fn lines(file: &OrderFile, shop: &Shop) -> BTreeSet<usize> {
    file.lines(shop).into_iter().collect()
}

fn count(lines: usize) -> u64 {
    u64::try_from(lines).unwrap()
}

fn taken_back_and_put_back(build: Build) {
    let shop = shop(503, 20);
    let [older, newer] = overlapping(&shop);
    let [first, second] = [older, newer].map(|file| file.file(&shop));
    let app = started(build, &shop, std::slice::from_ref(&first));
    let alone = state(&app);
    app.import(std::slice::from_ref(&second));
    let both = state(&app);
    assert_ne!(alone, both);
    app.roll_back(&second.name);
    assert_eq!(state(&app), alone, "as if the second had never been imported");
    app.put_back(&second.name);
    assert_eq!(state(&app), both);
    app.roll_back(&first.name);
    let mut world = World::new(&shop);
    world.orders = vec![newer];
    app.open("/data?period=all&compare=none");
    let days = named("all", &world);
    app.expect(days, &Books::of(&world).figures(days));
    app.reload();
    app.open("/import");
    assert_eq!(app.receipt(&first.name).state, "rolled-back", "a reload remembers it");
    app.put_back(&first.name);
    assert_eq!(state(&app), both);
    app.roll_back(&second.name);
    app.click(".toast button");
    app.session.wait("the toast's way back", || {
        (app.receipt(&second.name).state == "committed").then_some(())
    });
    assert_eq!(state(&app), both, "undone");
}

/// Everything that a file changes.
fn state(app: &App) -> (Vec<Shown>, Facts) {
    app.open("/data?period=all&compare=previous,year");
    let figures = app.figures();
    (figures, app.facts())
}

#[test]
fn a_preview_changes_nothing() {
    let shop = shop(504, 20);
    let [older, newer] = overlapping(&shop);
    let app = started(Build::Hosted, &shop, &[older.file(&shop)]);
    app.open("/data?period=all");
    let (figures, stored) = (app.figures(), app.snapshot());
    let daily = compass::by_day(504, Period::new(shop.first - 9, shop.last));
    let daily = compass::shop_daily(&daily, header::SHOP_DAILY_2026, Encoding::Utf8);
    app.drop_files(&[newer.file(&shop), daily.clone()]);
    app.open("/data?period=all");
    assert_eq!((app.figures(), app.snapshot()), (figures.clone(), stored.clone()), "previewed");
    app.open("/import");
    app.click("#import-cancel");
    app.wait_gone("[data-state=previewed]");
    app.open("/data?period=all");
    assert_eq!((app.figures(), app.snapshot()), (figures.clone(), stored), "discarded");
    app.drop_files(&[newer.file(&shop), daily.clone()]);
    app.include(&daily.name, false);
    app.session.wait("the file to be left out", || {
        let left_out = app.receipt(&daily.name);
        (left_out.skipped == left_out.rows).then_some(())
    });
    app.commit();
    assert_eq!(app.receipt(&newer.file(&shop).name).state, "committed");
    let left_out = app.receipt(&daily.name);
    assert_eq!((left_out.state.as_str(), left_out.skipped), ("previewed", left_out.rows));
    let mut world = World::new(&shop);
    world.orders = vec![older, newer];
    app.open("/data?period=all&compare=none");
    let days = named("all", &world);
    app.expect(days, &Books::of(&world).figures(days));
}

#[test]
fn import_now_asks_only_what_it_must() {
    let shop = shop(505, 12);
    let app = App::start(Build::Hosted, shop.morning());
    app.open("/import");
    assert!(!app.has("#import-now:checked"), "off by default");
    app.click("#import-now");
    let file = orders(&shop).file(&shop);
    app.drop_files(std::slice::from_ref(&file));
    assert_eq!(app.receipt(&file.name).state, "previewed", "whose file is it?");
    app.answer("yes");
    app.commit();
    let later = File::new(format!("{}_again.csv", unix(shop.morning())), file.bytes.clone());
    app.drop_files(std::slice::from_ref(&later));
    app.session.wait("the file to be committed at once", || {
        (app.receipt(&later.name).state == "committed").then_some(())
    });
    app.reload();
    app.open("/import");
    assert!(app.has("#import-now:checked"), "the choice is kept");
}

#[test]
fn one_drop_may_hold_a_file_twice() {
    let shop = shop(506, 12);
    let file = orders(&shop).file(&shop);
    let twin = File::new(format!("copy-{}", file.name), file.bytes.clone());
    let app = started(Build::Hosted, &shop, &[file.clone(), twin.clone()]);
    let rows = count(orders(&shop).lines(&shop).len());
    let mut tallies = [file, twin].map(|file| app.receipt(&file.name).tally());
    tallies.sort_unstable();
    assert_eq!(tallies, [[0, 0, rows, 0, 0], [rows, 0, 0, 0, 0]], "once new, once unchanged");
}
