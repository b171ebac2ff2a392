//! XML as workbooks have it, pulled event by event out of a stream.
//!
//! Elements, attributes, texts and CDATA; comments and processing instructions are passed over. A
//! hostile part cannot make a text or a tag grow without end: whoever opens a workbook holds one
//! event in memory, however large the part is.

use std::borrow::Cow;
use std::io::BufRead;

use super::entity::unescape;
use super::fault::FileFault;

/// A text may have this many bytes before its entities are resolved.
const MAX_TEXT: usize = 4 << 20;
/// A tag may have this many bytes.
const MAX_TAG: usize = 1 << 16;

/// What comes next. An element that is empty (`<c/>`) starts and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Start,
    End,
    Text,
    Eof,
}

/// See the file's head.
#[derive(Debug)]
pub(super) struct Xml<R> {
    input: R,
    /// What stands between `<` and `>`.
    tag: String,
    text: String,
    bytes: Vec<u8>,
    depth: usize,
    /// The element that has started is empty, so its end comes next.
    ends: bool,
    /// A `<` has been read.
    in_tag: bool,
}

impl<R: BufRead> Xml<R> {
    pub fn new(input: R) -> Xml<R> {
        let (tag, text, bytes) = (String::new(), String::new(), Vec::new());
        Xml { input, tag, text, bytes, depth: 0, ends: false, in_tag: false }
    }

    pub fn next(&mut self) -> Result<Event, FileFault> {
        if std::mem::take(&mut self.ends) {
            return self.end();
        }
        loop {
            if !std::mem::take(&mut self.in_tag) {
                self.bytes.clear();
                self.in_tag = self.read_to(b'<', MAX_TEXT, FileFault::CellTooLong { line: 0 })?;
                if !self.bytes.is_empty() {
                    self.take_text(0, 0, true)?;
                    return Ok(Event::Text);
                }
                if !self.in_tag {
                    let whole = self.depth == 0;
                    return if whole { Ok(Event::Eof) } else { Err(FileFault::BrokenWorkbook) };
                }
                continue;
            }
            if let Some(event) = self.tag()? {
                return Ok(event);
            }
        }
    }

    /// Reads what stands behind a `<`; nothing for what says nothing.
    fn tag(&mut self) -> Result<Option<Event>, FileFault> {
        self.bytes.clear();
        self.more_of_tag(MAX_TAG)?;
        if self.bytes.starts_with(b"![CDATA[") {
            while !self.bytes.ends_with(b"]]") {
                self.more_of_tag(MAX_TEXT)?;
            }
            self.take_text(b"![CDATA[".len(), b"]]".len(), false)?;
            return Ok(Some(Event::Text));
        }
        let closing: Option<&[u8]> = match self.bytes.as_slice() {
            [b'!', b'-', b'-', ..] => Some(b"--"),
            [b'?', ..] => Some(b"?"),
            [b'!', ..] => Some(b""),
            _ => None,
        };
        if let Some(closing) = closing {
            while !self.bytes.ends_with(closing) {
                self.more_of_tag(MAX_TEXT)?;
            }
            return Ok(None);
        }
        while in_quotes(&self.bytes) {
            self.more_of_tag(MAX_TAG)?;
        }
        let tag = std::str::from_utf8(&self.bytes).map_err(|_| FileFault::BrokenWorkbook)?;
        self.ends = tag.ends_with('/');
        self.tag.clear();
        self.tag.push_str(tag.strip_suffix('/').unwrap_or(tag));
        if self.tag.starts_with('/') {
            self.tag.remove(0);
            return self.end().map(Some);
        }
        self.depth += 1;
        Ok(Some(Event::Start))
    }

    fn end(&mut self) -> Result<Event, FileFault> {
        self.depth = self.depth.checked_sub(1).ok_or(FileFault::BrokenWorkbook)?;
        Ok(Event::End)
    }

    /// Reads on to a `>`; one that was read before belongs to the tag.
    fn more_of_tag(&mut self, limit: usize) -> Result<(), FileFault> {
        if !self.bytes.is_empty() {
            self.bytes.push(b'>');
        }
        let found = self.read_to(b'>', limit, FileFault::BrokenWorkbook)?;
        if found { Ok(()) } else { Err(FileFault::BrokenWorkbook) }
    }

    /// Reads up to a byte, which is passed over; says whether it came before the end.
    fn read_to(&mut self, stop: u8, limit: usize, fault: FileFault) -> Result<bool, FileFault> {
        loop {
            let buffer = self.input.fill_buf().map_err(|_| FileFault::BrokenWorkbook)?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let place = buffer.iter().position(|&byte| byte == stop);
            let end = place.unwrap_or(buffer.len());
            self.bytes.extend_from_slice(buffer.get(..end).unwrap_or_default());
            self.input.consume(end + usize::from(place.is_some()));
            if self.bytes.len() > limit {
                return Err(fault);
            }
            if place.is_some() {
                return Ok(true);
            }
        }
    }

    /// Takes the bytes, without some at either end, as the text. Line ends become one character.
    fn take_text(&mut self, front: usize, back: usize, entities: bool) -> Result<(), FileFault> {
        let end = self.bytes.len().saturating_sub(back);
        let bytes = self.bytes.get(front..end).unwrap_or_default();
        let raw = std::str::from_utf8(bytes).map_err(|_| FileFault::BrokenWorkbook)?;
        let plain = match raw.contains('\r') {
            true => Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n")),
            false => Cow::Borrowed(raw),
        };
        self.text.clear();
        if entities {
            unescape(&plain, &mut self.text);
        } else {
            self.text.push_str(&plain);
        }
        Ok(())
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The element's name, without its prefix.
    pub fn name(&self) -> &str {
        let end = self.tag.find(char::is_whitespace).unwrap_or(self.tag.len());
        local(self.tag.get(..end).unwrap_or_default())
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.tag.as_str().split_once(char::is_whitespace)?.1;
        loop {
            let (known, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = after.get(1..)?.split_once(quote)?;
            if local(known.trim()) == name {
                let mut text = String::new();
                unescape(value, &mut text);
                return Some(text);
            }
            rest = after;
        }
    }
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Whether a tag that was read so far ends inside a quoted value.
fn in_quotes(tag: &[u8]) -> bool {
    let mut open: Option<u8> = None;
    for &byte in tag {
        match open {
            None if matches!(byte, b'"' | b'\'') => open = Some(byte),
            Some(quote) if byte == quote => open = None,
            _ => {}
        }
    }
    open.is_some()
}
