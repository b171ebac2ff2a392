//! Bytes ⇄ text of UTF-16 units: 15 bits a unit.
//!
//! Units below 0x8000 are all valid characters, so the text can cross the boundary to the
//! browser as an ordinary string and needs no escaping. The sixteenth bit would need lone
//! surrogates, which a Rust string cannot hold.

const BITS: u32 = 15;

/// Packs bytes; the first unit says how many padding bits the last one has.
pub(super) fn pack(bytes: &[u8]) -> String {
    let bits = bytes.len() * 8;
    let padding = (15 - bits % 15) % 15;
    let mut text = String::with_capacity(bits / 5 + 4);
    push_unit(&mut text, u32::try_from(padding).unwrap_or(0));
    let (mut window, mut held): (u32, u32) = (0, 0);
    for &byte in bytes {
        window = window << 8 | u32::from(byte);
        held += 8;
        if held >= BITS {
            held -= BITS;
            push_unit(&mut text, window >> held & 0x7fff);
            window &= (1 << held) - 1;
        }
    }
    if held > 0 {
        push_unit(&mut text, window << (BITS - held) & 0x7fff);
    }
    text
}

fn push_unit(text: &mut String, unit: u32) {
    text.push(char::from_u32(unit).unwrap_or('\0'));
}

/// Unpacks; nothing when the text cannot be ours.
pub(super) fn unpack(text: &str) -> Option<Vec<u8>> {
    let mut units = text.chars().map(u32::from);
    let padding = usize::try_from(units.next()?).ok().filter(|&padding| padding < 15)?;
    let mut bytes = Vec::with_capacity(text.len());
    let (mut window, mut held): (u32, u32) = (0, 0);
    let mut count: usize = 0;
    for unit in units {
        if unit > 0x7fff {
            return None;
        }
        window = window << BITS | unit;
        held += BITS;
        count += 1;
        while held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(window >> held & 0xff).ok()?);
            window &= (1 << held) - 1;
        }
    }
    let bits = (count * 15).checked_sub(padding)?;
    let length = bits / 8;
    (bits % 8 == 0 && bytes.len() >= length && bytes.len() - length <= 1).then(|| {
        bytes.truncate(length);
        bytes
    })
}
