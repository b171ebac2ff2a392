//! Turns: work gives the page room to draw and to hear the cancel button.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::domain::{Cancelled, Pace};

/// Milliseconds of work between two turns of the page.
const TURN: f64 = 10.0;

/// The pace of a browser page.
#[derive(Clone, Debug, Default)]
pub struct BrowserPace {
    last: Rc<Cell<f64>>,
    cancelled: Rc<Cell<bool>>,
}

impl BrowserPace {
    /// Stops the work at its next breath.
    pub fn cancel(&self) {
        self.cancelled.set(true);
    }
}

impl Pace for BrowserPace {
    async fn breathe(&self) -> Result<(), Cancelled> {
        if milliseconds() - self.last.get() > TURN {
            next_turn().await;
            self.last.set(milliseconds());
        }
        if self.cancelled.get() { Err(Cancelled) } else { Ok(()) }
    }
}

/// The page's own clock, in milliseconds.
pub fn milliseconds() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Waits until the page has had a turn. A message to oneself is not held back for four
/// milliseconds as a nested timeout is.
pub async fn next_turn() {
    let promise = Promise::new(&mut |resolve, _| {
        let Ok(channel) = MessageChannel::new() else {
            _ = resolve.call0(&JsValue::UNDEFINED);
            return;
        };
        channel.port1().set_onmessage(Some(&resolve));
        _ = channel.port2().post_message(&JsValue::NULL);
    });
    _ = JsFuture::from(promise).await;
}

/// Milliseconds after which a frame is no longer waited for: a page in the background has none.
const FRAME: i32 = 100;

/// Waits until the page has been painted.
pub async fn next_frame() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            _ = window.request_animation_frame(&resolve);
            let timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, FRAME);
            _ = timer;
        }
    });
    _ = JsFuture::from(promise).await;
    // Callbacks of a frame run before it is painted, messages after.
    next_turn().await;
}

/// Waits some milliseconds.
pub async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let timer = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
            _ = timer;
        }
    });
    _ = JsFuture::from(promise).await;
}

/// Calls back every so many milliseconds, for as long as the page lives.
pub fn every(milliseconds: i32, callback: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(callback);
    if let Some(window) = web_sys::window() {
        let listener = closure.as_ref().unchecked_ref();
        _ = window.set_interval_with_callback_and_timeout_and_arguments_0(listener, milliseconds);
    }
    closure.forget();
}
