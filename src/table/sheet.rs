//! What a reader hands over, row by row, and what it asks of the taker.

use std::borrow::Cow;
use std::ops::Range;

use super::cell::Cell;
use super::encoding::Encoding;
use super::input::Decoder;

/// What the sink makes of a row that may be the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the header; the rows that follow are data.
    Header,
    /// Look on.
    NotYet,
}

/// Takes the sheets of a file. A CSV file is one sheet without a name.
pub trait Sink {
    /// A new sheet begins.
    fn sheet(&mut self, name: &str);

    /// A row at the head of the sheet, decoded and in its compared form.
    fn header(&mut self, cells: &[String]) -> Verdict;

    /// A data row.
    fn row(&mut self, row: &Row<'_>);

    /// A data row with another number of cells than the header.
    fn ragged(&mut self, line: u32);

    /// Everything so far was read in the wrong encoding: begin anew.
    fn restart(&mut self);
}

/// One data row; cells are decoded only when asked for.
pub struct Row<'a> {
    /// The physical line it starts on (CSV) or its row number (XLSX), from 1.
    pub line: u32,
    pub(super) bytes: &'a [u8],
    pub(super) cells: &'a [Span],
    pub(super) encoding: Encoding,
    pub(super) decoder: &'a dyn Decoder,
}

/// Where a cell's bytes are in its row, without the quotes around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub range: Range<usize>,
    /// It has doubled quotes inside.
    pub escaped: bool,
}

impl Span {
    pub(super) fn bytes<'a>(&self, row: &'a [u8]) -> Cow<'a, [u8]> {
        let bytes = row.get(self.range.clone()).unwrap_or_default();
        if !self.escaped {
            return Cow::Borrowed(bytes);
        }
        let mut plain = Vec::with_capacity(bytes.len());
        let mut after_quote = false;
        for &byte in bytes {
            after_quote = byte == b'"' && !after_quote;
            if byte != b'"' || !after_quote {
                plain.push(byte);
            }
        }
        Cow::Owned(plain)
    }
}

impl<'a> Row<'a> {
    /// The raw bytes of a cell; empty for a cell that the row does not have.
    pub fn bytes(&self, cell: usize) -> Cow<'a, [u8]> {
        self.cells.get(cell).map_or(Cow::Borrowed(&[]), |span| span.bytes(self.bytes))
    }

    /// The text of a cell's bytes. Bytes that the file's encoding does not have become U+FFFD;
    /// the reader has checked the whole file, so this does not happen to files it let pass.
    pub fn text<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        decode(bytes, self.encoding, self.decoder)
    }

    /// The cell that a text is, cleaned.
    pub fn cell<'b>(&self, text: &'b str) -> Cell<'b> {
        Cell::new(text, self.decoder)
    }

    /// Whether every cell is empty or blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|span| {
            let bytes = self.bytes.get(span.range.clone()).unwrap_or_default();
            bytes.iter().all(u8::is_ascii_whitespace)
        })
    }
}

pub(super) fn decode<'b>(
    bytes: &'b [u8],
    encoding: Encoding,
    decoder: &dyn Decoder,
) -> Cow<'b, str> {
    match encoding {
        Encoding::Gb18030 if !bytes.is_ascii() => {
            Cow::Owned(decoder.gb18030(bytes).unwrap_or_else(|| "\u{fffd}".to_owned()))
        }
        _ => String::from_utf8_lossy(bytes),
    }
}
