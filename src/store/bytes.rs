//! Counts, texts and deflated parts, one after the other, and their reading back: nothing where
//! the bytes end too early or say what cannot be.

use miniz_oxide::inflate::{decompress_slice_iter_to_slice, decompress_to_vec_with_limit};

use super::deflate::deflated;
use crate::domain::{Cancelled, Pace};

/// A part inflates to at most this; more is damage or malice.
const MAX_PART: usize = 64 << 20;

/// Seven bits a byte, the lowest first.
pub(super) fn put(bytes: &mut Vec<u8>, mut value: u128) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

pub(super) fn put_count(bytes: &mut Vec<u8>, count: usize) {
    put(bytes, u128::try_from(count).unwrap_or(0));
}

pub(super) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_count(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

pub(super) async fn put_part(
    bytes: &mut Vec<u8>,
    part: &[u8],
    pace: &impl Pace,
) -> Result<(), Cancelled> {
    let deflated = deflated(part, pace).await?;
    put_count(bytes, deflated.len());
    bytes.extend_from_slice(&deflated);
    Ok(())
}

pub(super) fn take(rest: &mut &[u8]) -> Option<u128> {
    let mut value: u128 = 0;
    for shift in (0..126).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u128::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

pub(super) fn take_count(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(take(rest)?).ok()
}

pub(super) fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_count(rest)?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

pub(super) fn take_text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(take_bytes(rest)?.to_vec()).ok()
}

pub(super) fn take_part(rest: &mut &[u8]) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(take_bytes(rest)?, MAX_PART).ok()
}

/// Inflates into bytes that are used again; whether it came to `most` bytes at most.
pub(super) fn inflate(part: &[u8], bytes: &mut Vec<u8>, most: usize) -> bool {
    bytes.resize(most, 0);
    let length = decompress_slice_iter_to_slice(bytes, std::iter::once(part), false, true);
    bytes.truncate(length.unwrap_or(0));
    length.is_ok()
}
