//! Words: the distinct texts of a shop (product titles, statuses, provinces), each kept once.

use rustc_hash::FxHashMap;

/// The number of a text in [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

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
            return Word(number);
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        Word(number)
    }

    /// The number of `text`, if it has been seen.
    pub fn find(&self, text: &str) -> Option<Word> {
        self.numbers.get(text).copied().map(Word)
    }

    /// The text of a word; empty for a word of another dictionary.
    pub fn text(&self, word: Word) -> &str {
        usize::try_from(word.0).ok().and_then(|i| self.texts.get(i)).map_or("", AsRef::as_ref)
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
