//! One tab writes. Whoever holds the Web Lock `dianpan` does; it is free again within a second
//! when that tab closes or crashes.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "dianpan";

/// What became of the wish to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockState {
    /// This tab may write.
    Held,
    /// Another tab does; `Held` follows when it is gone.
    Waiting,
    /// The browser has no locks; a later tab is noticed when saving.
    Unsupported,
}

/// Asks for the lock, and waits for it if another tab has it.
pub fn take_writer_lock(on_change: impl Fn(LockState) + Clone + 'static) {
    let waiting = on_change.clone();
    let asked = request(true, move |granted| {
        if granted {
            waiting(LockState::Held);
            return;
        }
        waiting(LockState::Waiting);
        let later = waiting.clone();
        _ = request(false, move |_| later(LockState::Held));
    });
    if asked.is_none() {
        on_change(LockState::Unsupported);
    }
}

/// Requests the lock; a granted one is kept until the page is gone.
fn request(if_available: bool, granted: impl FnOnce(bool) + 'static) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &if_available.into()).ok()?;
    let closure = Closure::once_into_js(move |lock: JsValue| -> Promise {
        let held = lock.is_object();
        granted(held);
        if held {
            // Never settles: the lock is let go when the page is.
            Promise::new(&mut |_, _| {})
        } else {
            Promise::resolve(&JsValue::UNDEFINED)
        }
    });
    request.call3(&locks, &NAME.into(), &options, &closure).ok().map(|_| ())
}
