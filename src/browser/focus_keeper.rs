//! The keyboard is never nowhere: when what had the focus leaves the page, the focus goes to what
//! came in its place, or back to what was in use before a dialog, or to the page's content.
//!
//! Pages redraw their lists freely; that a redrawn line was in use is known here alone.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit,
};

use super::listen::listen;

/// The lines that `j` and `k` walk.
const LINES: &str = ".walk";
const CONTROLS: &str = "a[href], button, input, select, textarea";
const DIALOG: &str = "[role=dialog]";

/// Where the focus was last.
#[derive(Clone)]
struct Place {
    element: HtmlElement,
    /// The number of its line, and its own among the controls of that line.
    line: Option<(u32, u32)>,
    /// What was in use before a dialog opened.
    before: Option<HtmlElement>,
}

thread_local! {
    static LAST: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// Watches over the focus for as long as the page lives.
pub fn keep_focus() {
    listen("focusin", |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(element) = target {
            LAST.with_borrow_mut(|last| *last = Some(place(element, last.take())));
        }
    });
    let closure = Closure::<dyn Fn()>::new(mend);
    let Ok(observer) = MutationObserver::new(closure.as_ref().unchecked_ref()) else { return };
    let wanted = MutationObserverInit::new();
    wanted.set_child_list(true);
    wanted.set_subtree(true);
    let attributes = ["inert", "disabled"].map(JsValue::from_str);
    wanted.set_attribute_filter(&attributes.into_iter().collect::<js_sys::Array>());
    if let Some(body) = document().and_then(|document| document.body()) {
        _ = observer.observe_with_options(&body, &wanted);
    }
    closure.forget();
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn is_in_dialog(element: &Element) -> bool {
    element.closest(DIALOG).ok().flatten().is_some()
}

fn place(element: HtmlElement, last: Option<Place>) -> Place {
    let before = last.filter(|_| is_in_dialog(&element)).and_then(|last| match last.before {
        None => Some(last.element),
        before => before,
    });
    let line = line_of(&element);
    Place { element, line, before }
}

fn line_of(element: &Element) -> Option<(u32, u32)> {
    let line = element.closest(LINES).ok().flatten()?;
    let lines = document()?.query_selector_all(LINES).ok()?;
    let number = (0..lines.length()).find(|&at| lines.get(at).is_some_and(|it| it == *line))?;
    let controls = line.query_selector_all(CONTROLS).ok()?;
    let control =
        (0..controls.length()).find(|&at| controls.get(at).is_some_and(|it| it == **element));
    Some((number, control.unwrap_or(u32::MAX)))
}

/// Gives the focus to what is there, if what had it is gone.
fn mend() {
    let Some(last) = LAST.with_borrow(Clone::clone) else { return };
    if (last.element.is_connected() && !is_disabled(&last.element)) || !is_lost() {
        return;
    }
    let (line, control) = last.line.map_or((None, None), find_line);
    let main = document().and_then(|document| document.get_element_by_id("main"));
    let main = main.and_then(|main| main.dyn_into().ok());
    for element in [last.before, control, line, main].into_iter().flatten() {
        let calmly = FocusOptions::new();
        calmly.set_prevent_scroll(true);
        _ = element.focus_with_options(&calmly);
        if !is_lost() {
            return;
        }
    }
}

fn is_lost() -> bool {
    document().is_some_and(|document| {
        let active = document.active_element();
        active.is_none_or(|active| {
            // The browser takes the focus from a disabled control only when it draws again.
            active.tag_name().eq_ignore_ascii_case("body") || is_disabled(&active)
        })
    })
}

fn is_disabled(element: &Element) -> bool {
    element.matches(":disabled").unwrap_or(false)
}

/// The line that stands at a number now, or the last one, and its control.
fn find_line((line, control): (u32, u32)) -> (Option<HtmlElement>, Option<HtmlElement>) {
    let found = document().and_then(|document| document.query_selector_all(LINES).ok());
    let line = found.and_then(|lines| {
        let last = lines.length().checked_sub(1)?;
        lines.get(line.min(last))?.dyn_into::<HtmlElement>().ok()
    });
    let controls = line.as_ref().and_then(|line| line.query_selector_all(CONTROLS).ok());
    let control = controls.and_then(|controls| controls.get(control)?.dyn_into().ok());
    (line, control)
}
