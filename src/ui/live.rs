//! Pieces of a view that follow signals.
//!
//! Leptos compiles its machinery anew for each kind of closure that a view holds, one to two
//! kilobytes of wasm a closure. Here closures go into boxes, so the machinery is there once:
//! use these in views, and a bare closure nowhere.

use leptos::prelude::*;

/// What a piece is made by.
type Make = Box<dyn Fn() -> AnyView + Send>;

/// A piece that is made anew when a signal changes that it was made from.
pub fn live<V: IntoView + 'static>(make: impl Fn() -> V + Send + 'static) -> AnyView {
    follow(Box::new(move || make().into_any()))
}

/// A piece that is there while a condition holds.
#[component]
pub fn Show(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> AnyView {
    let when = Memo::new(move |_| when.get());
    follow(Box::new(move || if when.get() { children() } else { ().into_any() }))
}

/// A text, an attribute or a property that follows signals.
pub fn told<T: Send + Sync + 'static>(tell: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(tell)
}

fn follow(make: Make) -> AnyView {
    (move || make()).into_any()
}
