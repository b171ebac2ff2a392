//! What is not imported: bad rows, bad files, another shop's files, and whatever was cancelled;
//! each is named, and nothing else suffers.

use std::fs;

use super::{named, orders, started};
use crate::app::{App, Build};
use crate::shop::books::Books;
use crate::shop::table::{Encoding, Table};
use crate::shop::time::{DAY, Period};
use crate::shop::world::World;
use crate::shop::{File, PHONE, SENTINEL, Shop, compass, header, shop, yuan};

/// Cells that cannot be read, by row and column.
const BAD: [(usize, &str, &str); 4] = [
    (3, "订单应付金额", "=1+1"),
    (8, "支付完成时间", "2026-13-45"),
    (11, "商品数量", "三件"),
    (17, "订单应付金额", "13800138000元整"),
];

#[test]
fn bad_rows_are_named() {
    let shop = shop(601, 12);
    let file = orders(&shop);
    let mut table = file.table(&shop);
    for (row, column, cell) in BAD {
        let place = place(&table, column);
        table.rows[row][place] = cell.to_owned();
    }
    table.rows[20].truncate(30);
    let bad: Vec<usize> = BAD.iter().map(|bad| bad.0).chain([20]).collect();
    let name = file.file(&shop).name;
    let text = format!("\u{feff}{}", table.csv());
    let app = started(Build::Hosted, &shop, &[File::new(name.clone(), text.into_bytes())]);
    let receipt = app.receipt(&name);
    let rejected = u64::try_from(bad.len()).unwrap();
    assert_eq!((receipt.rejected, receipt.new), (rejected, receipt.rows - rejected));
    let shown = app.rejected(&name);
    let lines: Vec<u64> = shown.iter().map(|row| row.line).collect();
    assert_eq!(lines, bad.iter().map(|row| line_of(&table, *row)).collect::<Vec<_>>());
    for (seen, (_, column, cell)) in shown.iter().zip(BAD) {
        assert_eq!(seen.column, column, "{seen:?}");
        assert!(!seen.reason.is_empty(), "{seen:?}");
        assert_eq!(seen.text.contains(cell), !cell.contains(PHONE), "{seen:?}");
        assert!(!seen.text.contains(PHONE) && !seen.text.contains(SENTINEL), "{seen:?}");
    }
    let csv = app.download(|| app.press_in_receipt(&name, "save-rejected"));
    let csv = fs::read_to_string(csv).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("'=1+1"), "no formula: {csv}");
    assert!(!csv.contains(PHONE) && !csv.contains(SENTINEL), "{csv}");
    assert_eq!(csv.lines().count(), bad.len() + 1);
    the_rest_counts(&app, &shop, &bad);
}

fn place(table: &Table, column: &str) -> usize {
    table.header.iter().position(|name| name == column).unwrap()
}

/// The physical line on which a row begins; cells may hold line ends.
fn line_of(table: &Table, row: usize) -> u64 {
    let before = std::iter::once(&table.header).chain(&table.rows).take(row + 1);
    let breaks = before.flatten().map(|cell| cell.matches('\n').count()).sum::<usize>();
    u64::try_from(row + breaks + 2).unwrap()
}

fn the_rest_counts(app: &App, shop: &Shop, bad: &[usize]) {
    let mut world = World::new(shop);
    world.orders.push(orders(shop));
    let books = Books::of(&world);
    let places = orders(shop).lines(shop);
    let lost: Vec<usize> = bad.iter().map(|row| places[*row]).collect();
    let days = named("all", &world);
    let counts = |line: &usize| {
        let paid = books.known.iter().find(|it| it.line == *line).and_then(|it| it.paid);
        paid.is_some_and(|paid| days.has(paid.div_euclid(DAY)))
    };
    let gone: i64 =
        lost.iter().filter(|line| counts(line)).map(|line| shop.lines[*line].gmv()).sum();
    let all: i64 = books
        .known
        .iter()
        .filter(|it| it.paid.is_some_and(|paid| days.has(paid.div_euclid(DAY))))
        .map(|it| shop.lines[it.line].gmv())
        .sum();
    app.open("/data?period=all");
    let told = days.told();
    let shown = app.figures();
    let is = |it: &&crate::app::Shown| it.metric == "gmv" && it.period == told && it.dim.is_none();
    assert!(gone > 0);
    assert_eq!(shown.iter().find(is).unwrap().value, yuan(all - gone));
}

#[test]
fn a_bad_file_next_to_a_good_one() {
    let shop = shop(602, 12);
    let good = orders(&shop).file(&shop);
    let bad = bad_files(&shop);
    let app = App::start(Build::Hosted, shop.morning());
    let files: Vec<File> = std::iter::once(&good).chain(&bad).cloned().collect();
    app.drop_files(&files);
    for file in &bad {
        let receipt = app.receipt(&file.name);
        assert_eq!(receipt.state, "failed", "{receipt:?}");
        assert_eq!(receipt.rejected, receipt.rows, "all of its rows: {receipt:?}");
    }
    let boxes = "return [...document.querySelectorAll('[data-state=failed] input')].length + ''";
    assert_eq!(app.read(boxes), "0", "a failed file is not offered");
    assert!(app.warnings().contains(&"damaged-ids".to_owned()));
    app.answer("yes");
    app.commit();
    assert_eq!(app.receipt(&good.name).state, "committed");
    assert_eq!(app.receipt(&bad[0].name).state, "failed", "receipts stay");
    let mut world = World::new(&shop);
    world.orders.push(orders(&shop));
    app.open("/data?period=all&compare=none");
    let days = named("all", &world);
    app.expect(days, &Books::of(&world).figures(days));
}

fn bad_files(shop: &Shop) -> Vec<File> {
    let table = || orders(shop).table(shop);
    let text = table().csv();
    let mut damaged = table();
    let id = place(&damaged, "子订单编号");
    damaged.rows[4][id] = "6.91E+18".to_owned();
    let mut mostly = table();
    let payable = place(&mostly, "订单应付金额");
    let third = mostly.rows.iter_mut().step_by(3);
    third.for_each(|row| row[payable] = "坏".to_owned());
    let mut book = table().file("cut-book", Encoding::Xlsx(crate::shop::workbook::Strings::Shared));
    book.bytes.truncate(book.bytes.len() / 2);
    let quote = text.rfind('"').unwrap();
    vec![
        File::new("unknown.csv", "日期,天气\r\n2026-11-20,晴\r\n".as_bytes().to_vec()),
        File::new("open-quote.csv", text.as_bytes()[..quote].to_vec()),
        File::new("empty.csv", Vec::new()),
        File::new("noise.csv", (0..=255).cycle().take(9_999).collect()),
        damaged.file("damaged-ids", Encoding::Utf8),
        mostly.file("mostly-bad", Encoding::Gb18030),
        book,
    ]
}

#[test]
fn a_no_to_the_first_question_keeps_nothing() {
    let shop = shop(603, 12);
    let app = App::start(Build::Hosted, shop.morning());
    let empty = app.snapshot();
    app.drop_files(&[orders(&shop).file(&shop)]);
    assert_eq!(app.warnings(), ["other-shop"]);
    app.answer("no");
    app.wait_gone("[data-testid=receipt]");
    assert_eq!(app.snapshot(), empty);
    app.open("/data?period=all");
    assert!(app.figures().iter().all(|it| it.value.is_empty()), "nothing came in");
}

#[test]
fn files_of_another_shop_are_noticed() {
    let (own, other) = (shop(604, 12), shop(605, 12));
    let app = started(Build::Hosted, &own, &[orders(&own).file(&own)]);
    app.open("/data?period=all");
    let figures = app.figures();
    let strange = orders(&other).file(&other);
    let days = Period::new(own.first - 5, own.last);
    let rows = compass::by_day(604, days);
    let daily = compass::shop_daily(&rows, header::SHOP_DAILY_2026, Encoding::Utf8);
    app.drop_files(&[strange.clone(), daily.clone()]);
    let asked = app.warnings();
    assert_eq!(asked.iter().filter(|code| *code == "other-shop").count(), 2, "{asked:?}");
    assert!(app.has("#import-commit:disabled"), "an answer is awaited");
    app.answer("no");
    assert!(app.has("#import-commit:disabled"), "nothing is left to import");
    app.click("#import-cancel");
    app.open("/data?period=all");
    assert_eq!(app.figures(), figures);
    app.import(std::slice::from_ref(&daily));
    assert_eq!(app.receipt(&daily.name).state, "committed", "a yes goes on");
}

#[test]
fn repeated_amounts_are_asked_about() {
    let shop = shop(606, 12);
    let mut table = orders(&shop).table(&shop);
    let [order, payable, price] =
        ["主订单编号", "订单应付金额", "商品单价"].map(|column| place(&table, column));
    for (row, cells) in table.rows.iter_mut().enumerate() {
        cells[order] = format!("\t69100000000000{:05}", row / 3);
        cells[payable] = "59.70".to_owned();
        cells[price] = format!("{}.90", 10 + row % 3);
    }
    let file = table.file(&orders(&shop).name(), Encoding::Utf8);
    let app = App::start(Build::Hosted, shop.morning());
    app.drop_files(std::slice::from_ref(&file));
    assert!(app.warnings().contains(&"repeated-amounts".to_owned()), "{:?}", app.warnings());
    app.click("[data-code=other-shop] [data-answer=yes]");
    app.wait_gone("[data-code=other-shop]");
    assert!(app.has("#import-commit:disabled"), "the other question stands");
    app.click("[data-code=repeated-amounts] [data-answer=yes]");
    app.commit();
    assert_eq!(app.receipt(&file.name).state, "committed");
}

#[test]
fn dates_ahead_of_the_clock_are_told() {
    let shop = shop(607, 12);
    let app = App::start(Build::Hosted, (shop.last - 3) * DAY);
    app.drop_files(&[orders(&shop).file(&shop)]);
    assert!(app.warnings().contains(&"future-dates".to_owned()), "{:?}", app.warnings());
    app.answer("yes");
    app.commit();
    app.open("/data?period=yesterday");
    let yesterday = Period::day(shop.last).told();
    assert!(app.figures().iter().any(|it| it.period == yesterday), "the data's own yesterday");
    assert!(app.text().contains("按数据"), "and the page says so: {}", app.text());
}

/// Presses cancel as soon as there is something to cancel.
const CANCEL_AT_ONCE: &str = "
    new MutationObserver(() => {
        if (window.cancelled || !document.querySelector('[data-testid=import-progress]')) return;
        window.cancelled = true;
        document.querySelector('#import-cancel').click();
    }).observe(document, {childList: true, subtree: true})";

#[test]
fn cancelled_while_reading() {
    let shop = shop(608, 20);
    let app = App::closed(Build::Hosted, shop.morning());
    app.preload(CANCEL_AT_ONCE);
    app.load("/import");
    let empty = app.snapshot();
    let file = orders(&shop).file(&shop);
    let paths = app.stage(std::slice::from_ref(&file));
    app.session.type_into("#import-files", &paths);
    app.session.wait("the cancel", || {
        (app.read("return window.cancelled ? 'yes' : ''") == "yes").then_some(())
    });
    app.wait_gone("[data-testid=import-progress]");
    assert!(!app.has("[data-testid=receipt]") && app.faults().is_empty());
    assert_eq!(app.snapshot(), empty);
    app.import(std::slice::from_ref(&file));
    assert_eq!(app.receipt(&file.name).state, "committed", "and it can be dropped again");
}
