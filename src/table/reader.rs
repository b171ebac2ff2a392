//! Opens a file of any kind and hands its sheets to a sink.

use super::encoding::Encoding;
use super::fault::FileFault;
use super::input::{Decoder, Input, InputFault};
use super::sheet::Sink;
use super::text_file::read_text;
use super::xlsx::read_workbook;
use crate::domain::{Cancelled, Pace};

/// A file may have this many bytes.
const MAX_BYTES: u64 = 512 << 20;

/// Why reading ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    Fault(FileFault),
    Cancelled,
}

impl From<FileFault> for ReadError {
    fn from(fault: FileFault) -> ReadError {
        ReadError::Fault(fault)
    }
}

impl From<InputFault> for ReadError {
    fn from(_: InputFault) -> ReadError {
        ReadError::Fault(FileFault::Unreadable)
    }
}

impl From<Cancelled> for ReadError {
    fn from(_: Cancelled) -> ReadError {
        ReadError::Cancelled
    }
}

/// What reading a file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// As far as it could be told.
    pub encoding: Option<Encoding>,
    pub result: Result<(), ReadError>,
}

/// Reads a whole file into the sink.
pub async fn read<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Outcome {
    let early = |fault: FileFault| Outcome { encoding: None, result: Err(fault.into()) };
    if input.is_empty() {
        return early(FileFault::Empty);
    }
    if input.len() > MAX_BYTES {
        return early(FileFault::TooLarge);
    }
    let Ok(head) = input.read(0, 8).await else {
        return early(FileFault::Unreadable);
    };
    if Encoding::is_compound_file(&head) {
        return early(FileFault::OldExcel);
    }
    match Encoding::sniff(&head) {
        (Encoding::Xlsx, _) => {
            let result = read_workbook(input, decoder, pace, sink).await;
            Outcome { encoding: Some(Encoding::Xlsx), result }
        }
        (encoding, mark) => read_text(input, decoder, pace, sink, encoding, mark).await,
    }
}
