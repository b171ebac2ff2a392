//! Files in, true figures out: preview, the question, commit, every period, charts, reload.

use super::{everything, named, on_both_builds, started, verify};
use crate::app::{App, Build};
use crate::shop::books::Books;
use crate::shop::shop;
use crate::shop::time::{Period, iso};

on_both_builds!(files_become_figures, an_empty_app_shows_every_metric);

/// Every metric of the contract.
const METRICS: [&str; 28] = [
    "gmv",
    "user-paid",
    "net-gmv",
    "orders",
    "units",
    "gifts",
    "line-value",
    "buyers",
    "buyer-value",
    "refund-by-pay",
    "refund-by-refund",
    "refund-rate",
    "returns",
    "return-rate",
    "impressions",
    "clicks",
    "carts",
    "paid-people",
    "ctr",
    "cart-rate",
    "click-pay-rate",
    "impression-pay-rate",
    "ship-48h-rate",
    "due-24h",
    "overdue",
    "ad-cost",
    "cost-ratio",
    "roi",
];

const CHARTS: [&str; 4] = ["gmv", "funnel", "returns", "mix"];

fn files_become_figures(build: Build) {
    let shop = shop(101, 45);
    let (world, files) = everything(&shop, 101);
    let books = Books::of(&world);
    let app = App::start(build, shop.morning());
    preview(&app, &files, &books);
    for choice in ["yesterday", "7d", "30d", "week", "month", "last-week", "last-month", "all"] {
        let days = named(choice, &world);
        app.open(&format!("/data?period={choice}&compare=previous,year"));
        compare(&app, &books, days);
    }
    let (start, end) = (shop.first - 15, shop.last - 9);
    for days in [Period::new(start, end), Period::day(shop.last - 8), Period::day(shop.last + 40)] {
        let (from, to) = (iso(days.from), iso(days.to));
        app.open(&format!("/data?from={from}&to={to}&compare=previous,year"));
        compare(&app, &books, days);
    }
    for id in CHARTS {
        app.open("/data?period=30d");
        assert!(app.has_chart(id), "the chart {id}");
    }
    for route in ["/today", "/data/orders", "/report"] {
        app.open(route);
        assert!(verify(&app.figures(), &books) > 0, "figures on {route}");
    }
    app.open("/data");
    let before = app.figures();
    app.reload();
    assert_eq!(app.figures(), before, "a reload changes no figure");
}

/// Drops, looks, answers, commits.
fn preview(app: &App, files: &[crate::shop::File], books: &Books<'_>) {
    let empty = app.snapshot();
    app.drop_files(files);
    assert!(app.warnings().contains(&"other-shop".to_owned()), "the first import asks");
    assert!(app.has("#import-commit:disabled"), "and waits for the answer");
    assert_eq!(app.snapshot(), empty, "nothing is stored before the commit");
    app.answer("yes");
    assert!(!app.has("[data-testid=warning][data-code=other-shop]"));
    let seen: Vec<_> = files.iter().map(|file| app.receipt(&file.name)).collect();
    assert!(seen.iter().all(|receipt| receipt.state == "previewed"), "{seen:?}");
    app.commit();
    let (orders, cases) = (&books.world.orders[0], &books.world.cases[0]);
    let covers = |days: Option<Period>| days.map(|days| (iso(days.from), iso(days.to))).unwrap();
    let rows = [orders.lines(books.shop).len(), cases.cases(books.shop).len()];
    let days = [covers(orders.covers(books.shop)), covers(cases.covers(books.shop))];
    for (place, format) in ["orders", "aftersales"].into_iter().enumerate() {
        let receipt = app.receipt(&files[place].name);
        assert_eq!((receipt.format.as_str(), receipt.state.as_str()), (format, "committed"));
        let rows = u64::try_from(rows[place]).unwrap();
        assert_eq!(receipt.tally(), [rows, 0, 0, 0, 0], "{receipt:?}");
        assert_eq!((receipt.from, receipt.to), days[place]);
    }
    let formats = files.iter().map(|file| app.receipt(&file.name).format);
    let formats: Vec<String> = formats.skip(2).collect();
    assert_eq!(formats, ["compass-shop-daily", "compass-shop-daily", "compass-products"]);
}

/// The period and what it is compared with, metric by metric, then everything on the page.
fn compare(app: &App, books: &Books<'_>, days: Period) {
    let shown = app.figures();
    for days in [days, days.before(), days.year_before()] {
        crate::app::expect(&shown, days, &books.figures(days));
    }
    let told = days.told();
    for metric in METRICS {
        let clock = matches!(metric, "due-24h" | "overdue");
        let is = |it: &&crate::app::Shown| it.metric == metric && (clock || it.period == told);
        assert!(shown.iter().any(|it| is(&it)), "{metric} in {told}");
    }
    verify(&shown, books);
}

fn an_empty_app_shows_every_metric(build: Build) {
    let shop = shop(102, 10);
    let app = App::start(build, shop.morning());
    app.open("/data");
    let shown = app.figures();
    for metric in METRICS {
        let mut same = shown.iter().filter(|it| it.metric == metric).peekable();
        assert!(same.peek().is_some(), "{metric} is there though nothing gives it");
        assert!(same.all(|it| it.value.is_empty() && it.source.is_none()), "{metric} is empty");
    }
    for id in CHARTS {
        let chart = format!("figure[data-chart={id}]");
        let caption =
            app.read(&format!("return document.querySelector('{chart} figcaption').innerText"));
        assert!(caption.contains("导入") || caption.contains("订单"), "{id} says what fills it");
    }
    drop(app);
    // One file of one family: the others stay empty, and nothing breaks.
    let mut world = super::World::new(&shop);
    world.orders.push(super::orders(&shop));
    let app = started(build, &shop, &[world.orders[0].file(&shop)]);
    app.open("/data?period=all");
    let books = Books::of(&world);
    app.expect(named("all", &world), &books.figures(named("all", &world)));
}
