//! Blocks ⇄ bytes: each column by its recipe, its symbols deflated on their own.
//!
//! A block can be read without any other, so damage stays where it is. Columns go by name, and
//! each says how it is told, so a later schema may order them differently, and later recipes
//! leave what is stored readable. What a column costs is tried, not guessed: of its recipes the
//! one that takes least is kept.
//!
//! | bytes | |
//! |---|---|
//! | version | 2; [`super::codec_v1`] reads what the first one wrote |
//! | rows, columns | counts |
//! | words | the block's own dictionary, deflated |
//! | each column | name, recipe, deflated symbols, digits |

use rustc_hash::FxHashMap;

use super::bits::{BitReader, BitWriter};
use super::bytes::{
    inflate, put_count, put_part, put_text, take_bytes, take_count, take_part, take_text,
};
use super::codec_v1;
use super::model::{Model, NONE, Reader, Recipe, Writer};
use super::places::Places;
use super::recipe::{put_recipe, recipes, take_recipe, telling_order};
use crate::domain::{
    Block, Cancelled, Column, ColumnSet, Kind, Pace, Schema, Word, Words, sort_by_key,
};

/// The first byte of every block.
const VERSION: u8 = 2;
/// Rows written between two breaths.
const BREATH: usize = 4096;
/// A block has at most this many rows; more is damage.
pub(super) const MAX_ROWS: usize = 4_000_000;

/// The words of one block, numbered as they are met.
#[derive(Default)]
struct Dictionary {
    numbers: FxHashMap<u32, i64>,
    order: Vec<u32>,
}

impl Dictionary {
    fn number(&mut self, word: i64) -> i64 {
        let word = u32::try_from(word).unwrap_or(u32::MAX);
        let next = self.order.len();
        *self.numbers.entry(word).or_insert_with(|| {
            self.order.push(word);
            i64::try_from(next).unwrap_or(0)
        })
    }

    /// A cell with its word, if it is one, by the block's number.
    fn told(&mut self, cell: i64, kind: Kind) -> i64 {
        match kind {
            Kind::Word => self.number(cell),
            Kind::Id if cell < 0 => -1 - self.number(-1 - cell),
            _ => cell,
        }
    }

    async fn part(&self, words: &Words, pace: &impl Pace) -> Result<Vec<u8>, Cancelled> {
        let (mut texts, mut part) = (Vec::new(), Vec::new());
        put_count(&mut texts, self.order.len());
        for &word in &self.order {
            put_text(&mut texts, words.text(Word::nth(word)));
        }
        put_part(&mut part, &texts, pace).await?;
        Ok(part)
    }
}

/// The parts of a written block: of each column by name, and of the words.
struct Parts {
    columns: Vec<(&'static str, Vec<u8>)>,
    words: Vec<u8>,
}

async fn parts(
    block: &Block,
    schema: &Schema,
    words: &Words,
    pace: &impl Pace,
) -> Result<Parts, Cancelled> {
    let mut dictionary = Dictionary::default();
    let (mut told, mut columns) = (Vec::new(), Vec::new());
    let order = telling_order(schema, block.columns);
    for (place, &column) in order.iter().enumerate() {
        let Some(spec) = schema.columns.get(column) else { continue };
        let cell = |row| block.get(row, column);
        let cells = (0..block.len()).map(|row| match cell(row) {
            Some(cell) => dictionary.told(cell, spec.kind),
            None => NONE,
        });
        let cells: Vec<i64> = cells.collect();
        let mut part = Vec::new();
        put_text(&mut part, spec.name);
        part.extend(least_part(recipes(schema, &order, place), &told, &cells, pace).await?);
        columns.push((spec.name, part));
        told.push(cells);
    }
    Ok(Parts { columns, words: dictionary.part(words, pace).await? })
}

/// Rows by which recipes are compared.
const SAMPLE: usize = 4096;

/// A column told by the recipe that takes least, as far as its first rows tell.
async fn least_part(
    recipes: Vec<Recipe>,
    told: &[Vec<i64>],
    cells: &[i64],
    pace: &impl Pace,
) -> Result<Vec<u8>, Cancelled> {
    let mut tried: Vec<(usize, Recipe)> = Vec::new();
    for recipe in recipes {
        let rows = cells.len().min(SAMPLE);
        if let Some(part) = column_part(&recipe, told, cells, rows, pace).await? {
            tried.push((part.len(), recipe));
        }
    }
    sort_by_key(&mut tried, |(length, _)| *length);
    for (_, recipe) in tried {
        if let Some(part) = column_part(&recipe, told, cells, cells.len(), pace).await? {
            return Ok(part);
        }
    }
    // Told as they are, cells can be anything.
    let plain = column_part(&Recipe::default(), told, cells, cells.len(), pace).await?;
    Ok(plain.unwrap_or_default())
}

/// A column told by one recipe; nothing where a cell is not as the recipe says.
async fn column_part(
    recipe: &Recipe,
    told: &[Vec<i64>],
    cells: &[i64],
    rows: usize,
    pace: &impl Pace,
) -> Result<Option<Vec<u8>>, Cancelled> {
    let places = Places::of(recipe, told, rows);
    let mut writer = Writer { symbols: vec![0; places.count], digits: BitWriter::default() };
    let mut model = Model::new(recipe, &places);
    let mut above = NONE;
    for (row, &cell) in cells.iter().take(rows).enumerate() {
        if row % BREATH == 0 {
            pace.breathe().await?;
        }
        if model.code(&mut writer, told, row, above, cell) != cell {
            return Ok(None);
        }
        above = cell;
    }
    let mut part = Vec::new();
    put_recipe(&mut part, recipe);
    put_part(&mut part, &writer.symbols, pace).await?;
    let digits = writer.digits.finish();
    put_count(&mut part, digits.len());
    part.extend_from_slice(&digits);
    Ok(Some(part))
}

/// Writes a block.
pub(super) async fn encode(
    block: &Block,
    schema: &Schema,
    words: &Words,
    pace: &impl Pace,
) -> Result<Vec<u8>, Cancelled> {
    let parts = parts(block, schema, words, pace).await?;
    let mut bytes = vec![VERSION];
    put_count(&mut bytes, block.len());
    put_count(&mut bytes, parts.columns.len());
    bytes.extend_from_slice(&parts.words);
    parts.columns.iter().for_each(|(_, part)| bytes.extend_from_slice(part));
    Ok(bytes)
}

/// What each column of a block takes, in bytes, and then the words of all of them.
pub(super) async fn sizes(
    block: &Block,
    schema: &Schema,
    words: &Words,
    pace: &impl Pace,
) -> Result<Vec<(&'static str, usize)>, Cancelled> {
    let parts = parts(block, schema, words, pace).await?;
    let columns = parts.columns.iter().map(|(name, part)| (*name, part.len()));
    Ok(columns.chain([("words", parts.words.len())]).collect())
}

/// Reads a block; its words are added to `words`. Nothing when the bytes are not a block of this
/// schema. Columns that the schema does not know any more are passed over.
pub(super) async fn decode(
    bytes: &[u8],
    schema: &Schema,
    words: &mut Words,
    pace: &impl Pace,
) -> Result<Option<Block>, Cancelled> {
    let Some((&version, mut rest)) = bytes.split_first() else { return Ok(None) };
    if version != VERSION {
        return match version {
            1 => codec_v1::decode(rest, schema, words, pace).await,
            _ => Ok(None),
        };
    }
    let Some((rows, count, names)) = take_head(&mut rest, words) else { return Ok(None) };
    let Some(parts) = (0..count).map(|place| take_column(&mut rest, place)).collect() else {
        return Ok(None);
    };
    let parts: Vec<Part<'_>> = parts;
    let mut reading = Reading::new(rows);
    let mut columns = ColumnSet::default();
    let mut cells: Vec<Column> = schema.columns.iter().map(|_| Column::default()).collect();
    for (place, part) in parts.iter().enumerate() {
        let Some(read) = reading.column(part, pace).await? else { return Ok(None) };
        if let Some(column) = schema.columns.iter().position(|spec| spec.name == part.name)
            && let (Some(spec), Some(slot)) = (schema.columns.get(column), cells.get_mut(column))
        {
            let Some(named) = reading.named(&read, spec.kind, &names) else { return Ok(None) };
            *slot = named;
            columns = columns.with(column);
        }
        let next = parts.get(place + 1..).unwrap_or_default();
        reading.keep(read, |column| next.iter().any(|part| part.recipe.follows(column)));
    }
    Ok(Block::from_columns(columns, cells, rows))
}

/// The number of rows of a block, without reading it.
pub(super) fn rows(bytes: &[u8]) -> Option<u32> {
    let (_, mut rest) = bytes.split_first()?;
    take_count(&mut rest).and_then(|rows| u32::try_from(rows).ok())
}

/// The number of rows, the number of columns, and the block's words in the dataset.
pub(super) fn take_head(rest: &mut &[u8], words: &mut Words) -> Option<(usize, usize, Vec<Word>)> {
    let rows = take_count(rest)?;
    let count = take_count(rest)?;
    if rows > MAX_ROWS || count > 64 {
        return None;
    }
    let texts = take_part(rest)?;
    let mut texts = texts.as_slice();
    let length = take_count(&mut texts)?;
    let mut names = Vec::new();
    for _ in 0..length {
        names.push(words.intern(&take_text(&mut texts)?));
    }
    Some((rows, count, names))
}

/// A column as it was written.
struct Part<'a> {
    name: String,
    recipe: Recipe,
    /// Deflated.
    symbols: &'a [u8],
    digits: &'a [u8],
}

/// The column that comes after so many others.
fn take_column<'a>(rest: &mut &'a [u8], place: usize) -> Option<Part<'a>> {
    let name = take_text(rest)?;
    let recipe = take_recipe(rest, place)?;
    Some(Part { name, recipe, symbols: take_bytes(rest)?, digits: take_bytes(rest)? })
}

/// The columns of a block while it is read. A browser never takes memory back, so what is not
/// needed any more is used again.
struct Reading {
    rows: usize,
    /// Columns that later ones follow; the others are empty.
    told: Vec<Vec<i64>>,
    spare: Vec<Vec<i64>>,
    symbols: Vec<u8>,
    /// The places of all columns that follow the same ones as this recipe.
    last: (Recipe, Places),
}

impl Reading {
    fn new(rows: usize) -> Reading {
        let last = (Recipe::default(), Places::default());
        Reading { rows, told: Vec::new(), spare: Vec::new(), symbols: Vec::new(), last }
    }

    async fn column(
        &mut self,
        part: &Part<'_>,
        pace: &impl Pace,
    ) -> Result<Option<Vec<i64>>, Cancelled> {
        pace.breathe().await?;
        let (rows, recipe) = (self.rows, &part.recipe);
        let inflated = inflate(part.symbols, &mut self.symbols, rows);
        // Rows that no symbol stands for are as the one above, in a column that another is read
        // for.
        if !inflated || (recipe.along.is_none() && self.symbols.len() != rows) {
            return Ok(None);
        }
        // Columns that follow the same ones stand together.
        if self.last.0.given != recipe.given
            || self.last.0.along != recipe.along
            || self.told.is_empty()
        {
            self.last = (recipe.clone(), Places::of(recipe, &self.told, rows));
        }
        let places = &self.last.1;
        if places.count != self.symbols.len() {
            return Ok(None);
        }
        let mut reader = Reader { symbols: &self.symbols, digits: BitReader::new(part.digits) };
        let mut model = Model::new(recipe, places);
        let mut read = self.spare.pop().unwrap_or_default();
        read.resize(rows, NONE);
        let (mut above, mut row) = (NONE, 0);
        for cells in read.chunks_mut(BREATH) {
            pace.breathe().await?;
            above = model.read(&mut reader, &self.told, (row, above), cells);
            row += cells.len();
        }
        Ok(reader.digits.is_done().then_some(read))
    }

    /// Keeps a column for those that follow it, and no others.
    fn keep(&mut self, read: Vec<i64>, followed: impl Fn(usize) -> bool) {
        self.told.push(read);
        for (column, cells) in self.told.iter_mut().enumerate() {
            if !cells.is_empty() && !followed(column) {
                self.spare.push(std::mem::take(cells));
            }
        }
    }

    /// A column with the dataset's words for the block's own; nothing where there is no such word.
    fn named(&mut self, told: &[i64], kind: Kind, names: &[Word]) -> Option<Column> {
        if !matches!(kind, Kind::Word | Kind::Id) {
            return Some(Column::from_cells(told));
        }
        let word = |number: i64| names.get(usize::try_from(number).ok()?).map(|it| it.to_cell());
        let mut named = self.spare.pop().unwrap_or_default();
        named.clear();
        named.extend_from_slice(told);
        for cell in &mut named {
            *cell = match kind {
                _ if *cell == NONE => NONE,
                Kind::Word => word(*cell)?,
                _ if *cell < 0 => -1 - word(-1 - *cell)?,
                _ => *cell,
            };
        }
        let column = Column::from_cells(&named);
        self.spare.push(named);
        Some(column)
    }
}
