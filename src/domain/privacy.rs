//! Texts without stray personal numbers in them: names from files, excerpts of bad cells, and
//! the operator's own words where they leave this device.

/// Labels are cut to this many characters.
const MAX_LABEL: usize = 200;
/// A shown excerpt of a bad cell is cut to this many characters.
const MAX_EXCERPT: usize = 80;

/// A name for people (a product title, a nickname of a creator): one line, no control or
/// direction characters, phone and identity numbers masked.
pub fn label(text: &str) -> String {
    masked(&visible(text, MAX_LABEL))
}

/// The offending text of a bad cell, short and masked.
pub fn excerpt(text: &str) -> String {
    masked(&visible(text, MAX_EXCERPT))
}

fn visible(text: &str, longest: usize) -> String {
    let joined: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|&c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .take(longest)
        .collect();
    joined.trim().to_owned()
}

/// Digits of numbers that look like a mobile phone (11 digits from 13 to 19, with or without 86)
/// or an identity card (18 characters) become `*`. Longer runs are order and product numbers
/// and stay.
pub fn masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut after_identity = false;
    for run in chars.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        match run {
            ['1', '3'..='9', ..] if run.len() == 11 => masked.push_str("***********"),
            ['8', '6', '1', '3'..='9', ..] if run.len() == 13 => masked.push_str("*************"),
            [first, ..] if first.is_ascii_digit() && matches!(run.len(), 17 | 18) => {
                masked.push_str("******************");
                after_identity = run.len() == 17;
                continue;
            }
            ['X' | 'x', rest @ ..] if after_identity => masked.extend(rest),
            _ => masked.extend(run),
        }
        after_identity = false;
    }
    masked
}
