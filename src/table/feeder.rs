//! Hands rows to the sink: the header first, then data.

use super::encoding::Encoding;
use super::fault::FileFault;
use super::input::Decoder;
use super::sheet::{Row, Sink, Span, Verdict};

/// The header is looked for in this many rows.
const HEADER_ROWS: u32 = 20;
/// A file may have this many rows.
const MAX_ROWS: u32 = 1_000_000;

pub(super) struct Feeder<'a> {
    sink: &'a mut dyn Sink,
    decoder: &'a dyn Decoder,
    encoding: Encoding,
    /// The number of cells of the header, once it is found.
    header: Option<usize>,
    head_rows: u32,
    rows: u32,
}

impl<'a> Feeder<'a> {
    pub fn new(sink: &'a mut dyn Sink, decoder: &'a dyn Decoder, encoding: Encoding) -> Feeder<'a> {
        Feeder { sink, decoder, encoding, header: None, head_rows: 0, rows: 0 }
    }

    pub fn sheet(&mut self, name: &str) {
        (self.header, self.head_rows) = (None, 0);
        self.sink.sheet(name);
    }

    pub fn take(&mut self, line: u32, bytes: &[u8], cells: &[Span]) -> Result<(), FileFault> {
        let row = Row { line, bytes, cells, encoding: self.encoding, decoder: self.decoder };
        // A workbook has no short rows, only rows that end with empty cells.
        let workbook = self.encoding == Encoding::Xlsx;
        if row.is_blank() && (workbook || cells.len() <= 1) {
            return Ok(());
        }
        match self.header {
            None if self.head_rows < HEADER_ROWS => {
                self.head_rows += 1;
                let text = |cell: &Span| {
                    let bytes = cell.bytes(bytes);
                    row.cell(&row.text(&bytes)).text().to_owned()
                };
                let texts: Vec<String> = cells.iter().map(text).collect();
                if self.sink.header(&texts) == Verdict::Header {
                    self.header = Some(cells.len());
                }
            }
            Some(width) if cells.len() != width && !workbook => self.sink.ragged(line),
            None | Some(_) => self.sink.row(&row),
        }
        self.rows += 1;
        if self.rows > MAX_ROWS { Err(FileFault::TooManyRows) } else { Ok(()) }
    }
}
