//! Which format a header belongs to.

use super::format::{FORMATS, Field, Format, Layout};
/// A header in its compared form, with the places of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    names: Vec<String>,
    /// As the file words them, for messages.
    pub worded: Vec<String>,
}

impl Header {
    pub fn new(cells: &[String]) -> Header {
        let names = cells.iter().map(|cell| compared(cell)).collect();
        Header { names, worded: cells.to_vec() }
    }

    /// The names in their compared form, by place.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of the first column with one of the names, in the order of the names.
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| {
            let name = compared(name);
            self.names.iter().position(|known| *known == name)
        })
    }
}

/// A header name as it is compared: without blanks and without the unit of 元. The reader has
/// brought it to NFKC already, and the names of formats are in it by nature.
fn compared(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    name.strip_suffix("(元)").unwrap_or(&name).to_owned()
}

/// A format with the layout that a header fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub format: &'static Format,
    pub layout: &'static Layout,
}

impl Match {
    /// An order table of another platform.
    pub fn is_generic(self) -> bool {
        self.format.id == super::generic::GENERIC.id
    }
}

/// The first format, in the order of the registry, that the header fits.
pub(super) fn detect(header: &Header) -> Option<Match> {
    FORMATS.iter().find_map(|format| {
        let layout = format.layouts.iter().find(|layout| fits(layout, header))?;
        Some(Match { format, layout })
    })
}

fn fits(layout: &Layout, header: &Header) -> bool {
    layout.required.iter().all(|names| header.find(names).is_some())
        && header.find(layout.absent).is_none()
}

/// Which column of the file feeds which field.
pub(super) type Places = Vec<(Field, usize)>;

/// The columns of the fields that the header names.
pub(super) fn places(layout: &Layout, header: &Header) -> Places {
    let place = |field: &Field| header.find(field.names).map(|place| (*field, place));
    layout.fields.iter().filter_map(place).collect()
}
