//! Opens a ZIP and packs it again, its members stored.

use crc::{CRC_32_ISO_HDLC, Crc};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// A member's name and its bytes.
pub type Member = (Vec<u8>, Vec<u8>);

const LARGEST: usize = 1 << 17;

/// The members of a container, one after the other by their local headers; nothing when it is none
/// or too large to be worth harming.
pub fn unpack(bytes: &[u8]) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut rest = bytes;
    while rest.starts_with(b"PK\x03\x04") {
        let method = number(rest, 8, 2)?;
        let packed = number(rest, 18, 4)?;
        let name_length = number(rest, 26, 2)?;
        let from = 30 + name_length + number(rest, 28, 2)?;
        let name = rest.get(30..30 + name_length)?.to_vec();
        let data = rest.get(from..from + packed)?;
        let content = match method {
            0 => data.to_vec(),
            8 => decompress_to_vec_with_limit(data, LARGEST).ok()?,
            _ => return None,
        };
        members.push((name, content));
        rest = rest.get(from + packed..)?;
    }
    rest.starts_with(b"PK\x01\x02").then_some(members)
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}

pub fn pack(members: &[Member]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let at = bytes.len() as u32;
        let mut facts = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        facts.extend(Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(content).to_le_bytes());
        facts.extend((content.len() as u32).to_le_bytes());
        facts.extend((content.len() as u32).to_le_bytes());
        facts.extend((name.len() as u16).to_le_bytes());
        facts.extend([0; 2]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&facts);
        bytes.extend(name);
        bytes.extend(content);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&facts);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name);
    }
    let (count, at) = (members.len() as u16, bytes.len() as u32);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}
