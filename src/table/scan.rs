//! Finds the byte that ends a stretch of text, eight bytes at a time.
//!
//! Most of a file is bytes that nobody asks about, so this decides how fast files are read.

/// One in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const HIGHS: u64 = 0x8080_8080_8080_8080;
/// Bytes in a word.
const WIDTH: usize = 8;

/// Three bytes that are looked for at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needles {
    bytes: [u8; 3],
    words: [u64; 3],
}

impl Needles {
    pub fn new(bytes: [u8; 3]) -> Needles {
        Needles { bytes, words: bytes.map(|byte| u64::from(byte) * ONES) }
    }

    /// The place of the first of them, from `from` on.
    #[inline]
    pub fn find(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(word) = word(bytes, at) {
            let hits = self.hits(word);
            if hits != 0 {
                return Some(at + first(hits));
            }
            at += WIDTH;
        }
        let rest = bytes.get(at..)?;
        rest.iter().position(|byte| self.bytes.contains(byte)).map(|place| at + place)
    }

    /// The highest bit of each byte that is one of them.
    #[inline]
    fn hits(&self, word: u64) -> u64 {
        let [a, b, c] = self.words;
        zeros(word ^ a) | zeros(word ^ b) | zeros(word ^ c)
    }

    /// Calls `found` with the place of each of them in turn, from `from` on, until it says stop.
    /// The last seven bytes may be left out: eight are looked at at a time.
    #[inline]
    pub fn each(&self, bytes: &[u8], from: usize, mut found: impl FnMut(usize) -> bool) {
        let mut at = from;
        while let Some(word) = word(bytes, at) {
            let mut hits = self.hits(word);
            while hits != 0 {
                if !found(at + first(hits)) {
                    return;
                }
                hits &= hits - 1;
            }
            at += WIDTH;
        }
    }
}

/// The place of the first byte from `from` on that is not ASCII; the end when all are.
#[inline]
pub(super) fn ascii_until(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(word) = word(bytes, at) {
        let hits = word & HIGHS;
        if hits != 0 {
            return at + first(hits);
        }
        at += WIDTH;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// The place of the first bytes from `from` on that are no UTF-8 character of three bytes of which
/// any follow the lead: Chinese and its punctuation, nearly always.
#[inline]
pub(super) fn chinese_until(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&[lead, second, third]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let follows = (second & 0xC0) | ((third & 0xC0) >> 2);
        if follows != 0b1010_0000 || !matches!(lead, 0xE1..=0xEC | 0xEE | 0xEF) {
            break;
        }
        at += 3;
    }
    at
}

#[inline]
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// The highest bit of each byte that is zero.
#[inline]
fn zeros(word: u64) -> u64 {
    // The low seven bits carry into the highest unless all are zero; no byte carries further.
    !(((word & !HIGHS) + !HIGHS) | word) & HIGHS
}

/// The byte that the lowest bit is in.
#[inline]
fn first(hits: u64) -> usize {
    usize::try_from(hits.trailing_zeros() / 8).unwrap_or(0)
}
