//! The template of costs: what it offers to fill in, and what is read from a filled one.

use dianpan::domain::{Money, Unpaced};
use dianpan::import::{CostFile, CostRow, cost_template, read_costs};
use dianpan::table::CellFault;

use crate::support::{Bytes, File, Grid, Row, TestDecoder, gb18030, run};

fn row(product: &str, sku: &str, cost: Option<i64>) -> CostRow {
    let (product, name, sku) = (product.to_owned(), "袜子, \"五双\"".to_owned(), sku.to_owned());
    CostRow { product, name, sku, cost: cost.map(Money) }
}

fn read(bytes: &[u8]) -> Option<CostFile> {
    run(read_costs(&Bytes(bytes), &TestDecoder, &Unpaced)).unwrap()
}

/// Product, 商品规格 and 分 of each row that was taken.
fn taken(file: &CostFile) -> Vec<(&str, &str, i64)> {
    let rows = file.costs.iter();
    rows.map(|row| (row.product.as_str(), row.sku.as_str(), row.cost.unwrap().cents())).collect()
}

#[test]
fn what_is_known_comes_back_as_it_went_out() {
    let rows = [
        row("3600000000000000011", "", Some(1_250)),
        row("3600000000000000011", "黑色 L", None),
        row("3600000000000000011", "=1+1", Some(990)),
        row("3600000000000000022", "-", Some(5)),
    ];
    let text = cost_template(&rows);
    assert!(text.starts_with("\u{feff}商品ID,商品名称,商品规格,成本(元)\r\n"));
    // Long ids stay texts in spreadsheets, and nothing stands there as a formula.
    assert!(text.contains("3600000000000000011\t,"), "{text}");
    assert!(!text.contains("\"=1+1"), "{text}");
    let file = read(text.as_bytes()).unwrap();
    let expected = [
        ("3600000000000000011", "", 1_250),
        ("3600000000000000011", "=1+1", 990),
        ("3600000000000000022", "", 5),
    ];
    assert_eq!(taken(&file), expected);
    assert_eq!((file.blank, file.rejected.len()), (1, 0));
}

#[test]
fn a_filled_template_is_read_in_any_dress() {
    let header = "商品ID,商品规格,成本（元）";
    let cells = [("商品ID", "36"), ("商品规格", "黑色 L"), ("成本（元）", "¥1,200.5")];
    let grid = Grid::new(header, [&Row::new(&cells)]);
    let files: [File; 2] = [grid.csv("a.csv"), grid.xlsx("a.xlsx")];
    for bytes in files.iter().map(|file| file.bytes.clone()).chain([gb18030(&grid.text())]) {
        assert_eq!(taken(&read(&bytes).unwrap()), [("36", "黑色 L", 120_050)]);
    }
}

#[test]
fn what_cannot_be_a_cost_is_left_out_and_told() {
    let text =
        "商品ID,商品规格,成本(元)\n36,,十块\n36,,-1\n36,,10000001\n3.6E+18,,5\n,,5\n36,,\n37,,5\n";
    let file = read(text.as_bytes()).unwrap();
    assert_eq!(taken(&file), [("37", "", 500)]);
    assert_eq!(file.blank, 1);
    let told: Vec<(u32, CellFault, &str)> =
        file.rejected.iter().map(|it| (it.line, it.fault, it.column.as_str())).collect();
    let money = |line| (line, CellFault::NotMoney, "成本(元)");
    let expected = [
        money(2),
        money(3),
        money(4),
        (5, CellFault::DamagedId, "商品ID"),
        (6, CellFault::Missing, "商品ID"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn other_tables_are_no_template() {
    for text in ["商品ID,商品规格\n36,黑\n", "商品名称,成本(元)\n袜,5\n", "a,b\n1,2\n"]
    {
        assert_eq!(read(text.as_bytes()), None, "{text}");
    }
}
