//! The operator's own words for the six chapters of the report, kept by period.

use crate::domain::{Period, SortedMap};
use crate::text::{Lang, Style, period_text};

/// The report has six chapters (M7).
pub const CHAPTERS: usize = 6;

/// Words by period, then by chapter from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(pub SortedMap<String, [String; CHAPTERS]>);

/// The key of a period: `2026-11-01 至 2026-11-30`, the same in every language.
pub fn note_key(period: Period) -> String {
    period_text(period, Style::Iso, Lang::Zh)
}

impl Notes {
    pub fn get(&self, period: Period, chapter: usize) -> &str {
        let words = self.0.get(&note_key(period)).and_then(|words| words.get(chapter));
        words.map_or("", String::as_str)
    }

    pub fn set(&mut self, period: Period, chapter: usize, text: &str) {
        let words = self.0.slot(note_key(period));
        if let Some(word) = words.get_mut(chapter) {
            text.clone_into(word);
        }
        self.0.retain(|_, words| words.iter().any(|word| !word.is_empty()));
    }
}
