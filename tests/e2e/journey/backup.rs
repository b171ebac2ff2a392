//! The backup: everything out as one file, looked at before it comes in, refused when it is not
//! what it says.

use std::fs;

use serde_json::Value;

use super::{everything, on_both_builds, started, verify};
use crate::app::{App, Build, Facts, Shown, Task};
use crate::shop::books::Books;
use crate::shop::{File, shop};

on_both_builds!(out_and_in);

/// All that a backup brings back.
type State = (Vec<Shown>, Vec<Task>, Facts);

fn state(app: &App) -> State {
    app.open("/data?period=30d&compare=previous");
    let figures = app.figures();
    app.open("/today");
    (figures, app.tasks(), app.facts())
}

/// Picks a file as a backup and waits for its preview.
fn pick(app: &App, file: &File, wanted: &str) {
    app.open("/settings");
    let path = app.stage(std::slice::from_ref(file));
    app.session.type_into("#backup-import", &path);
    app.wait_for(&format!("[data-testid=backup-preview][data-state={wanted}]"));
}

fn out_and_in(build: Build) {
    let shop = shop(921, 40);
    let (world, files) = everything(&shop, 921);
    let books = Books::of(&world);
    let app = started(build, &shop, &files);
    app.open("/today");
    let own = app.add_task("备份里也要有的一件");
    app.tick(&own);
    app.skip(&app.tasks()[4].id);
    app.open("/report?period=30d");
    app.fill("textarea[data-note='3']", "第三章的话");
    app.open("/data/mix?period=30d");
    let id = &shop.products[0].id;
    app.fill(&format!("select[data-action=role][data-key='{id}']"), "profit");
    app.open("/settings");
    app.fill("#threshold-rising-orders", "77");
    let wanted = state(&app);
    let file = app.backup();
    let backup = File::new("backup.json", fs::read(file).unwrap());
    drop(app);
    let fresh = App::start(build, shop.morning());
    let empty = fresh.snapshot();
    pick(&fresh, &backup, "ready");
    assert_eq!(fresh.snapshot(), empty, "a look changes nothing");
    let preview = fresh.read("return document.querySelector('.backup-preview').innerText");
    let lines = super::orders(&shop).lines(&shop).len().to_string();
    assert!(preview.contains(&lines), "{lines} lines: {preview}");
    fresh.click("#backup-commit");
    fresh.wait_gone("[data-testid=backup-preview]");
    fresh.idle();
    assert_eq!(state(&fresh), wanted);
    fresh.reload();
    assert_eq!(state(&fresh), wanted, "and it stays");
    fresh.open("/report?period=30d");
    let note = "return document.querySelector(\"textarea[data-note='3']\").value";
    assert_eq!(fresh.read(note), "第三章的话");
    fresh.open("/settings");
    let threshold = "return document.querySelector('#threshold-rising-orders').value";
    assert_eq!(fresh.read(threshold), "77");
    fresh.open("/data/mix?period=30d");
    let role = format!("return document.querySelector(\"select[data-key='{id}']\").value");
    assert_eq!(fresh.read(&role), "profit");
    fresh.open("/data?period=30d&compare=previous");
    assert!(verify(&fresh.figures(), &books) > 0);
    fresh.import(&files);
    assert_eq!(state(&fresh).0, wanted.0, "the files it was made from add nothing");
}

#[test]
fn what_is_no_sound_backup_is_refused() {
    let shop = shop(922, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    let text = fs::read_to_string(app.backup()).unwrap();
    let backup: Value = serde_json::from_str(&text).unwrap();
    let mut newer = backup.clone();
    newer["schema"] = serde_json::json!(999);
    let line = shop.lines[0].payable;
    let amount = format!("{}.{:02}", line / 100, line % 100);
    let bad = [
        ("cut.json", text[..text.len() / 2].to_owned()),
        ("edited.json", text.replacen(&amount, "99999.99", 1)),
        ("newer.json", newer.to_string()),
        ("other.json", r#"{"format": "someone-else", "schema": 1}"#.to_owned()),
        ("empty.json", String::new()),
        ("list.json", "[[[[]]]]".to_owned()),
    ];
    assert_ne!(bad[1].1, text);
    let (wanted, stored) = (state(&app), app.snapshot());
    for (name, text) in bad {
        pick(&app, &File::new(name, text.into_bytes()), "refused");
        let fault = app.fault("backup");
        assert!(!app.has("#backup-commit"), "{name} cannot be applied: {fault:?}");
        assert_eq!(app.snapshot(), stored, "{name}");
        app.click("[data-fault=backup] button");
        app.wait_gone("[data-testid=backup-preview]");
    }
    assert_eq!(state(&app), wanted);
}

/// Backups that are wrong each in its own way, and what the operator is told of it.
const REFUSED: [(&str, &str); 11] = [
    ("a_list", "不是店盘的备份"),
    ("of_another_app", "不是店盘的备份"),
    ("with_a_key_of_its_own", "不是店盘的备份"),
    ("with_a_key_twice", "不是店盘的备份"),
    ("a_page", "不完整或损坏"),
    ("cut_off", "不完整或损坏"),
    ("nothing", "不完整或损坏"),
    ("changed_by_hand", "校验和对不上"),
    ("of_a_newer_app", "更新版本的店盘做的（格式 12）"),
    ("with_a_column_of_people", "第 1 行读不出来"),
    ("with_an_amount_that_is_none", "第 1 行读不出来"),
];

#[test]
fn a_hostile_backup_is_refused_in_its_own_words() {
    let shop = shop(924, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    let (wanted, stored) = (state(&app), app.snapshot());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture/backup");
    let read = |name: &str| fs::read(format!("{folder}/{name}/input.json")).unwrap();
    let mut bad: Vec<(File, &str)> =
        REFUSED.map(|(name, told)| (File::new(format!("{name}.json"), read(name)), told)).into();
    // Fifty megabytes of nothing, and of brackets.
    let spaces = [b"{".to_vec(), vec![b' '; 50 << 20]].concat();
    bad.push((File::new("spaces.json", spaces), "不完整或损坏"));
    bad.push((File::new("deep.json", vec![b'['; 1 << 20]), "不是店盘的备份"));
    for (file, told) in bad {
        pick(&app, &file, "refused");
        let fault = app.fault("backup");
        assert!(fault.text.contains(told), "{}: {fault:?}", file.name);
        assert!(!app.has("#backup-commit"), "{}", file.name);
        assert_eq!(app.snapshot(), stored, "{}", file.name);
        app.click("[data-fault=backup] button");
        app.wait_gone("[data-testid=backup-preview]");
    }
    assert_eq!(state(&app), wanted);
}

#[test]
fn a_backup_of_another_shop_is_told_by_its_name() {
    let shop = shop(925, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    app.open("/settings");
    app.fill("#shop-name", "这一家");
    let stored = app.snapshot();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture/backup/whole/input.json");
    let text = fs::read_to_string(folder).unwrap();
    let theirs: Value = serde_json::from_str(&text).unwrap();
    let theirs = theirs["shop"]["name"].as_str().or(theirs["shop"].as_str()).unwrap();
    pick(&app, &File::new("backup.json", text.clone().into_bytes()), "ready");
    let words = app.read("return document.querySelector('.backup-preview').innerText");
    assert!(words.contains("这一家") && words.contains(theirs), "{theirs}: {words}");
    assert_eq!(app.snapshot(), stored, "a look changes nothing");
}

/// A backup without the moment it was made at, and so without its checksum.
fn timeless(path: &std::path::Path) -> Value {
    let mut backup: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    for member in ["created", "sha256"] {
        assert!(!backup[member].take().is_null(), "a backup has {member}");
    }
    backup
}

#[test]
fn out_clear_and_in_is_the_same_to_the_byte() {
    let shop = shop(926, 40);
    let (_, files) = everything(&shop, 926);
    let app = started(Build::Hosted, &shop, &files);
    app.open("/today");
    let own = app.add_task("原样回来的一件");
    app.tick(&own);
    let report = |app: &App| {
        app.open("/report?period=30d&compare=previous");
        fs::read_to_string(app.report()).unwrap()
    };
    let path = app.backup();
    // Or the report would say that there is none.
    app.click(".toast button");
    let page = report(&app);
    app.session.run("localStorage.clear()", &[]);
    app.load("/today");
    assert!(app.has(".first-steps"));
    pick(&app, &File::new("backup.json", fs::read(&path).unwrap()), "ready");
    app.click("#backup-commit");
    app.wait_gone("[data-testid=backup-preview]");
    app.idle();
    app.reload();
    assert!(report(&app) == page, "the report");
    assert!(timeless(&app.backup()) == timeless(&path), "the backup");
}

#[test]
fn a_download_that_is_refused_is_no_backup() {
    let shop = shop(927, 12);
    let app = started(Build::Hosted, &shop, &[super::orders(&shop).file(&shop)]);
    let meter = "return document.querySelector('[data-testid=storage-meter]').innerText";
    assert!(app.read(meter).contains("还没有备份"), "{}", app.read(meter));
    app.session.cdp("Browser.setDownloadBehavior", serde_json::json!({"behavior": "deny"}));
    app.open("/settings");
    app.click("#backup-export");
    app.wait_for(".toast");
    assert!(app.text().contains("存好了吗"), "the operator is asked");
    assert!(app.session.downloads().is_empty());
    assert!(app.read(meter).contains("还没有备份"), "a click is no backup");
    app.reload();
    assert!(app.read(meter).contains("还没有备份"), "{}", app.read(meter));
    let allow = serde_json::json!({
        "behavior": "allow", "downloadPath": app.session.folder().join("downloads")});
    app.session.cdp("Browser.setDownloadBehavior", allow);
    app.backup();
    app.click(".toast button");
    app.session.wait("the yes", || app.read(meter).contains("今天备份过").then_some(()));
}

#[test]
fn an_older_backup_says_what_would_be_lost() {
    let shop = shop(923, 20);
    let [older, newer] = super::overlapping(&shop).map(|file| file.file(&shop));
    let app = started(Build::Hosted, &shop, &[older]);
    let before = state(&app);
    let backup = File::new("backup.json", fs::read(app.backup()).unwrap());
    app.import(std::slice::from_ref(&newer));
    let after = state(&app);
    pick(&app, &backup, "ready");
    let words = "return document.querySelector('.backup-preview .trouble')?.innerText ?? ''";
    assert!(app.read(words).contains("备份比现在旧"), "{}", app.read(words));
    app.click(".backup-preview button.quiet");
    app.wait_gone("[data-testid=backup-preview]");
    assert_eq!(state(&app), after, "left alone");
    pick(&app, &backup, "ready");
    app.click("#backup-commit");
    app.wait_gone("[data-testid=backup-preview]");
    app.idle();
    assert_eq!(state(&app), before, "put in place");
    app.reload();
    assert_eq!(state(&app), before);
    app.import(std::slice::from_ref(&newer));
    assert_eq!(state(&app).0, after.0, "and the work goes on");
}
