//! The report: one file with six chapters that opens anywhere, with scripts off, and holds
//! nobody's personal data.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::{everything, named, on_both_builds, started, verify};
use crate::app::{App, Build, file_address};
use crate::shop::books::Books;
use crate::shop::{PHONE, SENTINEL, shop};

on_both_builds!(the_report_opens_anywhere, words_of_ones_own_are_kept);

const CHARTS: [&str; 4] = ["gmv", "funnel", "returns", "mix"];

fn the_report_opens_anywhere(build: Build) {
    let shop = shop(301, 40);
    let (world, files) = everything(&shop, 301);
    let books = Books::of(&world);
    let app = started(build, &shop, &files);
    app.open("/report?period=30d&compare=previous");
    for chapter in 1..=6 {
        let words = format!("第 {chapter} 章 <b>自己的话</b> & 电话 {PHONE}");
        app.fill(&format!("textarea[data-note='{chapter}']"), &words);
    }
    verify(&app.figures(), &books);
    let report = app.report();
    let name = report.file_name().unwrap().to_str().unwrap();
    assert!(name.ends_with(".html"), "{name}");
    source(&fs::read_to_string(&report).unwrap());
    opened(&app, &report, &books);
    app.session.cdp("Emulation.setScriptExecutionDisabled", json!({"value": false}));
    app.load("/report?period=last-month");
    opened(&app, &app.report(), &books);
    app.session.cdp("Emulation.setScriptExecutionDisabled", json!({"value": false}));
}

/// What must hold of the text of the file.
fn source(html: &str) {
    let lower = html.to_ascii_lowercase();
    let count = |what: &str| lower.matches(what).count();
    assert_eq!((count("<h1"), count("<h2"), count("http-equiv")), (1, 6, 1));
    for banned in ["<script", "javascript:", "http:", "https:", "src=\"//", "<iframe", "<link"] {
        assert_eq!(count(banned), 0, "{banned} in the report");
    }
    assert!(
        !lower.contains(" onload=") && !lower.contains(" onerror=") && !lower.contains("@import")
    );
    let head = lower.find("<head").unwrap();
    assert!(lower[head..].starts_with("<head><meta http-equiv=\"content-security-policy\""));
    for personal in [SENTINEL, PHONE] {
        let near = html
            .find(personal)
            .map(|at| html[at.saturating_sub(90)..].chars().take(120).collect::<String>());
        assert_eq!(near, None, "personal data in the report");
    }
    assert!(html.contains("&lt;b&gt;自己的话&lt;/b&gt; &amp; 电话"), "one's own words, escaped");
}

/// The file from disk in a tab without scripts.
fn opened(app: &App, report: &Path, books: &Books<'_>) {
    app.session.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    app.session.log("browser");
    app.session.go(&file_address(report));
    let shown = app.figures();
    assert!(verify(&shown, books) > 60, "the report has its figures");
    let days = shown.iter().find(|it| it.metric == "gmv" && it.dim.is_none()).unwrap();
    let figures = books.figures(super::parsed(&days.period));
    for metric in figures.keys() {
        assert!(shown.iter().any(|it| it.metric == *metric), "{metric} in the report");
    }
    for id in CHARTS {
        let chart = format!("figure[data-chart={id}]");
        let drawn = app.session.run(
            "const chart = document.querySelector(arguments[0]);
             const pictures = [...chart.querySelectorAll('svg[role=img][aria-label]')];
             return !!chart.querySelector('figcaption') && !!chart.querySelector('table')
                 && pictures.some(svg => svg.getBoundingClientRect().height > 40)",
            &[json!(chart)],
        );
        assert_eq!(drawn, json!(true), "the chart {id} is drawn");
    }
    let wide = "return document.documentElement.scrollWidth <= innerWidth ? 'fits' : ''";
    assert_eq!(app.read(wide), "fits");
    let log = app.session.log("browser");
    assert!(log.is_empty(), "{log:?}");
    let world = books.world;
    assert!(named("30d", world) != named("last-month", world), "two periods were looked at");
}

fn words_of_ones_own_are_kept(build: Build) {
    let shop = shop(302, 12);
    let app = started(build, &shop, &[super::orders(&shop).file(&shop)]);
    let words = |app: &App, chapter: u8| {
        app.read(&format!(
            "return document.querySelector(\"textarea[data-note='{chapter}']\").value"
        ))
    };
    app.open("/report?period=7d");
    for chapter in 1..=6 {
        app.fill(&format!("textarea[data-note='{chapter}']"), &format!("第 {chapter} 章的话"));
    }
    app.open("/today");
    app.open("/report?period=yesterday");
    assert_eq!(words(&app, 1), "", "words are kept by period");
    app.open("/report?period=7d");
    assert_eq!(words(&app, 6), "第 6 章的话", "and stand there again");
    app.reload();
    for chapter in 1..=6 {
        assert_eq!(words(&app, chapter), format!("第 {chapter} 章的话"), "also after a reload");
    }
}
