//! A table that nobody knows: matched once, read in silence ever after, changed and forgotten.

use std::fs;

use serde_json::json;

use super::on_both_builds;
use crate::app::{App, Build};
use crate::shop::foreign::{HEADER, Sums, orders};
use crate::shop::table::{Encoding, Table};
use crate::shop::workbook::Strings;
use crate::shop::{File, PHONE, SENTINEL, shop, yuan};

on_both_builds!(matched_once_and_read_ever_after);

const APPLY: &str = "#mapping-apply:not(:disabled)";
const ALL: &str = "/data?from=2026-11-01&to=2026-11-20&compare=none";

fn figure(app: &App, metric: &str) -> String {
    let period = "2026-11-01..2026-11-20";
    let shown = app.figures();
    let found =
        shown.iter().find(|it| it.metric == metric && it.period == period && it.dim.is_none());
    found.unwrap_or_else(|| panic!("no {metric}")).value.clone()
}

fn expect(app: &App, sums: &[Sums]) {
    app.open(ALL);
    let gmv: i64 = sums.iter().map(|sums| sums.gmv).sum();
    let refund: i64 = sums.iter().map(|sums| sums.refund).sum();
    let lines: usize = sums.iter().map(|sums| sums.orders).sum();
    assert_eq!(figure(app, "gmv"), yuan(gmv));
    assert_eq!(figure(app, "refund-by-pay"), yuan(refund));
    assert_eq!(figure(app, "orders"), lines.to_string());
}

/// Opens the columns of the file in sight.
fn look(app: &App) {
    app.click("[data-testid=receipt] [data-action=map]");
    app.wait_for("[data-testid=mapping]");
}

/// Matches the columns of the file in sight as they are guessed.
fn accept(app: &App, file: &str) {
    app.wait_for("[data-testid=mapping]");
    app.click(APPLY);
    app.session.wait("the file to be read", || {
        (app.receipt(file).state == "previewed" && app.has("#import-commit")).then_some(())
    });
}

fn matched_once_and_read_ever_after(build: Build) {
    let shop = shop(1401, 12);
    let app = App::start(build, shop.morning());
    let (first, first_sums) = orders(1, 60);
    let first = first.file("ExportOrderList", Encoding::Gb18030);
    app.drop_files(std::slice::from_ref(&first));
    let receipt = app.receipt(&first.name);
    assert_eq!((receipt.state.as_str(), receipt.format.as_str()), ("previewed", "generic-orders"));
    assert!(app.has("[data-testid=mapped][data-saved=false]"), "it says that it guesses");
    let before = app.snapshot();
    look(&app);
    let page = app.read("return document.documentElement.outerHTML");
    assert!(!page.contains(SENTINEL) && !page.contains(PHONE), "the sample is masked");
    accept(&app, &first.name);
    let receipt = app.receipt(&first.name);
    assert_eq!((receipt.format.as_str(), receipt.new), ("generic-orders", 60));
    assert_eq!((receipt.from.as_str(), receipt.to.as_str()), ("2026-11-01", "2026-11-20"));
    assert_eq!(app.snapshot(), before, "a preview stores nothing");
    app.answer("yes");
    app.commit();
    expect(&app, &[first_sums]);
    app.reload();
    expect(&app, &[first_sums]);
    // The same header again, in another order and another dress.
    let (second, second_sums) = orders(61, 30);
    let second = turned(&second).file("next", Encoding::Xlsx(Strings::Shared));
    app.drop_files(std::slice::from_ref(&second));
    assert!(!app.has("[data-testid=mapping]"), "nothing is asked");
    assert!(app.has("[data-testid=mapped][data-saved=true]"));
    app.answer("yes");
    app.commit();
    expect(&app, &[first_sums, second_sums]);
    // The first once more says nothing new.
    app.import(std::slice::from_ref(&first));
    assert_eq!(app.receipt(&first.name).tally(), [0, 0, 60, 0, 0]);
    let backup = File::new("backup.json", fs::read(app.backup()).unwrap());
    let text = String::from_utf8_lossy(&backup.bytes).into_owned();
    assert!(text.contains("买家实付金额"), "a backup holds mappings");
    assert!(!text.contains(SENTINEL) && !text.contains(PHONE));
    passed_on(&app, &second);
    restored(build, &backup, &second);
}

/// The columns the other way round.
fn turned(table: &Table) -> Table {
    let turn = |cells: &Vec<String>| cells.iter().rev().cloned().collect();
    Table { header: turn(&table.header), rows: table.rows.iter().map(turn).collect() }
}

/// Mappings go out as a file, are forgotten, and come back from it.
fn passed_on(app: &App, file: &File) {
    app.open("/settings");
    let saved = fs::read(app.download(|| app.click("#mappings-export"))).unwrap();
    app.click("[data-action=forget-mapping]");
    app.wait_gone("[data-testid=saved-mapping]");
    app.drop_files(std::slice::from_ref(file));
    assert!(app.has("[data-testid=mapped][data-saved=false]"));
    app.click("#import-cancel");
    for (bytes, count) in [(b"{}".to_vec(), 0), (saved, 1)] {
        app.open("/settings");
        let path = app.stage(&[File::new("mappings.json", bytes)]);
        app.session.type_into("#mappings-import", &path);
        app.session.wait("the mappings to be told of", || {
            (app.count("[data-testid=saved-mapping]") == count && app.has(".toast")).then_some(())
        });
    }
    app.drop_files(std::slice::from_ref(file));
    assert_eq!(app.receipt(&file.name).state, "previewed");
    app.click("#import-cancel");
}

/// What a backup remembers reads the next file as well.
fn restored(build: Build, backup: &File, file: &File) {
    let app = App::start(build, shop(1401, 12).morning());
    app.open("/settings");
    app.session.type_into("#backup-import", &app.stage(std::slice::from_ref(backup)));
    app.click("#backup-commit");
    app.wait_gone("[data-testid=backup-preview]");
    app.drop_files(std::slice::from_ref(file));
    assert!(app.has("[data-testid=mapped][data-saved=true]"));
    assert_eq!(app.receipt(&file.name).tally(), [0, 0, 30, 0, 0]);
    // Forgotten before it is imported, the file is asked about anew.
    app.click("[data-action=forget-mapping]");
    app.wait_for("[data-testid=mapping]");
    assert_eq!(app.receipt(&file.name).state, "failed");
}

#[test]
fn a_wrong_guess_is_put_right_and_missing_columns_are_named() {
    let app = App::start(Build::Hosted, shop(1402, 12).morning());
    let (table, sums) = orders(1, 20);
    let file = table.file("a", Encoding::Utf8Bom);
    app.drop_files(std::slice::from_ref(&file));
    look(&app);
    app.fill("[data-map=amount]", "");
    assert!(!app.has(APPLY));
    let missing = "return document.querySelector('[data-testid=mapping-missing]').innerText";
    assert!(app.read(missing).contains("实付金额"));
    let offered = "return [...document.querySelectorAll('[data-map=product] option')]
        .map(option => option.textContent).join()";
    assert!(!app.read(offered).contains("联系手机"), "personal columns cannot be chosen");
    app.fill("[data-map=amount]", "11");
    accept(&app, &file.name);
    // That was the refund; the amount is another column.
    look(&app);
    let check = "return document.querySelector('[data-check=amount]').innerText";
    assert!(app.read(check).contains("20 行中 16 行"), "{}", app.read(check));
    let amount = HEADER.split(',').position(|name| name == "买家实付金额").unwrap();
    app.fill("[data-map=amount]", &amount.to_string());
    app.fill("[data-map=refund]", "11");
    accept(&app, &file.name);
    app.answer("yes");
    app.commit();
    expect(&app, &[sums]);
}

#[test]
fn net_amounts_are_asked_about_once() {
    let app = App::start(Build::Hosted, shop(1403, 12).morning());
    let table = |first: usize| {
        Table::new("单号,日期,实收,退款,品名", 10, |row, column| match column {
            "单号" => format!("N-{}", first + row),
            "日期" => format!("2026/11/{} 9:00", 1 + row),
            "实收" if row < 2 => "0.00".to_owned(),
            "实收" => "50.00".to_owned(),
            "退款" if row < 2 => "50.00".to_owned(),
            "退款" => "0".to_owned(),
            _ => "杯子".to_owned(),
        })
    };
    let file = table(1).file("a", Encoding::Utf8);
    app.drop_files(std::slice::from_ref(&file));
    accept(&app, &file.name);
    assert!(app.warnings().contains(&"net-amounts".to_owned()));
    let shop_question = "[data-code=other-shop] [data-answer=yes]";
    app.click(shop_question);
    assert!(app.has("#import-commit:disabled"), "it waits for the answer");
    app.answer("yes");
    app.commit();
    app.open(ALL);
    assert_eq!(
        (figure(&app, "gmv"), figure(&app, "refund-by-pay")),
        ("500.00".into(), "100.00".into())
    );
    let next = table(11).file("b", Encoding::Xlsx(Strings::Inline));
    app.drop_files(std::slice::from_ref(&next));
    assert!(!app.warnings().contains(&"net-amounts".to_owned()), "the answer is kept");
    app.commit();
    app.open(ALL);
    assert_eq!(figure(&app, "gmv"), "1000.00");
}

#[test]
fn a_hostile_header_is_text_in_a_box_of_its_own() {
    let app = App::start(Build::Hosted, shop(1404, 12).morning());
    let name = |place: usize| match place {
        3 => "<img src=x onerror=document.title=1>".to_owned(),
        _ if place.is_multiple_of(3) => String::new(),
        _ => format!("列{}", place % 40),
    };
    let header: Vec<String> = (0..500).map(name).collect();
    let rows = vec![vec!["长".repeat(300); 500]; 3];
    let file = Table { header, rows }.file("a", Encoding::Utf8);
    app.session.cdp(
        "Emulation.setDeviceMetricsOverride",
        json!({"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true}),
    );
    app.drop_files(std::slice::from_ref(&file));
    app.wait_for("[data-testid=mapping]");
    assert!(!app.has("[data-testid=mapping] img"));
    let width = "return document.documentElement.scrollWidth - innerWidth";
    assert_eq!(app.session.run(width, &[]), json!(0), "the page does not scroll sideways");
    assert!(!app.has(APPLY));
    app.click("#mapping-close");
    app.wait_gone("[data-testid=mapping]");
}
