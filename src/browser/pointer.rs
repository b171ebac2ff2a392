//! Where a pointer is, what it presses, and how far a box is scrolled.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

use super::clock::whole;

/// CSS pixels from the top left of the element that listens.
pub fn pointer_place(event: &PointerEvent) -> Option<(i32, i32)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let frame = element.get_bounding_client_rect();
    let (left, top) = (whole(frame.left()), whole(frame.top()));
    let (left, top) = (i32::try_from(left).ok()?, i32::try_from(top).ok()?);
    Some((event.client_x() - left, event.client_y() - top))
}

/// CSS pixels that the listening box is scrolled down by, and how high its view is.
pub fn scrolled(event: &Event) -> Option<(usize, usize)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let whole = |pixels: i32| usize::try_from(pixels).ok();
    Some((whole(element.scroll_top())?, whole(element.client_height())?))
}

/// The value of an attribute of what was pressed, or of what that stands in: one listener serves
/// all buttons of a table.
pub fn pressed(event: &Event, attribute: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}
