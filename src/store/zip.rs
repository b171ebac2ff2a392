//! A ZIP file written member by member, each deflated while it comes in, so that a table of
//! hundreds of megabytes never stands in memory as text.
//!
//! Members carry no date, so the same content gives the same bytes. There is no ZIP64: a member
//! ends below four gigabytes, which is ten times what a shop's facts come to.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};

use super::deflate::Deflater;

static CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// Tables are made of repeats, so the fast level loses little.
const LEVEL: i32 = 3;
/// Midnight of 1980-01-01, the first moment that the format knows.
const NO_DATE: [u8; 4] = [0, 0, 0x21, 0];

/// See the file's head.
#[derive(Default)]
pub(super) struct ZipWriter {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
    open: Option<Member>,
}

/// The member that is being written.
struct Member {
    name: String,
    /// Where its header stands.
    header: usize,
    deflater: Deflater,
    seen: Digest<'static, u32, Table<1>>,
    raw: usize,
}

/// Bytes of a member's header before its name.
const HEADER: usize = 30;

impl ZipWriter {
    /// Ends the member before and begins one; `name` is ASCII.
    pub fn begin(&mut self, name: &str) {
        self.end();
        let header = self.bytes.len();
        self.bytes.resize(header + HEADER, 0);
        self.bytes.extend_from_slice(name.as_bytes());
        let deflater = Deflater::new(LEVEL);
        self.open =
            Some(Member { name: name.to_owned(), header, deflater, seen: CRC_32.digest(), raw: 0 });
    }

    /// More of the open member.
    pub fn add(&mut self, piece: &[u8]) {
        if let Some(member) = &mut self.open {
            member.seen.update(piece);
            member.raw += piece.len();
            member.deflater.add(piece, &mut self.bytes);
        }
    }

    /// Writes the header of the open member, now that its sizes are known, and its entry in the
    /// directory.
    fn end(&mut self) {
        let Some(member) = self.open.take() else { return };
        member.deflater.finish(&mut self.bytes);
        let packed = self.bytes.len() - member.header - HEADER - member.name.len();
        let name = u16::try_from(member.name.len()).unwrap_or(0);
        // Needs version 2.0, no flags, deflated; then what both places say of a member.
        let mut both = vec![20, 0, 0, 0, 8, 0];
        both.extend(NO_DATE);
        both.extend(member.seen.finalize().to_le_bytes());
        both.extend(u32_bytes(packed));
        both.extend(u32_bytes(member.raw));
        both.extend(name.to_le_bytes());
        both.extend([0, 0]);
        let header = [b"PK\x03\x04".as_slice(), &both].concat();
        if let Some(place) = self.bytes.get_mut(member.header..member.header + HEADER) {
            place.copy_from_slice(&header);
        }
        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(both);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(u32_bytes(member.header));
        self.directory.extend(member.name.as_bytes());
        self.members += 1;
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        self.end();
        let count = self.members.to_le_bytes();
        let mut tail = b"PK\x05\x06\0\0\0\0".to_vec();
        tail.extend(count);
        tail.extend(count);
        tail.extend(u32_bytes(self.directory.len()));
        tail.extend(u32_bytes(self.bytes.len()));
        tail.extend([0, 0]);
        self.bytes.extend(self.directory);
        self.bytes.extend(tail);
        self.bytes
    }
}

fn u32_bytes(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}
