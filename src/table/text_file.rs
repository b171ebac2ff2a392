//! Reads a text file in slices: checks its encoding, splits records, hands rows to the sink.

use super::csv::Splitter;
use super::encoding::{Checker, Encoding, Transcoder, WrongEncoding};
use super::fault::FileFault;
use super::feeder::Feeder;
use super::input::{Decoder, Input};
use super::reader::{Outcome, ReadError};
use super::sheet::Sink;
use crate::domain::Pace;

/// Bytes asked for at a time, at most.
const SLICE: usize = 4 << 20;
/// Bytes split between two breaths: a few milliseconds' work.
const BREATH: usize = 1 << 16;

/// Reads the file in `encoding`, as sniffed from its first bytes. UTF-8 without a mark turns
/// into GB18030 at the first byte that says so.
pub(super) async fn read_text<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
    encoding: Encoding,
    mark: usize,
) -> Outcome {
    match read_as(input, decoder, pace, sink, encoding, mark).await {
        Err(Trouble::Wrong) if encoding == Encoding::Utf8 => {
            sink.restart();
            let second = read_as(input, decoder, pace, sink, Encoding::Gb18030, 0).await;
            // Bytes that are neither leave the encoding open.
            let encoding = (!matches!(second, Err(Trouble::Wrong))).then_some(Encoding::Gb18030);
            Outcome { encoding, result: second.map_err(Trouble::into_error) }
        }
        first => Outcome { encoding: Some(encoding), result: first.map_err(Trouble::into_error) },
    }
}

/// Why reading a text ended early.
pub(super) enum Trouble {
    Wrong,
    Error(ReadError),
}

impl Trouble {
    pub fn into_error(self) -> ReadError {
        match self {
            Trouble::Wrong => ReadError::Fault(FileFault::NotText),
            Trouble::Error(error) => error,
        }
    }
}

impl<E: Into<ReadError>> From<E> for Trouble {
    fn from(error: E) -> Trouble {
        Trouble::Error(error.into())
    }
}

impl From<WrongEncoding> for Trouble {
    fn from(_: WrongEncoding) -> Trouble {
        Trouble::Wrong
    }
}

/// The bytes of the file as UTF-8 or GB18030, checked.
enum Bytes {
    AsIs(Checker),
    Transcoded(Transcoder),
}

impl Bytes {
    fn of(encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Utf16Le => Bytes::Transcoded(Transcoder::new(false)),
            Encoding::Utf16Be => Bytes::Transcoded(Transcoder::new(true)),
            Encoding::Gb18030 => Bytes::AsIs(Checker::gb18030()),
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Xlsx => Bytes::AsIs(Checker::utf8()),
        }
    }

    fn pass(&mut self, bytes: &[u8], splitter: &mut Splitter) -> Result<(), WrongEncoding> {
        match self {
            Bytes::AsIs(checker) => {
                checker.check(bytes)?;
                splitter.feed(bytes);
            }
            Bytes::Transcoded(transcoder) => splitter.feed(&transcoder.transcode(bytes)?),
        }
        Ok(())
    }

    fn finish(&self) -> Result<(), WrongEncoding> {
        match self {
            Bytes::AsIs(checker) => checker.finish(),
            Bytes::Transcoded(transcoder) => transcoder.finish(),
        }
    }
}

/// Reads a text in one encoding, as one sheet.
pub(super) async fn read_as<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
    encoding: Encoding,
    mark: usize,
) -> Result<(), Trouble> {
    let mut bytes = Bytes::of(encoding);
    let mut splitter = Splitter::default();
    let mut feeder = Feeder::new(sink, decoder, encoding);
    feeder.sheet("");
    let mut at = u64::try_from(mark).unwrap_or(0);
    while at < input.len() {
        let slice = input.read(at, SLICE).await?;
        if slice.is_empty() {
            return Err(ReadError::Fault(FileFault::Unreadable).into());
        }
        at += u64::try_from(slice.len()).unwrap_or(u64::MAX);
        for piece in slice.chunks(BREATH) {
            pace.breathe().await?;
            bytes.pass(piece, &mut splitter)?;
            while let Some(record) = splitter.next(false)? {
                feeder.take(record.line, record.bytes, record.cells)?;
            }
        }
    }
    bytes.finish()?;
    while let Some(record) = splitter.next(true)? {
        feeder.take(record.line, record.bytes, record.cells)?;
    }
    Ok(())
}
