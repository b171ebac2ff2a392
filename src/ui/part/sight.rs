//! Whether a part is in view, and pieces that are made anew after the frame when it is not.

use std::rc::Rc;

use super::super::live::live;
use leptos::html::Section;
use leptos::prelude::*;

use crate::app::App;
use crate::browser::{Sight, watch_sight};

/// Knows whether an element is in view; until the browser says so, it is taken to be.
pub fn follow_sight(place: NodeRef<Section>) -> StoredValue<bool> {
    let seen = StoredValue::new(true);
    let watch = StoredValue::new_local(None::<Rc<Sight>>);
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            let sight = watch_sight(&element, move |now| _ = seen.try_set_value(now));
            watch.set_value(sight.map(Rc::new));
        }
    });
    seen
}

/// What a section is made from, worked out when it is drawn, and when something becomes due.
pub fn unhurried_memo<T: PartialEq + Send + Sync + 'static>(
    app: App,
    place: NodeRef<Section>,
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let turns = app.turns(app.slot(), follow_sight(place));
    Memo::new(move |_| {
        turns.track();
        app.due_clock.track();
        untrack(&make)
    })
}

/// A piece of a section that follows everything that figures are made from: at once where it is
/// looked at, else when what is looked at has been drawn. Figures may go by the clock too.
pub fn unhurried(
    app: App,
    place: NodeRef<Section>,
    make: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let turns = app.turns(app.slot(), follow_sight(place));
    live(move || {
        turns.track();
        app.due_clock.track();
        untrack(&make)
    })
}
