//! Tables in other clothes: tabs and semicolons between cells, `sep=` lines, HTML and XML saved
//! as `.xls`, and ZIPs of tables.

use dianpan::import::Trouble;
use dianpan::table::FileFault;

use crate::support::{Bench, File, Grid, gb18030, line, orders, utf16, with_bom, zip};

fn grid() -> Grid {
    orders(&[line(1), line(2).of("12.34"), line(3).set("选购商品", "茶杯,蓝;白\t大")])
}

/// What the same rows give as plain CSV.
fn facts_of_csv() -> serde_json::Value {
    Bench::with(&[grid().csv("a.csv")]).facts()["families"].clone()
}

fn facts_of(file: &File) -> serde_json::Value {
    let mut bench = Bench::default();
    let receipt = bench.import(file);
    assert_eq!((receipt.trouble, receipt.rejected_rows), (None, 0), "{}", file.name);
    bench.facts()["families"].clone()
}

/// The rows with another delimiter; every cell is quoted.
fn delimited(delimiter: char) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |cells: &Vec<String>| {
        cells.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string()) + "\r\n"
    };
    grid().lists().iter().map(row).collect()
}

#[test]
fn tabs_and_semicolons_are_found_out() {
    let expected = facts_of_csv();
    for delimiter in ['\t', ';', ','] {
        let text = delimited(delimiter);
        assert_eq!(facts_of(&File::new("a.txt", text.clone())), expected, "{delimiter:?}");
        assert_eq!(facts_of(&File::new("a.xls", with_bom(&text))), expected, "{delimiter:?}");
        assert_eq!(facts_of(&File::new("a.csv", gb18030(&text))), expected, "{delimiter:?}");
    }
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read() {
    for big_endian in [false, true] {
        let file = File::new("a.txt", utf16(&delimited('\t'), big_endian));
        assert_eq!(facts_of(&file), facts_of_csv());
    }
}

#[test]
fn a_sep_line_names_the_delimiter() {
    for delimiter in [';', '\t', ',', '|'] {
        let text = format!("sep={delimiter}\r\n{}", delimited(delimiter));
        assert_eq!(facts_of(&File::new("a.csv", text)), facts_of_csv(), "{delimiter:?}");
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn html(cell: &str, around: &str) -> String {
    let cells = |row: &Vec<String>| -> String {
        row.iter().map(|text| format!("<{cell} x:str>{}</{cell}>", escaped(text))).collect()
    };
    let rows: String =
        grid().lists().iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    around.replace("ROWS", &rows)
}

#[test]
fn html_saved_as_xls_is_read() {
    let page = "<html xmlns:x=\"urn:x\"><head><meta charset=\"utf-8\"><style>td { color: red; }</style></head>\
        <body><TABLE border=1>ROWS</TABLE></body></html>";
    assert_eq!(facts_of(&File::new("a.xls", html("td", page))), facts_of_csv());
    assert_eq!(facts_of(&File::new("a.xls", with_bom(&html("TH", page)))), facts_of_csv());
    assert_eq!(facts_of(&File::new("a.xls", gb18030(&html("td", page)))), facts_of_csv());
    assert_eq!(facts_of(&File::new("a.xls", html("td", "<table>ROWS</table>"))), facts_of_csv());
}

#[test]
fn entities_are_resolved_and_the_rest_is_left() {
    let rows = "<table><tr><td>子订单编号</td><td>订单提交时间</td><td>订单状态</td><td>订单应付金额</td>\
        <td>选购商品</td></tr><tr><td>6917926768823643751</td><td>2026-11-10&nbsp;10:00:00</td>\
        <td>已完成</td><td>1&#50;.3&#x34;</td><td>A &amp;amp; B&lt;b&gt; &unknown; 50% & more</td></tr></table>";
    let loaded = File::new("a.xls", rows).load().loaded.unwrap();
    let titles: Vec<&str> = loaded.statements.words.texts().collect();
    assert!(titles.contains(&"A &amp; B<b> &unknown; 50% & more"), "{titles:?}");
    assert_eq!(loaded.rejected, []);
}

#[test]
fn a_web_page_without_a_table_says_what_it_is() {
    for page in ["<!DOCTYPE html><html><body>请登录</body></html>", "<html><table></table></html>"]
    {
        let trouble = File::new("订单.xls", page).load().receipt.trouble;
        assert_eq!(trouble, Some(Trouble::Fault(FileFault::WebPage)), "{page}");
    }
}

#[test]
fn a_zip_of_tables_is_one_file() {
    let first = orders(&[line(1), line(2).of("12.34")]).csv("1.csv").bytes;
    let third = line(3).set("选购商品", "茶杯,蓝;白\t大");
    let second = orders(&[third]).csv("2.csv").bytes;
    let second = gb18030(&String::from_utf8(second).unwrap());
    for deflated in [true, false] {
        let members = [("1.csv", first.as_slice()), ("\u{fffd}2.CSV", &second), ("说明.md", b"x")];
        let file = File::new("动账.zip", zip(&members, deflated));
        assert_eq!(facts_of(&file), facts_of_csv());
        let receipt = file.load().receipt;
        assert_eq!((receipt.rows, receipt.encoding), (3, "utf-8"));
    }
}

#[test]
fn workbooks_in_a_zip_are_read_beside_other_tables() {
    let book = orders(&[line(1), line(2).of("12.34")]).xlsx("1.xlsx").bytes;
    let third = orders(&[line(3).set("选购商品", "茶杯,蓝;白\t大")]).text();
    for members in [
        [("订单/1.XLSX", book.as_slice()), ("2.csv", third.as_bytes()), ("~$1.xlsx", b"lock")],
        [("2.csv", third.as_bytes()), ("订单/1.xlsx", book.as_slice()), ("__MACOSX/1.xlsx", b"x")],
    ] {
        let file = File::new("订单.zip", zip(&members, true));
        assert_eq!(facts_of(&file), facts_of_csv());
        assert_eq!(file.load().receipt.rows, 3);
    }
    let only =
        File::new("订单.zip", zip(&[("1.xlsx", grid().xlsx("1.xlsx").bytes.as_slice())], false));
    assert_eq!((facts_of(&only), only.load().receipt.encoding), (facts_of_csv(), "xlsx"));
}

#[test]
fn what_is_wrong_with_a_packed_workbook_is_wrong_with_the_file() {
    let book = grid().xlsx("1.xlsx").bytes;
    let trouble = |name: &str, bytes: &[u8]| {
        File::new("订单.zip", zip(&[(name, bytes)], true)).load().receipt.trouble
    };
    let broken = Some(Trouble::Fault(FileFault::BrokenWorkbook));
    assert_eq!(trouble("1.xlsx", &book[..book.len() / 2]), broken);
    assert_eq!(trouble("1.xlsx", b"no workbook"), broken);
    // One level only: an archive in an archive is no table.
    let packed = zip(&[("1.csv", grid().text().as_bytes())], true);
    assert_eq!(trouble("1.zip", &packed), Some(Trouble::Fault(FileFault::NoTables)));
    assert_eq!(trouble("1.xlsx", &packed), broken);
}

#[test]
fn a_zip_with_a_password_or_without_tables_says_so() {
    let mut bytes = zip(&[("1.csv", b"a,b")], true);
    // The flag stands in the local header and in the directory.
    bytes[6] |= 1;
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[directory + 8] |= 1;
    let trouble = |bytes: Vec<u8>| File::new("动账.zip", bytes).load().receipt.trouble;
    assert_eq!(trouble(bytes), Some(Trouble::Fault(FileFault::Locked)));
    let hidden = zip(&[("__MACOSX/1.csv", b"a,b".as_slice()), ("a.png", b"x")], true);
    assert_eq!(trouble(hidden), Some(Trouble::Fault(FileFault::NoTables)));
}
