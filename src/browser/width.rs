//! How wide an element is, and whether it is in view, whenever that changes.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver, ResizeObserverEntry,
};

use super::clock::whole;

/// Calls back with the element's width in CSS pixels, once it is laid out and on every change:
/// never by asking, which would have the page laid out then and there. The observer lives as long
/// as what is returned.
pub fn watch_width(element: &Element, callback: impl Fn(u32) + 'static) -> Option<Watch> {
    let closure = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        if let Some(entry) = entries.iter().last() {
            let rect = entry.unchecked_into::<ResizeObserverEntry>().content_rect();
            callback(u32::try_from(whole(rect.width())).unwrap_or(0));
        }
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { observer, _closure: closure })
}

/// Stops watching when dropped.
pub struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn Fn(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when the element comes into view or leaves it. The observer lives as long as what is
/// returned.
pub fn watch_sight(element: &Element, callback: impl Fn(bool) + 'static) -> Option<Sight> {
    let closure = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        if let Some(entry) = entries.iter().last() {
            callback(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
        }
    });
    let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Sight { observer, _closure: closure })
}

/// Stops watching when dropped.
pub struct Sight {
    observer: IntersectionObserver,
    _closure: Closure<dyn Fn(Array)>,
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
