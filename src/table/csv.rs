//! Splits CSV bytes into records, slice by slice.
//!
//! The rules are RFC 4180's with the leniency that Excel has: a quote opens only at the start
//! of a cell, text after a closing quote belongs to the cell, records end with LF, CR LF or CR.
//! A record never ends inside quotes, so a file that does is named with the line of the quote.

use std::ops::Range;

use super::fault::FileFault;
use super::scan::Needles;
use super::sheet::Span;

/// A cell may have this many bytes.
const MAX_CELL: usize = 1 << 20;
/// A record may have this many cells.
const MAX_CELLS: usize = 512;

/// A record and the physical line it starts on.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub line: u32,
    pub bytes: &'a [u8],
    pub cells: &'a [Span],
}

/// Takes slices, gives records.
#[derive(Debug)]
pub struct Splitter {
    /// Nothing until the first bytes tell.
    delimiter: Option<u8>,
    buffer: Vec<u8>,
    /// Where the next record starts in the buffer.
    start: usize,
    /// The physical line it starts on.
    line: u32,
    cells: Vec<Span>,
}

/// How the scan of one record ended.
enum Scan {
    /// The record's end, where the next one starts, and how many line ends it held.
    Record { end: usize, next: usize, lines: u32 },
    /// The buffer ended first; a quote may be open on the given line.
    More { open_quote: Option<u32> },
}

impl Splitter {
    pub fn new(delimiter: u8) -> Splitter {
        Splitter { delimiter: Some(delimiter), ..Splitter::default() }
    }

    /// Adds a slice of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole record, or nothing until more is fed. `last`: nothing more will be fed.
    pub fn next(&mut self, last: bool) -> Result<Option<Record<'_>>, FileFault> {
        if self.start >= self.buffer.len() {
            return Ok(None);
        }
        match self.scan(last)? {
            Scan::Record { end, next, lines } => {
                let (from, line) = (self.start, self.line);
                self.start = next;
                self.line = self.line.saturating_add(lines);
                let bytes = self.buffer.get(from..end).unwrap_or_default();
                Ok(Some(Record { line, bytes, cells: &self.cells }))
            }
            Scan::More { open_quote: Some(line) } if last => Err(FileFault::OpenQuote { line }),
            Scan::More { .. } => {
                if self.buffer.len() - self.start > 4 * MAX_CELL {
                    return Err(FileFault::CellTooLong { line: self.line });
                }
                Ok(None)
            }
        }
    }

    /// Scans one record from `start`, noting its cells relative to `start`.
    fn scan(&mut self, last: bool) -> Result<Scan, FileFault> {
        self.cells.clear();
        let bytes = self.buffer.get(self.start..).unwrap_or_default();
        let delimiter = *self.delimiter.get_or_insert_with(|| sniff_delimiter(bytes));
        let ends = Needles::new([delimiter, b'\n', b'\r']);
        let mut cursor = Cursor { bytes, ends, at: 0, lines: 0, inside_quotes: false };
        loop {
            cursor.plain_cells(delimiter, &mut self.cells);
            let opened_on = self.line.saturating_add(cursor.lines);
            let Some(span) = cursor.cell(last) else {
                let quoted = cursor.inside_quotes;
                return Ok(Scan::More { open_quote: quoted.then_some(opened_on) });
            };
            if span.range.len() > MAX_CELL {
                return Err(FileFault::CellTooLong { line: opened_on });
            }
            if self.cells.len() == MAX_CELLS {
                return Err(FileFault::TooManyColumns);
            }
            self.cells.push(span);
            match bytes.get(cursor.at) {
                Some(&byte) if byte == delimiter => cursor.at += 1,
                Some(b'\r') if bytes.len() == cursor.at + 1 && !last => {
                    return Ok(Scan::More { open_quote: None });
                }
                ending => {
                    let end = self.start + cursor.at;
                    let crlf = ending == Some(&b'\r') && bytes.get(cursor.at + 1) == Some(&b'\n');
                    let width = usize::from(ending.is_some()) + usize::from(crlf);
                    return Ok(Scan::Record { end, next: end + width, lines: cursor.lines + 1 });
                }
            }
        }
    }
}

impl Default for Splitter {
    /// A splitter that finds out what stands between cells.
    fn default() -> Splitter {
        Splitter { delimiter: None, buffer: Vec::new(), start: 0, line: 1, cells: Vec::new() }
    }
}

/// What stands between the cells of a text: as its `sep=` line says, else what the first line
/// that has any has most of. Spreadsheets write tabs and semicolons where commas are decimal.
fn sniff_delimiter(bytes: &[u8]) -> u8 {
    const KNOWN: [u8; 3] = [b',', b'\t', b';'];
    let named = bytes.strip_prefix(b"sep=").or_else(|| bytes.strip_prefix(b"SEP="));
    if let Some([delimiter, b'\r' | b'\n', ..]) = named {
        return *delimiter;
    }
    for line in bytes.split(|&byte| byte == b'\n') {
        let count = |delimiter: u8| line.iter().filter(|&&byte| byte == delimiter).count();
        // Of equals the first counts, so max_by_key goes from the back.
        let most = KNOWN.into_iter().rev().max_by_key(|&delimiter| count(delimiter));
        if let Some(most) = most.filter(|&most| count(most) > 0) {
            return most;
        }
    }
    b','
}

/// Walks the bytes of a record.
struct Cursor<'a> {
    bytes: &'a [u8],
    /// What ends a cell without quotes.
    ends: Needles,
    at: usize,
    /// Line ends met inside quotes.
    lines: u32,
    inside_quotes: bool,
}

impl Cursor<'_> {
    /// Takes cells without quotes for as long as a delimiter ends them, which is nearly a whole
    /// record at once. Whatever is odd is left for [`Cursor::cell`].
    #[inline]
    fn plain_cells(&mut self, delimiter: u8, cells: &mut Vec<Span>) {
        let (bytes, mut from) = (self.bytes, self.at);
        if bytes.get(from) == Some(&b'"') {
            return;
        }
        self.ends.each(bytes, from, |to| {
            let odd = bytes.get(to) != Some(&delimiter) || to - from > MAX_CELL;
            if odd || cells.len() == MAX_CELLS {
                return false;
            }
            cells.push(Span { range: from..to, escaped: false });
            from = to + 1;
            bytes.get(from) != Some(&b'"')
        });
        self.at = from;
    }

    /// The cell from `at`; afterwards `at` is on the byte that ended it, or at the end. Nothing
    /// when the bytes end first and more may come.
    #[inline]
    fn cell(&mut self, last: bool) -> Option<Span> {
        let quoted = self.bytes.get(self.at) == Some(&b'"');
        if !quoted {
            return self.plain(self.at, last).map(|range| Span { range, escaped: false });
        }
        self.quoted_cell(last)
    }

    fn quoted_cell(&mut self, last: bool) -> Option<Span> {
        let from = self.at + 1;
        let (to, escaped) = self.quoted(from)?;
        self.at = to + 1;
        if self.at == self.bytes.len() && !last {
            // The next slice may begin with a second quote, which would not close the cell.
            return None;
        }
        let tail = self.plain(self.at, last)?;
        if tail.is_empty() {
            return Some(Span { range: from..to, escaped });
        }
        // Text after the closing quote: keep the cell as it stands, quotes and all.
        Some(Span { range: from - 1..tail.end, escaped: false })
    }

    /// Runs to the end of an unquoted stretch.
    #[inline]
    fn plain(&mut self, from: usize, last: bool) -> Option<Range<usize>> {
        match self.ends.find(self.bytes, from) {
            Some(end) => self.at = end,
            None if last => self.at = self.bytes.len(),
            None => return None,
        }
        Some(from..self.at)
    }

    /// Runs to the closing quote; says whether quotes were doubled on the way.
    fn quoted(&mut self, from: usize) -> Option<(usize, bool)> {
        self.inside_quotes = true;
        let marks = Needles::new([b'"', b'\n', b'\r']);
        let (mut at, mut escaped) = (from, false);
        loop {
            at = marks.find(self.bytes, at)?;
            match (self.bytes.get(at)?, self.bytes.get(at + 1)) {
                (b'"', Some(b'"')) => {
                    escaped = true;
                    at += 1;
                }
                (b'"', _) => {
                    self.inside_quotes = false;
                    return Some((at, escaped));
                }
                // Of CR LF the second is counted.
                (b'\r', Some(b'\n')) => {}
                _ => self.lines += 1,
            }
            at += 1;
        }
    }
}
