//! Tables as text files, in every encoding that operators' files come in.

use super::File;
use super::workbook::{self, Strings};

pub struct Table {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The encodings, by the ids that receipts carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Gb18030,
    Utf16Le,
    Utf16Be,
    Xlsx(Strings),
}

impl Encoding {
    pub fn id(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Gb18030 => "gb18030",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Xlsx(_) => "xlsx",
        }
    }

    fn ending(self) -> &'static str {
        if matches!(self, Encoding::Xlsx(_)) { "xlsx" } else { "csv" }
    }
}

impl Table {
    /// A table whose cells are given by their column.
    pub fn new(header: &str, rows: usize, cell: impl Fn(usize, &str) -> String) -> Table {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let row = |row| header.iter().map(|column| cell(row, column)).collect();
        let rows = (0..rows).map(row).collect();
        Table { header, rows }
    }

    /// The file; `name` is without its ending.
    pub fn file(&self, name: &str, encoding: Encoding) -> File {
        let name = format!("{name}.{}", encoding.ending());
        let bytes = match encoding {
            Encoding::Xlsx(strings) => workbook::workbook(&[("Sheet1", self)], strings),
            Encoding::Utf8 => self.csv().into_bytes(),
            Encoding::Utf8Bom => format!("\u{feff}{}", self.csv()).into_bytes(),
            Encoding::Gb18030 => encoding_rs::GB18030.encode(&self.csv()).0.into_owned(),
            Encoding::Utf16Le => {
                let marked = format!("\u{feff}{}", self.csv());
                marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            Encoding::Utf16Be => {
                let marked = format!("\u{feff}{}", self.csv());
                marked.encode_utf16().flat_map(u16::to_be_bytes).collect()
            }
        };
        File::new(name, bytes)
    }

    /// Lines end with CR LF, as 抖店 ends them.
    pub fn csv(&self) -> String {
        let mut text = line(&self.header);
        for row in &self.rows {
            text.push_str(&line(row));
        }
        text
    }
}

pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
