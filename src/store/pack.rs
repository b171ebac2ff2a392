//! Bytes ⇄ text of UTF-16 units: 63 bits in four units.
//!
//! Of the 65,536 units 2,048 are halves of a pair, which a Rust string cannot hold alone. The
//! other 63,488 are digits: four of them count beyond 2^63, so four units hold 63 bits, 15.75 a
//! unit, and the text crosses the boundary to the browser as an ordinary string. All 16 bits would
//! be 1.6 % more, and a second way across.
//!
//! The first schema put 15 bits in a unit; its texts begin with a unit below [`FIRST`].

use super::bits::{BitReader, BitWriter};

const DIGITS: u64 = 0x1_0000 - 0x800;
/// Where the units that stand alone go on, and how many are passed over.
const PAIRED: u64 = 0xd800;
const PASSED: u64 = 0x800;
const BITS: u32 = 63;
/// The first unit is this and the number of padding bits in the last four units.
const FIRST: u32 = 16;

/// Packs bytes.
pub(super) fn pack(bytes: &[u8]) -> String {
    let bits = u32::try_from(bytes.len() * 8 % 63).unwrap_or(0);
    let padding = (BITS - bits) % BITS;
    let mut text = String::with_capacity(bytes.len() / 2 * 3 + 16);
    text.extend(char::from_u32(FIRST + padding));
    let mut rest = BitReader::new(bytes);
    for _ in 0..(bytes.len() * 8).div_ceil(63) {
        let mut value = rest.take(BITS);
        let mut units = ['\0'; 4];
        for unit in units.iter_mut().rev() {
            let digit = value % DIGITS;
            value /= DIGITS;
            let code = if digit < PAIRED { digit } else { digit + PASSED };
            *unit = u32::try_from(code).ok().and_then(char::from_u32).unwrap_or('\0');
        }
        text.extend(units);
    }
    text
}

/// Unpacks; nothing when the text cannot be ours.
pub(super) fn unpack(text: &str) -> Option<Vec<u8>> {
    let mut units = text.chars();
    let first = u32::from(units.next()?);
    let Some(padding) = first.checked_sub(FIRST) else { return unpack_first(text) };
    let mut bits = BitWriter::with_room(text.len() / 3 * 2 + 8);
    let (mut value, mut count): (u64, u32) = (0, 0);
    let mut held: u64 = 0;
    for unit in units {
        let code = u64::from(unit);
        if code > 0xffff {
            return None;
        }
        let digit = if code < PAIRED { code } else { code - PASSED };
        value = value.checked_mul(DIGITS)?.checked_add(digit)?;
        count += 1;
        if count == 4 {
            if value >> BITS != 0 {
                return None;
            }
            bits.put(BITS, value);
            held += u64::from(BITS);
            (value, count) = (0, 0);
        }
    }
    let length = held.checked_sub(u64::from(padding))?;
    if count != 0 || padding >= BITS || length % 8 != 0 {
        return None;
    }
    let mut bytes = bits.finish();
    bytes.truncate(usize::try_from(length / 8).ok()?);
    Some(bytes)
}

/// Unpacks what the first schema packed: 15 bits a unit, after the number of padding bits.
fn unpack_first(text: &str) -> Option<Vec<u8>> {
    const BITS: u32 = 15;
    let mut units = text.chars().map(u32::from);
    let padding = u64::from(units.next().filter(|&padding| padding < BITS)?);
    let mut bits = BitWriter::with_room(text.len());
    let mut held: u64 = 0;
    for unit in units {
        if unit > 0x7fff {
            return None;
        }
        bits.put(BITS, u64::from(unit));
        held += u64::from(BITS);
    }
    let length = held.checked_sub(padding)?;
    if length % 8 != 0 {
        return None;
    }
    let mut bytes = bits.finish();
    bytes.truncate(usize::try_from(length / 8).ok()?);
    Some(bytes)
}
