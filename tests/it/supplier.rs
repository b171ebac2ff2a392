//! What is due, by product and by the supplier that the operator typed. Now is 2026-11-21 08:30.

use dianpan::domain::Moment;
use dianpan::metric::{Query, Reading, due_products};
use dianpan::plan::{LONGEST_SUPPLIER, ProductPages, by_supplier};
use dianpan::store::{Document, Documents, MAIN};
use dianpan::text::Lang;

use crate::support::{Bench, FaultyShelf, exported, line, orders};

const SHIRT: &str = "3600000000000000011";
const SOCK: &str = "3600000000000000022";
const HAT: &str = "3600000000000000033";

/// Shirts of which one is late, two socks due in the evening, and a hat due after tomorrow.
fn bench() -> Bench {
    let waits = |number, product: &str, title: &str, promised: &str| {
        let of = line(number).on("2026-11-19").waiting().set("承诺发货时间", promised);
        of.with(&[("商品ID", product), ("选购商品", title)])
    };
    let rows = [
        waits(1, SOCK, "袜子", "2026-11-21 20:00:00"),
        waits(2, SHIRT, "测试T恤", "2026-11-21 08:00:00"),
        waits(3, SHIRT, "测试T恤", "2026-11-22 08:30:00"),
        waits(4, SOCK, "袜子", "2026-11-21 19:00:00").set("商品数量", "3"),
        waits(5, HAT, "帽子", "2026-11-23 08:00:00"),
    ];
    Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))])
}

/// A product with its lines, overdue ones and pieces.
type Due = (String, i64, i64, i64);

/// What is due of each supplier.
fn told(pages: &ProductPages) -> Vec<(String, Vec<Due>)> {
    let bench = bench();
    let book = bench.book();
    let due = due_products(&Reading::new(&book, bench.query("2026-11-20")));
    let suppliers = by_supplier(&due, &book, pages).into_iter();
    let one = |it: &dianpan::metric::DueProduct| {
        let product = it.product.map_or("", |product| book.product_name(product));
        (product.to_owned(), it.lines, it.overdue, it.units)
    };
    suppliers.map(|it| (it.supplier, it.products.iter().map(one).collect())).collect()
}

#[test]
fn due_lines_are_grouped_by_supplier_the_late_ones_first() {
    let sock = ("袜子".to_owned(), 2, 0, 4);
    let shirt = ("测试T恤".to_owned(), 2, 1, 2);
    let mut pages = ProductPages::default();
    assert_eq!(told(&pages), [(String::new(), vec![shirt.clone(), sock.clone()])]);
    pages.set_supplier(SOCK, " 南通甲厂 ");
    let last = (String::new(), vec![shirt.clone()]);
    assert_eq!(told(&pages), [("南通甲厂".to_owned(), vec![sock.clone()]), last]);
    pages.set_supplier(SHIRT, "广州乙厂");
    let (south, north) = ("广州乙厂".to_owned(), "南通甲厂".to_owned());
    assert_eq!(told(&pages), [(south, vec![shirt.clone()]), (north.clone(), vec![sock.clone()])]);
    pages.set_supplier(SHIRT, "南通甲厂");
    assert_eq!(told(&pages), [(north, vec![shirt, sock])]);
    assert_eq!(pages.suppliers(), ["南通甲厂"]);
    pages.set_supplier(SHIRT, " ");
    assert_eq!(pages.supplier(SHIRT), "");
}

#[test]
fn the_reminder_names_products_pieces_and_deadlines() {
    let bench = bench();
    let book = bench.book();
    let due = due_products(&Reading::new(&book, bench.query("2026-11-20")));
    let mut pages = ProductPages::default();
    pages.set_supplier(SHIRT, "广州乙厂");
    let texts: Vec<String> =
        by_supplier(&due, &book, &pages).iter().map(|it| it.reminder(&book, Lang::Zh)).collect();
    assert_eq!(
        texts,
        [
            "广州乙厂，麻烦今天优先发这些单：\n· 测试T恤：2 件，最早 11-21 08:00 前发出（其中 1 单已超时）",
            "麻烦今天优先发这些单：\n· 袜子：4 件，最早 11-21 19:00 前发出",
        ]
    );
}

#[test]
fn suppliers_are_kept_and_cut_to_their_room() {
    let mut plan = Documents::default();
    plan.pages.set_supplier(SHIRT, &"长".repeat(LONGEST_SUPPLIER + 5));
    let shelf = FaultyShelf::default();
    plan.save(&shelf, MAIN, Document::ProductPages).unwrap();
    let (loaded, damaged) = Documents::load(&shelf, MAIN).unwrap();
    assert!(damaged.is_empty());
    assert_eq!(loaded.pages.supplier(SHIRT), "长".repeat(LONGEST_SUPPLIER));
}

/// A page that looks at the clock only when a line has become due shows the same.
#[test]
fn between_two_lines_that_become_due_the_clock_changes_nothing() {
    let bench = bench();
    let (book, query) = (bench.book(), bench.query("2026-11-20"));
    let due_at = |now: Moment| due_products(&Reading::new(&book, Query { now, ..query }));
    let first = query.now.plus_hours(-48);
    let mut turns: Vec<Moment> = Vec::new();
    for now in (0..96 * 3600).step_by(30).flat_map(|at| [at, at + 1]).map(|at| first.0 + at) {
        let now = Moment(now);
        let last = book.last_due(first, now);
        assert_eq!(due_at(last), due_at(now), "at {now:?}");
        turns.extend(Some(last).filter(|last| turns.last() != Some(last)));
    }
    // The start, a day before each of the five lines, and once each of them is late.
    assert_eq!(turns.len(), 11);
}
