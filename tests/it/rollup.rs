//! 按日汇总: what a month that is rolled up still answers is what its lines answered; of the rest it
//! says that it does not know.

use dianpan::domain::{Dataset, Family, Period, SortedMap, SourceState, Unpaced, Word};
use dianpan::metric::{
    Book, Dimension, Figures, Filter, METRICS, Query, Reading, Rollup, Totals, by_day, by_key,
    learn, orders_by_hour, outlook, price_logs, roll_up, rollable, sku_rows,
};
use dianpan::store::{MAIN, MemoryShelf, Shop, Vault, read_backup};
use proptest::prelude::*;

use crate::support::{
    Bench, File, Random, Row, at, case, cases, exported, line, orders, period, run, season,
};

/// A season of long ago, some sales of the month before, and one order of late.
fn long_ago(seed: u64) -> Bench {
    let mut bench = Bench::default().now("2027-04-21 08:30:00");
    let october = (0..40).map(|number| {
        let unpaid = [("订单状态", "已关闭"), ("支付完成时间", "")];
        let row = line(7_000 + number).on(&format!("2026-10-{:02}", 5 + number % 20));
        let row = row.of(["19.90", "29.90"][number as usize / 20]);
        if number % 7 == 0 { row.with(&unpaid) } else { row }
    });
    let october: Vec<Row> = october.collect();
    let october = orders(&october).csv(&exported("2026-11-01 09:00:00"));
    for file in season(seed).iter().chain([&october]) {
        bench.import(file);
    }
    bench.import(&orders(&[line(9_000).on("2027-04-20")]).csv(&exported("2027-04-21 08:00:00")));
    bench
}

fn summed(bench: &Bench, through: u32) -> Rollup {
    run(roll_up(&bench.dataset, through, bench.now, &Unpaced)).unwrap()
}

fn restored(bench: &Bench) -> Dataset {
    run(read_backup(&bench.backup(), MAIN, &Unpaced)).unwrap().dataset
}

fn lines(bench: &Bench) -> usize {
    bench.dataset.ledger(Family::Lines).len()
}

/// Days, weeks, and what lies across the months' ends.
fn periods() -> Vec<Period> {
    let days = period("2026-10-28..2026-11-30").days().map(Period::day);
    let longer = [
        "2026-10-01..2026-10-31",
        "2026-11-01..2026-11-30",
        "2026-11-09..2026-11-15",
        "2026-11-16..2026-12-05",
        "2026-10-15..2027-04-20",
        "2027-04-01..2027-04-30",
    ];
    days.chain(longer.map(period)).collect()
}

/// A part of a split by name, as two shops number their words each in its own way.
type Part = (Dimension, Option<String>);

fn named(book: &Book, key: Option<Word>) -> Option<String> {
    key.map(|key| book.words.text(key).to_owned())
}

/// Nothing, and each part of each split.
fn parts(book: &Book) -> Vec<Option<Part>> {
    let all = period("2026-10-01..2027-04-30");
    let parts = Dimension::ALL.into_iter().flat_map(|dimension| {
        let keys = by_key(book, all, &Filter::default(), dimension).into_iter();
        keys.map(move |(key, _)| Some((dimension, named(book, key))))
    });
    std::iter::once(None).chain(parts).collect()
}

fn filter(book: &Book, part: Option<&Part>) -> Filter {
    let key = |name: &String| book.words.find(name).expect("a word of the shop");
    part.map_or(Filter::default(), |(dimension, name)| {
        Filter::default().only(*dimension, name.as_ref().map(key))
    })
}

fn figures(book: &Book, query: Query) -> Figures {
    Figures::of(&Reading::new(book, query))
}

/// Every figure of a rolled-up shop is that of its lines, or is said to lack the days.
fn agree(bench: &Bench, after: &Bench) {
    let (lines, sums) = (bench.book(), after.book());
    for part in parts(&lines) {
        let [was_asked, is_asked] = [&lines, &sums].map(|book| filter(book, part.as_ref()));
        for period in periods() {
            let ask = |book, filter| figures(book, Query { period, filter, now: bench.now });
            let (was, is) = (ask(&lines, was_asked), ask(&sums, is_asked));
            let rolled = sums.rolled_days(period);
            for metric in METRICS {
                let (was, is) = (was.get(metric.id), is.get(metric.id));
                let tells = metric.families.contains(&Family::Lines) && is_asked.asks_of_lines();
                if !tells || metric.by_clock || rolled == 0 {
                    assert_eq!(is, was, "{} {period:?} {part:?}", metric.id);
                } else {
                    assert!(is.value.is_none() || is.missing >= rolled, "{}: {is:?}", metric.id);
                }
            }
            if is_asked.asks_of_lines() {
                continue;
            }
            assert_eq!(by_day(&sums, period, &is_asked), by_day(&lines, period, &was_asked));
            for dimension in Dimension::ALL.into_iter().filter(|it| !it.is_of_lines()) {
                let of = |book, filter| -> SortedMap<Option<String>, Totals> {
                    let keys = by_key(book, period, &filter, dimension).into_iter();
                    keys.map(|(key, totals)| (named(book, key), totals)).collect()
                };
                let (is, was) = (of(&sums, is_asked), of(&lines, was_asked));
                assert_eq!(is, was, "{dimension:?} {period:?} {part:?}");
            }
        }
    }
}

#[test]
fn what_adds_up_is_the_same() {
    for seed in 0..6 {
        let bench = long_ago(seed);
        let after = bench.rolled_up(202_611);
        assert!(lines(&after) < lines(&bench), "{} of {}", lines(&after), lines(&bench));
        agree(&bench, &after);
        // What was kept of the first sums under a filter is not what a second one asks.
        let book = after.book();
        for part in parts(&book) {
            let filter = filter(&book, part.as_ref());
            if filter.asks_of_lines() {
                continue;
            }
            book.prepare(&filter);
            let whole = period("2026-10-15..2027-04-20");
            let of = |book: &Book| book.totals(whole, &filter);
            assert_eq!(of(&book), of(&bench.book()), "{filter:?}");
        }
    }
}

/// What lines alone tell is told of the days that still have theirs.
#[test]
fn what_asks_for_lines_leaves_the_days_out() {
    let bench = long_ago(3);
    let after = bench.rolled_up(202_610);
    let (was, is) = (bench.book(), after.book());
    let none = Filter::default();
    let rolled_up = is.rollups.days.clone();
    let (october, november) = (period("2026-10-01..2026-10-31"), period("2026-11-08..2026-11-30"));
    assert!(rolled_up.count_in(october) == 31 && rolled_up.count_in(november) == 0);
    let count = |book, period| orders_by_hour(book, period, &none).iter().flatten().sum::<i64>();
    assert_eq!(count(&is, october), 0);
    assert!(count(&was, october) > 0);
    assert_eq!(count(&is, november), count(&was, november));
    assert_eq!(*is.units(november, &none), *was.units(november, &none));
    assert!(is.units(october, &none).is_empty());
    let early = |log: &dianpan::metric::PriceLog| rolled_up.contains(log.spans[0].from);
    assert!(price_logs(&was, None).iter().any(early));
    assert!(!price_logs(&is, None).iter().any(early));
    assert!(sku_rows(&is, november, &none).iter().all(|row| !rolled_up.contains(row.first)));
    // Products keep their names, and what is learnt of refunds hangs on newer days.
    for (product, info) in &was.products {
        assert_eq!(is.product_name(*product), was.product_name(*product), "{info:?}");
    }
    let query = after.query("2027-03-01..2027-04-20");
    let told = |book: &Book| outlook(book, &query, &learn(book, &none, 15), 15);
    assert_eq!(told(&is), told(&was));
}

#[test]
fn a_stored_and_a_restored_shop_are_the_same() {
    let bench = long_ago(1);
    let after = bench.rolled_up(202_611);
    let shelf = MemoryShelf::default();
    run(Vault::default().save(&shelf, &after.dataset, &Shop::default(), &Unpaced)).unwrap();
    let (_, loaded) = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap();
    agree(&bench, &Bench { dataset: loaded.dataset, ..bench.clone() });
    let restored = Bench { dataset: restored(&after), ..bench.clone() };
    assert_eq!(restored.facts(), after.facts());
    agree(&bench, &restored);
    assert_eq!(restored.dataset.rollbacks().count(), 0);
}

/// A line as old as one likes, on a day of March.
fn old(number: u64, day: u32) -> Row {
    line(number).on(&format!("2026-03-{day:02}"))
}

fn march() -> Bench {
    let mut bench = Bench::default();
    let sold: Vec<Row> = (0..40).map(|number| old(number, 1 + number as u32 / 2)).collect();
    bench.import(&orders(&sold).csv(&exported("2026-04-01 09:00:00")));
    bench.import(&cases(&[case(1, &old(5, 3))]).csv(&exported("2026-04-01 10:00:00")));
    bench.import(&orders(&[line(900).on("2026-11-20")]).csv(&exported("2026-11-21 08:00:00")));
    bench
}

#[test]
fn months_are_offered_once_they_are_old() {
    let bench = march();
    let months = rollable(&bench.dataset, bench.now.day());
    assert_eq!(months.iter().map(|it| (it.month, it.lines)).collect::<Vec<_>>(), [(202_603, 40)]);
    let Rollup { lines, kept, .. } = summed(&bench, 202_603);
    assert_eq!((lines, kept), (39, 1), "the line with a case stays");
    assert_eq!(
        rollable(&bench.rolled_up(202_603).dataset, bench.now.day()),
        Vec::new(),
        "once is all"
    );
    assert_eq!(summed(&bench, 202_602).lines, 0);
}

#[test]
fn days_that_were_known_do_not_come_in_twice() {
    let bench = march();
    let mut after = bench.rolled_up(202_603);
    let of_march = "2026-03-01..2026-03-31";
    let sold = bench.value(of_march, "orders");
    assert_eq!(sold, "40");
    let again: Vec<Row> = (0..40).map(|number| old(number, 1 + number as u32 / 2)).collect();
    let receipt = after.import(&orders(&again).csv(&exported("2026-11-21 08:10:00")));
    assert_eq!((receipt.skipped_rows(), receipt.tally.unchanged), (39, 1), "one is a line yet");
    assert_eq!(after.value(of_march, "orders"), sold);
    // The last days of the month had not been imported: they come in now, and may change.
    let rest: Vec<Row> = (50..56).map(|number| old(number, 25)).collect();
    let receipt = after.import(&orders(&rest).csv(&exported("2026-11-21 08:20:00")));
    assert_eq!((receipt.tally.new, receipt.skipped_rows()), (6, 0));
    assert_eq!(after.value(of_march, "orders"), "46");
    let paid: Vec<Row> = rest.iter().map(|row| row.clone().of("10.00")).collect();
    let receipt = after.import(&orders(&paid).csv(&exported("2026-11-21 08:21:00")));
    assert_eq!(receipt.tally.updated, 6);
    assert_eq!(after.value("2026-03-25..2026-03-25", "gmv"), "60.00");
}

#[test]
fn what_is_rolled_up_cannot_be_taken_back() {
    let mut bench = march();
    let back = bench.dataset.sources[0].id;
    let after = bench.rolled_up(202_603);
    assert_eq!(after.dataset.rollbacks().count(), 0);
    // What had been taken back by then is gone for good, and is no part of the sums.
    bench.turn(back, SourceState::RolledBack);
    let dropped = bench.rolled_up(202_603);
    assert!(dropped.dataset.source(back).is_none());
    let mut later = after;
    later.import(&orders(&[line(901).on("2026-11-20")]).csv(&exported("2026-11-21 08:30:00")));
    assert_eq!(later.dataset.rollbacks().count(), 1);
}

#[test]
fn shops_that_differ_in_it_are_not_put_together() {
    let bench = march();
    let after = bench.rolled_up(202_603);
    let differ = |one: &Dataset, other: &Dataset| one.rolled_otherwise(other);
    assert_eq!(differ(&bench.dataset, &after.dataset), [202_603]);
    assert_eq!(differ(&after.dataset, &bench.dataset), [202_603]);
    assert!(differ(&after.dataset, &after.dataset).is_empty());
    assert!(differ(&after.dataset, &Dataset::default()).is_empty());
    let restored = restored(&after);
    assert!(differ(&after.dataset, &restored).is_empty());
    let both = run(after.dataset.joined(&restored, &Unpaced)).unwrap();
    assert_eq!(Bench { dataset: both, ..bench.clone() }.facts(), after.facts());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Months one after the other come to the same as all at once.
    #[test]
    fn step_by_step_is_at_once(seed in any::<u64>()) {
        let bench = long_ago(Random(seed).next());
        let once = bench.rolled_up(202_611);
        let twice = bench.rolled_up(202_610).rolled_up(202_611);
        let (once, twice) = (once.book(), twice.book());
        for period in periods() {
            let query = Query { period, filter: Filter::default(), now: at("2027-04-21 08:30:00") };
            prop_assert_eq!(figures(&once, query), figures(&twice, query));
        }
    }
}

/// Files of one moment, so that nothing but the roll-up stands between two shops.
#[test]
fn a_file_that_comes_after_finds_the_rest() {
    let bench = march();
    let mut after = bench.rolled_up(202_603);
    let late: File = cases(&[case(1, &old(5, 3)).set("退商品金额（元）", "1.00")])
        .csv(&exported("2026-11-21 09:00:00"));
    let mut whole = bench.clone();
    for shop in [&mut after, &mut whole] {
        shop.import(&late);
    }
    agree(&whole, &after);
}

/// Half of what a month came to is not the month.
#[test]
fn a_month_that_lost_a_part_is_not_known() {
    let after = march().rolled_up(202_603);
    let shelf = MemoryShelf::default();
    run(Vault::default().save(&shelf, &after.dataset, &Shop::default(), &Unpaced)).unwrap();
    for part in [".rollups.202603.", ".orders.202603."] {
        let mut values = shelf.snapshot();
        values.retain(|key, _| !key.contains(part));
        assert!(values.len() < shelf.snapshot().len());
        let (_, loaded) =
            run(Vault::load(&MemoryShelf::from_snapshot(values), MAIN, &Unpaced)).unwrap();
        assert!(loaded.damage.is_some());
        let hurt = Bench { dataset: loaded.dataset, ..after.clone() };
        let orders = hurt.figure("2026-03-01..2026-03-31", "orders");
        assert_eq!((orders.value, orders.missing), (None, 31), "{part}");
        assert_eq!(hurt.value("2026-11-20..2026-11-20", "orders"), "1");
    }
}
