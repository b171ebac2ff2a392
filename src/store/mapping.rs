//! Mappings as they are stored, in backups and in a file of their own that can be passed on: a
//! list of texts under each signature, readable and small to read and write.
//!
//! ```json
//! { "format": ["dianpan-mappings", "1"],
//!   "00000000000000ff": ["generic-orders 0 net", "id 0 订单编号", "amount 2 实付款"] }
//! ```
//!
//! What is read back is not believed: texts are cut and masked as when they were first kept, and
//! there are never more than [`Mappings::MOST`]. Whether a format or a field of that name exists
//! is for the reader of tables to say; a mapping that it cannot use is passed over there.

use super::shared::{self, Lists, SharedFault};
use crate::domain::{MappedColumn, Mapping, Mappings, label};

const FORMAT: &str = "dianpan-mappings";
/// A table has at most this many columns.
const MAX_COLUMNS: u32 = 512;
/// No id of a format or a field is longer.
const MAX_ID: usize = 40;

pub(super) fn store(mappings: &Mappings) -> Lists {
    let mut stored = Lists::new();
    for mapping in &mappings.0 {
        let net = match mapping.net {
            None => "",
            Some(true) => " net",
            Some(false) => " gross",
        };
        let mut texts = vec![format!("{} {}{net}", mapping.format, mapping.generation)];
        for MappedColumn { field, name, place } in &mapping.columns {
            texts.push(format!("{field} {place} {name}"));
        }
        stored.insert(format!("{:016x}", mapping.signature), texts);
    }
    stored
}

/// Whatever of it can be a mapping, by signature in 16 hex digits.
pub(super) fn restore(stored: &Lists) -> Mappings {
    let mut mappings = Mappings::default();
    for (signature, texts) in stored.iter() {
        if let Some(mapping) = restore_one(signature, texts) {
            mappings.keep(mapping);
        }
    }
    mappings
}

fn restore_one(signature: &str, texts: &[String]) -> Option<Mapping> {
    let signature = u64::from_str_radix(signature, 16).ok()?;
    let (head, told) = texts.split_first()?;
    let mut head = head.split(' ');
    let format = head.next().filter(|format| format.len() <= MAX_ID)?.to_owned();
    let generation = head.next()?.parse().ok()?;
    let net = head.next().map(|net| net == "net");
    let mut columns: Vec<MappedColumn> = Vec::new();
    for text in told {
        let mut parts = text.splitn(3, ' ');
        let field = parts.next().filter(|field| field.len() <= MAX_ID)?;
        let place = parts.next()?.parse().ok().filter(|&place| place < MAX_COLUMNS)?;
        let name = label(parts.next()?);
        if columns.iter().all(|column| column.field != field) {
            columns.push(MappedColumn { field: field.to_owned(), name, place });
        }
    }
    Some(Mapping { signature, format, generation, columns, net })
}

/// The text of a file of mappings.
pub fn write_mappings(mappings: &Mappings) -> Option<String> {
    shared::write(FORMAT, store(mappings))
}

/// Reads a file of mappings; nothing is kept yet.
pub fn read_mappings(text: &str) -> Result<Mappings, SharedFault> {
    shared::read(FORMAT, text).map(|lists| restore(&lists))
}
