//! The journeys, and what they share: a shop with all of its files, and the comparison of every
//! figure on a page with the books.

mod again;
mod backup;
mod board;
mod calendar;
mod checklist;
mod clock;
mod crash;
mod damage;
mod day;
mod era;
mod fault;
mod firefox;
mod foreign;
mod format;
mod funnel;
mod goals;
mod import;
mod keyboard;
mod kill;
mod large;
mod mix;
mod month;
mod network;
mod preview;
mod private;
mod product;
mod rapid;
mod reach;
mod refuse;
mod report;
mod returns;
mod rollup;
mod routine;
mod sample;
mod shops;
mod shut;
mod tab;
mod tables;
mod work;

use std::collections::BTreeMap;

use crate::app::{App, Build, Shown};
use crate::shop::books::{Books, Figure, Figures};
use crate::shop::case_file::CaseFile;
use crate::shop::funnel::Listed;
use crate::shop::order_file::OrderFile;
use crate::shop::table::Encoding;
use crate::shop::time::{self, DAY, Day, HOUR, MINUTE, Period, day_of};
use crate::shop::workbook::Strings;
use crate::shop::world::World;
use crate::shop::{File, Shop, compass, fraction, header, yuan};

/// The pages that are built, and one of each kind that is not.
pub const ROUTES: [&str; 15] = [
    "/today",
    "/data",
    "/data/orders",
    "/data/funnel",
    "/data/products",
    "/data/mix",
    "/data/returns",
    "/report",
    "/import",
    "/settings",
    "/glossary",
    "/plan/goals",
    "/plan/calendar",
    "/plan/score",
    "/no-such-page",
];

/// Makes a test for each build of a journey that takes the build.
macro_rules! on_both_builds {
    ($($journey:ident),+ $(,)?) => {$(
        mod $journey {
            #[test]
            fn hosted() {
                super::$journey($crate::app::Build::Hosted);
            }

            #[test]
            fn single() {
                super::$journey($crate::app::Build::Single);
            }
        }
    )+};
}
pub(crate) use on_both_builds;

/// The order export of the morning after, with the header of 2024.
pub fn orders(shop: &Shop) -> OrderFile {
    OrderFile {
        header: header::GEN_B_2024,
        encoding: Encoding::Utf8Bom,
        days: Period::new(shop.first, shop.last),
        at: shop.morning() - 20 * MINUTE,
    }
}

/// Two exports whose days overlap: the newer one knows what became of the older one's lines.
pub fn overlapping(shop: &Shop) -> [OrderFile; 2] {
    let at = (shop.last - 4) * DAY + 9 * HOUR;
    let older = OrderFile { days: Period::new(shop.first, shop.last - 4), at, ..orders(shop) };
    let header = header::GEN_C_2025;
    let days = Period::new(shop.last - 9, shop.last);
    [older, OrderFile { header, days, encoding: Encoding::Gb18030, ..orders(shop) }]
}

/// An export of each of the last mornings, from the oldest on, over all the days before it.
pub fn mornings(shop: &Shop, count: i64) -> Vec<File> {
    let last = |back: i64| shop.last - (count - 1 - back);
    let file = |back: i64| OrderFile {
        days: Period::new(shop.first, last(back)),
        at: (last(back) + 1) * DAY + 9 * HOUR - 20 * MINUTE,
        ..orders(shop)
    };
    (0..count).map(|back| file(back).file(shop)).collect()
}

/// The after-sale export of the same morning.
pub fn cases(shop: &Shop) -> CaseFile {
    CaseFile {
        header: header::AFTERSALES_2026,
        encoding: Encoding::Xlsx(Strings::Shared),
        days: Period::new(shop.first, shop.last + 1),
        at: shop.morning() - 10 * MINUTE,
    }
}

/// A shop with orders, after-sales and 罗盘: its own days, some before them, and a year ago.
pub fn everything(shop: &Shop, seed: u64) -> (World<'_>, Vec<File>) {
    let mut world = World::new(shop);
    world.orders.push(orders(shop));
    world.cases.push(cases(shop));
    let daily = compass::by_day(seed + 1, Period::new(shop.first - 12, shop.last));
    let year_ago = Period::new(shop.first, shop.last).year_before();
    let year_ago = compass::by_day(seed + 2, year_ago);
    let month = Period::new(shop.last - 29, shop.last);
    let whole = compass::over(seed + 3, month);
    let parts = vec![compass::over(seed + 4, month), compass::over(seed + 5, month)];
    let inline = Encoding::Xlsx(Strings::Inline);
    let files = vec![
        world.orders[0].file(shop),
        world.cases[0].file(shop),
        compass::shop_daily(&daily, header::SHOP_DAILY_2026, inline),
        compass::shop_daily(&year_ago, header::SHOP_DAILY_2026, Encoding::Utf8),
        compass::product_list(shop, Some(whole), &parts, inline),
    ];
    world.daily = daily.into_iter().chain(year_ago).collect();
    world.listed.push(Listed { days: month, whole: Some(whole), parts });
    (world, files)
}

/// The app with all of that imported.
pub fn started(build: Build, shop: &Shop, files: &[File]) -> App {
    let app = App::start(build, shop.morning());
    app.import(files);
    app
}

/// What a named period means in the morning.
pub fn named(choice: &str, world: &World<'_>) -> Period {
    let today = day_of(world.shop.morning());
    let yesterday = today - 1;
    let monday = |day: Day| day - time::weekday(day);
    match choice {
        "yesterday" => Period::day(yesterday),
        "7d" => Period::new(yesterday - 6, yesterday),
        "30d" => Period::new(yesterday - 29, yesterday),
        "week" => Period::new(monday(yesterday), yesterday),
        "month" => Period::new(time::month_start(yesterday), yesterday),
        "last-week" => Period::new(monday(today) - 7, monday(today) - 1),
        "last-month" => {
            let last = time::month_start(today) - 1;
            Period::new(time::month_start(last), last)
        }
        _ => world.covered(),
    }
}

/// Figures that the books do not keep: 次数, which the oracle works out from the files.
const NOT_KEPT: [&str; 5] =
    ["impression-times", "click-times", "paid-orders", "ctr-times", "click-pay-times"];

/// Looks that every figure of a page is what the books say, and gives how many were looked at.
pub fn verify(shown: &[Shown], books: &Books<'_>) -> usize {
    let now = books.shop.morning();
    let mut known: BTreeMap<String, Figures> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for it in shown {
        let days = parsed(&it.period);
        let figures = known.entry(it.period.clone()).or_insert_with(|| books.figures(days));
        let wanted = match it.dim.as_deref() {
            _ if NOT_KEPT.contains(&it.metric.as_str()) => continue,
            None if matches!(it.metric.as_str(), "due-24h" | "overdue") => {
                books.clocks(now).get(it.metric.as_str()).cloned()
            }
            None | Some("day") => {
                let own = figures.get(it.metric.as_str());
                let other = || stated(books, days, &it.metric);
                let same = own.filter(|own| own.source == it.source.as_deref());
                same.cloned().or_else(|| it.source.as_ref().and_then(|_| other()))
            }
            Some("reason") => {
                let cases = books.reasons(days).get(it.key.as_deref().unwrap()).copied();
                let known = !figures["returns"].value.is_empty();
                known.then(|| Figure::of(cases.unwrap_or(0), "orders"))
            }
            Some(_) => continue,
        };
        seen += 1;
        let wanted = wanted.unwrap_or_default();
        let source = it.source.as_deref() == wanted.source;
        let upper = (it.bound.as_deref() == Some("upper")) == wanted.upper;
        if it.value != wanted.value || !source || !upper {
            wrong.push(format!("{it:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    seen
}

/// What 罗盘 alone says, for the reconciliation.
fn stated(books: &Books<'_>, days: Period, metric: &str) -> Option<Figure> {
    let rows: Vec<_> = days.days().filter_map(|day| books.world.stated(Period::day(day))).collect();
    let sum = |of: fn(&compass::Stated) -> i64| rows.iter().map(|row| of(row)).sum::<i64>();
    let value = match metric {
        "gmv" => yuan(sum(|row| row.gmv)),
        "user-paid" => yuan(sum(|row| row.user_paid)),
        "orders" => sum(|row| row.orders).to_string(),
        "refund-by-pay" => yuan(sum(|row| row.refund)),
        "refund-rate" => fraction(sum(|row| row.refund), sum(|row| row.gmv)),
        _ => return None,
    };
    (!rows.is_empty()).then(|| Figure::of(value, "compass"))
}

/// `2026-10-01..2026-10-31`.
pub fn parsed(period: &str) -> Period {
    let day = |text: &str| {
        let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
        time::day(parts[0], parts[1], parts[2])
    };
    let (from, to) = period.split_once("..").unwrap();
    Period::new(day(from), day(to))
}
