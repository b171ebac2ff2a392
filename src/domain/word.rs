//! Words: the distinct texts of a shop (product titles, statuses, provinces), each kept once.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

/// The number of a text in [`Words`], from 0. It is kept one higher, so that no word takes no room
/// beside a word: sales carry many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(NonZeroU32);

impl Word {
    /// The word of a number; one that no dictionary has for a number out of range.
    pub fn nth(number: u32) -> Word {
        Word(NonZeroU32::MIN.saturating_add(number))
    }

    /// The word that a cell holds.
    pub fn from_cell(cell: i64) -> Word {
        Word::nth(u32::try_from(cell).unwrap_or(u32::MAX))
    }

    pub fn number(self) -> u32 {
        self.0.get() - 1
    }

    pub fn to_cell(self) -> i64 {
        i64::from(self.number())
    }

    /// Its place among all words.
    pub fn place(self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }
}

/// An append-only dictionary of texts.
#[derive(Clone, Debug, Default)]
pub struct Words {
    texts: Vec<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
}

impl Words {
    /// The number of `text`, given to it now if it is new.
    pub fn intern(&mut self, text: &str) -> Word {
        if let Some(&number) = self.numbers.get(text) {
            return Word::nth(number);
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        Word::nth(number)
    }

    /// The number of `text`, if it has been seen.
    pub fn find(&self, text: &str) -> Option<Word> {
        self.numbers.get(text).copied().map(Word::nth)
    }

    /// The text of a word; empty for a word of another dictionary.
    pub fn text(&self, word: Word) -> &str {
        self.texts.get(word.place()).map_or("", AsRef::as_ref)
    }

    /// All texts, in the order of their numbers.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
