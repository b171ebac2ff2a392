//! Reads XLSX workbooks, as 抖店 and 罗盘 write them and as spreadsheets save them again.
//!
//! Cells may be shared strings, inline strings, plain strings or numbers; a genuine 罗盘 file has
//! a wrong `<dimension>`, so it is not looked at. Elements are matched by local name, since some
//! writers put a prefix on all of them.

use super::encoding::Encoding;
use super::fault::FileFault;
use super::feeder::Feeder;
use super::input::Decoder;
use super::reader::ReadError;
use super::sheet::{Sink, Span};
use super::xml::{Event, Xml};
use super::zip::{Inflated, Zip};
use crate::domain::Pace;

/// A sheet may have this many columns.
const MAX_COLUMNS: usize = 512;
/// A cell may have this many bytes.
const MAX_CELL: usize = 1 << 20;
/// A row may have this many: shared texts weigh nothing in the file.
const MAX_ROW: usize = 4 * MAX_CELL;
/// All shared texts may have this many.
const MAX_SHARED: usize = 512 << 20;
/// A workbook may have this many sheets, and other parts.
const MAX_PARTS: usize = 1_024;
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

type Part<'a> = Xml<Inflated<'a>>;

fn open<'a>(zip: &'a Zip, path: &str) -> Result<Option<Part<'a>>, FileFault> {
    match zip.member(path) {
        None => Ok(None),
        Some(Err(_)) => Err(FileFault::BrokenWorkbook),
        Some(Ok(inflated)) => Ok(Some(Xml::new(inflated))),
    }
}

/// The part that makes a container a workbook.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// The names and paths of the sheets, in the workbook's order.
fn sheets(zip: &Zip) -> Result<Vec<(String, String)>, FileFault> {
    let mut named: Vec<(String, String)> = Vec::new();
    let mut book = open(zip, WORKBOOK)?.ok_or(FileFault::BrokenWorkbook)?;
    loop {
        match book.next()? {
            Event::Start if book.name() == "sheet" => {
                let attribute = |name| book.attribute(name).unwrap_or_default();
                named.push((attribute("name"), attribute("id")));
            }
            _ if named.len() > MAX_PARTS => return Err(FileFault::BrokenWorkbook),
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
    let Some(mut xml) = open(zip, "xl/_rels/workbook.xml.rels")? else {
        return Ok(targets);
    };
    loop {
        match xml.next()? {
            Event::Start if xml.name() == "Relationship" => {
                let target = xml.attribute("Target").unwrap_or_default();
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("xl/{}", target.trim_start_matches("./")),
                };
                targets.push((xml.attribute("Id").unwrap_or_default(), path));
            }
            _ if targets.len() > MAX_PARTS => return Err(FileFault::BrokenWorkbook),
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

    fn end(&mut self) -> Result<(), FileFault> {
        self.ends.push(self.texts.len());
        let bytes = self.texts.len().saturating_add(self.ends.len() * size_of::<usize>());
        if bytes > MAX_SHARED { Err(FileFault::TooLarge) } else { Ok(()) }
    }
}

async fn shared_strings(zip: &Zip, pace: &impl Pace) -> Result<SharedStrings, ReadError> {
    let mut strings = SharedStrings::default();
    let Some(mut xml) = open(zip, "xl/sharedStrings.xml")? else {
        return Ok(strings);
    };
    // Text counts inside <t>, but not inside <rPh>, which is how to pronounce it.
    let (mut in_text, mut in_reading) = (false, false);
    loop {
        match xml.next()? {
            Event::Start => match xml.name() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                _ => {}
            },
            Event::Text if in_text => strings.push(xml.text())?,
            Event::Text => {}
            Event::End => match xml.name() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" => {
                    strings.end()?;
                    if strings.ends.len() % BREATH == 0 {
                        pace.breathe().await?;
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(strings),
        }
    }
}

/// Pulls the rows of one sheet.
struct SheetReader<'a> {
    xml: Part<'a>,
    shared: &'a SharedStrings,
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
    fn new(xml: Part<'a>, shared: &'a SharedStrings) -> SheetReader<'a> {
        SheetReader { xml, shared, line: 0, bytes: Vec::new(), cells: Vec::new() }
    }

    /// Reads the next row into `line`, `bytes` and `cells`; says whether there was one.
    fn next_row(&mut self) -> Result<bool, FileFault> {
        self.bytes.clear();
        self.cells.clear();
        let mut open: Option<OpenCell> = None;
        let mut in_value = false;
        loop {
            match self.xml.next()? {
                Event::Start => match self.xml.name() {
                    "row" => self.start_row(),
                    "c" => open = Some(self.start_cell()?),
                    "v" | "t" => in_value = true,
                    _ => {}
                },
                Event::Text if in_value => append(&mut open, self.xml.text())?,
                Event::Text => {}
                Event::End => match self.xml.name() {
                    "v" | "t" => in_value = false,
                    "c" => self.end_cell(open.take())?,
                    "row" => return Ok(true),
                    _ => {}
                },
                Event::Eof => return Ok(false),
            }
        }
    }

    fn start_row(&mut self) {
        let stated = self.xml.attribute("r").and_then(|line| line.parse().ok());
        self.line = stated.unwrap_or(self.line.saturating_add(1));
    }

    fn start_cell(&self) -> Result<OpenCell, FileFault> {
        let stated = self.xml.attribute("r").and_then(|reference| column_of(&reference));
        let column = stated.unwrap_or(self.cells.len());
        if column >= MAX_COLUMNS {
            return Err(FileFault::TooManyColumns);
        }
        let shared = self.xml.attribute("t").is_some_and(|kind| kind == "s");
        Ok(OpenCell { column, shared, text: String::new() })
    }

    fn end_cell(&mut self, cell: Option<OpenCell>) -> Result<(), FileFault> {
        let Some(cell) = cell else { return Ok(()) };
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
        if self.bytes.len() > MAX_ROW { Err(FileFault::CellTooLong { line: 0 }) } else { Ok(()) }
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
