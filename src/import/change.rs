//! What a file would change: rows as they are and as they would be.

use super::format::FORMATS;
use crate::domain::{ColumnSpec, Dataset, Fact, Kind, Source, SourceId, Words};
use crate::text::{cell_text, plain_millionths};

/// A row that a file changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the row is known by: its number, or its day and subject.
    pub key: String,
    pub cells: Vec<ChangedCell>,
}

/// A cell that a file changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedCell {
    /// The header, as exports word it.
    pub header: &'static str,
    /// Empty when nothing was known.
    pub before: String,
    pub after: String,
}

/// The rows that `source` changes on the way from `before` to `after`, at most `most` of those
/// whose key holds `search`, and whether there are more.
pub fn changes(
    before: &Dataset,
    after: &Dataset,
    source: SourceId,
    search: &str,
    most: usize,
) -> (Vec<Change>, bool) {
    let Some(source) = after.source(source) else {
        return (Vec::new(), false);
    };
    let (old, new) = (before.ledger(source.family), after.ledger(source.family));
    let stated = new.stated_by(source.id);
    let pairs = stated.filter_map(|(of, row)| old.fact_like(of, row).zip(new.fact_like(of, row)));
    let mut found: Vec<Change> = pairs
        .filter_map(|(old, new)| change(source, &old, &new, &after.words))
        .filter(|change| change.key.contains(search))
        .take(most + 1)
        .collect();
    let more = found.len() > most;
    found.truncate(most);
    (found, more)
}

fn change(source: &Source, old: &Fact<'_>, new: &Fact<'_>, words: &Words) -> Option<Change> {
    let schema = source.family.schema();
    let text = |fact: &Fact<'_>, place: usize, spec: &ColumnSpec| {
        fact.get(place).map_or_else(String::new, |cell| match spec.kind {
            Kind::Ratio => plain_millionths(cell),
            kind => cell_text(kind, cell, words),
        })
    };
    let columns = || schema.columns.iter().enumerate();
    let cells: Vec<ChangedCell> = columns()
        .filter(|&(place, _)| old.get(place) != new.get(place))
        .map(|(place, spec)| ChangedCell {
            header: header_of(source, place).unwrap_or(spec.name),
            before: text(old, place, spec),
            after: text(new, place, spec),
        })
        .collect();
    let keys = columns().filter(|(place, _)| schema.key.contains(place));
    let keys: Vec<String> =
        keys.map(|(place, spec)| text(new, place, spec)).filter(|text| !text.is_empty()).collect();
    (!cells.is_empty()).then(|| Change { key: keys.join(" · "), cells })
}

/// How the exports of the source's format head a column today; other formats of its family for
/// what has no header of its own.
fn header_of(source: &Source, column: usize) -> Option<&'static str> {
    let own = FORMATS.iter().filter(|format| format.id == source.format);
    let layouts = own.chain(FORMATS).flat_map(|format| format.layouts);
    let fields = layouts.filter(|layout| layout.family == source.family).flat_map(|it| it.fields);
    fields.filter(|field| field.column == column).find_map(|field| field.names.first().copied())
}
