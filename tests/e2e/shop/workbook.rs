//! XLSX files as exports write them: every cell a string, kept in one of the three ways there are,
//! and a `<dimension>` that is wrong, as in genuine 罗盘 files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crc::{CRC_32_ISO_HDLC, Crc};
use miniz_oxide::deflate::compress_to_vec;

use super::table::Table;

/// How a workbook keeps its strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strings {
    /// In a table of their own, `t="s"`.
    Shared,
    /// In the cell, `t="inlineStr"`.
    Inline,
    /// As if computed, `t="str"`.
    Plain,
}

const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The bytes of a workbook with these sheets.
pub fn workbook(sheets: &[(&str, &Table)], strings: Strings) -> Vec<u8> {
    let mut shared = Shared::default();
    let mut members = Vec::new();
    let (mut names, mut targets) = (String::new(), String::new());
    for (place, (name, table)) in sheets.iter().enumerate() {
        let number = place + 1;
        let path = format!("worksheets/sheet{number}.xml");
        _ = write!(names, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        _ = write!(
            targets,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"{path}\"/>"
        );
        members.push((format!("xl/{path}"), sheet(table, strings, &mut shared)));
    }
    let book = format!(
        "<workbook xmlns=\"{NAMESPACE}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
    );
    let relations = format!("<Relationships xmlns=\"{RELATIONS}\">{targets}</Relationships>");
    members.insert(0, ("xl/workbook.xml".to_owned(), book));
    members.insert(1, ("xl/_rels/workbook.xml.rels".to_owned(), relations));
    if strings == Strings::Shared {
        members.push(("xl/sharedStrings.xml".to_owned(), shared.xml()));
    }
    zip(&members)
}

#[derive(Default)]
struct Shared {
    places: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Shared {
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        self.places.insert(text.to_owned(), self.texts.len());
        self.texts.push(text.to_owned());
        self.texts.len() - 1
    }

    fn xml(&self) -> String {
        let mut xml = format!("<sst xmlns=\"{NAMESPACE}\">");
        for text in &self.texts {
            _ = write!(xml, "<si><t xml:space=\"preserve\">{}</t></si>", escaped(text));
        }
        xml + "</sst>"
    }
}

fn sheet(table: &Table, strings: Strings, shared: &mut Shared) -> String {
    let mut xml = format!("<worksheet xmlns=\"{NAMESPACE}\"><dimension ref=\"A1\"/><sheetData>");
    for (row, cells) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
        let number = row + 1;
        _ = write!(xml, "<row r=\"{number}\">");
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = format!("{}{number}", letters(column));
            let text = escaped(cell);
            _ = match strings {
                Strings::Shared => {
                    write!(xml, "<c r=\"{at}\" t=\"s\"><v>{}</v></c>", shared.place(cell))
                }
                Strings::Inline => {
                    write!(xml, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
                Strings::Plain => write!(xml, "<c r=\"{at}\" t=\"str\"><v>{text}</v></c>"),
            };
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData></worksheet>"
}

/// 0 → `A`, 27 → `AB`.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap());
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", letters(more - 1)),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\t', "&#9;").replace('\n', "&#10;")
}

/// A ZIP file with deflated members.
fn zip(members: &[(String, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let packed = compress_to_vec(content.as_bytes(), 6);
        let sum = Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(content.as_bytes());
        let mut common = Vec::new();
        for short in [20, 0x800, 8, 0, 0x21] {
            common.extend(u16::to_le_bytes(short));
        }
        for long in [sum, length(&packed), length(content.as_bytes()), length(name.as_bytes())] {
            common.extend(u32::to_le_bytes(long));
        }
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        // The name's length was written as four bytes, so no extra field follows; then no comment,
        // first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(u32::to_le_bytes(length(&bytes)));
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let count = u16::to_le_bytes(u16::try_from(members.len()).unwrap());
    let (start, size) = (length(&bytes), length(&directory));
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::to_le_bytes(size));
    bytes.extend(u32::to_le_bytes(start));
    bytes.extend([0; 2]);
    bytes
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}
