//! 按日汇总: an old month gives its lines up. Every figure that adds up stays, boards that ask for
//! lines say which days they lack, and the file of those days changes nothing any more.

use super::{everything, on_both_builds, started, verify};
use crate::app::{App, Build, Shown};
use crate::shop::books::Books;
use crate::shop::shop;

on_both_builds!(an_old_month_keeps_its_figures);

/// Figures of SKUs and their costs, which sums do not keep; nor do they keep creators apart.
const OF_LINES: [&str; 4] = ["mix-share", "gross-profit", "gross-margin", "cost-coverage"];
const JUNE: &str = "from=2026-06-04&to=2026-06-30";

fn kept(app: &App, page: &str) -> Vec<Shown> {
    app.open(page);
    let mut figures = app.figures();
    figures.retain(|it| {
        let by_line = it.dim.as_deref() == Some("creator");
        !by_line && !OF_LINES.contains(&it.metric.as_str())
    });
    figures
}

fn pages(app: &App) -> Vec<Vec<Shown>> {
    let over = [JUNE, "period=all"];
    let pages = ["/data", "/data/returns", "/data/products"];
    let all = pages.into_iter().flat_map(|page| over.map(|days| format!("{page}?{days}")));
    all.map(|page| kept(app, &page)).collect()
}

/// The figures that are on one side only.
fn differing(before: &[Vec<Shown>], after: &[Vec<Shown>]) -> Vec<Shown> {
    let pages = before.iter().zip(after);
    let lost = pages.clone().flat_map(|(was, is)| was.iter().filter(|it| !is.contains(it)));
    let new = pages.flat_map(|(was, is)| is.iter().filter(|it| !was.contains(it)));
    lost.chain(new).cloned().collect()
}

fn an_old_month_keeps_its_figures(build: Build) {
    let shop = shop(1101, 170);
    let (world, files) = everything(&shop, 1101);
    let app = started(build, &shop, &files);
    let before = pages(&app);
    app.open("/settings");
    app.click("[data-action=draft-roll-up]");
    app.wait_for("[data-testid=roll-up]");
    let lines = app.read("return document.querySelector('[data-testid=roll-up]').dataset.lines");
    assert!(lines.parse::<usize>().unwrap() > 50, "{lines}");
    app.click("[data-action=commit-roll-up]");
    app.wait_for("[data-testid=rolled-up]");
    app.idle();
    let after = pages(&app);
    assert_eq!(differing(&before, &after), []);
    assert!(after.iter().map(|shown| verify(shown, &Books::of(&world))).sum::<usize>() > 100);
    app.reload();
    assert_eq!(differing(&before, &pages(&app)), [], "and it stays");

    app.open(&format!("/data/orders?{JUNE}"));
    for chart in ["hours", "by-province", "by-price"] {
        let told = format!("return document.querySelector('[data-chart={chart}]').innerText");
        assert!(app.read(&told).contains("27 天按日汇总"), "{chart}");
        let cells = app.figures().into_iter();
        assert_eq!(cells.filter(|it| it.chart.as_deref() == Some(chart)).count(), 0, "{chart}");
    }
    let split = |chart: &str| {
        let cells = app.figures().into_iter();
        cells.filter(|it| it.chart.as_deref() == Some(chart)).count()
    };
    assert!(split("by-carrier") > 0, "what sums keep apart is still split");

    // Days of June are skipped, whoever imports them; nothing can be taken back.
    app.open("/import");
    app.import(&files);
    assert!(app.receipts().iter().any(|receipt| receipt.skipped > 50));
    assert_eq!(differing(&before, &pages(&app)), []);
    assert!(app.faults().is_empty(), "{:?}", app.faults());
}
