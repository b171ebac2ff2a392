//! Filters: what is asked for in words, what honours it, and what cannot.

use dianpan::domain::Period;
use dianpan::metric::{
    Asked, Dimension, Figures, Filter, Query, Reading, by_day, by_key, explain, metric, reconcile,
};
use dianpan::text::Lang;

use crate::support::{
    Bench, Desk, Row, Sold, case, cases, exported, line, listed, orders, period, shop_day,
    shop_wide,
};
use crate::support::{DEAL, Grid, PRODUCT_LIST, deal_day};

const DAYS: &str = "2026-11-01..2026-11-20";
const SHIRT: &str = "3600000000000000011";
const SOCKS: &str = "3600000000000000022";

fn socks(row: Row) -> Row {
    row.with(&[("商品ID", SOCKS), ("选购商品", "袜子"), ("达人ID", "7001"), ("达人昵称", "小鹿")])
}

/// The question narrowed to some ids.
fn only(bench: &Bench, wanted: &[(Dimension, &str)]) -> Query {
    let book = bench.book();
    bench.query(DAYS).filtered(Filter::resolve(wanted.iter().copied(), &book.words))
}

fn value(bench: &Bench, query: Query, id: &str) -> String {
    let book = bench.book();
    Figures::of(&Reading::new(&book, query)).get(id).plain()
}

/// Two shirts and a pair of socks wait, all promised for noon of 2026-11-21.
fn waiting_shop() -> Bench {
    let wait = |row: Row| row.on("2026-11-20").set("承诺发货时间", "2026-11-21 12:00:00").waiting();
    let rows = [wait(line(1)), wait(line(2)), wait(socks(line(3)))];
    Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))])
}

#[test]
fn due_shipping_honours_the_filter() {
    let bench = waiting_shop();
    assert_eq!(bench.value(DAYS, "due-24h"), "3");
    for (dimension, id, due) in [
        (Dimension::Product, SHIRT, "2"),
        (Dimension::Product, SOCKS, "1"),
        (Dimension::Creator, "7001", "1"),
        (Dimension::Product, "8888", "0"),
    ] {
        let query = only(&bench, &[(dimension, id)]);
        assert_eq!(value(&bench, query, "due-24h"), due, "{id}");
        let book = bench.book();
        let reading = Reading::new(&book, query);
        let told = explain(metric("due-24h").unwrap(), &reading, &bench.dataset);
        assert_eq!(told.rows.to_string(), due, "{id}");
    }
    let late = Bench { now: crate::support::at("2026-11-21 13:00:00"), ..bench };
    assert_eq!(value(&late, only(&late, &[(Dimension::Product, SOCKS)]), "overdue"), "1");
}

#[test]
fn nothing_is_reconciled_under_a_filter() {
    let bench = Bench::with(&[
        orders(&[line(1), socks(line(2))]).csv("a.csv"),
        shop_wide(&[shop_day("2026-11-10")]).csv("b.csv"),
    ]);
    let book = bench.book();
    assert_eq!(reconcile(&Reading::new(&book, bench.query(DAYS))).len(), 1);
    let query = only(&bench, &[(Dimension::Product, SOCKS)]);
    assert!(reconcile(&Reading::new(&book, query)).is_empty());
}

#[test]
fn a_filter_is_told_by_name() {
    let book = waiting_shop().book();
    let told = |dimension, id, lang| Asked::of(&book, dimension, id).text(dimension, lang);
    assert_eq!(told(Dimension::Product, SOCKS, Lang::Zh), "袜子");
    assert_eq!(told(Dimension::Creator, "7001", Lang::En), "小鹿");
    assert_eq!(told(Dimension::Province, "浙江省", Lang::Zh), "浙江省");
    assert_eq!(told(Dimension::Product, "8888", Lang::Zh), "8888（没有这个商品）");
    assert_eq!(told(Dimension::Creator, "8888", Lang::En), "8888 (no such creator)");
    let nines = "9".repeat(60);
    let long = told(Dimension::Product, &nines, Lang::Zh);
    assert_eq!(long, format!("{}…（没有这个商品）", "9".repeat(24)));
    // A word that the shop knows, but not as a product.
    assert_eq!(told(Dimension::Product, "浙江省", Lang::Zh), "浙江省（没有这个商品）");
    assert_eq!(told(Dimension::Category, "女装", Lang::Zh), "女装（没有这个品类）");
    assert_eq!(told(Dimension::Side, "合作", Lang::Zh), "合作");
}

#[test]
fn a_category_is_that_of_the_product_as_the_newest_list_states_it() {
    let list = |range: &str, category: &str| {
        let row = listed(range, SOCKS).set("品类", category);
        Grid::new(PRODUCT_LIST, &[row]).csv(&format!("{category}.csv"))
    };
    let sold = orders(&[line(1), socks(line(2)).of("30.00")]).csv("a.csv");
    let bench =
        Bench::with(&[sold, list("20261101-20261130", "袜类"), list("20261001-20261031", "内衣")]);
    let gmv = |id| value(&bench, only(&bench, &[(Dimension::Category, id)]), "gmv");
    assert_eq!((gmv("袜类").as_str(), gmv("内衣").as_str()), ("30.00", "0.00"));
    assert_eq!(gmv("女装"), "0.00");
}

#[test]
fn sales_are_told_apart_by_side_and_price_band() {
    let rows = [line(1).of("9.99"), line(2).of("10.00"), line(3).of("260.00").set("商品数量", "2")];
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let gmv = |dimension, id| value(&bench, only(&bench, &[(dimension, id)]), "gmv");
    let bands = ["0-10", "10-20", "130以上"].map(|band| gmv(Dimension::Price, band));
    assert_eq!(bands, ["9.99", "10.00", "260.00"]);
    assert_eq!(gmv(Dimension::Side, "自营"), "279.99");
}

#[test]
fn a_filtered_report_says_so_in_head_and_name() {
    let bench = Bench::with(&[orders(&[line(1), socks(line(2))]).csv("a.csv")]);
    let mut desk = Desk::of(&bench, DAYS);
    assert!(!desk.report().contains("只看"));
    desk.query = only(&bench, &[(Dimension::Product, SOCKS)]);
    desk.only = vec!["袜子".to_owned(), "小鹿".to_owned()];
    let page = desk.report();
    let head = page.split("<h2>").next().unwrap();
    assert!(head.contains("只看：袜子、小鹿") && head.contains("只看袜子+小鹿"));
    desk.lang = Lang::En;
    assert!(desk.report().contains("only: 袜子, 小鹿"));
    let name = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let days = Period::ending(crate::support::day("2026-11-20"), 7);
        dianpan::report::file_name("示例小店", days, &names, Lang::Zh, "html")
    };
    assert_eq!(name(&["袜/子"]), "示例小店_抖店周报_只看袜子_2026-11-14~2026-11-20.html");
    assert!(name(&["很长的名字".repeat(40).as_str()]).chars().count() < 70);
}

/// The names of the files behind a figure.
fn files(bench: &Bench, query: Query, id: &str) -> Vec<String> {
    let book = bench.book();
    explain(metric(id).unwrap(), &Reading::new(&book, query), &bench.dataset).files
}

#[test]
fn only_files_that_gave_the_figure_are_listed() {
    let mut bench = Bench::with(&[
        orders(&[line(1), line(2).on("2026-11-12")]).csv("orders.csv"),
        shop_wide(&[shop_day("2026-11-11"), shop_day("2026-11-18")]).csv("shop.csv"),
        Grid::new(PRODUCT_LIST, [&listed("20261101-20261120", "全部")]).csv("list.csv"),
    ]);
    let of = |bench: &Bench, days: &str, id: &str| files(bench, bench.query(days), id);
    // Orders cover the day, so 罗盘 gave nothing.
    assert_eq!(of(&bench, "2026-11-11", "gmv"), ["orders.csv"]);
    assert_eq!(of(&bench, "2026-11-18", "gmv"), ["shop.csv"]);
    assert_eq!(of(&bench, "2026-11-12..2026-11-18", "gmv"), ["shop.csv", "orders.csv"]);
    assert_eq!(of(&bench, DAYS, "units"), ["orders.csv"]);
    assert_eq!(of(&bench, DAYS, "buyers"), ["shop.csv"]);
    // The funnel has one source: the list states this very range, with carts.
    assert_eq!(of(&bench, DAYS, "clicks"), ["list.csv"]);
    assert_eq!(of(&bench, "2026-11-18", "clicks"), ["shop.csv"]);
    assert_eq!(of(&bench, "2026-11-19", "gmv"), Vec::<String>::new());
    bench.import(&Grid::new(DEAL, [&deal_day("2026-11-19", "全部", "不限")]).csv("deal.csv"));
    assert_eq!(of(&bench, "2026-11-19", "gmv"), ["deal.csv"]);
    let shirts = only(&bench, &[(Dimension::Product, SHIRT)]);
    assert_eq!(files(&bench, shirts, "gmv"), ["orders.csv"]);
    assert_eq!(files(&bench, shirts, "buyers"), Vec::<String>::new());
}

#[test]
fn rows_of_compass_are_counted_where_they_give_the_figure() {
    let bench = Bench::with(&[
        orders(&[line(1)]).csv("a.csv"),
        shop_wide(&[shop_day("2026-11-10"), shop_day("2026-11-11")]).csv("b.csv"),
    ]);
    let book = bench.book();
    let rows = |days: &str, id: &str| {
        let reading = Reading::new(&book, bench.query(days));
        explain(metric(id).unwrap(), &reading, &bench.dataset).rows
    };
    assert_eq!(rows("2026-11-11", "gmv"), 1);
    assert_eq!(rows("2026-11-10..2026-11-11", "gmv"), 2);
    assert_eq!(rows("2026-11-10..2026-11-11", "clicks"), 2);
    assert_eq!(rows("2026-11-10", "clicks"), 1);
}

#[test]
fn rows_left_out_honour_the_filter() {
    let rows = [line(1), line(2).set("支付完成时间", ""), socks(line(3)).set("支付完成时间", "")];
    let kinds = ["换货", "换货"];
    let asked: Vec<Row> = (0..2)
        .map(|place| case(place as u64, &rows[place * 2]).set("售后类型", kinds[place]))
        .collect();
    let bench = Bench::with(&[orders(&rows).csv("a.csv"), cases(&asked).csv("b.csv")]);
    let left_out = |query: Query, id: &str| {
        let book = bench.book();
        let told = explain(metric(id).unwrap(), &Reading::new(&book, query), &bench.dataset);
        format!("{:?}", told.left_out)
    };
    let everything = bench.query(DAYS);
    let shirts = only(&bench, &[(Dimension::Product, SHIRT)]);
    assert_eq!(left_out(everything, "gmv"), "[(Unpaid, 2)]");
    assert_eq!(left_out(shirts, "gmv"), "[(Unpaid, 1)]");
    assert!(left_out(everything, "returns").contains("(Exchanges, 2)"));
    assert!(left_out(shirts, "returns").contains("(Exchanges, 1)"));
}

/// Days are summed once and kept under the filter on screen; the sums are those of the sales.
#[test]
fn sums_of_days_that_are_kept_are_those_of_the_sales() {
    let sold = |from: &str, to: &str, count: u64, cells: &[(&str, &str)]| {
        Sold::default().daily(from, to, count, cells)
    };
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿"), ("流量体裁", "直播")];
    let early = sold("2026-11-01", "2026-11-04", 3, &by).daily("2026-11-02", "2026-11-02", 2, &[]);
    let late = sold("2026-11-09", "2026-11-20", 2, &by).daily(
        "2026-11-09",
        "2026-11-18",
        1,
        &[("商品ID", SOCKS), ("选购商品", "袜子")],
    );
    let file = |sold: &Sold, at: &str| orders(&sold.0).csv(&exported(at));
    let bench =
        Bench::with(&[file(&early, "2026-11-05 08:00:00"), file(&late, "2026-11-21 08:00:00")]);
    let periods = ["2026-11-09..2026-11-12", "2026-11-03..2026-11-10", DAYS, DAYS].map(period);
    let asked = [(Dimension::Carrier, "直播"), (Dimension::Product, SHIRT)];
    for wanted in asked {
        let filter = only(&bench, &[wanted]).filter;
        let read = |book: &dianpan::metric::Book| {
            let parts = |period| Dimension::ALL.map(|split| by_key(book, period, &filter, split));
            let all = |period| {
                (book.totals(period, &filter), by_day(book, period, &filter), parts(period))
            };
            periods.map(all)
        };
        let (plain, kept) = (bench.book(), bench.book());
        kept.prepare(&filter);
        let found = read(&kept);
        assert_eq!(found, read(&plain), "{wanted:?}");
        assert_eq!(found, read(&kept), "{wanted:?}, once more");
        assert!(found.iter().all(|(totals, days, _)| totals.orders > 0 && days.len() > 1));
    }
}

/// Where nearly every sale is a part of its own, nothing is kept and nothing is missed.
#[test]
fn parts_as_many_as_sales_are_all_there() {
    let mut sold = Sold::default();
    for number in 0..3_000 {
        let id = format!("36000000000000{number:05}");
        let date = if number < 1_500 { "2026-11-01" } else { "2026-11-02" };
        sold = sold.daily(date, date, 1, &[("商品ID", &id)]);
    }
    let bench = Bench::with(&[sold.file("2026-11-01")]);
    let (book, none) = (bench.book(), Filter::default());
    for (days, count) in [("2026-11-01..2026-11-01", 1_500), (DAYS, 3_000), (DAYS, 3_000)] {
        let parts = by_key(&book, period(days), &none, Dimension::Product);
        assert_eq!(parts.len(), count);
        assert!(parts.values().all(|totals| totals.orders == 1));
    }
}
