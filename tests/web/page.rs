//! Replaces functions of the page for a while.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;

/// A replaced function; the real one comes back when this is dropped.
pub struct Stub {
    owner: JsValue,
    name: &'static str,
    real: JsValue,
}

impl Stub {
    /// Puts a function with this body in the place of `owner`'s `name`. The owner is a path from
    /// the window: `Storage.prototype`.
    pub fn put(owner: &str, name: &'static str, body: &str) -> Stub {
        let mut place: JsValue = js_sys::global().into();
        for part in owner.split('.') {
            place = Reflect::get(&place, &part.into()).unwrap();
        }
        let real = Reflect::get(&place, &name.into()).unwrap();
        Reflect::set(&place, &name.into(), &Function::new_no_args(body)).unwrap();
        Stub { owner: place, name, real }
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        _ = Reflect::set(&self.owner, &self.name.into(), &self.real);
    }
}
