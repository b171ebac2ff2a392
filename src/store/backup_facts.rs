//! The facts as a backup tells them: readable, and a pure function of the files that count.
//!
//! A row is told once with the files that state it. How rows came to share a block on the shelf
//! depends on the order of imports; here rows are put together afresh by what files say, so that
//! a rolled-back import leaves no trace.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::log::{StoredSource, column_names};
use crate::domain::{
    ColumnSet, Dataset, Family, Ledger, Schema, SortedMap, SourceId, SourceState, Words,
    sort_by_key,
};
use crate::text::cell_text;

/// The facts of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredFacts {
    /// The files that count, oldest version first; rows name them by place.
    pub files: Vec<StoredFile>,
    pub families: SortedMap<String, StoredFamily>,
}

/// A file without what depends on when it was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredFile {
    pub file: String,
    pub format: String,
    pub encoding: String,
    pub family: String,
    pub columns: Vec<String>,
    pub at: i64,
    pub hash: String,
    pub covers: Option<(i32, i32)>,
    pub last_day_open: bool,
    pub rows: u32,
    pub skipped: u32,
    pub rejected: u32,
}

/// The rows of a family: cells in the order of `columns`, then the files that state them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredFamily {
    pub columns: Vec<String>,
    pub rows: Vec<(Vec<Option<String>>, Vec<u32>)>,
}

impl StoredFile {
    pub fn of(source: &StoredSource) -> StoredFile {
        let source = source.clone();
        StoredFile {
            file: source.file,
            format: source.format,
            encoding: source.encoding,
            family: source.family,
            columns: source.columns,
            at: source.at,
            hash: source.hash,
            covers: source.covers,
            last_day_open: source.last_day_open,
            rows: source.rows,
            skipped: source.skipped,
            rejected: source.rejected,
        }
    }
}

/// One statement: its cells by column of the schema, and the columns that its file has.
#[derive(Clone)]
struct Statement {
    cells: Vec<Option<i64>>,
    columns: ColumnSet,
    by: Vec<u32>,
}

pub(super) fn tell(dataset: &Dataset) -> StoredFacts {
    let mut live: Vec<_> = dataset.live_sources().collect();
    sort_by_key(&mut live, |source| (source.version, source.file.clone()));
    let mut files: Vec<StoredFile> = Vec::new();
    let mut places: FxHashMap<SourceId, u32> = FxHashMap::default();
    for source in live {
        // A file that was imported twice is one file.
        let file = StoredFile::of(&StoredSource::of(source));
        let known = files.iter().position(|known| *known == file);
        let place = known.unwrap_or(files.len());
        if known.is_none() {
            files.push(file);
        }
        places.insert(source.id, u32::try_from(place).unwrap_or(0));
    }
    let mut families = SortedMap::new();
    for family in Family::ALL {
        let told = tell_family(dataset, dataset.ledger(family), &places);
        if !told.rows.is_empty() {
            families.insert(family.schema().name.to_owned(), told);
        }
    }
    StoredFacts { files, families }
}

fn tell_family(
    dataset: &Dataset,
    ledger: &Ledger,
    places: &FxHashMap<SourceId, u32>,
) -> StoredFamily {
    let schema = ledger.family.schema();
    let columns = column_names(schema, (0..schema.columns.len()).collect());
    let mut keys: FxHashMap<u64, Vec<Statement>> = FxHashMap::default();
    for mark in ledger.marks() {
        let Some(&by) = places.get(&mark.source) else { continue };
        let source = dataset.source(mark.source).filter(|s| s.state == SourceState::Live);
        let block = ledger.blocks().iter().find(|block| block.number == mark.block);
        let (Some(source), Some(block)) = (source, block) else { continue };
        for row in mark.rows.iter().filter_map(|row| usize::try_from(row).ok()) {
            let has = |column: &usize| source.columns.has(*column);
            let cells = (0..schema.columns.len())
                .map(|column| Some(column).filter(has).and_then(|c| block.get(row, c)))
                .collect();
            let statement = Statement { cells, columns: source.columns, by: vec![by] };
            keys.entry(block.key(schema, row)).or_default().push(statement);
        }
    }
    let mut rows: Vec<(Vec<Option<String>>, Vec<u32>)> = keys
        .into_values()
        .flat_map(joined)
        .map(|statement| (texts(schema, &statement, &dataset.words), statement.by))
        .collect();
    sort_by_key(&mut rows, |(cells, by)| {
        let key = schema.key.iter().chain(schema.made);
        let key = key.map(|&column| cells.get(column).cloned().flatten());
        (key.collect::<Vec<_>>(), by.clone())
    });
    StoredFamily { columns, rows }
}

/// Puts statements of one key together that say the same: those with most columns first, then
/// the oldest; each joins the first that has all of its cells.
fn joined(mut statements: Vec<Statement>) -> Vec<Statement> {
    sort_by_key(&mut statements, |statement| {
        (std::cmp::Reverse(statement.columns.iter().count()), statement.by.clone())
    });
    let mut groups: Vec<Statement> = Vec::new();
    for statement in statements {
        let same = |group: &&mut Statement| {
            group.columns.covers(statement.columns)
                && statement
                    .columns
                    .iter()
                    .all(|column| group.cells.get(column) == statement.cells.get(column))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.by.extend(&statement.by),
            None => groups.push(statement),
        }
    }
    for group in &mut groups {
        sort_by_key(&mut group.by, |file| *file);
        group.by.dedup();
    }
    groups
}

fn texts(schema: &Schema, statement: &Statement, words: &Words) -> Vec<Option<String>> {
    let text = |(column, cell): (usize, &Option<i64>)| {
        let kind = schema.columns.get(column).map(|spec| spec.kind)?;
        cell.map(|cell| cell_text(kind, cell, words))
    };
    statement.cells.iter().enumerate().map(text).collect()
}
