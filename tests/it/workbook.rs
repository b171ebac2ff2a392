//! XLSX files: the ways that writers differ in, and files that are damaged.

use dianpan::import::Trouble;
use dianpan::table::FileFault;

use crate::support::{Bench, File, Grid, Kind, Workbook, line, orders, zip};

fn grid() -> Grid {
    let rows = [line(1), line(2).set("选购商品", "袜子 <五双> & \"加厚\""), line(3)];
    orders(&rows)
}

fn rows(grid: &Grid) -> Vec<Vec<String>> {
    std::iter::once(&grid.header).chain(&grid.rows).cloned().collect()
}

fn check(workbook: &Workbook, what: &str) {
    let expected = Bench::with(&[grid().csv("a.csv")]).facts();
    let mut bench = Bench::default();
    let receipt = bench.import(&File::new("a.xlsx", workbook.bytes()));
    assert_eq!((receipt.encoding, receipt.tally.new), ("xlsx", 3), "{what}: {receipt:?}");
    assert_eq!(bench.facts()["families"], expected["families"], "{what}");
}

#[test]
fn every_kind_of_cell_gives_what_csv_gives() {
    for kind in [Kind::Shared, Kind::Inline, Kind::Plain] {
        check(&Workbook::default().sheet("订单", rows(&grid()), kind), &format!("{kind:?}"));
    }
}

#[test]
fn writers_differ_in_prefixes_places_and_compression() {
    let book = Workbook::default().sheet("订单", rows(&grid()), Kind::Shared);
    check(&Workbook { prefix: "x:", ..book.clone() }, "prefix");
    check(&Workbook { bare: true, ..book.clone() }, "no places");
    check(&Workbook { stored: true, ..book }, "stored");
}

#[test]
fn numbers_as_numbers_give_amounts_and_refuse_ids() {
    let without_ids = grid();
    let number = Workbook::default().sheet("订单", rows(&without_ids), Kind::Number);
    // Ids of 19 digits written as numbers still have their digits in the file's text.
    check(&number, "numbers");
    let mut damaged = rows(&grid());
    let place = grid().column("子订单编号");
    damaged[1][place] = "6.9100000000000001E+18".to_owned();
    let file = File::new("a.xlsx", Workbook::default().sheet("s", damaged, Kind::Number).bytes());
    assert_eq!(file.load().receipt.trouble, Some(Trouble::DamagedIds));
}

#[test]
fn a_second_sheet_with_the_same_columns_counts_too() {
    let grid = grid();
    let (mut first, mut second) = (rows(&grid), rows(&grid));
    first.truncate(2);
    second.remove(1);
    let book =
        Workbook::default().sheet("一", first, Kind::Shared).sheet("二", second, Kind::Inline);
    check(&book, "two sheets");
}

#[test]
fn a_sheet_that_is_not_known_is_not_counted() {
    let notes = vec![vec!["说明".to_owned()], vec!["导出时间".to_owned(), "今天".to_owned()]];
    let book = Workbook::default().sheet("说明", notes, Kind::Inline).sheet(
        "订单",
        rows(&grid()),
        Kind::Shared,
    );
    let receipt = File::new("a.xlsx", book.bytes()).load().receipt;
    assert_eq!((receipt.rows, receipt.trouble), (3, None));
}

#[test]
fn blank_rows_inside_a_sheet_are_no_rows() {
    let mut rows = rows(&grid());
    rows.insert(2, Vec::new());
    rows.push(vec![String::new(), " ".to_owned()]);
    check(&Workbook::default().sheet("订单", rows, Kind::Shared), "blank rows");
}

/// Shared strings may be split in runs and carry readings; entities may be numeric.
#[test]
fn rich_texts_are_joined_and_readings_left_out() {
    let header = ["子订单编号", "订单提交时间", "订单状态", "订单应付金额", "选购商品"];
    let texts = ["6910000000000000013", "2026-11-10 10:00:00", "已完成", "10.00"];
    let plain: String =
        header.iter().chain(&texts).map(|t| format!("<si><t>{t}</t></si>")).collect();
    let rich = "<si><r><t>红</t></r><r><rPr/><t xml:space=\"preserve\"> &amp;&#33394;</t></r>\
                <rPh sb=\"0\" eb=\"1\"><t>hong</t></rPh></si>";
    let cell = |number: usize| format!("<c t=\"s\"><v>{number}</v></c>");
    let header_cells: String = (0..5).map(cell).collect();
    let row_cells: String = (5..10).map(cell).collect();
    let sheet = format!(
        "<worksheet><sheetData><row>{header_cells}</row><row>{row_cells}</row></sheetData></worksheet>"
    );
    let bytes = zip(
        &[
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                b"<Relationships><Relationship Id=\"r1\" Target=\"/xl/worksheets/s.xml\"/></Relationships>",
            ),
            ("xl/sharedStrings.xml", format!("<sst>{plain}{rich}</sst>").as_bytes()),
            ("xl/worksheets/s.xml", sheet.as_bytes()),
        ],
        true,
    );
    let loaded = File::new("a.xlsx", bytes).load();
    let words = loaded.loaded.expect("a good file").statements.words.clone();
    assert!(words.find("红 &色").is_some(), "{:?}", words.texts().collect::<Vec<_>>());
}

fn refused(bytes: Vec<u8>, what: &str) {
    let trouble = File::new("a.xlsx", bytes).load().receipt.trouble;
    assert_eq!(trouble, Some(Trouble::Fault(FileFault::BrokenWorkbook)), "{what}");
}

#[test]
fn a_cut_off_workbook_is_refused() {
    let bytes = grid().xlsx("a.xlsx").bytes;
    for sixteenth in 1..16 {
        let length = bytes.len() * sixteenth / 16;
        refused(bytes[..length].to_vec(), &format!("{sixteenth}/16"));
    }
}

/// A flipped bit in compressed data must not become another number.
#[test]
fn a_flipped_bit_never_changes_a_figure() {
    let bytes = grid().xlsx("a.xlsx").bytes;
    let sound = Bench::with(&[File::new("a.xlsx", bytes.clone())]).facts();
    for place in (0..bytes.len()).step_by(3) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        let mut bench = Bench::default();
        let receipt = bench.import(&File::new("a.xlsx", flipped));
        if receipt.trouble.is_none() {
            assert_eq!(bench.facts()["families"], sound["families"], "byte {place}");
        }
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    let packed = File::new("a.xlsx", zip(&[("readme.md", b"hello")], true)).load();
    assert_eq!(packed.receipt.trouble, Some(Trouble::Fault(FileFault::NoTables)));
    let book = b"<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>".as_slice();
    let relations =
        b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/gone.xml\"/></Relationships>"
            .as_slice();
    let members = [("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations)];
    refused(zip(&members, true), "its sheet is gone");
    refused(zip(&[("xl/workbook.xml", b"<workbook><sheets><")], true), "cut XML");
}

#[test]
fn more_columns_than_any_export_has_are_refused() {
    let row = vec!["x".to_owned(); 513];
    let bytes = Workbook::default().sheet("a", vec![row], Kind::Inline).bytes();
    let trouble = File::new("a.xlsx", bytes).load().receipt.trouble;
    assert_eq!(trouble, Some(Trouble::Fault(FileFault::TooManyColumns)));
}

/// A workbook of one sheet whose parts are written by hand.
fn by_hand(sheet: &str) -> File {
    let book = b"<workbook><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>".as_slice();
    let relations =
        b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>"
            .as_slice();
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/s.xml", sheet.as_bytes()),
    ];
    File::new("a.xlsx", zip(&parts, true))
}

/// The rows of [`grid`] with a title of one's own, as XML.
fn rows_with(title: &str) -> String {
    let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let header: String =
        ["子订单编号", "订单提交时间", "订单状态", "订单应付金额", "选购商品"].map(cell).concat();
    let row = ["6917926768823643751", "2026-11-10 10:00:00", "已完成", "12.34"].map(cell).concat();
    format!("<row>{header}</row><row>{row}<c t=\"str\"><v>{title}</v></c></row>")
}

fn titles(file: &File) -> Vec<String> {
    let loaded = file.load().loaded.expect("a good file");
    loaded.statements.words.texts().map(str::to_owned).collect()
}

#[test]
fn every_form_of_xml_is_understood() {
    let rows = rows_with("<![CDATA[a<b> ]] &amp; c]]>&#x4E2D;&lt;&quot;&#10;d\r\ne");
    for sheet in [
        format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        format!(
            "\u{feff}<?xml version=\"1.0\" a='?'?><!-- > <row> -- --><x:worksheet q=\"a>b\" >{rows}</x:worksheet >"
        ),
        format!("<worksheet><row/><row r='1'/>{rows}<row><c/></row></worksheet>\n"),
    ] {
        let titles = titles(&by_hand(&sheet));
        assert!(titles.iter().any(|title| title.starts_with("a<b> ]] &amp; c中<\"")), "{titles:?}");
    }
}

#[test]
fn xml_that_is_not_whole_is_refused() {
    let rows = rows_with("a");
    for sheet in [
        format!("<worksheet>{rows}"),
        format!("<worksheet>{rows}</worksheet></worksheet>"),
        format!("<worksheet>{rows}<row><c r=\"A"),
        format!("<worksheet>{rows}<!-- "),
        format!("<worksheet>{rows}<![CDATA[ ]</worksheet>"),
        format!("<worksheet a=\"{}\">{rows}</worksheet>", "x".repeat(70_000)),
    ] {
        let trouble = by_hand(&sheet).load().receipt.trouble;
        assert_eq!(trouble, Some(Trouble::Fault(FileFault::BrokenWorkbook)), "{sheet:.80}");
    }
    // A text without end is stopped long before it is read.
    let endless = format!("<worksheet>{}", "x".repeat(5 << 20));
    let trouble = by_hand(&endless).load().receipt.trouble;
    assert_eq!(trouble, Some(Trouble::Fault(FileFault::CellTooLong { line: 0 })));
}
