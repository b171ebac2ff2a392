//! The way out: every fact as CSV in one ZIP, read back with our own readers.

use std::collections::BTreeMap;

use dianpan::domain::{Family, Kind, Money, SourceState, Unpaced};
use dianpan::metric::Role;
use dianpan::plan::Products;
use dianpan::store::write_tables;
use dianpan::table::{Row, Sink, Verdict, read};

use crate::support::{
    Bench, Bytes, TestDecoder, case, cases, exhibits, exported, files_below, line, orders, run,
    season,
};

/// A table by column name.
#[derive(Debug, Default)]
struct Table {
    header: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

#[derive(Default)]
struct Tables(Vec<Table>);

impl Sink for Tables {
    fn sheet(&mut self, _: &str) {
        self.0.push(Table::default());
    }

    fn header(&mut self, cells: &[String]) -> Verdict {
        self.0.last_mut().unwrap().header = cells.to_vec();
        Verdict::Header
    }

    fn row(&mut self, row: &Row<'_>) {
        let table = self.0.last_mut().unwrap();
        let cell = |place: usize| row.text(&row.bytes(place)).into_owned();
        let cells = table.header.iter().enumerate().map(|(at, name)| (name.clone(), cell(at)));
        table.rows.push(cells.collect());
    }

    fn ragged(&mut self, _: u32) {}

    fn restart(&mut self) {
        unreachable!("all of it is UTF-8");
    }
}

fn export(bench: &Bench, products: &Products) -> Vec<u8> {
    run(write_tables(&bench.dataset, products, bench.now, &Unpaced)).unwrap()
}

/// The tables of an export by name. Our reader gives those of an archive in their order.
fn tables_with(bench: &Bench, products: &Products) -> BTreeMap<&'static str, Table> {
    let bytes = export(bench, products);
    let mut tables = Tables::default();
    let outcome = run(read(&Bytes(&bytes), &TestDecoder, &Unpaced, &mut tables));
    assert_eq!(outcome.result, Ok(()));
    let mut names = vec!["readme", "sources", "coverage", "roles", "sku_costs"];
    names.extend(Family::ALL.map(|family| family.schema().name));
    assert_eq!(tables.0.len(), names.len());
    names.into_iter().zip(tables.0).collect()
}

fn tables(bench: &Bench) -> BTreeMap<&'static str, Table> {
    tables_with(bench, &Products::default())
}

#[test]
fn names_of_tables_and_columns_stay() {
    let told = tables(&Bench::default()).into_iter().filter(|(name, _)| *name != "readme");
    let told: String =
        told.map(|(name, table)| format!("{name}: {}\n", table.header.join(" "))).collect();
    let (_, known) = files_below("tests/fixture/tables", "columns.txt").remove(0);
    assert_eq!(told, known, "somebody's queries hang on these names");
}

/// The cell that stands for a cell of a fact, by the test's own reading of its kind.
fn expected(kind: Kind, text: &str) -> String {
    let decimal = |digits: usize| {
        let (sign, whole) = text.strip_prefix('-').map_or(("", text), |whole| ("-", whole));
        let whole = format!("{whole:0>width$}", width = digits + 1);
        let (whole, rest) = whole.split_at(whole.len() - digits);
        format!("{sign}{whole}.{rest}")
    };
    match kind {
        Kind::Money => decimal(2),
        Kind::Ratio => decimal(6),
        Kind::Word | Kind::Id if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) =>
        {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

#[test]
fn every_merged_fact_stands_in_its_table() {
    let mut benches: Vec<Bench> = (0..2)
        .map(|seed| {
            let mut bench = Bench::default();
            for file in season(seed) {
                bench.import(&file);
            }
            bench
        })
        .collect();
    benches.extend(exhibits("import").iter().map(|exhibit| exhibit.check().0));
    for bench in benches {
        let tables = tables(&bench);
        for family in Family::ALL {
            let columns = family.schema().columns;
            let kind = |name: &str| columns.iter().find(|spec| spec.name == name).unwrap().kind;
            // Days and moments are printed by one function, and seen in the test below.
            let dated = |name: &str| matches!(kind(name), Kind::Day | Kind::Moment);
            let facts = bench.rows(family).into_iter().map(|row| {
                let cells = row.into_iter().filter(|(name, _)| !dated(name));
                cells.map(|(name, text)| (name.to_owned(), expected(kind(name), &text))).collect()
            });
            let known = |name: &str| columns.iter().any(|spec| spec.name == name) && !dated(name);
            let told = tables[family.schema().name].rows.iter().map(|row| {
                let cells = row.iter().filter(|(name, cell)| known(name) && !cell.is_empty());
                cells.map(|(name, cell)| (name.clone(), cell.clone())).collect()
            });
            let mut facts: Vec<BTreeMap<String, String>> = facts.collect();
            let mut told: Vec<BTreeMap<String, String>> = told.collect();
            facts.sort();
            told.sort();
            assert_eq!(told, facts);
        }
    }
}

#[test]
fn cells_are_exact_and_no_formula() {
    let row = line(7).with(&[
        ("选购商品", "=HYPERLINK(\"http://x\",\"y\")"),
        ("商品规格", "两,件 \"大\""),
        ("商家编码", "-A1"),
        ("平台实际承担优惠金额", "-3.20"),
        ("发货时间", ""),
    ]);
    let file = orders([&row]).without("预约发货时间").csv(&exported("2026-11-20 09:00:00"));
    let bench = Bench::with(std::slice::from_ref(&file));
    let table = &tables(&bench)["orders"];
    let row = &table.rows[0];
    for (column, cell) in [
        ("line", "6910000000000000073"),
        ("title", "'=HYPERLINK(\"http://x\",\"y\")"),
        ("sku", "两,件\"大\""),
        ("code", "'-A1"),
        ("payable", "100.00"),
        ("platform-part", "-3.20"),
        ("units", "1"),
        ("placed", "2026-11-10 10:00:00"),
        ("shipped", ""),
        ("source", "1"),
        ("file", &file.name),
        ("exported", "2026-11-20 09:00:00"),
        ("absent", "booked refund"),
    ] {
        assert_eq!(row[column].replace(' ', ""), cell.replace(' ', ""), "{column}");
    }
}

#[test]
fn a_file_that_was_taken_back_is_named_and_gives_no_row() {
    let (mine, other) = (line(1), line(2));
    let mut bench = Bench::with(&[
        orders([&mine]).csv("a.csv"),
        orders([&other]).csv("b.csv"),
        cases([&case(1, &mine)]).csv("c.csv"),
    ]);
    bench.turn(bench.dataset.sources[1].id, SourceState::RolledBack);
    let tables = tables(&bench);
    let states: Vec<&str> = tables["sources"].rows.iter().map(|row| &*row["state"]).collect();
    assert_eq!(states, ["live", "rolled-back", "live"]);
    assert_eq!(tables["orders"].rows.len(), 1);
    assert_eq!(tables["orders"].rows[0]["line"], mine.id());
    let kinds: Vec<&str> = tables["coverage"].rows.iter().map(|row| &*row["kind"]).collect();
    assert_eq!(kinds, ["orders", "aftersales"]);
}

#[test]
fn roles_and_costs_go_along() {
    let mut products = Products::default();
    products.set_role("36", Role::Traffic);
    products.set_cost("=1", Some(Money(1250)));
    let roles = &tables_with(&Bench::default(), &products)["roles"];
    let rows: Vec<Vec<&str>> =
        roles.rows.iter().map(|row| row.values().map(String::as_str).collect()).collect();
    assert_eq!(rows, [["", "36", "traffic"], ["12.50", "'=1", ""]]);
}

#[test]
fn the_same_shop_gives_the_same_bytes() {
    let bench = Bench::with(&[orders([&line(1)]).csv("a.csv")]);
    assert_eq!(export(&bench, &Products::default()), export(&bench, &Products::default()));
}

#[test]
fn a_cut_export_is_no_archive() {
    let mut bytes = export(&Bench::default(), &Products::default());
    bytes.truncate(bytes.len() - 40);
    let mut tables = Tables::default();
    assert!(run(read(&Bytes(&bytes), &TestDecoder, &Unpaced, &mut tables)).result.is_err());
}
