//! Addresses: what a page shows is in its address, and nothing in an address can go wrong.

use dianpan::app::route::{BUILT, COMING, Page, Route, parse_day};
use dianpan::chart::{CompareKind, Jump};
use dianpan::metric::{Anchor, Basis, Counting, Dimension, PeriodChoice};
use proptest::prelude::*;

use crate::support::{Bench, at, day, line, orders, period};

#[test]
fn every_page_of_the_contract_has_its_address() {
    let pages = "today data data/orders data/funnel data/returns data/mix data/products data/creators \
        data/traffic data/service data/finance plan/tasks plan/goals plan/calendar plan/creators \
        plan/selection plan/ability plan/score plan/ledgers report import settings glossary";
    for path in pages.split_whitespace() {
        let page = Route::parse(&format!("/{path}")).page;
        assert_ne!(page, Page::NotFound, "{path}");
        assert_eq!(page.path(), format!("/{path}"));
    }
    assert_eq!(pages.split_whitespace().count(), BUILT.len() + COMING.len());
}

#[test]
fn no_address_is_today_and_an_unknown_one_is_not_found() {
    for address in ["", "/", "/today", "/today/", "?period=7d"] {
        assert_eq!(Route::parse(address).page, Page::Today, "{address:?}");
    }
    for address in
        ["/nowhere", "/data/nowhere", "/Data", "data", "/../today", "/today/x", "%2Ftoday"]
    {
        assert_eq!(Route::parse(address).page, Page::NotFound, "{address:?}");
    }
}

#[test]
fn the_query_of_the_contract_is_understood() {
    let route =
        Route::parse("/data?from=2026-10-01&to=2026-10-31&compare=previous&basis=sku&shop=main");
    assert_eq!(route.page, Page::Data);
    assert_eq!(route.choice(), PeriodChoice::Custom(period("2026-10-01..2026-10-31")));
    assert_eq!((route.compare, route.basis), (Some(vec![CompareKind::Previous]), Basis::Sku));
    let compare = |text: &str| Route::parse(&format!("/data?compare={text}")).compare.unwrap();
    assert_eq!(compare("none"), []);
    assert_eq!(compare("year"), [CompareKind::Year]);
    assert_eq!(compare("previous,year"), [CompareKind::Previous, CompareKind::Year]);
    for basis in Basis::ALL {
        assert_eq!(Route::parse(&format!("/data?basis={}", basis.id())).basis, basis);
    }
    for counting in Counting::ALL {
        let route = Route::parse(&format!("/data/funnel?count={}", counting.id()));
        assert_eq!(route.counting, counting);
        assert_eq!(Route::parse(&route.address()), route);
    }
    let filtered =
        Route::parse("/data?product=36000000011&carrier=%E7%9B%B4%E6%92%AD&province=x%26y");
    let expected = [
        (Dimension::Product, "36000000011".to_owned()),
        (Dimension::Carrier, "直播".to_owned()),
        (Dimension::Province, "x&y".to_owned()),
    ];
    assert_eq!(filtered.filter, expected);
}

#[test]
fn what_an_address_gets_wrong_is_ignored() {
    let plain = Route::to(Page::Data);
    for query in [
        "period=",
        "period=forever",
        "from=2026-10-01",
        "to=2026-10-01",
        "from=2026-10-02&to=2026-10-01",
        "from=2026-02-30&to=2026-03-01",
        "from=26-1-1&to=26-1-2",
        "basis=x",
        "product",
        "&&=&",
        "nothing=1",
        "from=-1&to=1",
        "from=99999999999-1-1&to=2026-01-01",
    ] {
        assert_eq!(Route::parse(&format!("/data?{query}")), plain, "{query}");
    }
}

#[test]
fn periods_by_name_hang_on_yesterday() {
    // Saturday, 2026-11-21.
    let anchor = |now: &str| {
        let coverage =
            Bench::with(&[
                orders(&[line(1).on("2026-09-03"), line(2).on("2026-11-20")]).csv("a.csv")
            ])
            .dataset
            .coverage();
        (Anchor::new(at(now), &coverage), coverage)
    };
    let check = |now: &str, name: &str, days: &str| {
        let (anchor, coverage) = anchor(now);
        let choice = Route::parse(&format!("/data?period={name}")).choice();
        assert_eq!(anchor.period(choice, &coverage), period(days), "{name} at {now}");
    };
    let saturday = "2026-11-21 08:30:00";
    check(saturday, "yesterday", "2026-11-20");
    check(saturday, "7d", "2026-11-14..2026-11-20");
    check(saturday, "30d", "2026-10-22..2026-11-20");
    check(saturday, "week", "2026-11-16..2026-11-20");
    check(saturday, "month", "2026-11-01..2026-11-20");
    check(saturday, "last-week", "2026-11-09..2026-11-15");
    check(saturday, "last-month", "2026-10-01..2026-10-31");
    check(saturday, "all", "2026-09-03..2026-11-20");
    // On its first day the running one is the whole one before.
    check("2026-11-23 00:00:00", "week", "2026-11-16..2026-11-22");
    check("2026-12-01 00:00:00", "month", "2026-11-01..2026-11-30");
    check("2027-01-01 00:00:00", "last-month", "2026-12-01..2026-12-31");
    check("2027-01-01 00:00:00", "yesterday", "2026-12-31");
    // Just past midnight.
    check("2026-11-22 00:00:01", "yesterday", "2026-11-21");
}

#[test]
fn a_clock_that_cannot_be_gives_way_to_the_data() {
    let coverage =
        Bench::with(&[orders(&[line(1).on("2026-11-20")]).csv("a.csv")]).dataset.coverage();
    let today = |now: &str| {
        let anchor = Anchor::new(at(now), &coverage);
        (anchor.today, anchor.by_data)
    };
    assert_eq!(today("2026-11-19 23:59:59"), (day("2026-11-21"), true));
    assert_eq!(today("2026-11-20 00:00:00"), (day("2026-11-20"), false));
    // 400 days after the newest data, and one more.
    assert_eq!(today("2027-12-25 12:00:00"), (day("2027-12-25"), false));
    assert_eq!(today("2027-12-26 12:00:00"), (day("2026-11-21"), true));
    assert_eq!(today("1971-01-01 00:00:00"), (day("2026-11-21"), true));
}

#[test]
fn pages_begin_with_their_own_period() {
    for page in BUILT {
        let expected =
            if page == Page::Today { PeriodChoice::Yesterday } else { PeriodChoice::Days30 };
        assert_eq!(Route::to(page).choice(), expected);
    }
}

#[test]
fn a_mark_asks_for_its_part_beside_what_is_asked_already() {
    let asked = Route::parse("/data?period=week&product=1&carrier=x");
    let only = Jump::Only(Dimension::Product, "2".to_owned());
    assert_eq!(asked.jumped(&only).address(), "/data?period=week&carrier=x&product=2");
    let day = Jump::Day(day("2026-11-10"));
    let expected = "/data?from=2026-11-10&to=2026-11-10&product=1&carrier=x";
    assert_eq!(asked.jumped(&day).address(), expected);
}

#[test]
fn another_page_keeps_the_question_where_it_has_one() {
    let asked = Route::parse("/data?period=week&basis=gmv&product=1");
    for page in [Page::Data, Page::Mix, Page::Orders, Page::Report] {
        assert_eq!(asked.on(page), Route { page, ..asked.clone() });
    }
    for page in [Page::Today, Page::Import, Page::Settings, Page::Glossary] {
        assert_eq!(asked.on(page), Route::to(page));
    }
    assert_eq!(asked.href(), "#/data?period=week&basis=gmv&product=1");
}

/// A year that is still being typed, or a century, must not be drawn.
#[test]
fn periods_that_nobody_has_data_of_are_not_taken() {
    for query in ["from=0002-10-22&to=2026-11-20", "from=1900-01-01&to=2026-11-20"] {
        assert_eq!(Route::parse(&format!("/data?{query}")).period, None, "{query}");
    }
    let long = Route::parse("/data?from=2000-01-01&to=2099-12-31");
    let Some(PeriodChoice::Custom(period)) = long.period else { panic!("{long:?}") };
    assert_eq!((period.to, period.len()), (day("2099-12-31"), 3_653));
}

#[test]
fn days_in_addresses_are_whole_dates() {
    assert_eq!(parse_day("2026-11-20"), Some(day("2026-11-20")));
    assert_eq!(parse_day("2028-02-29"), Some(day("2028-02-29")));
    for text in
        ["", "2026", "2026-11", "2026-11-20-1", "2027-02-29", "26-11-20", "2026-13-01", "x-y-z"]
    {
        assert_eq!(parse_day(text), None, "{text}");
    }
}

fn choice() -> impl Strategy<Value = Option<PeriodChoice>> {
    // From 2000 on, for up to ten years, before 2100.
    let custom = (10_957i32..43_000, 0i32..3_653).prop_map(|(from, length)| {
        let from = dianpan::domain::Day(from);
        Some(PeriodChoice::Custom(dianpan::domain::Period { from, to: from.plus(length) }))
    });
    prop_oneof![
        Just(None),
        Just(Some(PeriodChoice::Yesterday)),
        Just(Some(PeriodChoice::Days7)),
        Just(Some(PeriodChoice::Week)),
        Just(Some(PeriodChoice::LastMonth)),
        Just(Some(PeriodChoice::All)),
        custom,
    ]
}

fn route() -> impl Strategy<Value = Route> {
    let page =
        prop::sample::select(BUILT.into_iter().chain(COMING.map(Page::Coming)).collect::<Vec<_>>());
    let kinds = vec![CompareKind::Previous, CompareKind::Year, CompareKind::Campaign];
    let compare = prop::option::of(prop::sample::subsequence(kinds, 0..=3));
    let basis = prop::sample::select(Basis::ALL.to_vec());
    let dimension = prop::sample::select(Dimension::ALL.to_vec());
    let filter = prop::collection::vec((dimension, ".{0,12}"), 0..3);
    let question = (choice(), compare, basis, filter);
    let shop = prop_oneof![
        Just((false, None)),
        Just((true, None)),
        (0..99u32).prop_map(|number| (false, Some(format!("s{number}")))),
    ];
    (page, shop, question).prop_map(|(page, (sample, shop), question)| {
        let (period, compare, basis, filter) = question;
        Route { page, sample, shop, period, compare, basis, counting: Counting::People, filter }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_address_reads_as_what_it_was_written_from(route in route()) {
        let address = route.address();
        prop_assert_eq!(&Route::parse(&address), &route);
        prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
    }

    #[test]
    fn any_text_is_an_address(text in ".{0,60}", query in "[a-z=&%,0-9-]{0,40}") {
        let once = Route::parse(&format!("{text}?{query}"));
        prop_assert_eq!(Route::parse(&once.address()).page, once.page);
    }
}

#[test]
fn the_sample_shop_stands_in_the_address_and_stays_on_every_page() {
    let route = Route::parse("/data?shop=sample&period=7d");
    assert!(route.sample);
    assert_eq!(route.address(), "/data?shop=sample&period=7d");
    for page in BUILT {
        assert!(route.on(page).sample, "{page:?}");
        assert!(Route::parse(&route.beside(page).address()).sample, "{page:?}");
        assert!(!Route::to(page).on(page).sample, "one's own shop is the default");
    }
    for other in ["shop=main", "shop=", "shop=Sample", "sample"] {
        assert!(!Route::parse(&format!("/data?{other}")).sample, "{other}");
    }
    assert!(Route::parse(&Route::to_sample().address()).sample);
}

#[test]
fn a_further_shop_stands_in_the_address_and_stays_on_every_page() {
    let route = Route::parse("/data?shop=s7&period=7d");
    assert_eq!((route.shop.as_deref(), route.sample), (Some("s7"), false));
    assert_eq!(route.address(), "/data?shop=s7&period=7d");
    for page in BUILT {
        assert_eq!(route.on(page).shop, route.shop, "{page:?}");
        assert_eq!(Route::parse(&route.beside(page).address()).shop, route.shop, "{page:?}");
    }
    for other in ["shop=main", "shop=", "shop=s", "shop=s7x", "shop=%73%2e", "shop=sample"] {
        assert_eq!(Route::parse(&format!("/data?{other}")).shop, None, "{other}");
    }
}
