//! Nobody's personal data: whatever a personal column holds, it is nowhere afterwards: not in
//! storage, not on a page, not in a file that is taken along, not in the console.

use std::fs;

use serde_json::json;

use super::{ROUTES, everything, on_both_builds, started};
use crate::app::{App, Build, members};
use crate::shop::table::{Encoding, Table};
use crate::shop::{File, PHONE, SENTINEL, shop};

on_both_builds!(personal_data_goes_nowhere);

fn clean(what: &str, text: &str) {
    for personal in [SENTINEL, PHONE] {
        let near = text.find(personal).map(|at| {
            let from = (at.saturating_sub(80)..=at).find(|from| text.is_char_boundary(*from));
            text[from.unwrap_or(at)..].chars().take(120).collect::<String>()
        });
        assert_eq!(near, None, "personal data in {what}");
    }
}

/// All that is stored, as it is and as its units read as bytes and as text of either kind.
const STORED: &str = "
    const all = Object.entries(localStorage).concat(Object.entries(sessionStorage));
    return all.map(([key, value]) => {
        const bytes = [];
        for (let at = 0; at < value.length; at += 1) {
            const unit = value.charCodeAt(at);
            bytes.push(unit & 255, unit >> 8);
        }
        const text = new TextDecoder().decode(new Uint8Array(bytes));
        let unescaped = '';
        try { unescaped = decodeURIComponent(value) } catch {}
        return [key, value, text, unescaped].join(' ');
    }).join(' ')";

fn personal_data_goes_nowhere(build: Build) {
    let shop = shop(1201, 40);
    let (_, files) = everything(&shop, 1201);
    let holds = |file: &File| String::from_utf8_lossy(&file.bytes).contains(SENTINEL);
    assert!(files.iter().any(holds), "the files are full of it");
    let app = started(build, &shop, &files);
    let broken = with_bad_rows(&super::orders(&shop).table(&shop));
    app.import(std::slice::from_ref(&broken));
    clean("the rejected rows", &app.text());
    let csv = app.download(|| app.press_in_receipt(&broken.name, "save-rejected"));
    clean("their file", &fs::read_to_string(csv).unwrap());
    pages(&app);
    app.open("/today");
    for rule in ["ship-due", "return-rate", "creator-stopped"] {
        app.press_in_finding(rule, "to-task");
    }
    app.open("/data/orders");
    pages(&app);
    clean("storage", &app.read(STORED));
    clean("the backup", &fs::read_to_string(app.backup()).unwrap());
    for (name, content) in members(&fs::read(app.tables()).unwrap()) {
        clean(&name, &String::from_utf8(content).unwrap());
    }
    for compare in ["none", "previous,year"] {
        app.open(&format!("/report?period=30d&compare={compare}"));
        clean("the report", &fs::read_to_string(app.report()).unwrap());
    }
    let title = app.read("return document.title");
    clean("the title", &title);
    app.reload();
    pages(&app);
    let console = app.session.log("browser");
    clean("the console", &json!(console).to_string());
    elsewhere(&app);
}

/// The same lines with cells that cannot be read, in columns that are read.
fn with_bad_rows(table: &Table) -> File {
    let place = |column: &str| table.header.iter().position(|name| name == column).unwrap();
    let mut rows = table.rows.clone();
    for (row, column) in [(2, "订单应付金额"), (6, "支付完成时间"), (9, "商品数量")]
    {
        rows[row][place(column)] = format!("电话{PHONE}");
    }
    let table = Table { header: table.header.clone(), rows };
    table.file("订单有坏行", Encoding::Utf8)
}

/// The whole document of every route, what is hidden in it included.
fn pages(app: &App) {
    for route in ROUTES {
        app.open(route);
        clean(route, &app.read("return document.documentElement.outerHTML"));
        let fields = "return [...document.querySelectorAll('input, textarea')]
            .map(field => field.value).join(' ')";
        clean(route, &app.read(fields));
    }
}

/// Nothing is kept anywhere but in localStorage.
fn elsewhere(app: &App) {
    let script = "
        const databases = await indexedDB.databases();
        const caches_ = window.caches ? await caches.keys().catch(() => []) : [];
        return [document.cookie, sessionStorage.length, databases.length, caches_.length].join()";
    let found = app.session.run(&format!("return (async () => {{ {script} }})()"), &[]);
    assert_eq!(found, json!(",0,0,0"), "cookies, session storage, databases, caches");
    let keys: Vec<String> = app.snapshot().into_keys().collect();
    assert!(keys.iter().all(|key| key.starts_with("dianpan")), "{keys:?}");
}
