//! The container of XLSX files: finds members by the central directory and inflates them
//! stream-wise, so that a sheet is never held in memory as a whole.

use std::io::{self, BufRead, Read};

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

static CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// The container is cut off or uses what no spreadsheet writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BrokenZip;

/// A member may inflate to this many bytes: far above any real sheet, below what a hostile
/// file would need to exhaust memory elsewhere.
const MAX_INFLATED: u64 = 2 << 30;

/// A ZIP file in memory and where its members are.
#[derive(Debug)]
pub(super) struct Zip {
    bytes: Vec<u8>,
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    name: String,
    locked: bool,
    deflated: bool,
    header: usize,
    compressed: usize,
    checksum: u32,
}

const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";

impl Zip {
    pub fn open(bytes: Vec<u8>) -> Result<Zip, BrokenZip> {
        // The end record is 22 bytes and a comment of up to 65,535.
        let tail = bytes.len().saturating_sub(22 + 65_535);
        let end = bytes
            .get(tail..)
            .and_then(|tail| tail.windows(4).rposition(|window| window == END_OF_DIRECTORY))
            .map(|place| place + tail)
            .ok_or(BrokenZip)?;
        let count = u16_at(&bytes, end + 10)?;
        let mut at = u32_at(&bytes, end + 16)?;
        let mut members = Vec::new();
        for _ in 0..count {
            let (member, next) = Member::read(&bytes, at)?;
            members.push(member);
            at = next;
        }
        Ok(Zip { bytes, members })
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Whether a member has a password.
    pub fn is_locked(&self) -> bool {
        self.members.iter().any(|member| member.locked)
    }

    /// The inflated bytes of a member, as a stream; nothing when there is no such member.
    pub fn member(&self, name: &str) -> Option<Result<Inflated<'_>, BrokenZip>> {
        let member = self.members.iter().find(|member| member.name.eq_ignore_ascii_case(name))?;
        Some(self.open_member(member))
    }

    /// The members whose names are wanted, in their order; names that are in no known encoding may
    /// look the same.
    pub fn members<'a>(
        &'a self,
        wanted: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a str, Result<Inflated<'a>, BrokenZip>)> {
        let members = self.members.iter().filter(move |member| wanted(&member.name));
        members.map(|member| (member.name.as_str(), self.open_member(member)))
    }

    fn open_member(&self, member: &Member) -> Result<Inflated<'_>, BrokenZip> {
        let header = member.header;
        if self.bytes.get(header..header + 4) != Some(LOCAL_HEADER) {
            return Err(BrokenZip);
        }
        let name = u16_at(&self.bytes, header + 26)?;
        let extra = u16_at(&self.bytes, header + 28)?;
        let from = header + 30 + name + extra;
        let end = from.checked_add(member.compressed).ok_or(BrokenZip)?;
        let data = self.bytes.get(from..end).ok_or(BrokenZip)?;
        Ok(Inflated::new(data, member))
    }
}

impl Member {
    fn read(bytes: &[u8], at: usize) -> Result<(Member, usize), BrokenZip> {
        if bytes.get(at..at + 4) != Some(DIRECTORY_ENTRY) {
            return Err(BrokenZip);
        }
        let locked = u16_at(bytes, at + 8)? & 1 != 0;
        let method = u16_at(bytes, at + 10)?;
        if !locked && !matches!(method, 0 | 8) {
            return Err(BrokenZip);
        }
        let name_length = u16_at(bytes, at + 28)?;
        let name = bytes.get(at + 46..at + 46 + name_length).ok_or(BrokenZip)?;
        let next = at + 46 + name_length + u16_at(bytes, at + 30)? + u16_at(bytes, at + 32)?;
        let member = Member {
            name: String::from_utf8_lossy(name).replace('\\', "/"),
            locked,
            deflated: method == 8,
            header: u32_at(bytes, at + 42)?,
            compressed: u32_at(bytes, at + 20)?,
            checksum: u32::try_from(u32_at(bytes, at + 16)?).map_err(|_| BrokenZip)?,
        };
        Ok((member, next))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<usize, BrokenZip> {
    let pair = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>).ok_or(BrokenZip)?;
    Ok(usize::from(u16::from_le_bytes(*pair)))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<usize, BrokenZip> {
    let four = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>).ok_or(BrokenZip)?;
    usize::try_from(u32::from_le_bytes(*four)).map_err(|_| BrokenZip)
}

/// The bytes of a member as they come out of the decompressor; the checksum is verified at
/// their end.
pub(super) struct Inflated<'a> {
    data: &'a [u8],
    /// Nothing for a stored member.
    state: Option<Box<InflateState>>,
    checksum: u32,
    seen: Digest<'static, u32, Table<1>>,
    window: Vec<u8>,
    filled: usize,
    read: usize,
    total: u64,
    done: bool,
}

impl<'a> Inflated<'a> {
    fn new(data: &'a [u8], member: &Member) -> Inflated<'a> {
        Inflated {
            data,
            state: member.deflated.then(|| InflateState::new_boxed(DataFormat::Raw)),
            checksum: member.checksum,
            seen: CRC_32.digest(),
            window: vec![0; 1 << 16],
            filled: 0,
            read: 0,
            total: 0,
            done: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        (self.read, self.filled) = (0, 0);
        while self.filled == 0 && !self.done {
            match self.state.as_mut() {
                None => self.copy(),
                Some(state) => {
                    let result = inflate(state, self.data, &mut self.window, MZFlush::None);
                    self.data = self.data.get(result.bytes_consumed..).unwrap_or_default();
                    self.filled = result.bytes_written;
                    let stuck = result.bytes_written == 0 && result.bytes_consumed == 0;
                    match result.status {
                        Ok(MZStatus::StreamEnd) => self.done = true,
                        Ok(_) if !stuck => {}
                        _ => return Err(io::ErrorKind::InvalidData.into()),
                    }
                }
            }
        }
        let fresh = self.window.get(..self.filled).unwrap_or_default();
        self.seen.update(fresh);
        self.total += u64::try_from(self.filled).unwrap_or(u64::MAX);
        let damaged = self.done && self.seen.clone().finalize() != self.checksum;
        if damaged || self.total > MAX_INFLATED {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }

    fn copy(&mut self) {
        let count = self.data.len().min(self.window.len());
        let (now, later) = self.data.split_at(count);
        if let Some(window) = self.window.get_mut(..count) {
            window.copy_from_slice(now);
        }
        (self.filled, self.data, self.done) = (count, later, later.is_empty());
    }
}

impl Read for Inflated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        if let (Some(into), Some(from)) = (buffer.get_mut(..count), available.get(..count)) {
            into.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Inflated<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read >= self.filled {
            self.refill()?;
        }
        Ok(self.window.get(self.read..self.filled).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}
