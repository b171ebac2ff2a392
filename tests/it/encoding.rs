//! Encodings of text files: decided on the whole file, wherever a character is cut, and never on
//! a guess about one cell.

use dianpan::import::{DropFile, Trouble};
use dianpan::table::FileFault;

use proptest::prelude::*;

use crate::support::{Bench, File, gb18030, line, orders, utf16, with_bom};

fn text() -> String {
    let rows: Vec<_> = (0..6).map(|number| line(number).set("选购商品", "𠀀字€连衣裙")).collect();
    orders(&rows).text()
}

fn check(bytes: Vec<u8>, encoding: &str) {
    let expected = Bench::with(&[File::new("a.csv", text())]);
    let mut bench = Bench::default();
    let receipt = bench.import(&File::new("a.csv", bytes));
    assert_eq!((receipt.encoding, receipt.tally.new), (encoding, 6));
    let (found, expected) = (bench.facts(), expected.facts());
    assert_eq!(found["families"], expected["families"], "{encoding}");
}

#[test]
fn every_encoding_gives_the_same_facts() {
    check(text().into_bytes(), "utf-8");
    check(with_bom(&text()), "utf-8-bom");
    check(gb18030(&text()), "gb18030");
    check(utf16(&text(), false), "utf-16le");
    check(utf16(&text(), true), "utf-16be");
}

#[test]
fn a_second_byte_order_mark_is_not_part_of_the_first_header() {
    check(with_bom(&format!("\u{feff}{}", text())), "utf-8-bom");
}

/// A file whose only byte that is not UTF-8 stands after more than one slice.
#[test]
fn one_late_byte_turns_the_whole_file() {
    let row = "6910000000000000011,2026-11-10 10:00:00,Done,10.00\n".repeat(30_000);
    let header = "order,订单提交时间,订单状态,订单应付金额\n".replace("order", "子订单编号");
    let mut bytes = gb18030(&header);
    bytes.extend(row.as_bytes());
    let loaded = File::new("a.csv", bytes).load();
    assert_eq!((loaded.receipt.encoding, loaded.receipt.rows), ("gb18030", 30_000));
    let late = format!("{header}{row}").into_bytes();
    let loaded = File::new("a.csv", [late, gb18030("完")].concat()).load();
    assert_ne!(loaded.receipt.encoding, "utf-8");
}

/// The same text, with one cell that is long enough to move every later character by a byte.
#[test]
fn characters_cut_between_slices_are_whole() {
    for pad in 0..8 {
        let row = line(1).set("选购商品", &"连衣裙".repeat(9)).set("商家备注", &"x".repeat(pad));
        let rows: Vec<_> = (0..600)
            .map(|n| {
                row.clone().with(&[
                    ("主订单编号", &(7_000_000_000_000_000_003_u64 + n).to_string()),
                    ("子订单编号", &(7_000_000_000_000_000_003_u64 + n).to_string()),
                ])
            })
            .collect();
        let text = orders(&rows).text();
        for bytes in [text.clone().into_bytes(), gb18030(&text), utf16(&text, true)] {
            let loaded = File::new("a.csv", bytes).load();
            let words = loaded.loaded.unwrap().statements.words.clone();
            assert!(words.find(&"连衣裙".repeat(9)).is_some(), "pad {pad}");
            assert!(words.texts().all(|text| !text.contains('\u{fffd}')), "pad {pad}");
        }
    }
}

fn trouble(bytes: Vec<u8>) -> Option<Trouble> {
    let DropFile { receipt, loaded, .. } = File::new("a.csv", bytes).load();
    assert_eq!(receipt.trouble.is_some(), loaded.is_none());
    receipt.trouble
}

#[test]
fn what_is_no_text_is_refused_with_its_reason() {
    let fault = |fault: FileFault| Some(Trouble::Fault(fault));
    assert_eq!(trouble(Vec::new()), fault(FileFault::Empty));
    let broken = [text().into_bytes(), vec![0xff, 0xff, 0x20]].concat();
    assert_eq!(trouble(broken), fault(FileFault::NotText));
    let cut = with_bom(&text());
    // The download stopped inside a character.
    let place = cut.iter().rposition(|&byte| byte >= 0xc0).unwrap();
    assert_eq!(trouble(cut[..=place].to_vec()), fault(FileFault::NotText));
    let odd = utf16(&text(), false);
    assert_eq!(trouble(odd[..odd.len() - 1].to_vec()), fault(FileFault::NotText));
    let old = [vec![0xD0, 0xCF, 0x11, 0xE0], vec![0; 100]].concat();
    assert_eq!(trouble(old), fault(FileFault::OldExcel));
    assert_eq!(trouble(b"PK\x03\x04 and nothing".to_vec()), fault(FileFault::BrokenWorkbook));
}

/// Two-byte trails of GB18030 run from 40 to 7E and 80 to FE, four-byte forms use 30 to 39: no
/// byte of a character is a quote, a comma or a line end.
#[test]
fn no_byte_of_a_character_is_a_delimiter() {
    for code in (0x80..=0x2ffff).filter_map(char::from_u32) {
        let bytes = gb18030(&code.to_string());
        let delimiter = |byte: &u8| matches!(byte, b'"' | b',' | b'\n' | b'\r');
        assert!(!bytes.iter().any(delimiter), "{code:?} is {bytes:x?}");
    }
}

proptest! {
    #[test]
    fn a_file_is_utf_8_when_all_of_it_is(
        parts in proptest::collection::vec(
            prop_oneof![
                "[a-z0-9 ]{1,9}".prop_map(String::into_bytes),
                "[店铺，（é߿ࠀ퟿\u{e000}\u{ffff}😀]{1,5}".prop_map(String::into_bytes),
                proptest::collection::vec(any::<u8>(), 0..2),
                Just(vec![0xE5, 0xBA]), Just(vec![0xED, 0xA0, 0x80]), Just(vec![0xE0, 0x80, 0x80]),
            ],
            0..12,
        ),
    ) {
        let bytes = [b"a,b\n".to_vec(), parts.concat()].concat();
        let receipt = File::new("a.csv", bytes.clone()).load().receipt;
        prop_assert_eq!(receipt.encoding == "utf-8", std::str::from_utf8(&bytes).is_ok());
    }
}
