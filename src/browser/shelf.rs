//! The shelf over localStorage, or over memory where the browser blocks it.

use crate::domain::SortedMap;
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use crate::store::{MemoryShelf, Shelf, ShelfFault};

/// UTF-16 units that localStorage holds, keys included, in every browser measured.
pub const QUOTA: u64 = 5_242_880;

/// A key that is written and removed to see whether storage works.
const PROBE: &str = "dianpan.probe";

/// See the file's head.
#[derive(Debug)]
pub enum BrowserShelf {
    Local(Storage),
    /// Storage is blocked: everything is gone when the page is.
    Memory(MemoryShelf),
}

impl BrowserShelf {
    /// Opens localStorage after a probe. A full storage still counts as working.
    pub fn open() -> BrowserShelf {
        // Asking through gloo would panic where even the getter throws.
        let works = web_sys::window()
            .and_then(|window| window.local_storage().ok().flatten())
            .is_some_and(|storage| match storage.set_item(PROBE, "1") {
                // A storage that is broken below us may take values and give none.
                Ok(()) => storage.get_item(PROBE).is_ok() && storage.remove_item(PROBE).is_ok(),
                Err(error) => fault(&error) == ShelfFault::Full && storage.get_item(PROBE).is_ok(),
            });
        if works {
            BrowserShelf::Local(LocalStorage::raw())
        } else {
            BrowserShelf::Memory(MemoryShelf::from_snapshot(SortedMap::new()))
        }
    }

    pub fn is_memory(&self) -> bool {
        matches!(self, BrowserShelf::Memory(_))
    }
}

/// What an exception of storage means. Browsers have named a full storage in three ways.
fn fault(error: &JsValue) -> ShelfFault {
    let text = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|v| v.as_string());
    let name = text("name").unwrap_or_default();
    let code = Reflect::get(error, &"code".into()).ok().and_then(|code| code.as_f64());
    let full = matches!(name.as_str(), "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
        || code.is_some_and(|code| matches!(super::clock::whole(code), 22 | 1014));
    if full {
        ShelfFault::Full
    } else if name == "SecurityError" {
        ShelfFault::Blocked
    } else {
        ShelfFault::Failed(name)
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Result<Option<String>, ShelfFault> {
        match self {
            BrowserShelf::Local(storage) => storage.get_item(key).map_err(|error| fault(&error)),
            BrowserShelf::Memory(shelf) => shelf.get(key),
        }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), ShelfFault> {
        match self {
            BrowserShelf::Local(storage) => {
                storage.set_item(key, value).map_err(|error| fault(&error))
            }
            BrowserShelf::Memory(shelf) => shelf.set(key, value),
        }
    }

    fn remove(&self, key: &str) -> Result<(), ShelfFault> {
        match self {
            BrowserShelf::Local(storage) => storage.remove_item(key).map_err(|error| fault(&error)),
            BrowserShelf::Memory(shelf) => shelf.remove(key),
        }
    }

    fn keys(&self) -> Result<Vec<String>, ShelfFault> {
        match self {
            BrowserShelf::Local(storage) => {
                let length = storage.length().map_err(|error| fault(&error))?;
                Ok((0..length).filter_map(|place| storage.key(place).ok().flatten()).collect())
            }
            BrowserShelf::Memory(shelf) => shelf.keys(),
        }
    }

    /// Asked for its length alone, a value need not be copied out of the browser.
    fn units(&self, key: &str) -> Result<u64, ShelfFault> {
        match self {
            BrowserShelf::Local(storage) => {
                let get = Reflect::get(storage, &"getItem".into());
                let value = get
                    .and_then(|get| get.unchecked_into::<Function>().call1(storage, &key.into()));
                let value = value.map_err(|error| fault(&error))?;
                Ok(value.dyn_into::<JsString>().map_or(0, |value| u64::from(value.length())))
            }
            BrowserShelf::Memory(shelf) => shelf.units(key),
        }
    }
}
