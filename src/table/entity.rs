//! Character references and the entities that spreadsheets write.

/// Adds a text with its entities resolved; what is none stays as it is.
pub(super) fn unescape(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        into.push_str(before);
        let end = entity.find(';').filter(|&end| end <= 10);
        let known = end.and_then(|end| entity_char(entity.get(1..end)?));
        match (known, end) {
            (Some(known), Some(end)) => {
                into.push(known);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            _ => {
                into.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    into.push_str(rest);
}

fn entity_char(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
