//! One tab writes. Whoever holds the Web Lock `dianpan` does; it is free again within a second
//! when that tab closes or crashes, and another can take it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Event;

use super::listen::listen;

const NAME: &str = "dianpan";

/// What became of the wish to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockState {
    /// This tab may write.
    Held,
    /// The same, taken from a tab that is open still.
    Stolen,
    /// Another tab does; `Held` follows when it is gone.
    Waiting,
    /// Another tab took the lock from this one; `Held` follows when it is gone.
    Taken,
    /// The browser has no locks; a later tab is noticed when saving.
    Unsupported,
}

/// How the lock is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Only if nobody has it.
    IfFree,
    /// When it is free.
    Wait,
    /// At once, from whoever has it.
    Steal,
}

type Listener = Rc<dyn Fn(LockState)>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
    /// Lets go of the lock.
    static RELEASE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Asks for the lock, and waits for it if another tab has it.
pub fn take_writer_lock(on_change: impl Fn(LockState) + 'static) {
    let listener: Listener = Rc::new(on_change);
    LISTENER.replace(Some(Rc::clone(&listener)));
    if request(Ask::IfFree, Rc::clone(&listener)).is_none() {
        listener(LockState::Unsupported);
    }
    listen("pagehide", |_: Event| {
        if let Some(release) = RELEASE.take() {
            _ = release.call0(&JsValue::UNDEFINED);
        }
    });
    // A page that comes back as it was left knows nothing of what others wrote meanwhile.
    listen("pageshow", |event: Event| {
        let kept = Reflect::get(&event, &"persisted".into());
        if let Some(window) = web_sys::window().filter(|_| kept.is_ok_and(|it| it == true)) {
            _ = window.location().reload();
        }
    });
}

/// Takes the lock from the tab that has it, which is told.
pub fn steal_writer_lock() {
    if let Some(listener) = LISTENER.with_borrow(Clone::clone) {
        _ = request(Ask::Steal, listener);
    }
}

/// Requests the lock; a granted one is kept until the page is gone or another takes it.
fn request(ask: Ask, listener: Listener) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &(ask == Ask::IfFree).into()).ok()?;
    Reflect::set(&options, &"steal".into(), &(ask == Ask::Steal).into()).ok()?;
    let granted = Rc::clone(&listener);
    let closure = Closure::once_into_js(move |lock: JsValue| -> Promise {
        if lock.is_object() {
            granted(if ask == Ask::Steal { LockState::Stolen } else { LockState::Held });
            // Let go when the page is left, which is sooner than when it is gone.
            return Promise::new(&mut |done, _| _ = RELEASE.replace(Some(done)));
        }
        granted(LockState::Waiting);
        _ = self::request(Ask::Wait, granted);
        Promise::resolve(&JsValue::UNDEFINED)
    });
    let asked = request.call3(&locks, &NAME.into(), &options, &closure).ok()?;
    spawn_local(async move {
        let Err(error) = JsFuture::from(asked.unchecked_into::<Promise>()).await else { return };
        // A stolen lock ends like this. Where storage is blocked, locks are as well.
        if Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError") {
            listener(LockState::Taken);
            _ = self::request(Ask::Wait, listener);
        } else {
            listener(LockState::Unsupported);
        }
    });
    Some(())
}
