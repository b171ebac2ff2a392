//! Tables in HTML or XML that are saved as `.xls`: old back offices make such files, and Excel
//! opens them without a word.
//!
//! Only rows and cells are looked at. The file is read as a whole: markup of this kind is small.

use super::encoding::Encoding;
use super::entity::unescape;
use super::fault::FileFault;
use super::feeder::Feeder;
use super::input::{Decoder, Input};
use super::reader::{self, Outcome, ReadError};
use super::sheet::{Sink, Span};
use crate::domain::Pace;

/// Such a file may have this many bytes.
const MAX_BYTES: u64 = 64 << 20;
/// A row may have this many cells.
const MAX_CELLS: usize = 512;
/// Rows handled between two breaths.
const BREATH: u32 = 64;

/// Whether a text begins like markup.
pub(super) fn is_markup(head: &[u8]) -> bool {
    let text = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start();
    ["<html", "<!doctype html", "<table", "<meta", "<head", "<?xml"].iter().any(|start| {
        text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// Reads every row of every table into the sink, as one sheet.
pub(super) async fn read_markup<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Outcome {
    match load(input, decoder, pace).await {
        Err(error) => Outcome { encoding: None, result: Err(error) },
        Ok((encoding, text)) => {
            let result = feed(&text, decoder, pace, sink).await;
            Outcome { encoding: Some(encoding), result }
        }
    }
}

/// The text of the file and the encoding that it was in.
async fn load<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
) -> Result<(Encoding, String), ReadError> {
    if input.len() > MAX_BYTES {
        return Err(FileFault::TooLarge.into());
    }
    let bytes = reader::load(input, pace).await?;
    let (sniffed, mark) = Encoding::sniff(&bytes);
    let bytes = bytes.get(mark..).unwrap_or_default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((sniffed, text.to_owned()));
    }
    let text = decoder.gb18030(bytes).ok_or(FileFault::NotText)?;
    Ok((Encoding::Gb18030, text))
}

async fn feed(
    text: &str,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    // Rows of markup may be short, as those of a workbook may.
    let mut feeder = Feeder::new(sink, decoder, Encoding::Xlsx);
    feeder.sheet("");
    let mut row = Row::default();
    let mut line = 0;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        row.text(before);
        let Some(close) = tag.find('>') else { break };
        let name = tag_name(tag);
        rest = tag.get(close + 1..).unwrap_or_default();
        match name.as_str() {
            "td" | "th" | "cell" if row.cells.len() > MAX_CELLS => {
                return Err(FileFault::TooManyColumns.into());
            }
            "td" | "th" | "cell" => row.open(),
            "/td" | "/th" | "/cell" => row.close(),
            "style" | "script" => rest = after_element(rest, &name),
            "/tr" | "/row" => {
                line += 1;
                feeder.take(line, row.bytes.as_bytes(), &row.cells)?;
                row = Row::default();
                if line % BREATH == 0 {
                    pace.breathe().await?;
                }
            }
            _ => {}
        }
    }
    if line == 0 { Err(FileFault::WebPage.into()) } else { Ok(()) }
}

/// The name of a tag in lower case, with the slash of a closing one and without a prefix.
fn tag_name(tag: &str) -> String {
    let body = tag.get(1..).unwrap_or_default();
    let end = body.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(body.len());
    let name = body.get(..end).unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    match name.split_once(':') {
        Some((prefix, local)) if prefix.starts_with('/') => format!("/{local}"),
        Some((_, local)) => local.to_owned(),
        None => name,
    }
}

fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let tags = rest.match_indices('<').filter_map(|(at, _)| rest.get(at..));
    let ends = |tag: &&str| tag.get(..end.len()).is_some_and(|t| t.eq_ignore_ascii_case(&end));
    tags.into_iter().find(ends).unwrap_or_default()
}

/// A row being gathered: the texts of its cells in one buffer.
#[derive(Default)]
struct Row {
    bytes: String,
    cells: Vec<Span>,
    /// Where the open cell began.
    from: Option<usize>,
}

impl Row {
    fn open(&mut self) {
        self.close();
        self.from = Some(self.bytes.len());
    }

    fn close(&mut self) {
        if let Some(from) = self.from.take() {
            self.cells.push(Span { range: from..self.bytes.len(), escaped: false });
        }
    }

    fn text(&mut self, text: &str) {
        if self.from.is_some() {
            unescape(text, &mut self.bytes);
        }
    }
}
