//! What is kept on the pages of products: marks, stories, suppliers, columns; and the clipboard.

use leptos::prelude::*;

use super::state::App;
use crate::browser::copy_text;
use crate::domain::Day;
use crate::metric::EventKind;
use crate::plan::MOST_MARKS;
use crate::store::Document;
use crate::text::{Phrase, phrase};

impl App {
    /// Notes what was done to a product on a day; says whether there was room.
    pub fn add_mark(self, product: &str, day: Day, kind: EventKind, words: &str) -> bool {
        let mut added = None;
        self.edit_figures(&[Document::ProductPages], |documents| {
            added = documents.pages.add(product, day, kind, words);
        });
        let lang = self.lang.get_untracked();
        if added.is_none() && !self.watches() {
            let full = phrase("最多 {} 条标注，先删几条", "{} marks are all there is room for");
            self.say(full.fill(lang, &[&MOST_MARKS.to_string()]), None);
        }
        added.is_some()
    }

    /// Takes a mark away, with a way back.
    pub fn remove_mark(self, number: u32) {
        let said = phrase("标注删掉了", "The mark is gone").text(self.lang.get_untracked());
        self.change(Document::ProductPages, said, |documents| documents.pages.remove(number));
    }

    /// The operator's own words on a product.
    pub fn tell_product(self, product: &str, story: &str) {
        self.edit(Document::ProductPages, |documents| documents.pages.tell(product, story));
    }

    /// Notes who makes a product.
    pub fn set_supplier(self, product: &str, supplier: &str) {
        self.edit(Document::ProductPages, |documents| {
            documents.pages.set_supplier(product, supplier);
        });
    }

    /// The columns that the table of products shows.
    pub fn set_columns(self, columns: Vec<String>) {
        self.edit(Document::ProductPages, |documents| documents.pages.columns = columns);
    }

    /// Puts a text on the clipboard, and says so in these words, or that the browser refused.
    pub fn copy(self, text: String, done: Phrase) {
        leptos::task::spawn_local(async move {
            let words = match copy_text(&text).await {
                true => done,
                false => phrase("浏览器不让复制", "The browser refused to copy"),
            };
            self.say(words.text(self.lang.get_untracked()), None);
        });
    }
}
