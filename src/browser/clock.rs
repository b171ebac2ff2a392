//! The clock. `Date.now()` and nothing else, so that tests can set it.

use crate::domain::Moment;

/// Now, in Beijing wall time.
pub fn now() -> Moment {
    Moment::from_unix(whole(js_sys::Date::now() / 1000.0))
}

/// A float of the browser as an integer; its own noise is far below a second.
#[allow(clippy::as_conversions, reason = "saturating, and every use is far inside the range")]
pub(super) fn whole(number: f64) -> i64 {
    number.floor() as i64
}

/// An integer for a browser call that wants a float.
#[allow(clippy::as_conversions, reason = "every use is far below 2^53")]
pub(super) fn float(number: u64) -> f64 {
    number as f64
}
