//! Which encoding a file is in, decided on the whole file.
//!
//! A GBK text can be valid UTF-8 by chance in one cell, but not as a whole file with a Chinese
//! header, so bytes are checked as they pass and the first fault turns the whole file over.

use super::scan::{ascii_until, chinese_until};

/// The encodings that operators' files come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8Bom,
    Gb18030,
    Utf16Le,
    Utf16Be,
    Xlsx,
}

impl Encoding {
    /// The id that a receipt carries.
    pub fn id(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Gb18030 => "gb18030",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Xlsx => "xlsx",
        }
    }

    /// By the first bytes: the encoding and the length of its byte order mark. UTF-8 without a
    /// mark is a first guess.
    pub fn sniff(head: &[u8]) -> (Encoding, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8Bom, 3),
            [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => (Encoding::Xlsx, 0),
            _ => (Encoding::Utf8, 0),
        }
    }

    /// The old compound file format: XLS, or an encrypted XLSX.
    pub fn is_compound_file(head: &[u8]) -> bool {
        head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
    }
}

/// The bytes are not of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrongEncoding;

/// Checks bytes as they pass, in slices that may cut characters.
#[derive(Debug)]
pub(super) enum Checker {
    Utf8 { rest: Vec<u8> },
    Gb18030 { state: Gb },
}

/// Where in a GB18030 character the last slice ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gb {
    Start,
    /// After a lead byte.
    Lead,
    /// After the second byte of a four-byte form.
    Second,
    /// After the third.
    Third,
}

impl Checker {
    pub fn utf8() -> Checker {
        Checker::Utf8 { rest: Vec::new() }
    }

    pub fn gb18030() -> Checker {
        Checker::Gb18030 { state: Gb::Start }
    }

    pub fn check(&mut self, bytes: &[u8]) -> Result<(), WrongEncoding> {
        match self {
            Checker::Utf8 { rest } => check_utf8(rest, bytes),
            Checker::Gb18030 { state } => {
                *state = check_gb(*state, bytes)?;
                Ok(())
            }
        }
    }

    /// The file has ended.
    pub fn finish(&self) -> Result<(), WrongEncoding> {
        let whole = match self {
            Checker::Utf8 { rest } => rest.is_empty(),
            Checker::Gb18030 { state } => *state == Gb::Start,
        };
        if whole { Ok(()) } else { Err(WrongEncoding) }
    }
}

fn check_utf8(rest: &mut Vec<u8>, bytes: &[u8]) -> Result<(), WrongEncoding> {
    let mut bytes = bytes;
    while let (false, [first, others @ ..]) = (rest.is_empty(), bytes) {
        rest.push(*first);
        bytes = others;
        match std::str::from_utf8(rest) {
            Ok(_) => rest.clear(),
            Err(error) if error.error_len().is_some() => return Err(WrongEncoding),
            Err(_) => {}
        }
    }
    let mut at = 0;
    loop {
        let usual = ascii_until(bytes, chinese_until(bytes, at));
        if usual > at {
            at = usual;
            continue;
        }
        match bytes.get(at..).unwrap_or_default() {
            [] => return Ok(()),
            // A character of another kind, or one that is cut off.
            others => {
                let one = others.get(..others.len().min(4)).unwrap_or_default();
                match std::str::from_utf8(one) {
                    Ok(text) => at += text.len(),
                    Err(error) if error.valid_up_to() > 0 => at += error.valid_up_to(),
                    Err(error) if error.error_len().is_some() => return Err(WrongEncoding),
                    Err(_) => {
                        rest.extend_from_slice(others);
                        return Ok(());
                    }
                }
            }
        }
    }
}

fn check_gb(mut state: Gb, bytes: &[u8]) -> Result<Gb, WrongEncoding> {
    let mut at = 0;
    loop {
        if state == Gb::Start {
            at = ascii_until(bytes, at);
        }
        let Some(&byte) = bytes.get(at) else {
            return Ok(state);
        };
        state = state.next(byte)?;
        at += 1;
    }
}

impl Gb {
    #[inline]
    fn next(self, byte: u8) -> Result<Gb, WrongEncoding> {
        match (self, byte) {
            // 0x80 is € in the common Windows table.
            (Gb::Start, 0x00..=0x80) => Ok(Gb::Start),
            (Gb::Start, 0x81..=0xFE) => Ok(Gb::Lead),
            (Gb::Lead, 0x40..=0x7E | 0x80..=0xFE) => Ok(Gb::Start),
            (Gb::Lead, 0x30..=0x39) => Ok(Gb::Second),
            (Gb::Second, 0x81..=0xFE) => Ok(Gb::Third),
            (Gb::Third, 0x30..=0x39) => Ok(Gb::Start),
            _ => Err(WrongEncoding),
        }
    }
}

/// Turns UTF-16 into UTF-8 in slices that may cut characters.
#[derive(Debug)]
pub(super) struct Transcoder {
    big_endian: bool,
    rest: Vec<u8>,
    lead: Option<u16>,
}

impl Transcoder {
    pub fn new(big_endian: bool) -> Transcoder {
        Transcoder { big_endian, rest: Vec::new(), lead: None }
    }

    pub fn transcode(&mut self, bytes: &[u8]) -> Result<Vec<u8>, WrongEncoding> {
        self.rest.extend_from_slice(bytes);
        let taken = std::mem::take(&mut self.rest);
        let mut units: Vec<u16> = self.lead.take().into_iter().collect();
        let pairs = taken.chunks_exact(2);
        self.rest = pairs.remainder().to_vec();
        units.extend(pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(|pair| {
            if self.big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        }));
        if let Some(&last @ 0xD800..=0xDBFF) = units.last() {
            self.lead = Some(last);
            units.pop();
        }
        String::from_utf16(&units).map(String::into_bytes).map_err(|_| WrongEncoding)
    }

    pub fn finish(&self) -> Result<(), WrongEncoding> {
        if self.rest.is_empty() && self.lead.is_none() { Ok(()) } else { Err(WrongEncoding) }
    }
}
