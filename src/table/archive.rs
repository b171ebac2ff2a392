//! A ZIP of tables, as 抖店 packs long 动账明细: every member is a sheet of one file, or a workbook
//! of some.
//!
//! A member's name says no more than its ending, since it may be in any encoding. An archive inside
//! an archive is not opened.

use std::io::Read;

use super::encoding::{Checker, Encoding};
use super::fault::FileFault;
use super::input::{Decoder, Input, InputFault};
use super::reader::{Outcome, ReadError};
use super::sheet::Sink;
use super::text_file::{Trouble, read_as};
use super::xlsx::read_workbook;
use super::zip::{BrokenZip, Inflated, Zip};
use crate::domain::Pace;

/// All members together may have this many bytes.
const MAX_BYTES: usize = 512 << 20;

/// A member, inflated.
struct Member(Vec<u8>);

impl Input for Member {
    fn len(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let from = usize::try_from(at).map_err(|_| InputFault)?;
        let to = from.saturating_add(count).min(self.0.len());
        self.0.get(from..to).map(<[u8]>::to_vec).ok_or(InputFault)
    }
}

/// Reads every table of an archive into the sink.
pub(super) async fn read_archive(
    zip: &Zip,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Outcome {
    let mut encoding = None;
    let mut room = MAX_BYTES;
    for (name, inflated) in zip.members(|name| is_table(name) || is_workbook(name)) {
        let bytes = match inflate(inflated, room) {
            Ok(bytes) => bytes,
            Err(fault) => return Outcome { encoding, result: Err(fault.into()) },
        };
        room -= bytes.len();
        if is_workbook(name) {
            encoding.get_or_insert(Encoding::Xlsx);
            if let Err(error) = read_packed(bytes, decoder, pace, sink).await {
                return Outcome { encoding, result: Err(error) };
            }
            continue;
        }
        let (found, mark) = encoding_of(&bytes);
        encoding.get_or_insert(found);
        let member = Member(bytes);
        let read = read_as(&member, decoder, pace, sink, found, mark).await;
        if let Err(trouble) = read.map_err(Trouble::into_error) {
            return Outcome { encoding, result: Err(trouble) };
        }
    }
    let none = encoding.is_none();
    let result = if none { Err(ReadError::Fault(FileFault::NoTables)) } else { Ok(()) };
    Outcome { encoding, result }
}

/// A workbook that was packed as it is.
async fn read_packed(
    bytes: Vec<u8>,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let zip = Zip::open(bytes).map_err(|_| FileFault::BrokenWorkbook)?;
    if zip.is_locked() {
        return Err(FileFault::Locked.into());
    }
    read_workbook(&zip, decoder, pace, sink).await
}

fn is_table(name: &str) -> bool {
    ends(name, &[".csv", ".txt", ".tsv"])
}

fn is_workbook(name: &str) -> bool {
    ends(name, &[".xlsx"])
}

/// How a name ends, if it is not of a file that a system or Excel keeps for itself.
fn ends(name: &str, endings: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    let own = name.starts_with("__macosx/") || name.contains("/.") || name.contains("~$");
    !own && endings.iter().any(|ending| name.ends_with(ending))
}

fn inflate(inflated: Result<Inflated<'_>, BrokenZip>, room: usize) -> Result<Vec<u8>, FileFault> {
    let inflated = inflated.map_err(|_| FileFault::BrokenWorkbook)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
    inflated.take(limit).read_to_end(&mut bytes).map_err(|_| FileFault::BrokenWorkbook)?;
    if bytes.len() > room { Err(FileFault::TooLarge) } else { Ok(bytes) }
}

/// The encoding of a whole text: what is not UTF-8 is taken for GB18030, and checked while it is
/// read.
fn encoding_of(bytes: &[u8]) -> (Encoding, usize) {
    match Encoding::sniff(bytes) {
        (Encoding::Utf8, mark) => {
            let mut checker = Checker::utf8();
            let utf8 = checker.check(bytes).and_then(|()| checker.finish()).is_ok();
            (if utf8 { Encoding::Utf8 } else { Encoding::Gb18030 }, mark)
        }
        known => known,
    }
}
