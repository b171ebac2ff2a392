//! Opens a file of any kind and hands its sheets to a sink.

use super::archive::read_archive;
use super::encoding::Encoding;
use super::fault::FileFault;
use super::html::{is_markup, read_markup};
use super::input::{Decoder, Input, InputFault};
use super::sheet::Sink;
use super::text_file::read_text;
use super::xlsx::{WORKBOOK, read_workbook};
use super::zip::Zip;
use crate::domain::{Cancelled, Pace};

/// A file may have this many bytes.
const MAX_BYTES: u64 = 512 << 20;
/// Bytes asked for at a time, at most.
const SLICE: usize = 4 << 20;

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
    let Ok(head) = input.read(0, 64).await else {
        return early(FileFault::Unreadable);
    };
    if Encoding::is_compound_file(&head) {
        return early(FileFault::OldExcel);
    }
    match Encoding::sniff(&head) {
        (Encoding::Xlsx, _) => read_container(input, decoder, pace, sink).await,
        _ if is_markup(&head) => read_markup(input, decoder, pace, sink).await,
        (encoding, mark) => read_text(input, decoder, pace, sink, encoding, mark).await,
    }
}

/// A ZIP: a workbook, or tables packed together.
async fn read_container<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Outcome {
    let workbook = |result| Outcome { encoding: Some(Encoding::Xlsx), result };
    let zip = match load(input, pace).await {
        Ok(bytes) => Zip::open(bytes).map_err(|_| FileFault::BrokenWorkbook.into()),
        Err(error) => Err(error),
    };
    match zip {
        Err(error) => workbook(Err(error)),
        Ok(zip) if zip.is_locked() => workbook(Err(FileFault::Locked.into())),
        Ok(zip) if zip.names().any(|name| name.eq_ignore_ascii_case(WORKBOOK)) => {
            workbook(read_workbook(&zip, decoder, pace, sink).await)
        }
        Ok(zip) => read_archive(&zip, decoder, pace, sink).await,
    }
}

/// All bytes of a file.
pub(super) async fn load<I: Input>(input: &I, pace: &impl Pace) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    loop {
        let at = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if at >= input.len() {
            return Ok(bytes);
        }
        pace.breathe().await?;
        let slice = input.read(at, SLICE).await?;
        if slice.is_empty() {
            return Err(FileFault::Unreadable.into());
        }
        bytes.extend_from_slice(&slice);
    }
}
