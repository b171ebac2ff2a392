//! The sample shop: the same at the same moment, read without a complaint, with its stories in it.

use std::sync::LazyLock;

use dianpan::domain::{Family, Moment, Period, SortedMap, Unpaced};
use dianpan::insight::{Scene, Thresholds, findings};
use dianpan::metric::{Anchor, Book, Figures, Filter, METRICS, Query, Reading};
use dianpan::sample::{Sample, open, sheets};
use dianpan::text::Lang;

use crate::support::{TestDecoder, at, run};

/// Moments of all kinds: at night and in the evening, by a campaign and far from one, on a leap
/// day, at the turn of a year.
const MOMENTS: [&str; 7] = [
    "2026-11-22 10:00:00",
    "2026-11-12 00:00:00",
    "2027-01-01 23:50:00",
    "2028-02-29 08:00:00",
    "2027-06-19 12:00:00",
    "2029-10-03 04:30:00",
    "2026-03-09 17:00:00",
];

/// The sample at each of them, and its book.
static SAMPLES: LazyLock<Vec<(Moment, Sample, Book)>> = LazyLock::new(|| {
    let open = |now: Moment| {
        let sample = run(open(now, &TestDecoder, &Unpaced)).expect("nothing cancels it");
        let book = run(Book::open(&sample.staged.dataset, &Unpaced));
        (now, sample, book.expect("nothing cancels it"))
    };
    MOMENTS.iter().map(|moment| open(at(moment))).collect()
});

#[test]
fn the_same_moment_gives_the_same_shop() {
    let now = at(MOMENTS[0]);
    let texts = |now| sheets(now).into_iter().map(|it| (it.name, it.text)).collect::<Vec<_>>();
    assert_eq!(texts(now), texts(now));
    let name = &sheets(now)[0].name;
    assert!(sheets(now).iter().all(|sheet| sheet.name.starts_with("示例_")), "{name}");
}

#[test]
fn every_file_is_known_and_every_row_is_read() {
    const FORMATS: [&str; 8] = [
        "orders",
        "aftersales",
        "reviews",
        "compass-shop-daily",
        "compass-product-daily",
        "ads-product",
        "live-sessions",
        "creators",
    ];
    for (now, sample, _) in SAMPLES.iter() {
        let receipts = &sample.staged.receipts;
        let formats = receipts.iter().map(|it| it.format.map_or("", |format| format.id));
        let lists = std::iter::repeat_n("compass-products", 6);
        assert!(formats.eq(FORMATS.into_iter().chain(lists)), "{now:?}: {receipts:?}");
        for receipt in receipts {
            let name = &receipt.file;
            assert_eq!(receipt.trouble, None, "{name}");
            assert_eq!(receipt.rejected_rows, 0, "{name} {:?}", receipt.rejected);
            assert_eq!(receipt.skipped_rows(), 0, "{name}");
            assert_eq!(receipt.tally.new, receipt.rows, "{name} at {now:?}");
            assert!(receipt.warnings.is_empty(), "{name} {:?}", receipt.warnings);
        }
    }
}

#[test]
fn ninety_days_without_a_gap_end_yesterday() {
    for (now, sample, book) in SAMPLES.iter() {
        let lines = sample.staged.dataset.ledger(Family::Lines).facts().count();
        assert!((6_000..10_000).contains(&lines), "{lines} lines at {now:?}");
        let days = Period::ending(now.day().previous(), 90);
        assert_eq!(book.coverage.orders.periods(), [days]);
        assert!(days.days().all(|day| book.coverage.complete(day)));
        assert!(!Anchor::new(*now, &book.coverage).by_data, "yesterday is the clock's");
    }
}

#[test]
fn every_rule_finds_its_story_at_any_time() {
    const STORIES: [(&str, &str); 5] = [
        ("ship-due", ""),
        ("product-decline", "免手洗平板拖把"),
        ("creator-stopped", "厨房里的老周"),
        ("return-rate", "316不锈钢保温杯"),
        ("rising-product", "充电式暖手宝"),
    ];
    for (now, _, book) in SAMPLES.iter() {
        let (thresholds, products) = (Thresholds::default(), SortedMap::new());
        let anchor = Anchor::new(*now, &book.coverage);
        let found = findings(&Scene {
            book,
            anchor,
            thresholds: &thresholds,
            products: &products,
            goal: None,
            campaign: None,
            upkeep: None,
        });
        for (rule, name) in STORIES {
            let story = found.iter().find(|it| it.rule == rule && it.name == name);
            assert!(story.is_some(), "{rule} of {name} at {now:?}: {found:#?}");
        }
        let due = found.iter().find(|it| it.rule == "ship-due").unwrap().title(Lang::Zh);
        let both = due.contains("单 24 小时内须发货，") && due.ends_with("单已超时");
        assert!(both, "{due} at {now:?}");
    }
}

#[test]
fn every_metric_has_a_figure() {
    let (now, _, book) = &SAMPLES[0];
    let day = now.day().previous();
    for period in [1, 7, 30].map(|days| Period::ending(day, days)) {
        let query = Query { period, filter: Filter::default(), now: *now };
        let figures = Figures::of(&Reading::new(book, query));
        for metric in METRICS {
            // Yesterday's orders are not two days old, and value per buyer needs one row of all.
            let none = match metric.id {
                "ship-48h-rate" => period.len() == 1,
                "buyer-value" => period.len() > 1,
                _ => false,
            };
            let plain = figures.get(metric.id).plain();
            assert_eq!(plain.is_empty(), none, "{} over {period:?}: {plain}", metric.id);
        }
    }
}
