//! A small writer of XLSX: one sheet, shared strings, deflated members. Enough for what 抖店 and a
//! spreadsheet program write of an export; no styles, because nothing here reads them.

use super::export::Cell;
use crate::disk;
use crate::failure::Outcome;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

/// As hard as spreadsheet programs try.
const LEVEL: u8 = 6;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
    <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>";

#[derive(Debug, Default)]
pub struct Workbook {
    sheet: String,
    rows: u32,
    strings: HashMap<String, usize>,
    string_xml: String,
}

impl Workbook {
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        self.rows += 1;
        // Writing to a text cannot fail.
        let _ = write!(self.sheet, "<row r=\"{}\">", self.rows);
        for (place, cell) in cells.iter().enumerate() {
            let name = column_name(place);
            let _ = match cell {
                Cell::Number(number) => {
                    write!(self.sheet, "<c r=\"{name}{}\"><v>{number}</v></c>", self.rows)
                }
                Cell::Kept(text) | Cell::Text(text) => {
                    let string = self.string(text);
                    write!(self.sheet, "<c r=\"{name}{}\" t=\"s\"><v>{string}</v></c>", self.rows)
                }
            };
        }
        self.sheet.push_str("</row>");
    }

    fn string(&mut self, text: &str) -> usize {
        if let Some(place) = self.strings.get(text) {
            return *place;
        }
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\r', "_x000D_");
        let _ = write!(self.string_xml, "<si><t xml:space=\"preserve\">{escaped}</t></si>");
        let place = self.strings.len();
        self.strings.insert(text.to_owned(), place);
        place
    }

    pub fn save(self, path: &Path) -> Outcome {
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let list = |inside: String| {
            format!("<Relationships xmlns=\"{relations}\">{inside}</Relationships>")
        };
        let mut zip = Zip::default();
        zip.add("[Content_Types].xml", TYPES);
        zip.add("_rels/.rels", &list(relation("rId1", "officeDocument", "xl/workbook.xml")));
        let parts = relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + &relation("rId2", "sharedStrings", "sharedStrings.xml");
        zip.add("xl/_rels/workbook.xml.rels", &list(parts));
        zip.add(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"订单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        );
        let sheet = self.sheet;
        zip.add(
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet}</sheetData></worksheet>"),
        );
        let strings = self.string_xml;
        zip.add("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{strings}</sst>"));
        disk::write(path, zip.finish())
    }
}

/// A, B … Z, AA … of columns counted from 0.
fn column_name(place: usize) -> String {
    let letter = |number: usize| u8::try_from(number % 26).map_or('?', |it| char::from(b'A' + it));
    match place / 26 {
        0 => letter(place).to_string(),
        before => format!("{}{}", letter(before - 1), letter(place)),
    }
}

#[derive(Debug, Default)]
struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

impl Zip {
    fn add(&mut self, name: &str, text: &str) {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}");
        let packed = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), LEVEL);
        let offset = size(self.bytes.len());
        // Version, UTF-8 names, deflate, no time, 1980-01-01, checksum, lengths, no extra field.
        let mut about = Vec::new();
        [20_u16, 1 << 11, 8, 0, 33].iter().for_each(|it| about.extend(it.to_le_bytes()));
        for number in [checksum(text.as_bytes()), size(packed.len()), size(text.len())] {
            about.extend(number.to_le_bytes());
        }
        about.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        about.extend([0, 0]);
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(about);
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.members += 1;
    }

    fn finish(mut self) -> Vec<u8> {
        let (start, length) = (size(self.bytes.len()), size(self.directory.len()));
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// No member here comes near four gigabytes.
fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// CRC-32, a byte at a time by a table.
fn checksum(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (number, slot) in (0_u32..).zip(&mut table) {
        *slot = (0..8).fold(number, |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)));
    }
    let step = |crc: u32, byte: &u8| {
        let [low, ..] = crc.to_le_bytes();
        (crc >> 8) ^ table.get(usize::from(low ^ byte)).copied().unwrap_or(0)
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 63].map(column_name), ["A", "Z", "AA", "BL"]);
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }
}
