//! Small files that are passed from one operator to another: a list of texts under each name,
//! readable, with a head that says what they are. One shape for all of them costs one reader.

use super::SCHEMA;
use super::json::one_row_a_line;
use crate::domain::SortedMap;

/// Texts by name.
pub(super) type Lists = SortedMap<String, Vec<String>>;

/// Says what a file is; the name of nothing else.
const HEAD: &str = "format";
/// A shared file is far smaller.
const MAX_BYTES: usize = 4 << 20;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedFault {
    /// Not such a file, or cut off.
    Other,
    /// Made by a newer version of the app.
    Newer,
}

/// The text of a file of a format.
pub(super) fn write(format: &str, mut lists: Lists) -> Option<String> {
    lists.insert(HEAD.to_owned(), vec![format.to_owned(), SCHEMA.to_string()]);
    one_row_a_line(&lists)
}

/// Reads a file of a format; nothing is kept yet.
pub(super) fn read(format: &str, text: &str) -> Result<Lists, SharedFault> {
    let short = text.len() <= MAX_BYTES;
    let read: Option<Lists> = short.then(|| serde_json::from_str(text).ok()).flatten();
    let mut lists = read.ok_or(SharedFault::Other)?;
    let head = lists.remove(HEAD).unwrap_or_default();
    let [found, schema] = head.as_slice() else { return Err(SharedFault::Other) };
    match schema.parse::<u32>() {
        Ok(schema) if found == format && schema <= SCHEMA => Ok(lists),
        Ok(_) if found == format => Err(SharedFault::Newer),
        _ => Err(SharedFault::Other),
    }
}
