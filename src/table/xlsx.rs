//! Reads XLSX workbooks, as 抖店 and 罗盘 write them and as spreadsheets save them again.
//!
//! Cells may be shared strings, inline strings, plain strings or numbers; a genuine 罗盘 file has
//! a wrong `<dimension>`, so it is not looked at. Elements are matched by local name, since some
//! writers put a prefix on all of them.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::encoding::Encoding;
use super::fault::FileFault;
use super::feeder::Feeder;
use super::input::Decoder;
use super::reader::ReadError;
use super::sheet::{Sink, Span};
use super::zip::Zip;
use crate::domain::Pace;

/// A sheet may have this many columns.
const MAX_COLUMNS: usize = 512;
/// A cell may have this many bytes.
const MAX_CELL: usize = 1 << 20;
/// Strings or rows handled between two breaths.
const BREATH: usize = 64;

/// Reads every sheet of a workbook into the sink.
pub(super) async fn read_workbook(
    zip: &Zip,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let sheets = sheets(zip)?;
    let shared = shared_strings(zip, pace).await?;
    let mut feeder = Feeder::new(sink, decoder, Encoding::Xlsx);
    for (name, path) in sheets {
        feeder.sheet(&name);
        let xml = open(zip, &path)?.ok_or(FileFault::BrokenWorkbook)?;
        let mut sheet = SheetReader::new(xml, &shared);
        let mut rows = 0;
        while sheet.next_row()? {
            feeder.take(sheet.line, &sheet.bytes, &sheet.cells)?;
            rows += 1;
            if rows % BREATH == 0 {
                pace.breathe().await?;
            }
        }
    }
    Ok(())
}

type Xml<'a> = Reader<super::zip::Inflated<'a>>;

fn open<'a>(zip: &'a Zip, path: &str) -> Result<Option<Xml<'a>>, FileFault> {
    match zip.member(path) {
        None => Ok(None),
        Some(Err(_)) => Err(FileFault::BrokenWorkbook),
        Some(Ok(inflated)) => Ok(Some(Reader::from_reader(inflated))),
    }
}

fn next<'b, R: BufRead>(
    xml: &mut Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, FileFault> {
    buffer.clear();
    xml.read_event_into(buffer).map_err(|_| FileFault::BrokenWorkbook)
}

fn attribute(element: &BytesStart<'_>, local_name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == local_name)?;
    found.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(|value| value.into_owned())
}

/// The part that makes a container a workbook.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// The names and paths of the sheets, in the workbook's order.
fn sheets(zip: &Zip) -> Result<Vec<(String, String)>, FileFault> {
    let mut named: Vec<(String, String)> = Vec::new();
    let mut buffer = Vec::new();
    let mut book = open(zip, WORKBOOK)?.ok_or(FileFault::BrokenWorkbook)?;
    loop {
        match next(&mut book, &mut buffer)? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "sheet" => {
                let name = attribute(&e, "name").unwrap_or_default();
                named.push((name, attribute(&e, "id").unwrap_or_default()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let targets = relations(zip)?;
    let path = |id: &str| targets.iter().find(|(known, _)| known == id).map(|(_, to)| to.clone());
    Ok(named.into_iter().filter_map(|(name, id)| Some((name, path(&id)?))).collect())
}

/// The parts that the workbook points at, by relation id, as paths in the container.
fn relations(zip: &Zip) -> Result<Vec<(String, String)>, FileFault> {
    let mut targets = Vec::new();
    let mut buffer = Vec::new();
    let Some(mut xml) = open(zip, "xl/_rels/workbook.xml.rels")? else {
        return Ok(targets);
    };
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let target = attribute(&e, "Target").unwrap_or_default();
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("xl/{}", target.trim_start_matches("./")),
                };
                targets.push((attribute(&e, "Id").unwrap_or_default(), path));
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// The texts that cells point at, in one buffer.
#[derive(Default)]
struct SharedStrings {
    texts: String,
    ends: Vec<usize>,
}

impl SharedStrings {
    fn get(&self, number: usize) -> &str {
        let end = self.ends.get(number).copied().unwrap_or(0);
        let start = number.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0);
        self.texts.get(start..end).unwrap_or("")
    }

    /// Adds to the text that has not ended yet.
    fn push(&mut self, text: &str) -> Result<(), FileFault> {
        self.texts.push_str(text);
        if self.texts.len() - self.ends.last().copied().unwrap_or(0) > MAX_CELL {
            return Err(FileFault::CellTooLong { line: 0 });
        }
        Ok(())
    }
}

async fn shared_strings(zip: &Zip, pace: &impl Pace) -> Result<SharedStrings, ReadError> {
    let mut strings = SharedStrings::default();
    let mut buffer = Vec::new();
    let Some(mut xml) = open(zip, "xl/sharedStrings.xml")? else {
        return Ok(strings);
    };
    // Text counts inside <t>, but not inside <rPh>, which is how to pronounce it.
    let (mut in_text, mut in_reading) = (false, false);
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                _ => {}
            },
            Event::Text(text) if in_text => strings.push(&text.xml10_content())?,
            Event::CData(text) if in_text => strings.push(&text.xml10_content())?,
            Event::GeneralRef(entity) if in_text => strings.push(&resolved(&entity))?,
            Event::Empty(e) if e.local_name().as_ref() == "si" => {
                strings.ends.push(strings.texts.len());
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" => {
                    strings.ends.push(strings.texts.len());
                    if strings.ends.len() % BREATH == 0 {
                        pace.breathe().await?;
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of `&amp;`, `&#10;`, …; nothing for what XML does not define.
fn resolved(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default().to_owned(),
    }
}

/// Pulls the rows of one sheet.
struct SheetReader<'a> {
    xml: Xml<'a>,
    shared: &'a SharedStrings,
    buffer: Vec<u8>,
    line: u32,
    /// The texts of the row's cells, one after the other.
    bytes: Vec<u8>,
    cells: Vec<Span>,
}

/// The cell being read: where it goes and how its value is meant.
struct OpenCell {
    column: usize,
    shared: bool,
    text: String,
}

impl<'a> SheetReader<'a> {
    fn new(xml: Xml<'a>, shared: &'a SharedStrings) -> SheetReader<'a> {
        let (buffer, bytes, cells) = (Vec::new(), Vec::new(), Vec::new());
        SheetReader { xml, shared, buffer, line: 0, bytes, cells }
    }

    /// Reads the next row into `line`, `bytes` and `cells`; says whether there was one.
    fn next_row(&mut self) -> Result<bool, FileFault> {
        self.bytes.clear();
        self.cells.clear();
        let mut open: Option<OpenCell> = None;
        let mut in_value = false;
        let mut buffer = std::mem::take(&mut self.buffer);
        loop {
            match next(&mut self.xml, &mut buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "row" => self.start_row(&e),
                    "c" => open = Some(self.start_cell(&e)?),
                    "v" | "t" => in_value = true,
                    _ => {}
                },
                Event::Empty(e) if e.local_name().as_ref() == "row" => self.start_row(&e),
                Event::Text(text) if in_value => append(&mut open, &text.xml10_content())?,
                Event::CData(text) if in_value => append(&mut open, &text.xml10_content())?,
                Event::GeneralRef(entity) if in_value => append(&mut open, &resolved(&entity))?,
                Event::End(e) => match e.local_name().as_ref() {
                    "v" | "t" => in_value = false,
                    "c" => self.end_cell(open.take()),
                    "row" => {
                        self.buffer = buffer;
                        return Ok(true);
                    }
                    _ => {}
                },
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        let stated = attribute(element, "r").and_then(|line| line.parse().ok());
        self.line = stated.unwrap_or(self.line.saturating_add(1));
    }

    fn start_cell(&self, element: &BytesStart<'_>) -> Result<OpenCell, FileFault> {
        let stated = attribute(element, "r").and_then(|reference| column_of(&reference));
        let column = stated.unwrap_or(self.cells.len());
        if column >= MAX_COLUMNS {
            return Err(FileFault::TooManyColumns);
        }
        let shared = attribute(element, "t").is_some_and(|kind| kind == "s");
        Ok(OpenCell { column, shared, text: String::new() })
    }

    fn end_cell(&mut self, cell: Option<OpenCell>) {
        let Some(cell) = cell else { return };
        let text = match cell.text.trim().parse::<usize>() {
            Ok(number) if cell.shared => self.shared.get(number),
            _ => &cell.text,
        };
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.as_bytes());
        while self.cells.len() <= cell.column {
            self.cells.push(Span::default());
        }
        if let Some(span) = self.cells.get_mut(cell.column) {
            span.range = start..self.bytes.len();
        }
    }
}

fn append(open: &mut Option<OpenCell>, text: &str) -> Result<(), FileFault> {
    if let Some(cell) = open {
        cell.text.push_str(text);
        if cell.text.len() > MAX_CELL {
            return Err(FileFault::CellTooLong { line: 0 });
        }
    }
    Ok(())
}

/// `AB12` → 27.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0usize, |number, letter| {
        let value = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        number.saturating_mul(26).saturating_add(value)
    });
    number.checked_sub(1)
}
