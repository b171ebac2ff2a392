//! Products: their rows, SKUs, prices that stayed, what happened to them, and what is typed of
//! them. Today is Saturday, 2026-11-21.

use dianpan::chart::{GridItem, Look, ProductStory, Spec, render};
use dianpan::domain::{Day, Money};
use dianpan::insight::{price_changed, slow_skus};
use dianpan::metric::{
    Dimension, EventKind, Figures, Filter, PriceLog, ProductBoard, ProductColumn, ProductEvent,
    Reading, price_logs, product_events, sku_rows,
};
use dianpan::plan::{LONGEST_MARK, MOST_MARKS, ProductPages};
use dianpan::text::Lang;

use crate::support::{
    Bench, Desk, Grid, PRODUCT_LIST, Row, case, cases, day, exported, line, listed, orders, period,
};

const SHIRT: &str = "3600000000000000011";
const SOCK: &str = "3600000000000000022";
const NOVEMBER: &str = "2026-11-01..2026-11-20";

/// Lines of a SKU: `(day, unit price, how many)`.
fn sold(sku: &str, days: &[(&str, &str, u64)]) -> Vec<Row> {
    let one = |&(date, price, count): &(&str, &str, u64)| {
        let row = line(0).on(date).of("80.00").with(&[("商品单价", price), ("商品规格", sku)]);
        (0..count).map(move |_| row.clone())
    };
    days.iter().flat_map(one).collect()
}

/// A shop of these lines, whose file reaches from 2026-10-20 to the 20th of November.
fn shop(rows: Vec<Row>) -> Bench {
    let edge = |number, date: &str| line(number).on(date).set("支付完成时间", "");
    let numbered = rows.into_iter().enumerate().map(|(at, row)| {
        let id = line(at as u64).id();
        row.with(&[("子订单编号", &id), ("主订单编号", &id)])
    });
    let mut rows: Vec<Row> = numbered.collect();
    rows.extend([edge(90_001, "2026-10-20"), edge(90_002, "2026-11-20")]);
    Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))])
}

fn logs(days: &[(&str, &str, u64)]) -> Vec<(i64, Day, Day, i64)> {
    let book = shop(sold("M", days)).book();
    let [log]: [PriceLog; 1] = price_logs(&book, None).try_into().unwrap();
    log.spans.iter().map(|it| (it.price.cents(), it.from, it.to, it.orders)).collect()
}

#[test]
fn a_price_counts_once_it_stays() {
    let on = |date: &str| day(&format!("2026-11-{date}"));
    let check = |days: &[(&str, &str, u64)], expected: &[(i64, &str, &str, i64)]| {
        let days: Vec<(String, &str, u64)> = days
            .iter()
            .map(|&(date, price, lines)| (format!("2026-11-{date}"), price, lines))
            .collect();
        let days: Vec<(&str, &str, u64)> =
            days.iter().map(|it| (it.0.as_str(), it.1, it.2)).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|&(price, from, to, lines)| (price, on(from), on(to), lines))
            .collect();
        assert_eq!(logs(&days), expected, "{days:?}");
    };
    let old = [("02", "59.90", 3), ("03", "59.90", 2)];
    let with = |more: &[(&'static str, &'static str, u64)]| [&old[..], more].concat();
    check(
        &with(&[("05", "49.90", 1), ("06", "49.90", 1)]),
        &[(5990, "02", "03", 5), (4990, "05", "06", 2)],
    );
    // The newest price needs two days, or three orders on its first.
    check(&with(&[("05", "49.90", 2)]), &[(5990, "02", "03", 5)]);
    check(&with(&[("05", "49.90", 3)]), &[(5990, "02", "03", 5), (4990, "05", "05", 3)]);
    // A price of one day between is an offer.
    check(&with(&[("05", "39.90", 9), ("06", "59.90", 1)]), &[(5990, "02", "06", 6)]);
    // Of a day with two prices the one of most lines counts, of equally many the lower.
    check(&with(&[("05", "59.90", 2), ("05", "49.90", 1)]), &[(5990, "02", "05", 8)]);
    // Nothing stayed: the one that sold most is told.
    check(&[("02", "59.90", 1), ("03", "49.90", 2)], &[(4990, "03", "03", 2)]);
}

#[test]
fn a_coupon_is_no_change_and_neither_is_a_gift() {
    let mut rows = sold("M", &[("2026-11-02", "59.90", 2), ("2026-11-03", "59.90", 2)]);
    let coupons = sold("M", &[("2026-11-05", "59.90", 2), ("2026-11-06", "59.90", 2)]);
    rows.extend(coupons.into_iter().map(|row| row.set("订单应付金额", "9.90")));
    let gifts = sold("M", &[("2026-11-08", "1.00", 3), ("2026-11-09", "1.00", 3)]);
    rows.extend(gifts.into_iter().map(|row| row.set("订单应付金额", "0.00")));
    let book = shop(rows).book();
    let logs = price_logs(&book, None);
    assert_eq!(logs.iter().map(|log| log.spans.len()).collect::<Vec<_>>(), [1]);
    assert!(price_changed(&book, &logs, period(NOVEMBER)).is_empty());
}

#[test]
fn a_changed_price_is_told_with_both_prices_its_day_and_what_sold() {
    let rows = sold(
        "红 L",
        &[("2026-11-02", "59.90", 3), ("2026-11-03", "59.90", 2), ("2026-11-18", "49.90", 4)],
    );
    let book = shop(rows).book();
    let logs = price_logs(&book, None);
    let found = price_changed(&book, &logs, period(NOVEMBER));
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.title(Lang::Zh), "已出单商品改价了：「测试T恤」¥59.90 → ¥49.90（11-18）");
    assert!(finding.cause(Lang::Zh).starts_with("「红 L」按原价卖过 5 单"));
    assert_eq!(finding.key(), format!("price-changed|product:{SHIRT}|红 L|2026-11-18"));
    // Outside of the period it is history.
    assert!(price_changed(&book, &logs, period("2026-11-01..2026-11-17")).is_empty());
}

/// 100 orders of one SKU before and in the period, and some of another.
fn beside(slow: &[(&str, &str, u64)]) -> Vec<String> {
    let mut rows = sold("卖得动", &[("2026-10-25", "9.90", 40), ("2026-11-10", "9.90", 100)]);
    rows.extend(sold("卖不动", slow));
    let book = shop(rows).book();
    let rows = sku_rows(&book, period(NOVEMBER), &Filter::default());
    let found = slow_skus(&book, &rows, period(NOVEMBER)).into_iter();
    found.map(|it| format!("{} {}", it.title(Lang::Zh), it.cause(Lang::Zh))).collect()
}

#[test]
fn a_slow_sku_sold_before_and_hardly_sells_now() {
    let before = ("2026-10-25", "9.90", 5);
    let silent = "「测试T恤」的 卖不动 20 天没有出单 \
        同期这个商品共 100 单，它占 0.00%；更早卖过 5 单，最近一单 10-25。";
    assert_eq!(beside(&[before]), [silent]);
    let few = "「测试T恤」的 卖不动 20 天只出了 2 单 \
        同期这个商品共 102 单，它占 1.96%；更早卖过 5 单，最近一单 11-12。";
    assert_eq!(beside(&[before, ("2026-11-12", "9.90", 2)]), [few]);
    // More than two per cent of the product's orders are no silence.
    assert!(beside(&[before, ("2026-11-12", "9.90", 3)]).is_empty());
    // A new one gets its time.
    assert!(beside(&[("2026-11-12", "9.90", 1)]).is_empty());
}

#[test]
fn slow_skus_need_enough_days_all_covered_and_a_product_that_sells() {
    let mut rows = sold("卖得动", &[("2026-10-25", "9.90", 40), ("2026-11-10", "9.90", 20)]);
    rows.extend(sold("卖不动", &[("2026-10-25", "9.90", 5)]));
    let count = |rows: &[Row], days: &str| {
        let book = shop(rows.to_vec()).book();
        let skus = sku_rows(&book, period(days), &Filter::default());
        slow_skus(&book, &skus, period(days)).len()
    };
    assert_eq!(count(&rows, "2026-11-07..2026-11-20"), 1);
    assert_eq!(count(&rows, "2026-11-08..2026-11-20"), 0, "13 days");
    assert_eq!(count(&rows, "2026-11-07..2026-11-21"), 0, "a day that no file covers");
    let fewer: Vec<Row> = rows.iter().take(59).chain(rows.iter().skip(60)).cloned().collect();
    assert_eq!(count(&fewer, "2026-11-07..2026-11-20"), 0, "19 orders of the product");
}

/// Two products over October and November, one of them by a creator, with a return and 罗盘.
fn two_products() -> Bench {
    let sock = [("商品ID", SOCK), ("选购商品", "袜子"), ("达人ID", "77"), ("达人昵称", "小美")];
    let mut rows = sold(
        "M",
        &[("2026-10-25", "59.90", 2), ("2026-11-10", "59.90", 3), ("2026-11-15", "59.90", 1)],
    );
    let socks = sold("均码", &[("2026-11-15", "9.90", 2), ("2026-11-16", "9.90", 2)]);
    rows.extend(socks.into_iter().map(|row| row.with(&sock)));
    let mut bench = shop(rows);
    bench.import(&cases(&[case(1, &line(7)), case(2, &line(2))]).csv("b.csv"));
    let rows =
        [listed("20261101-20261120", SHIRT), listed("20261101-20261120", "3600000000000000099")];
    let list = Grid::new(PRODUCT_LIST, &rows).xlsx("经营版_商品_商品列表__20261101-20261120.xlsx");
    bench.import(&list);
    bench
}

#[test]
fn a_row_says_what_the_figures_of_its_product_say() {
    let bench = two_products();
    let book = bench.book();
    for days in [NOVEMBER, "2026-11-10..2026-11-15", "2026-10-01..2026-10-31"] {
        let query = bench.query(days);
        let board = ProductBoard::new(&book, query, &bench.anchor());
        let mut seen = 0;
        for (row, column) in
            board.rows.iter().flat_map(|row| ProductColumn::ALL.map(|it| (row, it)))
        {
            let Some(figure) = board.figure(&book, row, column) else { continue };
            let filter = Filter::default().only(Dimension::Product, row.product);
            let query = query.over(board.period(column)).filtered(filter);
            let own = Figures::of(&Reading::new(&book, query)).get(column.metric().unwrap());
            assert_eq!(figure, own, "{column:?} of {days}");
            if let Some(value) = figure.value {
                assert_eq!(board.number(&book, row, column), Some(value.number()), "{column:?}");
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen} of {days}");
        let sum: i64 = board.rows.iter().map(|row| row.totals.gmv.cents()).sum();
        assert_eq!(Money(sum), board.gmv);
    }
}

#[test]
fn a_row_knows_its_days_creators_and_first_sale() {
    let bench = two_products();
    let book = bench.book();
    let board = ProductBoard::new(&book, bench.query(NOVEMBER), &bench.anchor());
    let row = |id: &str| board.rows.iter().find(|row| row.product == book.words.find(id)).unwrap();
    let (shirt, sock) = (row(SHIRT), row(SOCK));
    assert_eq!((shirt.days, shirt.creators, shirt.returns), (2, 0, 1));
    assert_eq!((shirt.first, shirt.last), (Some(day("2026-10-25")), Some(day("2026-11-15"))));
    assert_eq!((sock.days, sock.creators, sock.returns), (2, 1, 1));
    assert_eq!(
        (board.week, board.month),
        (period("2026-11-14..2026-11-20"), period("2026-10-22..2026-11-20"))
    );
    assert_eq!((shirt.week[0].orders, shirt.week[1].orders, shirt.month[0].orders), (1, 3, 6));
    // One that only 罗盘 lists is there, by the name that 罗盘 gives it.
    let only_listed = row("3600000000000000099");
    assert_eq!(only_listed.totals.orders, 0);
    assert_eq!(book.product_name(only_listed.product.unwrap()), "列出的商品");
    assert_eq!(board.number(&book, only_listed, ProductColumn::Ctr), Some(100_000));
    // Over other days nobody states how often it was seen.
    let week = ProductBoard::new(&book, bench.query("2026-11-14..2026-11-20"), &bench.anchor());
    assert!(week.rows.iter().all(|row| week.number(&book, row, ProductColumn::Ctr).is_none()));
}

#[test]
fn a_filter_holds_for_every_column() {
    let bench = two_products();
    let book = bench.book();
    let filter = Filter::resolve([(Dimension::Creator, "77")], &book.words);
    let board = ProductBoard::new(&book, bench.query(NOVEMBER).filtered(filter), &bench.anchor());
    let names: Vec<&str> =
        board.rows.iter().map(|row| book.product_name(row.product.unwrap())).collect();
    assert_eq!(names, ["袜子"]);
    assert_eq!(
        (board.rows[0].returns, board.rows[0].days, board.rows[0].month[0].orders),
        (1, 2, 4)
    );
}

#[test]
fn events_tell_the_first_order_creators_and_prices() {
    let bench = two_products();
    let book = bench.book();
    let told = |id: &str, to: &str| -> Vec<(String, EventKind, String)> {
        let product = book.words.find(id).unwrap();
        let events = product_events(&book, product, day(to), Lang::Zh).into_iter();
        events.map(|it| (dianpan::text::iso_day(it.day), it.kind, it.text)).collect()
    };
    let first = (EventKind::First, "文件里的第一单".to_owned());
    let starts = (EventKind::Creator, "「小美」开始出单".to_owned());
    let on = |date: &str, it: &(EventKind, String)| (date.to_owned(), it.0, it.1.clone());
    assert_eq!(told(SHIRT, "2026-11-20"), [on("2026-10-25", &first)]);
    assert_eq!(told(SOCK, "2026-11-20"), [on("2026-11-15", &first), on("2026-11-15", &starts)]);
    assert_eq!(told(SOCK, "2026-11-14"), []);
    let creator = [("达人ID", "77"), ("达人昵称", "小美")];
    let mut rows = sold(
        "M",
        &[("2026-11-02", "59.90", 6), ("2026-11-03", "59.90", 6), ("2026-11-05", "49.90", 3)],
    );
    rows.iter_mut().for_each(|row| *row = row.clone().with(&creator));
    let book = shop(rows).book();
    let events = |to: &str| {
        let product = book.words.find(SHIRT).unwrap();
        let events = product_events(&book, product, day(to), Lang::Zh).into_iter();
        events.map(|it| it.text).collect::<Vec<_>>()
    };
    let up_to = ["文件里的第一单", "「小美」开始出单", "M ¥59.90 → ¥49.90"];
    assert_eq!(events("2026-11-11"), up_to);
    assert_eq!(events("2026-11-12"), [&up_to[..], &["「小美」最后一单，之后没再出"]].concat());
}

#[test]
fn marks_and_stories_have_their_bounds() {
    let mut pages = ProductPages::default();
    let mut add = |words: &str| pages.add(SHIRT, day("2026-11-18"), EventKind::Picture, words);
    assert_eq!((add("一"), add(" 二 ")), (Some(1), Some(2)));
    pages.remove(2);
    assert_eq!(
        pages.add(SHIRT, day("2026-11-19"), EventKind::Other, "三"),
        Some(3),
        "never reused"
    );
    let words: Vec<String> = pages.events(SHIRT).into_iter().map(|event| event.text).collect();
    assert_eq!(words, ["一", "三"]);
    assert_eq!(pages.events(SOCK), []);
    while pages.marks.len() < MOST_MARKS {
        pages.add(SOCK, day("2026-11-18"), EventKind::Other, &"长".repeat(500)).unwrap();
    }
    assert_eq!(pages.add(SOCK, day("2026-11-18"), EventKind::Other, "满"), None);
    assert!(pages.marks.iter().all(|mark| mark.words.chars().count() <= LONGEST_MARK));
    pages.tell(SHIRT, "主图换对了");
    assert_eq!(pages.story(SHIRT), "主图换对了");
    pages.tell(SHIRT, "  ");
    assert!(pages.stories.is_empty());
}

#[test]
fn a_page_tells_skus_creators_and_the_rise() {
    let bench = two_products();
    let book = bench.book();
    let product = book.words.find(SOCK).unwrap();
    let filter = Filter::default().only(Dimension::Product, Some(product));
    let query = bench.query(NOVEMBER).filtered(filter);
    let story = ProductStory { book: &book, query, product, lang: Lang::Zh };
    let told = |lines: Vec<Vec<GridItem>>| -> Vec<Vec<String>> {
        lines.iter().map(|line| line.iter().map(GridItem::plain).collect()).collect()
    };
    let skus =
        story.skus(&sku_rows(&book, query.period, &filter), &price_logs(&book, Some(product)));
    let prices = "¥9.90（11-15 起）";
    assert_eq!(told(skus), [["均码", "320.00", "4", "100.00%", "2026-11-16", prices]]);
    assert_eq!(told(story.creators()), [["小美", "320.00", "4", "100.00%", "0.250000"]]);
    let marks = [
        ProductEvent {
            day: day("2026-11-14"),
            kind: EventKind::Picture,
            text: "场景图".to_owned(),
            typed: Some(1),
        },
        ProductEvent {
            day: day("2026-11-16"),
            kind: EventKind::Title,
            text: "太晚".to_owned(),
            typed: Some(2),
        },
    ];
    let archive: Vec<Vec<String>> =
        story.archive(&marks).into_iter().map(|(_, lines)| lines).collect();
    let expected = [
        vec!["2026-11-15 首单，2026-11-15 到顶：用了 1 天，卖出 2 单"],
        vec!["当天 ¥160.00，2 单"],
        vec!["11-14 改主图：场景图", "11-15 首单：文件里的第一单", "11-15 达人：「小美」开始出单"],
        vec!["小美 100.00%"],
        vec!["商品卡 100.00%"],
    ];
    assert_eq!(archive, expected);
}

#[test]
fn the_timeline_pins_what_happened_and_stands_for_one_product() {
    let bench = two_products();
    let mut desk = Desk::of(&bench, NOVEMBER);
    let all = desk.chart("timeline");
    assert!(all.spec.is_none() && all.notes[0].contains("点一个商品"));
    let filter = Filter::resolve([(Dimension::Product, SOCK)], &desk.book.words);
    desk.query = desk.query.filtered(filter);
    desk.marks = vec![
        ProductEvent {
            day: day("2026-11-18"),
            kind: EventKind::Picture,
            text: "场景图".to_owned(),
            typed: Some(1),
        },
        ProductEvent {
            day: day("2026-10-18"),
            kind: EventKind::Title,
            text: "以前".to_owned(),
            typed: Some(2),
        },
    ];
    let chart = desk.chart("timeline");
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!("{chart:?}") };
    let expected = [
        (14, "首单：文件里的第一单".to_owned()),
        (14, "达人：「小美」开始出单".to_owned()),
        (17, "改主图：场景图".to_owned()),
    ];
    assert_eq!(spec.pins, expected);
    assert!(chart.finding.ends_with("3 件事"), "{}", chart.finding);
    let plot = render(&Spec::Daily(spec.clone()), Look::Paper, 700);
    assert!(plot.marks[17].lines.contains(&"改主图：场景图".to_owned()));
}
