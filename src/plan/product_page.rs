//! What the operator keeps on the pages of products: marks on their timelines, a story and a
//! supplier each, and the columns of the table.

use crate::domain::{Day, SortedMap};
use crate::metric::{EventKind, ProductEvent};

/// Marks and stories of a shop, and characters in one of each: the whole stays a small document.
pub const MOST_MARKS: usize = 200;
pub const LONGEST_MARK: usize = 80;
pub const LONGEST_STORY: usize = 1_000;

/// Something that was done to a product on a day, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductMark {
    /// Unlike that of any other mark.
    pub number: u32,
    /// 商品ID.
    pub product: String,
    pub day: Day,
    pub kind: EventKind,
    pub words: String,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductPages {
    /// The highest number given so far.
    pub next: u32,
    pub marks: Vec<ProductMark>,
    /// By 商品ID.
    pub stories: SortedMap<String, String>,
    /// Ids of the columns that the table of products shows; nothing for the usual ones.
    pub columns: Vec<String>,
    /// By 商品ID.
    pub suppliers: SortedMap<String, String>,
}

/// The first characters of a text.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

impl ProductPages {
    /// Adds a mark; nothing when the shop has its fill.
    pub fn add(&mut self, product: &str, day: Day, kind: EventKind, words: &str) -> Option<u32> {
        if self.marks.len() >= MOST_MARKS {
            return None;
        }
        self.next += 1;
        let (number, product) = (self.next, product.to_owned());
        let words = cut(words.trim(), LONGEST_MARK);
        self.marks.push(ProductMark { number, product, day, kind, words });
        Some(number)
    }

    pub fn remove(&mut self, number: u32) {
        self.marks.retain(|mark| mark.number != number);
    }

    /// The marks of a product, as events of its timeline.
    pub fn events(&self, product: &str) -> Vec<ProductEvent> {
        let marks = self.marks.iter().filter(|mark| mark.product == product);
        let event = |mark: &ProductMark| ProductEvent {
            day: mark.day,
            kind: mark.kind,
            text: mark.words.clone(),
            typed: Some(mark.number),
        };
        marks.map(event).collect()
    }

    pub fn story(&self, product: &str) -> &str {
        self.stories.get(product).map_or("", String::as_str)
    }

    /// The operator's words on a product; a new one is refused once the shop has its fill.
    pub fn tell(&mut self, product: &str, story: &str) {
        if story.trim().is_empty() {
            self.stories.remove(product);
        } else if self.stories.contains_key(product) || self.stories.len() < MOST_MARKS {
            self.stories.insert(product.to_owned(), cut(story, LONGEST_STORY));
        }
    }
}
