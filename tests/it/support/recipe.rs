//! Inputs too large, or too odd, to be kept as files: made from a recipe in `expected.json`.
//!
//! A recipe is a list of pieces, each a text and how often it stands there; `{n}` in it is the
//! number of the repeat, in six digits. `zip` names members, each with pieces of its own. `bytes`
//! is the length that the file claims; what it does not have cannot be read.

use serde_json::Value;

use super::xlsx::zip;

/// The bytes that a recipe gives, and the length that the file claims.
pub fn made(recipe: &Value) -> (Vec<u8>, Option<u64>) {
    let bytes = match recipe["zip"].as_object() {
        Some(members) => {
            let members: Vec<(&str, Vec<u8>)> =
                members.iter().map(|(name, parts)| (name.as_str(), pieces(parts))).collect();
            let members: Vec<(&str, &[u8])> =
                members.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
            zip(&members, true)
        }
        None => pieces(&recipe["pieces"]),
    };
    (bytes, recipe["bytes"].as_u64())
}

fn pieces(parts: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts.as_array().map(Vec::as_slice).unwrap_or_default() {
        let (text, times) = (part[0].as_str().unwrap(), part[1].as_u64().unwrap());
        if text.contains("{n}") {
            let numbered = |n: u64| text.replace("{n}", &format!("{n:06}"));
            (0..times).for_each(|n| bytes.extend(numbered(n).as_bytes()));
        } else {
            bytes.extend(text.repeat(usize::try_from(times).unwrap()).as_bytes());
        }
    }
    bytes
}
