//! Facts told by a backup back into a dataset.

use std::sync::Arc;

use super::backup_facts::{StoredFacts, StoredFamily};
use super::log::{StoredSource, family_of};
use crate::domain::{
    Block, Cancelled, ColumnSet, Dataset, Day, Family, Id, Kind, Ledger, Mark, Moment, Money, Pace,
    Rows, Schema, SortedMap, Source, SourceId, Words,
};

/// Why facts could not be read: the family and the place of the row, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadRow {
    pub family: String,
    pub row: usize,
}

/// Reads facts back. `imported` dates each file's import, by its place.
pub(super) async fn restore(
    facts: &StoredFacts,
    history: &[StoredSource],
    pace: &impl Pace,
) -> Result<Result<Dataset, BadRow>, Cancelled> {
    let mut words = Words::default();
    let sources: Vec<Source> = facts
        .files
        .iter()
        .enumerate()
        .filter_map(|(place, file)| {
            let known = history.iter().find(|source| source.hash == file.hash);
            let stored = StoredSource {
                id: u32::try_from(place).unwrap_or(0) + 1,
                file: file.file.clone(),
                format: file.format.clone(),
                encoding: file.encoding.clone(),
                family: file.family.clone(),
                columns: file.columns.clone(),
                at: file.at,
                hash: file.hash.clone(),
                covers: file.covers,
                last_day_open: file.last_day_open,
                rows: file.rows,
                skipped: file.skipped,
                rejected: file.rejected,
                live: true,
                ..known.cloned().unwrap_or_default()
            };
            stored.restore()
        })
        .collect();
    let mut number = 0;
    let mut ledgers = SortedMap::new();
    for (name, told) in facts.families.iter() {
        let bad = |row: usize| BadRow { family: name.clone(), row: row + 1 };
        let Some(family) = family_of(name) else { return Ok(Err(bad(0))) };
        let ledger = restore_family(family, told, &sources, &mut words, &mut number);
        match ledger {
            Ok(ledger) => ledgers.insert(family, ledger),
            Err(row) => return Ok(Err(bad(row))),
        };
        pace.breathe().await?;
    }
    let ledgers =
        Family::ALL.map(|family| ledgers.remove(&family).unwrap_or_else(|| Ledger::new(family)));
    Dataset::from_parts(words, sources, ledgers, pace).await.map(Ok)
}

/// Blocks by month and by the columns that their rows have.
type Shelves = SortedMap<(u32, ColumnSet), (Block, SortedMap<SourceId, Vec<u32>>)>;

fn restore_family(
    family: Family,
    told: &StoredFamily,
    sources: &[Source],
    words: &mut Words,
    number: &mut u32,
) -> Result<Ledger, usize> {
    let schema = family.schema();
    let places: Vec<Option<usize>> = told
        .columns
        .iter()
        .map(|name| schema.columns.iter().position(|spec| spec.name == *name))
        .collect();
    let mut shelves = Shelves::new();
    for (at, (texts, by)) in told.rows.iter().enumerate() {
        let cells = read_row(schema, &places, texts, words).ok_or(at)?;
        let stating: Vec<&Source> = by
            .iter()
            .map(|&place| usize::try_from(place).ok().and_then(|place| sources.get(place)))
            .collect::<Option<_>>()
            .ok_or(at)?;
        let columns = stating.iter().fold(ColumnSet::EMPTY, |set, s| set.union(s.columns));
        let mut row = Block::new(schema, columns);
        row.push(|column| cells.get(column).copied().flatten());
        let month = row.filed_months(schema).first().copied().unwrap_or(0);
        if month == 0 || stating.is_empty() {
            return Err(at);
        }
        let (block, marks) =
            shelves.slot_or((month, columns), || (Block::new(schema, columns), SortedMap::new()));
        let place = u32::try_from(block.len()).map_err(|_| at)?;
        block.push(|column| cells.get(column).copied().flatten());
        stating.iter().for_each(|source| marks.slot(source.id).push(place));
    }
    let (mut blocks, mut marks) = (Vec::new(), Vec::new());
    for ((month, _), (mut block, stating)) in shelves {
        *number += 1;
        (block.number, block.month) = (*number, month);
        for (source, rows) in stating {
            marks.push(Mark { source, block: block.number, rows: Rows::from_unsorted(rows) });
        }
        blocks.push(Arc::new(block));
    }
    Ok(Ledger::from_parts(family, blocks, marks))
}

/// The cells of a row by column of the schema; nothing when one is not of its kind.
fn read_row(
    schema: &Schema,
    places: &[Option<usize>],
    texts: &[Option<String>],
    words: &mut Words,
) -> Option<Vec<Option<i64>>> {
    let mut cells = vec![None; schema.columns.len()];
    if texts.len() != places.len() {
        return None;
    }
    for (place, text) in places.iter().zip(texts) {
        let (Some(place), Some(text)) = (place, text) else { continue };
        let kind = schema.columns.get(*place)?.kind;
        *cells.get_mut(*place)? = Some(read_cell(kind, text, words)?);
    }
    Some(cells)
}

fn read_cell(kind: Kind, text: &str, words: &mut Words) -> Option<i64> {
    match kind {
        Kind::Id => Some(Id::parse(text, words).to_cell()),
        Kind::Word => Some(words.intern(text).to_cell()),
        Kind::Count | Kind::Ratio => text.parse().ok(),
        Kind::Money => plain_amount(text).map(Money::cents),
        Kind::Day => plain_day(text).map(|day| i64::from(day.0)),
        Kind::Moment => {
            let (day, clock) = text.split_once(' ')?;
            let mut parts = clock.split(':').map(|part| part.parse::<u32>().ok());
            let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
            Moment::from_parts(plain_day(day)?, hour, minute, second).map(|moment| moment.0)
        }
    }
}

/// `-12.30`, exactly as `text::plain_money` writes it.
fn plain_amount(text: &str) -> Option<Money> {
    let (whole, rest) = text.split_once('.').filter(|(_, rest)| rest.len() == 2)?;
    format!("{whole}{rest}").parse().ok().map(Money)
}

fn plain_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Day::from_ymd(year, month, day)
}
