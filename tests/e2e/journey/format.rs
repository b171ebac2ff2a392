//! Every export that is read, as every header and encoding it has come with: what the receipt
//! says, and that the figures are those of the shop and not of the file's dress.

use crate::app::{App, Build, Receipt};
use crate::shop::books::{Books, Figure};
use crate::shop::case::End;
use crate::shop::case_file::CaseFile;
use crate::shop::funnel::Listed;
use crate::shop::order_file::OrderFile;
use crate::shop::table::Encoding::{self, Gb18030, Utf8, Utf8Bom, Utf16Be, Utf16Le, Xlsx};
use crate::shop::time::{MINUTE, Period, iso, unix};
use crate::shop::workbook::Strings;
use crate::shop::world::World;
use crate::shop::{File, Shop, compass, header, shop};

const ENCODINGS: [Encoding; 8] = [
    Utf8,
    Utf8Bom,
    Gb18030,
    Utf16Le,
    Utf16Be,
    Xlsx(Strings::Shared),
    Xlsx(Strings::Inline),
    Xlsx(Strings::Plain),
];

#[test]
fn orders_of_2022() {
    orders(401, header::GEN_A_2022, Gb18030);
}

#[test]
fn orders_of_2024() {
    orders(402, header::GEN_B_2024, Utf16Le);
}

#[test]
fn orders_of_2025() {
    orders(403, header::GEN_C_2025, Utf8);
}

#[test]
fn orders_of_2026() {
    orders(404, header::GEN_D_2026, Xlsx(Strings::Inline));
}

#[test]
fn orders_of_a_custom_report() {
    orders(405, header::CUSTOM_2026, Gb18030);
}

/// Imports an order file, then looks that the same lines say nothing new in any other encoding.
fn orders(seed: u64, header: &'static str, encoding: Encoding) {
    let mut shop = shop(seed, 12);
    if header == header::CUSTOM_2026 {
        // That report knows neither bookings nor kinds of orders.
        for line in &mut shop.lines {
            (line.booked, line.kind) = (None, "普通订单");
        }
    }
    let mut world = World::new(&shop);
    let days = Period::new(shop.first, shop.last);
    let file = OrderFile { header, encoding, days, at: shop.morning() - 20 * MINUTE };
    world.orders.push(file);
    let books = Books::of(&world);
    let app = App::start(Build::Hosted, shop.morning());
    let rows = file.lines(&shop).len();
    let covers = file.covers(&shop).unwrap();
    let first = file.file(&shop);
    app.import(std::slice::from_ref(&first));
    told(&app.receipt(&first.name), "orders", encoding, covers);
    assert_eq!(app.receipt(&first.name).tally(), [count(rows), 0, 0, 0, 0]);
    let all: Vec<(Encoding, File)> = ENCODINGS
        .into_iter()
        .zip(1..)
        .map(|(other, later)| {
            let name = format!("{}_{}", unix(file.at) + later, other.id());
            (other, file.table(&shop).file(&format!("{name}{later}"), other))
        })
        .collect();
    unchanged(&app, "orders", covers, rows, &all);
    app.open("/data?period=all&compare=none");
    app.expect(covers, &books.figures(covers));
}

#[test]
fn after_sales_of_2026() {
    cases(411, header::AFTERSALES_2026, Utf8);
}

#[test]
fn after_sales_of_2022() {
    cases(412, header::AFTERSALES_2022, Xlsx(Strings::Plain));
}

fn cases(seed: u64, header: &'static str, encoding: Encoding) {
    let mut shop = shop(seed, 12);
    if header == header::AFTERSALES_2022 {
        only_what_2022_tells(&mut shop);
    }
    let mut world = World::new(&shop);
    world.orders.push(super::orders(&shop));
    let days = Period::new(shop.first, shop.last + 1);
    let file = CaseFile { header, encoding, days, at: shop.morning() - 10 * MINUTE };
    world.cases.push(file);
    let books = Books::of(&world);
    let app = App::start(Build::Hosted, shop.morning());
    let (orders, first) = (world.orders[0].file(&shop), file.file(&shop));
    app.import(&[orders, first.clone()]);
    let (rows, covers) = (file.cases(&shop).len(), file.covers(&shop).unwrap());
    told(&app.receipt(&first.name), "aftersales", encoding, covers);
    assert_eq!(app.receipt(&first.name).tally(), [count(rows), 0, 0, 0, 0]);
    let all: Vec<(Encoding, File)> = ENCODINGS
        .into_iter()
        .zip(1..)
        .map(|(other, later)| {
            let same = CaseFile { encoding: other, ..file };
            let name = format!("{}_{later}", unix(file.at) + later);
            (other, same.table(&shop).file(&name, other))
        })
        .collect();
    unchanged(&app, "aftersales", covers, rows, &all);
    app.open("/data?period=all&compare=none");
    let days = super::named("all", &world);
    app.expect(days, &books.figures(days));
    super::verify(&app.figures(), &books);
}

/// That export says neither how a case without a refund ended nor what freight was given back.
fn only_what_2022_tells(shop: &mut Shop) {
    for case in &mut shop.cases {
        case.freight = 0;
        if matches!(case.end, End::Closed(..)) {
            case.end = End::Open;
        }
    }
}

#[test]
fn shop_days_of_compass() {
    let shop = shop(421, 10);
    let days = Period::new(shop.first - 20, shop.last);
    let rows = compass::by_day(421, days);
    for encoding in [Gb18030, Xlsx(Strings::Inline)] {
        let mut world = World::new(&shop);
        world.daily.clone_from(&rows);
        let file = compass::shop_daily(&rows, header::SHOP_DAILY_2026, encoding);
        let app = App::start(Build::Hosted, shop.morning());
        app.import(std::slice::from_ref(&file));
        let receipt = app.receipt(&file.name);
        told(&receipt, "compass-shop-daily", encoding, days);
        assert_eq!(receipt.tally(), [count(rows.len()), 0, 0, 0, 0]);
        app.open("/data?period=30d&compare=previous,year");
        let books = Books::of(&world);
        let days = super::named("30d", &world);
        app.expect(days, &books.figures(days));
        super::verify(&app.figures(), &books);
    }
}

#[test]
fn shop_days_with_few_columns() {
    let shop = shop(422, 10);
    let days = Period::new(shop.first, shop.last);
    let rows = compass::by_day(422, days);
    let mut world = World::new(&shop);
    world.daily.clone_from(&rows);
    let file = compass::shop_daily(&rows, header::SHOP_DAILY_10, Utf8Bom);
    let app = App::start(Build::Hosted, shop.morning());
    app.import(std::slice::from_ref(&file));
    told(&app.receipt(&file.name), "compass-shop-daily", Utf8Bom, days);
    app.open("/data?period=all");
    let mut figures = Books::of(&world).figures(days);
    for absent in ["impressions", "clicks", "ctr", "click-pay-rate", "impression-pay-rate"] {
        figures.insert(absent, Figure::default());
    }
    for absent in ["ad-cost", "cost-ratio"] {
        figures.insert(absent, Figure::default());
    }
    app.expect(days, &figures);
}

#[test]
fn product_days_are_not_the_shops() {
    let shop = shop(423, 10);
    let days = Period::new(shop.first, shop.last);
    for encoding in [Utf16Be, Xlsx(Strings::Shared)] {
        let (file, rows) = compass::product_daily(&shop, days, encoding);
        let app = App::start(Build::Hosted, shop.morning());
        app.import(std::slice::from_ref(&file));
        let receipt = app.receipt(&file.name);
        told(&receipt, "compass-product-daily", encoding, days);
        assert_eq!(receipt.tally(), [count(rows), 0, 0, 0, 0]);
        app.open("/data?period=all");
        for shown in app.figures().iter().filter(|it| it.dim.is_none()) {
            let of_shop = ["gmv", "user-paid", "orders", "buyers"].contains(&shown.metric.as_str());
            assert!(!of_shop || shown.value.is_empty(), "{shown:?}");
        }
    }
}

#[test]
fn a_product_list_fills_the_funnel() {
    let shop = shop(424, 40);
    let days = Period::new(shop.last - 29, shop.last);
    let parts = vec![compass::over(5, days), compass::over(6, days), compass::over(7, days)];
    for (whole, encoding) in
        [(Some(compass::over(4, days)), Utf8), (None, Gb18030), (None, Xlsx(Strings::Plain))]
    {
        let mut world = World::new(&shop);
        world.orders.push(super::orders(&shop));
        world.listed.push(Listed { days, whole, parts: parts.clone() });
        let file = compass::product_list(&shop, whole, &parts, encoding);
        let app = App::start(Build::Hosted, shop.morning());
        app.import(&[world.orders[0].file(&shop), file.clone()]);
        told(&app.receipt(&file.name), "compass-products", encoding, days);
        app.open("/data?period=30d&compare=none");
        let books = Books::of(&world);
        app.expect(days, &books.figures(days));
    }
}

#[test]
fn a_deal_analysis_counts_its_totals_once() {
    let shop = shop(425, 10);
    let days = Period::new(shop.first, shop.last);
    let rows = compass::by_day(425, days);
    let (book, all, overview) = compass::deal(&rows, Strings::Shared);
    let sheet = compass::deal_overview(&rows, Utf8);
    for (file, rows_told, encoding) in [(book, all, Xlsx(Strings::Shared)), (sheet, overview, Utf8)]
    {
        let mut world = World::new(&shop);
        world.deal.clone_from(&rows);
        let app = App::start(Build::Hosted, shop.morning());
        app.import(std::slice::from_ref(&file));
        let receipt = app.receipt(&file.name);
        told(&receipt, "compass-deal", encoding, days);
        assert_eq!((receipt.rows, receipt.rejected), (count(rows_told), 0), "{receipt:?}");
        assert!(receipt.new >= count(rows.len()) && receipt.skipped > 0, "{receipt:?}");
        app.open("/data?period=all&compare=none");
        let books = Books::of(&world);
        app.expect(days, &books.figures(days));
        super::verify(&app.figures(), &books);
    }
}

/// What every receipt must say of a file without trouble.
fn told(receipt: &Receipt, format: &str, encoding: Encoding, days: Period) {
    let seen = (receipt.format.as_str(), receipt.encoding.as_str(), receipt.state.as_str());
    assert_eq!(seen, (format, encoding.id(), "committed"), "{receipt:?}");
    let covers = (receipt.from.clone(), receipt.to.clone());
    assert_eq!(covers, (iso(days.from), iso(days.to)), "{receipt:?}");
}

/// Newer files with the same rows, one in each encoding: nothing in them is new.
fn unchanged(app: &App, format: &str, days: Period, rows: usize, files: &[(Encoding, File)]) {
    let only: Vec<File> = files.iter().map(|(_, file)| file.clone()).collect();
    app.import(&only);
    for (encoding, file) in files {
        let receipt = app.receipt(&file.name);
        told(&receipt, format, *encoding, days);
        assert_eq!(receipt.tally(), [0, 0, count(rows), 0, 0], "{receipt:?}");
    }
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap()
}
