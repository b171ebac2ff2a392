//! Big tables: order, the rows in view, and what goes to the clipboard.

use std::time::Instant;

use dianpan::chart::{Frame, PRODUCT_GRID, ProductGrid, Sorting, in_order};
use dianpan::domain::SortedMap;
use dianpan::metric::{ProductBoard, ProductColumn, ProductMix, Role, metric};
use dianpan::report::{lines_csv, lines_tsv};
use dianpan::text::Lang;

use crate::support::{Bench, exported, line, orders};

#[test]
fn numbers_fall_first_names_rise_first_and_a_second_press_turns_round() {
    let start = Sorting { column: 1, falling: true };
    assert_eq!(start.pressed(1), Sorting { column: 1, falling: false });
    assert_eq!(start.pressed(4), Sorting { column: 4, falling: true });
    assert_eq!(start.pressed(0), Sorting { column: 0, falling: false });
    assert_eq!(start.pressed(1).pressed(1), start);
    assert_eq!((start.told(1), start.told(0)), ("descending", "none"));
}

#[test]
fn what_is_not_known_stands_last_and_equals_stay() {
    let numbers = [Some(3), None, Some(7), Some(3), Some(i64::MIN)];
    assert_eq!(in_order(&numbers, true), [2, 0, 3, 4, 1]);
    assert_eq!(in_order(&numbers, false), [4, 0, 3, 2, 1]);
}

#[test]
fn a_frame_holds_the_view_and_never_much_more() {
    for count in [0, 1, 20, 57, 10_000] {
        for top in (0..count * 44 + 500).step_by(97) {
            let frame = Frame::of(count, 44, top, 700);
            assert_eq!(frame.above + (frame.to - frame.from) * 44 + frame.below, count * 44);
            assert!(frame.to - frame.from <= 60, "{frame:?}");
            // No farther than to where the last row is at the bottom of the view can be scrolled.
            let top = top.min((count * 44).saturating_sub(700));
            let (first, last) = (top / 44, (top + 700).div_ceil(44).min(count));
            assert!(frame.from <= first && last <= frame.to, "{count} rows at {top}: {frame:?}");
        }
    }
    // A step of the wheel that stays within the rows that are there moves nothing.
    assert_eq!(Frame::of(10_000, 44, 44_352, 700), Frame::of(10_000, 44, 44_500, 700));
}

#[test]
fn the_clipboard_keeps_every_digit_and_runs_no_formula() {
    let cells = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    let lines = [
        cells(&["商品", "商品ID"]),
        cells(&["=1+1\t\n", "3600000000000000011"]),
        cells(&["-3.50", ""]),
    ];
    assert_eq!(
        lines_tsv(&lines),
        "商品\t商品ID\r\n\"'=1+1  \"\t=\"3600000000000000011\"\r\n-3.50\t\r\n"
    );
    assert_eq!(lines_csv(&lines[2..]), "\u{feff}-3.50,\r\n");
}

/// Two products; the second has the fewer but dearer orders.
fn bench() -> Bench {
    let other = [("商品ID", "3600000000000000022"), ("选购商品", "大衣")];
    let rows = [line(1), line(2), line(3).of("900.00").with(&other)];
    Bench::with(&[orders(&rows).csv(&exported("2026-11-20 08:00:00"))])
}

#[test]
fn columns_name_what_they_show() {
    assert_eq!(PRODUCT_GRID.len(), ProductColumn::ALL.len());
    for (grid, column) in PRODUCT_GRID.iter().zip(ProductColumn::ALL) {
        let window = matches!(column, ProductColumn::Week | ProductColumn::Month);
        if let Some(id) = column.metric().filter(|_| !window) {
            assert_eq!(grid.id, id);
            assert!(metric(id).is_some());
        }
    }
}

#[test]
fn rows_go_out_in_the_order_on_screen_with_ids_and_a_total() {
    let bench = bench();
    let book = bench.book();
    let board = ProductBoard::new(&book, bench.query("2026-11-01..2026-11-19"), &bench.anchor());
    let mut products = SortedMap::new();
    products.insert(
        "3600000000000000011".to_owned(),
        ProductMix { role: Role::Traffic, ..ProductMix::default() },
    );
    let grid = ProductGrid { board: &board, book: &book, products: &products, lang: Lang::Zh };
    let columns = [
        ProductColumn::Name,
        ProductColumn::Gmv,
        ProductColumn::Orders,
        ProductColumn::Share,
        ProductColumn::Role,
    ];
    let lines = |column, falling| grid.lines(&in_order(&grid.numbers(column), falling), &columns);
    let told = lines(ProductColumn::Orders, true);
    let expected = [
        ["商品", "商品ID", "成交金额", "订单", "占比", "角色"],
        ["测试T恤", "3600000000000000011", "200.00", "2", "18.18%", "引流款"],
        ["大衣", "3600000000000000022", "900.00", "1", "81.82%", "未设"],
        ["合计 2 个商品", "", "1100.00", "3", "100.00%", ""],
    ];
    assert_eq!(told, expected.map(|row| row.map(str::to_owned).to_vec()));
    let first = |column, falling| lines(column, falling)[1][0].clone();
    assert_eq!(first(ProductColumn::Gmv, true), "大衣");
    assert_eq!(first(ProductColumn::Name, false), "大衣", "by the numbers of characters");
    assert_eq!(first(ProductColumn::Role, true), "测试T恤");
}

#[test]
fn figures_of_a_row_say_which_product_and_lead_to_it() {
    let bench = bench();
    let book = bench.book();
    let board = ProductBoard::new(&book, bench.query("2026-11-01..2026-11-19"), &bench.anchor());
    let products = SortedMap::new();
    let grid = ProductGrid { board: &board, book: &book, products: &products, lang: Lang::Zh };
    let item = grid.item(&board.rows[0], ProductColumn::Gmv);
    let attributes = item.cell.unwrap().attributes();
    for expected in [
        ("data-metric", "gmv"),
        ("data-value", "900.00"),
        ("data-period", "2026-11-01..2026-11-19"),
        ("data-dim", "product"),
        ("data-key", "3600000000000000022"),
    ] {
        assert!(
            attributes.iter().any(|(name, value)| (*name, value.as_str()) == expected),
            "{expected:?}"
        );
    }
    let week = grid.item(&board.rows[0], ProductColumn::Week).cell.unwrap();
    assert_eq!(week.period, board.week);
    assert!(grid.item(&board.rows[0], ProductColumn::Name).jump.is_some());
}

/// Ten thousand products must not make a page wait.
#[test]
fn ten_thousand_products_are_read_and_sorted_at_once() {
    let rows: Vec<_> = (0..10_000u64)
        .map(|number| {
            let id = (3_600_000_000_000_000_000 + number).to_string();
            line(number)
                .of(&format!("{}.00", number % 977 + 1))
                .with(&[("商品ID", &id), ("选购商品", &id)])
        })
        .collect();
    let book = Bench::with(&[orders(&rows).csv(&exported("2026-11-20 08:00:00"))]);
    let (query, anchor, book) = (book.query("2026-11-01..2026-11-19"), book.anchor(), book.book());
    let started = Instant::now();
    let board = ProductBoard::new(&book, query, &anchor);
    let products = SortedMap::new();
    let grid = ProductGrid { board: &board, book: &book, products: &products, lang: Lang::Zh };
    for column in ProductColumn::ALL {
        assert_eq!(in_order(&grid.numbers(column), true).len(), 10_000);
    }
    let taken = started.elapsed();
    // Without optimisation, on a machine that does other things as well.
    assert!(taken.as_millis() < 5_000, "{taken:?}");
}
