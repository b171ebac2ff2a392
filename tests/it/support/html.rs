//! Splits a report into tags and texts, as strictly as we write it.

use std::iter::Peekable;
use std::str::Chars;

/// A start or end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Start(Tag),
    End(String),
    /// Entities resolved.
    Text(String),
}

/// The value of an attribute.
pub fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The tokens of a page. It panics on what a careful writer does not write: a bare `<`, `&` or
/// quote, an attribute without quotes. The content of `style` is one text.
pub fn tokens(page: &str) -> Vec<Token> {
    let page = page.strip_prefix("<!doctype html>").unwrap_or(page);
    let mut chars = page.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(&next) = chars.peek() {
        if next == '<' {
            chars.next();
            let tag = tag(&mut chars);
            let style = matches!(&tag, Token::Start(tag) if tag.name == "style");
            tokens.push(tag);
            if style {
                tokens.push(Token::Text(raw_text(&mut chars)));
            }
        } else {
            let mut text = String::new();
            while let Some(c) = chars.next_if(|&c| c != '<') {
                text.push(c);
            }
            tokens.push(Token::Text(resolved(&text)));
        }
    }
    tokens
}

fn raw_text(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next_if(|&c| c != '<') {
        text.push(c);
    }
    text
}

fn tag(chars: &mut Peekable<Chars<'_>>) -> Token {
    if chars.next_if_eq(&'/').is_some() {
        let name = word(chars);
        assert_eq!(chars.next(), Some('>'), "after the name of an end tag");
        return Token::End(name);
    }
    let name = word(chars);
    assert!(!name.is_empty(), "a bare < in the page");
    let mut attributes = Vec::new();
    loop {
        match chars.next() {
            Some(' ') => {
                let attribute = word(chars);
                assert!(!attribute.is_empty(), "blank without an attribute in <{name}>");
                assert_eq!(chars.next(), Some('='), "attribute {attribute} of <{name}>");
                assert_eq!(chars.next(), Some('"'), "attribute {attribute} of <{name}>");
                let mut value = String::new();
                while let Some(c) = chars.next_if(|&c| c != '"') {
                    assert!(c != '<' && c != '>', "a bracket in {attribute} of <{name}>");
                    value.push(c);
                }
                chars.next();
                attributes.push((attribute, resolved(&value)));
            }
            Some('/') => {
                assert_eq!(chars.next(), Some('>'), "end of <{name}/>");
                return Token::Start(Tag { name, attributes });
            }
            Some('>') => return Token::Start(Tag { name, attributes }),
            other => panic!("{other:?} in <{name}>"),
        }
    }
}

fn word(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut word = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':')) {
        word.push(c);
    }
    word
}

fn resolved(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut resolved = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').expect("a bare & in the page");
        resolved.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("&{other}; is not one of ours"),
        });
        resolved.push_str(rest);
    }
    resolved
}

/// Texts that would be markup, or turn what stands around them.
pub const HOSTILE: [&str; 8] = [
    "</style><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<meta http-equiv=refresh content=0>",
    "&lt;b&gt; &amp; &#60;",
    "]]></svg><iframe src=//evil.example>",
    "javascript:alert(1)",
    "甲\u{202e}乙\u{2066}\u{0}丙",
];

/// The tags that begin in a page.
pub fn tags(page: &str) -> Vec<Tag> {
    let starts = tokens(page).into_iter().filter_map(|token| match token {
        Token::Start(tag) => Some(tag),
        _ => None,
    });
    starts.collect()
}
