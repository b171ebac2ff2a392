//! The port to storage: strings under keys, each written whole or not at all.

use crate::domain::SortedMap;
use std::cell::RefCell;

/// Why a shelf did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfFault {
    /// There is no room for the value; the old one is still there.
    Full,
    /// Storage is switched off or refused.
    Blocked,
    /// Anything else, in the platform's words.
    Failed(String),
}

/// A port: a browser's localStorage, or a stand-in for it.
pub trait Shelf {
    fn get(&self, key: &str) -> Result<Option<String>, ShelfFault>;
    fn set(&self, key: &str, value: &str) -> Result<(), ShelfFault>;
    fn remove(&self, key: &str) -> Result<(), ShelfFault>;
    /// All keys, foreign ones included.
    fn keys(&self) -> Result<Vec<String>, ShelfFault>;

    /// UTF-16 units of a value; none where there is none.
    fn units(&self, key: &str) -> Result<u64, ShelfFault> {
        Ok(self.get(key)?.map_or(0, |value| utf16_units(&value)))
    }
}

pub(super) fn utf16_units(text: &str) -> u64 {
    u64::try_from(text.encode_utf16().count()).unwrap_or(0)
}

/// UTF-16 units of all keys and values, foreign ones included: what the quota counts.
pub fn used_units(shelf: &dyn Shelf) -> Result<u64, ShelfFault> {
    let mut used = 0;
    for key in shelf.keys()? {
        used += utf16_units(&key) + shelf.units(&key)?;
    }
    Ok(used)
}

/// A shelf in memory: for tests, and for work while the browser's storage is blocked.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    values: RefCell<SortedMap<String, String>>,
}

impl MemoryShelf {
    pub fn snapshot(&self) -> SortedMap<String, String> {
        self.values.borrow().clone()
    }

    pub fn from_snapshot(values: SortedMap<String, String>) -> MemoryShelf {
        MemoryShelf { values: RefCell::new(values) }
    }
}

impl Shelf for MemoryShelf {
    fn get(&self, key: &str) -> Result<Option<String>, ShelfFault> {
        Ok(self.values.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), ShelfFault> {
        self.values.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), ShelfFault> {
        self.values.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, ShelfFault> {
        Ok(self.values.borrow().keys().cloned().collect())
    }
}
