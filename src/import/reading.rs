//! Reads the cells of one row into their places.

use rustc_hash::FxHashMap;

use super::foreign::{refund_word, region_word, status_word};
use super::format::{Field, Take};
use crate::domain::{Claim, Id, ReasonClass, Word, Words, label};
use crate::table::{CellFault, DayStart, Plain, Row};

/// One column that is read, and what its last cell was: mostly the next one is the same.
pub(super) struct Slot {
    pub field: Field,
    pub place: usize,
    last: Option<(Vec<u8>, Option<Word>)>,
    day: DayStart,
}

impl Slot {
    pub fn new(field: Field, place: usize) -> Slot {
        Slot { field, place, last: None, day: DayStart::default() }
    }
}

/// The words of texts already met, by their raw bytes: most cells repeat, so most are neither
/// decoded nor cleaned twice.
#[derive(Default)]
pub(super) struct Seen {
    codes: FxHashMap<Box<[u8]>, Option<Word>>,
    vocabulary: FxHashMap<Box<[u8]>, Option<Word>>,
    labels: FxHashMap<Box<[u8]>, Option<Word>>,
    statuses: FxHashMap<Box<[u8]>, Option<Word>>,
    refunds: FxHashMap<Box<[u8]>, Option<Word>>,
    regions: FxHashMap<Box<[u8]>, Option<Word>>,
}

impl Seen {
    fn of(&mut self, take: Take) -> &mut FxHashMap<Box<[u8]>, Option<Word>> {
        match take {
            Take::Code => &mut self.codes,
            Take::Label => &mut self.labels,
            Take::Status => &mut self.statuses,
            Take::Refund => &mut self.refunds,
            Take::Province => &mut self.regions,
            _ => &mut self.vocabulary,
        }
    }
}

/// One row on its way from cells to facts.
pub(super) struct Reading<'a> {
    pub words: &'a mut Words,
    pub seen: &'a mut Seen,
    pub row: &'a Row<'a>,
}

impl Reading<'_> {
    /// Reads one cell into its place; a range of days fills two places.
    #[inline]
    pub fn read(&mut self, slot: &mut Slot, cells: &mut [Option<i64>]) -> Result<(), CellFault> {
        let bytes = self.row.bytes(slot.place);
        let plain = Plain::new(&bytes);
        if plain.is_empty() {
            return Ok(());
        }
        let value = match slot.field.take {
            Take::Code
            | Take::Vocabulary
            | Take::Label
            | Take::Status
            | Take::Refund
            | Take::Province => {
                return self.word(slot, &bytes).map(|word| put(slot, cells, word));
            }
            Take::Id => plain.id(),
            Take::Money => plain.cents(),
            Take::Count => plain.count(),
            Take::Moment => plain.moment(&mut slot.day).map(|moment| moment.0),
            _ => None,
        };
        match value {
            Some(_) => put(slot, cells, value),
            None => self.read_carefully(slot, &bytes, cells)?,
        }
        Ok(())
    }

    fn read_carefully(
        &mut self,
        slot: &Slot,
        bytes: &[u8],
        cells: &mut [Option<i64>],
    ) -> Result<(), CellFault> {
        let text = self.row.text(bytes);
        let cell = self.row.cell(&text);
        if cell.is_blank() {
            return Ok(());
        }
        let words = &mut *self.words;
        let value = match slot.field.take {
            Take::Topic => {
                let (class, _) = ReasonClass::classify(&cell.word());
                words.intern(class.id()).to_cell()
            }
            Take::Claim => words.intern(Claim::classify(&cell.word()).id()).to_cell(),
            Take::Days => {
                let range = cell.days()?;
                if let Some(to) = cells.get_mut(slot.field.column + 1) {
                    *to = Some(i64::from(range.to.0));
                }
                i64::from(range.from.0)
            }
            Take::Money => cell.money()?.cents(),
            Take::Count => cell.count()?,
            Take::Moment => cell.moment()?.0,
            Take::Ratio => cell.ratio()?,
            Take::Seconds => cell.seconds(1)?,
            Take::Minutes => cell.seconds(60)?,
            Take::Id
            | Take::Code
            | Take::Vocabulary
            | Take::Label
            | Take::Status
            | Take::Refund
            | Take::Province => Id::parse(&cell.id()?, words).to_cell(),
        };
        put(slot, cells, Some(value));
        Ok(())
    }

    /// The word of a cell, mostly the one of the cell above.
    #[inline]
    fn word(&mut self, slot: &mut Slot, bytes: &[u8]) -> Result<Option<i64>, CellFault> {
        let word = match &mut slot.last {
            Some((last, word)) if last == bytes => *word,
            last => {
                let word = self.find_word(slot.field.take, bytes)?;
                let (known, known_word) = last.get_or_insert_default();
                bytes.clone_into(known);
                *known_word = word;
                word
            }
        };
        Ok(word.map(|word| word.to_cell()))
    }

    fn find_word(&mut self, take: Take, bytes: &[u8]) -> Result<Option<Word>, CellFault> {
        if let Some(&word) = self.seen.of(take).get(bytes) {
            return Ok(word);
        }
        let text = self.row.text(bytes);
        let cell = self.row.cell(&text);
        let words = &mut *self.words;
        let word = match (cell.is_blank(), take) {
            (true, _) => None,
            (false, Take::Code) => Some(words.intern(&cell.id()?)),
            (false, Take::Label) => Some(words.intern(&label(&text))),
            (false, Take::Status) => Some(words.intern(&label(status_word(&cell.word())))),
            (false, Take::Refund) => refund_word(&cell.word()).map(|word| words.intern(word)),
            (false, Take::Province) => region_word(cell.text()).map(|word| words.intern(word)),
            (false, _) => Some(words.intern(&label(&cell.word()))),
        };
        self.seen.of(take).insert(Box::from(bytes), word);
        Ok(word)
    }
}

#[inline]
fn put(slot: &Slot, cells: &mut [Option<i64>], value: Option<i64>) {
    if let Some(cell) = cells.get_mut(slot.field.column) {
        *cell = value;
    }
}
