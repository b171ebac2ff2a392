//! Records: small values that are written whole, in two slots.
//!
//! A slot holds `<checksum> <generation> <text>`. The newer sound slot counts. Writing goes to
//! the other one, so whatever happens on the way, the value that counted is still there.

use xxhash_rust::xxh64::xxh64;

use super::shelf::{Shelf, ShelfFault};
use crate::domain::sort_by_key;

/// A value with its generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub generation: u64,
    pub text: String,
}

/// What the two slots of a record hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots {
    /// Sound ones, the newest first.
    pub sound: Vec<Record>,
    /// Keys of slots that hold something unreadable.
    pub damaged: Vec<String>,
}

/// The checksum of a stored text, as 16 hex digits.
pub(super) fn checksum(text: &str) -> String {
    format!("{:016x}", xxh64(text.as_bytes(), 0))
}

fn slot_key(name: &str, slot: u64) -> String {
    format!("{name}.{slot}")
}

pub(super) fn read(shelf: &dyn Shelf, name: &str) -> Result<Slots, ShelfFault> {
    let mut slots = Slots::default();
    for slot in [0, 1] {
        let key = slot_key(name, slot);
        match shelf.get(&key)? {
            None => {}
            Some(value) => match parse(&value) {
                Some(record) => slots.sound.push(record),
                None => slots.damaged.push(key),
            },
        }
    }
    sort_by_key(&mut slots.sound, |record| std::cmp::Reverse(record.generation));
    Ok(slots)
}

fn parse(value: &str) -> Option<Record> {
    let (sum, rest) = value.split_once(' ')?;
    if checksum(rest) != sum {
        return None;
    }
    let (generation, text) = rest.split_once(' ')?;
    Some(Record { generation: generation.parse().ok()?, text: text.to_owned() })
}

/// Whether a slot's value is as it was written.
pub(super) fn is_sound(value: &str) -> bool {
    parse(value).is_some()
}

/// Writes a record into the slot of its generation and reads it back. A write that may have
/// happened all the same is undone: what was told to have failed must not count later.
pub(super) fn write(
    shelf: &dyn Shelf,
    name: &str,
    generation: u64,
    text: &str,
) -> Result<(), ShelfFault> {
    let rest = format!("{generation} {text}");
    let value = format!("{} {rest}", checksum(&rest));
    let key = slot_key(name, generation % 2);
    let before = shelf.get(&key)?;
    let written = write_back(shelf, &key, &value);
    if written.is_err() {
        _ = match before {
            Some(before) => shelf.set(&key, &before),
            None => shelf.remove(&key),
        };
    }
    written
}

/// Removes both slots.
pub(super) fn remove(shelf: &dyn Shelf, name: &str) {
    [0, 1].into_iter().for_each(|slot| _ = shelf.remove(&slot_key(name, slot)));
}

/// Sets a value and makes sure that it is there.
pub(super) fn write_back(shelf: &dyn Shelf, key: &str, value: &str) -> Result<(), ShelfFault> {
    shelf.set(key, value)?;
    if shelf.get(key)?.as_deref() == Some(value) {
        Ok(())
    } else {
        Err(ShelfFault::Failed("read-back differs".to_owned()))
    }
}
