//! Elements as text. One function escapes text, one attributes; nothing else writes a `<`.

use std::fmt::Write;

/// A page being written.
#[derive(Debug, Default)]
pub struct Html {
    text: String,
}

impl Html {
    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An element with attributes, and what `inside` writes into it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Html),
    ) {
        self.start(name, attributes);
        inside(self);
        _ = write!(self.text, "</{name}>");
    }

    /// An element that holds a text and nothing else.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element without an end, such as `meta`.
    pub fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        _ = write!(self.text, "<{name}");
        for (attribute, value) in attributes {
            _ = write!(self.text, " {attribute}=\"{}\"", escaped(value));
        }
        self.text.push('>');
    }

    /// A text, escaped.
    pub fn text(&mut self, text: &str) {
        self.text.push_str(&escaped(text));
    }

    /// Markup that was made by ourselves: a chart's SVG, the style sheet, the document type.
    pub(super) fn ours(&mut self, markup: &str) {
        self.text.push_str(markup);
    }
}

/// Text as it may stand in content and in quoted attributes. Control and direction characters go:
/// they could make a name read as something else.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('\n'),
            c if c.is_control() => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
