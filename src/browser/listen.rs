//! Listeners on the window that live as long as the page.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, KeyboardEvent, StorageEvent};

use super::file::{PickedFile, dropped_files, list};
use super::folder::{dropped_entries, files_in};

pub(super) fn listen<E: JsCast + 'static>(kind: &str, callback: impl Fn(E) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            callback(event);
        }
    });
    if let Some(window) = web_sys::window() {
        _ = window.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// Files, or folders of files, dropped anywhere.
pub fn on_window_drop(callback: impl Fn(Vec<PickedFile>) + 'static) {
    listen("dragover", |event: DragEvent| event.prevent_default());
    let callback = Rc::new(callback);
    listen("drop", move |event: DragEvent| {
        event.prevent_default();
        if let Some(entries) = dropped_entries(&event) {
            let callback = callback.clone();
            return spawn_local(async move { callback(list(files_in(entries).await)) });
        }
        let files = dropped_files(&event);
        if !files.is_empty() {
            callback(files);
        }
    });
}

/// The key belongs to an input method that is putting a word together, so it means nothing to us.
/// Safari tells the last one, which ends the word, by its old code alone.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    const BY_INPUT_METHOD: u32 = 229;
    event.is_composing() || event.key_code() == BY_INPUT_METHOD
}

/// A key pressed outside of text fields, by its name; whether Ctrl or ⌘ was down.
pub fn on_key(callback: impl Fn(&str, bool) -> bool + 'static) {
    listen("keydown", move |event: KeyboardEvent| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| {
                let name = element.tag_name().to_ascii_lowercase();
                let field = matches!(name.as_str(), "textarea" | "select")
                    || (name == "input"
                        && element.get_attribute("type").as_deref() != Some("checkbox"));
                field && event.key() != "Escape"
            });
        let command = event.ctrl_key() || event.meta_key();
        let meant = !typing && !event.alt_key() && !is_composing(&event);
        if meant && callback(&event.key(), command) {
            event.prevent_default();
        }
    });
}

/// Another tab changed the storage: the key, or nothing when all was cleared.
pub fn on_storage_change(callback: impl Fn(Option<String>) + 'static) {
    listen("storage", move |event: StorageEvent| callback(event.key()));
}

/// While `busy`, the browser asks before the page is left.
pub fn ask_before_leaving(busy: impl Fn() -> bool + 'static) {
    listen("beforeunload", move |event: Event| {
        if busy() {
            event.prevent_default();
            // What browsers asked for before.
            _ = Reflect::set(&event, &"returnValue".into(), &"?".into());
        }
    });
}

/// The page is being left or hidden: the last chance to save.
pub fn on_leave(callback: impl Fn() + Clone + 'static) {
    let hidden = callback.clone();
    listen("pagehide", move |_: Event| callback());
    listen("visibilitychange", move |_: Event| hidden());
}
