//! What products are called, by their newest order lines.

use crate::domain::Moment;

/// What a product is called, by its newest line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductInfo {
    pub title: String,
    pub code: String,
    /// When the lines that gave the two were placed.
    pub(super) titled: Moment,
    pub(super) coded: Moment,
}

/// Takes the text of a newer line in. Of lines of one second the greater text counts, so that the
/// order of rows does not show.
pub(super) fn renew(known: &mut String, seen: &mut Moment, placed: Moment, text: &str) {
    if (placed, text) > (*seen, known.as_str()) {
        *seen = placed;
        text.clone_into(known);
    }
}
