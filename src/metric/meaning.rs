//! What the words of order lines mean, found out once a word: some dozen of them stand on hundreds
//! of thousands of lines.

use crate::domain::{OrderStatus, Refunded, Word, Words};

/// What a word means, in whichever column it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    /// As 订单状态.
    pub status: OrderStatus,
    /// As 售后状态.
    pub after_sale: Refunded,
    /// As 订单类型: the deposit is not in the file.
    pub presale: bool,
    /// As 订单类型: goods that no courier carries.
    pub is_virtual: bool,
}

impl Meaning {
    fn of(text: &str) -> Meaning {
        Meaning {
            status: OrderStatus::classify(text),
            after_sale: Refunded::classify(text),
            presale: text.contains("预售"),
            is_virtual: ["虚拟", "电子券", "核销"].iter().any(|word| text.contains(word)),
        }
    }
}

/// The meanings found so far, by word; the first is that of an empty cell.
#[derive(Debug)]
pub(super) struct Meanings<'a> {
    words: &'a Words,
    found: Vec<Option<Meaning>>,
}

impl<'a> Meanings<'a> {
    pub fn new(words: &'a Words) -> Meanings<'a> {
        Meanings { words, found: vec![None; words.len() + 1] }
    }

    pub fn of(&mut self, word: Option<Word>) -> Meaning {
        let find = || Meaning::of(word.map_or("", |word| self.words.text(word)));
        match self.found.get_mut(word.map_or(0, |word| word.place() + 1)) {
            Some(found) => *found.get_or_insert_with(find),
            None => find(),
        }
    }
}
