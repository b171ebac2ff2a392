//! What is drawn after the frame: tables that are shut, and whatever is not in view.
//!
//! A change shows first what the operator looks at. The rest waits here, in the order of the page,
//! and is drawn in slices between which the page hears the operator. The page is busy until all of
//! it is there, so whoever waits for that finds everything in the DOM.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::state::App;
use crate::browser;
use crate::domain::SortedMap;

/// Milliseconds of drawing between two turns of the page.
const SLICE: f64 = 8.0;

type Job = Box<dyn FnOnce()>;

/// A place in the order of drawing. Places made earlier stand higher in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(u32);

/// The jobs that wait, one for each slot at most: the newest says what is to be drawn.
#[derive(Default)]
pub(super) struct Later {
    waiting: RefCell<SortedMap<Slot, Job>>,
    slots: Cell<u32>,
    drawing: Cell<bool>,
}

impl Later {
    /// Takes the job that stands highest in the page.
    fn first(&self) -> Option<Job> {
        let mut waiting = self.waiting.borrow_mut();
        let slot = waiting.keys().next().copied()?;
        waiting.remove(&slot)
    }
}

impl App {
    /// A place of its own in the order of drawing.
    pub fn slot(self) -> Slot {
        let later = self.later.get_value();
        later.slots.set(later.slots.get() + 1);
        Slot(later.slots.get())
    }

    /// Draws after the frame.
    pub fn later(self, slot: Slot, job: impl FnOnce() + 'static) {
        let later = self.later.get_value();
        later.waiting.borrow_mut().insert(slot, Box::new(job));
        if !later.drawing.replace(true) {
            browser::set_drawing(true);
            spawn_local(draw(later));
        }
    }

    /// Waits until nothing is left to be drawn.
    pub(super) async fn all_drawn(self) {
        while self.later.with_value(|later| later.drawing.get()) {
            browser::next_turn().await;
        }
    }

    /// Follows everything that figures are made from: at once while `seen`, else after the frame.
    /// Its value only tells one state from the next.
    pub fn turns(self, slot: Slot, seen: StoredValue<bool>) -> RwSignal<u32> {
        let turns = RwSignal::new(0);
        Effect::new(move |before: Option<u32>| {
            let now = self.revision.get();
            let next = move || _ = turns.try_set(now);
            match before {
                // What is drawn for the first time was made from this state.
                None => {}
                Some(_) if seen.get_value() => next(),
                Some(_) => self.later(slot, next),
            }
            now
        });
        turns
    }
}

async fn draw(later: Rc<Later>) {
    browser::next_frame().await;
    loop {
        let start = browser::milliseconds();
        while browser::milliseconds() - start < SLICE {
            let Some(job) = later.first() else {
                later.drawing.set(false);
                return browser::set_drawing(false);
            };
            job();
            // What follows from it is drawn, and may have put further jobs in line.
            tick().await;
        }
        browser::next_turn().await;
    }
}
