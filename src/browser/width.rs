//! How wide an element is, whenever that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::clock::whole;

/// Calls back with the element's width in CSS pixels, now and on every change. The observer lives
/// as long as what is returned.
pub fn watch_width(element: &Element, callback: impl Fn(u32) + 'static) -> Option<Watch> {
    let watched = element.clone();
    let tell = move || {
        let width = whole(watched.get_bounding_client_rect().width());
        callback(u32::try_from(width).unwrap_or(0));
    };
    tell();
    let closure = Closure::<dyn Fn()>::new(tell);
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { observer, _closure: closure })
}

/// Stops watching when dropped.
pub struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn Fn()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
