//! Files that are no exports, or no longer: each refused with its own reason, and no byte makes
//! anything panic.

use std::cell::Cell;
use std::sync::OnceLock;

use dianpan::domain::{Cancelled, Pace, run_unpaced};
use dianpan::import::{Trouble, load};
use dianpan::table::{CellFault, FileFault, Input, InputFault};
use proptest::prelude::*;

use crate::support::{
    Bench, Bytes, File, Kind, Row, TestDecoder, Workbook, at, exhibits, gb18030, line, orders,
    utf16, zip,
};

const ALL: &str = "2026-11-01..2026-11-20";

fn trouble(file: &File) -> Option<Trouble> {
    let loaded = file.load();
    let receipt = &loaded.receipt;
    if receipt.trouble.is_some() {
        // All rows of a refused file count as rejected, and nothing of it goes on.
        assert!(loaded.loaded.is_none());
        assert_eq!((receipt.rejected_rows, receipt.skipped_rows()), (receipt.rows, 0));
    }
    receipt.trouble.clone()
}

fn fault(name: &str, bytes: &[u8]) -> Option<FileFault> {
    match trouble(&File::new(name, bytes)) {
        Some(Trouble::Fault(fault)) => Some(fault),
        _ => None,
    }
}

#[test]
fn a_file_without_rows_says_which_kind_of_nothing_it_is() {
    assert_eq!(fault("a.csv", b""), Some(FileFault::Empty));
    assert_eq!(fault("a.csv", b"\xef\xbb\xbf"), Some(FileFault::Empty));
    assert_eq!(fault("a.csv", b"\n\r\n \n"), Some(FileFault::Empty));
    let header = orders([]).text();
    assert_eq!(trouble(&File::new("a.csv", header)), Some(Trouble::NoRows));
    let never = orders(&[line(1).with(&[("主订单编号", "合计"), ("子订单编号", "")])]);
    assert_eq!(trouble(&never.csv("a.csv")), Some(Trouble::NoRows));
    assert_eq!(trouble(&orders([]).xlsx("a.xlsx")), Some(Trouble::NoRows));
}

#[test]
fn what_a_file_is_shows_in_its_bytes_not_in_its_name() {
    let grid = orders(&[line(1)]);
    let book = grid.xlsx("x").bytes;
    for (name, bytes) in [
        ("a.xlsx", grid.text().into_bytes()),
        ("a.xls", grid.text().into_bytes()),
        ("a.csv", book.clone()),
        ("a", book),
        ("a.txt", gb18030(&grid.text())),
    ] {
        let bench = Bench::with(&[File::new(name, bytes)]);
        assert_eq!(bench.value(ALL, "gmv"), "100.00", "{name}");
    }
}

#[test]
fn a_page_that_stands_in_for_the_file_is_not_known() {
    let login = "<!DOCTYPE html><html><body>登录已过期，请重新登录</body></html>";
    assert_eq!(fault("订单.xls", login.as_bytes()), Some(FileFault::WebPage));
    for page in [
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>订单编号</td></tr></table></html>",
        "{\"code\":10001,\"msg\":\"请先登录\"}",
        "%PDF-1.7\n1 0 obj",
    ] {
        assert_eq!(trouble(&File::new("订单.xls", page)), Some(Trouble::Unknown), "{page}");
    }
}

#[test]
fn old_and_locked_workbooks_are_named() {
    // Both live in the old compound file: an .xls, and an .xlsx with a password.
    let compound = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    for name in ["a.xls", "a.xlsx", "a.csv"] {
        assert_eq!(fault(name, &compound), Some(FileFault::OldExcel), "{name}");
    }
    // A container whose members are encrypted one by one.
    let mut locked = orders(&[line(1)]).xlsx("x").bytes;
    for place in 0..locked.len() - 10 {
        if locked[place..].starts_with(b"PK\x01\x02") {
            locked[place + 8] |= 1;
        }
    }
    assert_eq!(fault("a.xlsx", &locked), Some(FileFault::Locked));
    for other in [zip(&[("word/document.xml", b"<w/>")], true), zip(&[], true)] {
        assert_eq!(fault("a.xlsx", &other), Some(FileFault::NoTables));
    }
}

#[test]
fn nul_bytes_are_blanks_at_the_edge_of_a_cell() {
    let text = orders(&[line(1), line(2)]).text().replace("100.00", "\x00100.00\x00");
    let bench = Bench::with(&[File::new("a.csv", text)]);
    assert_eq!(bench.value(ALL, "gmv"), "200.00");
    let text = orders(&[line(1), line(2)]).text().replace("测试T恤", "测试\0T恤");
    let book = Bench::with(&[File::new("a.csv", text)]).book();
    let product = book.words.find("3600000000000000011").unwrap();
    assert!(!book.product_name(product).contains('\0'));
    assert!(trouble(&File::new("a.csv", vec![0; 4_096])).is_some());
}

#[test]
fn a_cell_as_large_as_a_book_is_refused() {
    let mebibyte = 1 << 20;
    let with = |length: usize| line(2).set("商家备注", &"长".repeat(length));
    let file = |row: &Row| orders(&[line(1), row.clone()]).csv("a.csv");
    assert_eq!(trouble(&file(&with(mebibyte / 3))), None);
    let long = FileFault::CellTooLong { line: 3 };
    assert_eq!(trouble(&file(&with(mebibyte / 3 + 1))), Some(Trouble::Fault(long)));
    let book = |row: &Row| orders(&[line(1), row.clone()]).xlsx("a.xlsx");
    assert_eq!(trouble(&book(&with(mebibyte / 3))), None);
    let refused = trouble(&book(&with(mebibyte)));
    assert!(matches!(refused, Some(Trouble::Fault(FileFault::CellTooLong { .. }))), "{refused:?}");
}

#[test]
fn a_member_that_swells_is_refused() {
    let parts = |sheet: String, shared: String| {
        let book = "<workbook><sheets><sheet name=\"s\" r:id=\"rId1\"/></sheets></workbook>";
        let relations = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
        let members: [(&str, &[u8]); 4] = [
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/sharedStrings.xml", shared.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ];
        zip(&members, true)
    };
    let swollen = "0".repeat(48 << 20);
    let cell = format!("<worksheet><row><c t=\"str\"><v>{swollen}</v></c></row></worksheet>");
    let shared = format!("<sst><si><t>{swollen}</t></si></sst>");
    for bytes in [parts(cell, "<sst/>".to_owned()), parts("<worksheet/>".to_owned(), shared)] {
        assert!(bytes.len() < 100_000, "packed to {}", bytes.len());
        let refused = fault("a.xlsx", &bytes);
        assert!(matches!(refused, Some(FileFault::CellTooLong { .. })), "{refused:?}");
    }
}

#[test]
fn more_columns_than_any_export_has_are_refused() {
    let header = orders([]).text();
    let wide = |columns: usize| header.trim_end().to_owned() + &",x".repeat(columns) + "\n";
    let known = header.matches(',').count() + 1;
    let many = Some(FileFault::TooManyColumns);
    assert_eq!(fault("a.csv", wide(513 - known).as_bytes()), many);
    assert_eq!(trouble(&File::new("a.csv", wide(512 - known))), Some(Trouble::NoRows));
    assert_eq!(fault("a.csv", ",".repeat(1_000_000).as_bytes()), many);
}

#[test]
fn more_rows_than_a_million_are_refused() {
    let fault = fault("a.csv", "a\n".repeat(1_000_100).as_bytes());
    assert_eq!(fault, Some(FileFault::TooManyRows));
}

/// A file of a stated length that cannot be read beyond a place.
struct Failing<'a> {
    length: u64,
    bytes: &'a [u8],
    /// Reading ends early instead of failing.
    short: bool,
}

impl Input for Failing<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let from = usize::try_from(at).unwrap();
        match self.bytes.get(from..) {
            Some(rest) if !rest.is_empty() => Ok(rest[..rest.len().min(count)].to_vec()),
            _ if self.short => Ok(Vec::new()),
            _ => Err(InputFault),
        }
    }
}

#[test]
fn a_file_of_more_than_512_megabytes_is_not_even_read() {
    let file = File::new("a.csv", "");
    let told = |length: u64| {
        let input = Failing { length, bytes: b"", short: false };
        file.load_from(&input).receipt.trouble
    };
    assert_eq!(told((512 << 20) + 1), Some(Trouble::Fault(FileFault::TooLarge)));
    assert_eq!(told(512 << 20), Some(Trouble::Fault(FileFault::Unreadable)));
}

#[test]
fn a_file_that_goes_away_while_being_read_says_so() {
    let csv = orders(&[line(1)]).text().into_bytes();
    for bytes in [csv, orders(&[line(1)]).xlsx("x").bytes] {
        for (short, kept) in [(false, 0), (false, bytes.len() / 2), (true, bytes.len() / 2)] {
            let input = Failing { length: bytes.len() as u64, bytes: &bytes[..kept], short };
            let loaded = File::new("a.csv", "").load_from(&input);
            assert_eq!(loaded.receipt.trouble, Some(Trouble::Fault(FileFault::Unreadable)));
            assert!(loaded.loaded.is_none());
        }
    }
}

/// A file that goes away once it was read to its end.
struct Vanishing<'a>(&'a [u8], Cell<bool>);

impl Input for Vanishing<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        if at == 0 && self.1.get() {
            return Err(InputFault);
        }
        let from = self.0.len().min(usize::try_from(at).unwrap());
        let rest = &self.0[from..];
        let part = &rest[..rest.len().min(count)];
        self.1.set(self.1.get() || part.len() == rest.len());
        Ok(part.to_vec())
    }
}

#[test]
fn an_unknown_file_that_goes_away_before_it_is_looked_over_says_so() {
    let bytes = "a,b\n".to_owned() + &"1,2\n".repeat(100_000);
    let input = Vanishing(bytes.as_bytes(), Cell::new(false));
    let loaded = File::new("a.csv", "").load_from(&input);
    assert_eq!(loaded.receipt.trouble, Some(Trouble::Fault(FileFault::Unreadable)));
    assert!(loaded.survey.is_none());
}

/// A pace that is stopped at its n-th breath.
struct Stopped(Cell<usize>);

impl Pace for Stopped {
    async fn breathe(&self) -> Result<(), Cancelled> {
        let left = self.0.get().checked_sub(1).ok_or(Cancelled)?;
        self.0.set(left);
        Ok(())
    }
}

#[test]
fn reading_can_be_stopped_at_any_breath() {
    let rows: Vec<Row> = (0..200).map(line).collect();
    for file in [orders(&rows).csv("a.csv"), orders(&rows).xlsx("a.xlsx")] {
        let read = |breaths: usize| {
            let (pace, input) = (Stopped(Cell::new(breaths)), Bytes(&file.bytes));
            let reading = load(
                &file.name,
                at("2026-11-21 08:00:00"),
                &input,
                &TestDecoder,
                &pace,
                &file.mappings,
            );
            run_unpaced(reading).unwrap()
        };
        let needed = (0..1_000).find(|&breaths| read(breaths).is_ok()).unwrap();
        assert!(needed > 0, "{} never breathes", file.name);
        assert_eq!(read(needed).unwrap().receipt.trouble, None);
    }
}

#[test]
fn a_bad_cell_is_shown_short_and_masked_and_only_from_a_column_that_is_read() {
    let long = "x".repeat(200);
    let bad = [
        line(1).set("订单应付金额", "13912345678元整"),
        line(2).set("订单提交时间", &long),
        line(3).set("商品数量", "11010119900307123X"),
        line(4).with(&[("订单应付金额", "多少"), ("收件人", "收件人哨兵")]),
    ];
    let good: Vec<Row> = (10..40).map(line).collect();
    let receipt = Bench::default().import(&orders(bad.iter().chain(&good)).csv("a.csv"));
    let told: Vec<(u32, &str, CellFault, usize)> = receipt
        .rejected
        .iter()
        .map(|row| (row.line, row.column.as_str(), row.fault, row.cell.chars().count()))
        .collect();
    assert_eq!(told[0], (2, "订单应付金额", CellFault::NotMoney, 13));
    assert_eq!(told[1], (3, "订单提交时间", CellFault::NotMoment, 80));
    assert_eq!((told[2].1, told[2].2), ("商品数量", CellFault::NotCount));
    assert_eq!(told[3], (5, "订单应付金额", CellFault::NotMoney, 2));
    let shown = format!("{:?}", receipt.rejected);
    for secret in ["13912345678", "11010119900307", "哨兵"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn a_bad_cell_keeps_its_blanks_unless_they_hide_a_personal_number() {
    let shown = |text: &str| {
        let good: Vec<Row> = (10..40).map(line).collect();
        let bad = line(1).set("订单应付金额", text);
        let rows = std::iter::once(&bad).chain(&good);
        let receipt = Bench::default().import(&orders(rows).csv("a.csv"));
        receipt.rejected[0].cell.clone()
    };
    assert_eq!(shown("12 元 3 角"), "12 元 3 角");
    assert_eq!(shown("　12　元 3"), "12 元 3");
    for hidden in
        ["139 1234 5678 元整", "１３９ １２３４ ５６７８ 元整", "139\u{a0}1234\t5678 元整"]
    {
        assert_eq!(shown(hidden), "***********元整", "{hidden:?}");
    }
}

/// A slip of the file that would hide every other number of its day.
#[test]
fn absurd_amounts_and_quantities_are_rejected_with_a_reason() {
    let told = |column: &str, text: &str| {
        let good: Vec<Row> = (10..40).map(line).collect();
        let bad = line(1).set(column, text);
        let mut bench = Bench::default();
        let receipt = bench.import(&orders(std::iter::once(&bad).chain(&good)).csv("a.csv"));
        let rejected = receipt.rejected.first().map(|row| (row.column.clone(), row.fault));
        let gmv = bench.value("2026-11-10", "gmv");
        (rejected, gmv)
    };
    for column in ["订单应付金额", "平台实际承担优惠金额", "达人实际承担优惠金额", "商品单价"]
    {
        for text in ["10000000.01", "-10000000.01", "9999999999999"] {
            let expected = Some((column.to_owned(), CellFault::TooMuch));
            assert_eq!(told(column, text), (expected, "3000.00".to_owned()), "{column} {text}");
        }
    }
    assert_eq!(told("订单应付金额", "10000000.00"), (None, "10003000.00".to_owned()));
    let expected = Some(("商品数量".to_owned(), CellFault::TooMany));
    assert_eq!(told("商品数量", "100001").0, expected);
    assert_eq!(told("商品数量", "100000").0, None);
}

/// Every fixture, and good files in every dress.
fn seeds() -> &'static [Vec<u8>] {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let sold = [line(1), line(2).set("商家备注", "一\n二,\"三\"")];
        let text = orders(&sold).text();
        let rows = vec![vec!["售后单号".to_owned(), "x".to_owned()]];
        let dressed = [
            gb18030(&text),
            utf16(&text, false),
            utf16(&text, true),
            orders(&sold).xlsx("x").bytes,
            Workbook::default().sheet("s", rows, Kind::Inline).bytes(),
            zip(&[("1.csv", text.as_bytes()), ("2.xlsx", &orders(&sold).xlsx("x").bytes)], true),
        ];
        let fixtures = exhibits("import").into_iter().flat_map(|exhibit| exhibit.files());
        let fixtures = fixtures.map(|file| file.bytes).filter(|bytes| !bytes.is_empty());
        fixtures.chain(dressed).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), head in 0..6usize) {
        let heads: [&[u8]; 6] =
            [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
        let file = File::new("a.csv", [heads[head], &bytes].concat());
        prop_assert!(file.load().loaded.is_none());
    }

    /// Whatever happens to a good file, its rows add up, and what was read can be imported.
    #[test]
    fn no_harm_to_a_good_file_makes_importing_panic(
        seed in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        harms in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..5u8), 1..6),
    ) {
        let mut bytes = seed.get(seeds()).clone();
        for (place, byte, kind) in harms {
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => bytes.truncate(place.max(1)),
                3 => bytes.extend_from_within(place..(place + usize::from(byte)).min(bytes.len())),
                _ => bytes.splice(place.., other.get(seeds()).iter().copied().skip(place)).for_each(drop),
            }
            if bytes.is_empty() {
                bytes.push(byte);
            }
        }
        let receipt = Bench::default().import(&File::new("20261101-20261130.csv", bytes));
        let tally = receipt.tally;
        let told = tally.new + tally.updated + tally.unchanged + receipt.skipped_rows();
        prop_assert_eq!(told + receipt.rejected_rows, receipt.rows);
    }
}
