//! 晚间复盘: what a day was like and the three things of the next, in two minutes. It is kept by day
//! and told in the report.

use super::keep::kept_since;
use crate::domain::{Day, SortedMap};

/// Things for tomorrow; more than three are none.
pub const TOMORROW: usize = 3;
/// Characters in the words of a day.
pub const LONGEST_REVIEW: usize = 500;
/// Days that are kept.
const KEPT: usize = 800;

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayReview {
    pub words: String,
    /// Titles of the tasks that tomorrow begins with.
    pub tomorrow: [String; TOMORROW],
}

/// By day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayReviews(pub SortedMap<Day, DayReview>);

impl DayReviews {
    pub fn of(&self, day: Day) -> DayReview {
        self.0.get(&day).cloned().unwrap_or_default()
    }

    /// Keeps what was said of a day; one that says nothing is forgotten.
    pub fn set(&mut self, day: Day, review: DayReview) {
        // Blanks stay while it is typed.
        let cut = |text: &str| text.chars().take(LONGEST_REVIEW).collect::<String>();
        let review =
            DayReview { words: cut(&review.words), tomorrow: review.tomorrow.map(|it| cut(&it)) };
        let silent = |text: &String| text.trim().is_empty();
        if silent(&review.words) && review.tomorrow.iter().all(silent) {
            self.0.remove(&day);
        } else {
            self.0.insert(day, review);
        }
        if let Some(since) = kept_since(self.0.keys().copied(), KEPT) {
            self.0.retain(|&known, _| known >= since);
        }
    }
}
