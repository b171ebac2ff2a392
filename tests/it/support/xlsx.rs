//! A tiny writer of XLSX files, as good and as odd as those that exports come in.

use crc::{CRC_32_ISO_HDLC, Crc};

/// How the cells of a sheet hold their texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `t="s"` into the shared strings.
    Shared,
    /// `t="inlineStr"`.
    Inline,
    /// `t="str"`.
    Plain,
    /// Numbers as numbers, everything else inline.
    Number,
}

#[derive(Clone, Debug)]
pub struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
    kind: Kind,
}

/// A workbook being put together.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
    /// `x:` before every element, as some writers do.
    pub prefix: &'static str,
    /// Without `r="A1"` on rows and cells.
    pub bare: bool,
    /// Members stored instead of deflated.
    pub stored: bool,
}

impl Workbook {
    pub fn sheet(mut self, name: &str, rows: Vec<Vec<String>>, kind: Kind) -> Workbook {
        self.sheets.push(Sheet { name: name.to_owned(), rows, kind });
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut shared: Vec<String> = Vec::new();
        let mut members: Vec<(String, String)> = Vec::new();
        for (place, sheet) in self.sheets.iter().enumerate() {
            let path = format!("xl/worksheets/sheet{}.xml", place + 1);
            members.push((path, self.sheet_xml(sheet, &mut shared)));
        }
        let p = self.prefix;
        let texts: String =
            shared.iter().map(|t| format!("<{p}si>{}</{p}si>", self.t(t))).collect();
        members.push(("xl/sharedStrings.xml".into(), format!("<{p}sst>{texts}</{p}sst>")));
        members.push(("xl/workbook.xml".into(), self.book_xml()));
        members.push(("xl/_rels/workbook.xml.rels".into(), self.relations_xml()));
        let members: Vec<(&str, &[u8])> =
            members.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        zip(&members, !self.stored)
    }

    fn book_xml(&self) -> String {
        let p = self.prefix;
        let sheet = |(place, sheet): (usize, &Sheet)| {
            let (name, id) = (escaped(&sheet.name), place + 1);
            format!("<{p}sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>")
        };
        let sheets: String = self.sheets.iter().enumerate().map(sheet).collect();
        format!("<{p}workbook><{p}sheets>{sheets}</{p}sheets></{p}workbook>")
    }

    fn relations_xml(&self) -> String {
        let one = |id: usize| {
            format!("<Relationship Id=\"rId{id}\" Target=\"worksheets/sheet{id}.xml\"/>")
        };
        let all: String = (1..=self.sheets.len()).map(one).collect();
        format!("<Relationships>{all}</Relationships>")
    }

    fn sheet_xml(&self, sheet: &Sheet, shared: &mut Vec<String>) -> String {
        let p = self.prefix;
        // A genuine export states a dimension that holds one cell.
        let mut xml = format!("<{p}worksheet><{p}dimension ref=\"A1\"/><{p}sheetData>");
        for (row, cells) in sheet.rows.iter().enumerate() {
            let number = row + 1;
            let place = if self.bare { String::new() } else { format!(" r=\"{number}\"") };
            xml += &format!("<{p}row{place}>");
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| {
                // Like real writers: an empty cell is left out where cells say where they are.
                self.bare || !text.is_empty()
            }) {
                let place = if self.bare {
                    String::new()
                } else {
                    format!(" r=\"{}{number}\"", letters(column))
                };
                xml += &self.cell_xml(text, sheet.kind, &place, shared);
            }
            xml += &format!("</{p}row>");
        }
        xml + &format!("</{p}sheetData></{p}worksheet>")
    }

    fn cell_xml(&self, text: &str, kind: Kind, place: &str, shared: &mut Vec<String>) -> String {
        let p = self.prefix;
        let number = !text.is_empty() && text.parse::<f64>().is_ok();
        match kind {
            Kind::Shared => {
                let known = shared.iter().position(|known| known == text).unwrap_or_else(|| {
                    shared.push(text.to_owned());
                    shared.len() - 1
                });
                format!("<{p}c{place} t=\"s\"><{p}v>{known}</{p}v></{p}c>")
            }
            Kind::Plain => format!("<{p}c{place} t=\"str\"><{p}v>{}</{p}v></{p}c>", escaped(text)),
            Kind::Number if number => format!("<{p}c{place}><{p}v>{text}</{p}v></{p}c>"),
            Kind::Inline | Kind::Number => {
                format!("<{p}c{place} t=\"inlineStr\"><{p}is>{}</{p}is></{p}c>", self.t(text))
            }
        }
    }

    fn t(&self, text: &str) -> String {
        let p = self.prefix;
        format!("<{p}t xml:space=\"preserve\">{}</{p}t>", escaped(text))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\t', "&#9;")
}

/// 27 → `AB`.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap());
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

/// A ZIP file of some members.
pub fn zip(members: &[(&str, &[u8])], deflate: bool) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let packed = if deflate {
            miniz_oxide::deflate::compress_to_vec(content, 6)
        } else {
            content.to_vec()
        };
        let start = bytes.len();
        let mut facts: Vec<u8> = Vec::new();
        facts.extend(20u16.to_le_bytes());
        facts.extend(0u16.to_le_bytes());
        facts.extend(if deflate { 8u16 } else { 0 }.to_le_bytes());
        facts.extend([0; 4]);
        facts.extend(Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(content).to_le_bytes());
        facts.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        facts.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        facts.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        facts.extend(0u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&facts);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&facts);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(start).unwrap().to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, at) = (u16::try_from(members.len()).unwrap(), bytes.len());
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(u32::try_from(at).unwrap().to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}
