//! What a filter is called: names of products and creators rather than their ids.

use super::book::Book;
use super::query::Dimension;
use crate::domain::{Word, masked};
use crate::text::{Lang, Phrase, phrase};

/// What is asked for by one part of a filter, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The name of what the shop knows by that id.
    Known(String),
    /// The shop has no such thing, so nothing passes.
    Unknown(String),
}

impl Dimension {
    pub fn name(self) -> Phrase {
        match self {
            Dimension::Product => phrase("商品", "product"),
            Dimension::Creator => phrase("达人", "creator"),
            Dimension::Carrier => phrase("载体", "carrier"),
            Dimension::Channel => phrase("渠道", "channel"),
            Dimension::Province => phrase("省份", "province"),
            Dimension::Category => phrase("品类", "category"),
            Dimension::Side => phrase("自营/合作", "side"),
            Dimension::Origin => phrase("流量来源", "origin"),
            Dimension::Ad => phrase("流量类型", "ad or not"),
            Dimension::Price => phrase("价格带", "price band"),
        }
    }
}

impl Book {
    /// Whether a word is the id of a product that sold or that 罗盘 names.
    pub fn is_product(&self, word: Word) -> bool {
        self.products.contains_key(&word) || self.compass.titles.contains_key(&word)
    }

    /// What a part of a split is called: a name rather than an id.
    pub fn part_name(&self, dimension: Dimension, part: Word) -> &str {
        match dimension {
            Dimension::Product => self.product_name(part),
            Dimension::Creator => self.creator_name(part),
            _ => self.words.text(part),
        }
    }
}

impl Asked {
    /// What an id in an address asks for.
    pub fn of(book: &Book, dimension: Dimension, id: &str) -> Asked {
        let name = book.words.find(id).and_then(|word| name(book, dimension, word));
        name.map_or_else(|| Asked::Unknown(short(id)), |name| Asked::Known(name.to_owned()))
    }

    /// `袜子`, or `8888（没有这个商品）`.
    pub fn text(&self, dimension: Dimension, lang: Lang) -> String {
        let what = dimension.name().text(lang);
        match self {
            Asked::Known(name) => name.clone(),
            Asked::Unknown(id) => {
                phrase("{}（没有这个{}）", "{} (no such {})").fill(lang, &[id, what])
            }
        }
    }
}

/// Characters of an id that nobody knows; a longer one hides what is said of it.
const LONGEST_ID: usize = 24;

fn short(id: &str) -> String {
    let cut: String = id.chars().take(LONGEST_ID).collect();
    masked(&if cut.len() < id.len() { format!("{cut}…") } else { cut })
}

/// The name of something that sales are split by; nothing when none of that kind is known.
fn name(book: &Book, dimension: Dimension, word: Word) -> Option<&str> {
    match dimension {
        Dimension::Product if book.is_product(word) => Some(book.product_name(word)),
        Dimension::Creator if book.creators.contains_key(&word) => Some(book.creator_name(word)),
        _ => {
            let is_asked = |dims| dimension.of(dims) == Some(word);
            let sold = book.sales.iter().any(|sale| is_asked(&sale.dims))
                || book.rollups.sums().iter().any(|sum| is_asked(&sum.dims));
            // A 载体 may be known from 罗盘 alone.
            let told = || dimension == Dimension::Carrier && book.compass.has_carrier(word);
            (sold || told()).then(|| book.words.text(word))
        }
    }
}
