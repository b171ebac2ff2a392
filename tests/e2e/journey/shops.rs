//! Several shops in one browser: each with its own figures, tasks and backup; going from one to the
//! other, taking a backup in beside what is there, and removing one.

use std::fs;

use super::{everything, on_both_builds, orders, overlapping, started, verify};
use crate::app::{App, Build, Shown};
use crate::shop::books::Books;
use crate::shop::{File, shop};

on_both_builds!(two_shops_are_two);

fn figures(app: &App, shop: &str) -> Vec<Shown> {
    app.open(&format!("/data?period=all&compare=previous&shop={shop}"));
    app.figures()
}

/// Adds a shop and gives its id, which stands in the address.
fn add_shop(app: &App) -> String {
    app.open("/settings");
    app.click("[data-action=new-shop]");
    let address = "return location.hash.startsWith('#/import') && location.hash.split('shop=')[1]";
    app.session.wait("the new shop", || app.session.run(address, &[]).as_str().map(str::to_owned))
}

/// Imports on the page as it is, into whichever shop it shows.
fn import_here(app: &App, files: &[File]) {
    let paths = app.stage(files);
    app.session.type_into("#import-files", &paths);
    app.wait_for("[data-testid=receipt][data-state=previewed]");
    files.iter().for_each(|file| _ = app.receipt(&file.name));
    app.answer("yes");
    app.commit();
}

fn two_shops_are_two(build: Build) {
    let [first, second] = [shop(1001, 30), shop(1002, 22)];
    let (world, files) = everything(&second, 1002);
    let app = started(build, &first, &[orders(&first).file(&first)]);
    app.open("/today");
    app.add_task("第一家的事");
    let whole = figures(&app, "main");
    let id = add_shop(&app);
    import_here(&app, &files);
    let other = figures(&app, &id);
    assert!(verify(&other, &Books::of(&world)) > 0);
    assert_ne!(other, whole);
    app.open(&format!("/today?shop={id}"));
    let titles: Vec<String> = app.tasks().into_iter().map(|task| task.text).collect();
    assert!(!titles.iter().any(|title| title.contains("第一家的事")), "{titles:?}");
    // What waits elsewhere is told, and is a way there.
    let told = app.read("return document.querySelector('.other-shops').innerText");
    assert!(told.contains("1 项未完成"), "{told}");
    app.add_task("第二家的事");
    assert_eq!(figures(&app, "main"), whole);
    app.reload();
    assert_eq!(figures(&app, &id), other, "and it stays");
    app.load(&format!("/data?period=all&compare=previous&shop={id}"));
    assert_eq!(app.figures(), other, "an address pasted into a new tab shows the same");
    app.fill("aside select[data-action=shop]", "main");
    app.session.wait("the first shop", || (app.figures() == whole).then_some(()));
    remove(&app, &id);
    assert_eq!(figures(&app, "main"), whole);
    app.reload();
    assert_eq!(figures(&app, "main"), whole);
    app.open("/today");
    assert!(app.tasks().iter().any(|task| task.text.contains("第一家的事")));
}

/// Removes a shop: nothing of it is left, and the other one is shown.
fn remove(app: &App, id: &str) {
    app.open(&format!("/settings?shop={id}"));
    app.wait_for("[data-action=remove-shop]:not(:disabled)");
    app.click("[data-action=remove-shop]");
    app.wait_for(".toast button");
    assert!(!app.own_snapshot().keys().all(|key| !key.contains(&format!(".{id}."))));
    app.click(".toast button");
    app.session.wait("the shop to go", || {
        let gone = app.own_snapshot().keys().all(|key| !key.contains(&format!(".{id}.")));
        gone.then_some(())
    });
    app.idle();
    assert!(!app.has("aside select[data-action=shop]"), "there is one shop again");
}

fn pick(app: &App, backup: &File) {
    app.open("/settings");
    let path = app.stage(std::slice::from_ref(backup));
    app.session.type_into("#backup-import", &path);
    app.wait_for("[data-testid=backup-preview][data-state=ready]");
}

#[test]
fn a_backup_is_merged_or_becomes_another_shop() {
    let shop = shop(1003, 26);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&older));
    app.open("/today");
    app.add_task("备份里的一件");
    let alone = figures(&app, "main");
    let backup = File::new("backup.json", fs::read(app.backup()).unwrap());
    drop(app);
    let both = started(Build::Hosted, &shop, &[older.clone(), newer.clone()]);
    let (wanted, facts) = (figures(&both, "main"), both.facts());
    drop(both);
    let app = started(Build::Hosted, &shop, std::slice::from_ref(&newer));
    let here = figures(&app, "main");
    pick(&app, &backup);
    app.click("#backup-new-shop");
    app.wait_gone("[data-testid=backup-preview]");
    app.idle();
    let id = app.read("return location.hash.split('shop=')[1] || ''");
    assert!(!id.is_empty());
    assert_eq!(figures(&app, &id), alone);
    assert_eq!(figures(&app, "main"), here);
    pick(&app, &backup);
    app.click("#backup-merge");
    app.wait_gone("[data-testid=backup-preview]");
    app.idle();
    assert_eq!(figures(&app, "main"), wanted);
    assert_eq!(app.facts(), facts);
    app.open("/today");
    assert!(app.tasks().iter().any(|task| task.text.contains("备份里的一件")));
    app.reload();
    assert_eq!(figures(&app, "main"), wanted);
    assert_eq!(figures(&app, &id), alone);
}
