//! Quality cases that may still be appealed against (申诉品质退货), by the time that is left.
//!
//! A candidate is a case whose reason counts against the goods while the buyer's own words speak of
//! taste, size or a mistake. Whether an appeal is granted is the platform's to say.

use super::book::Book;
use super::case_book::QualityCase;
use super::query::Query;
use crate::domain::{Claim, Day, sort_by_key};

/// Natural days after the decision in which a verdict may be contested (处罚不认可).
pub const APPEAL_DAYS: i32 = 7;

/// A case with its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appeal<'a> {
    pub case: &'a QualityCase,
    /// The last day for an appeal; nothing while the case is open.
    pub until: Option<Day>,
    /// Days from today to that day.
    pub left: Option<i32>,
    pub candidate: bool,
}

/// The quality cases of a question whose clock has not run out on `today`: candidates first, the
/// most urgent first. They hang on the clock, not on the period.
pub fn appeals<'a>(book: &'a Book, query: &Query, today: Day) -> Vec<Appeal<'a>> {
    let appeal = |case: &'a QualityCase| {
        let until = case.decided.map(|day| day.plus(APPEAL_DAYS));
        let left = until.map(|until| until.since(today));
        Appeal { case, until, left, candidate: case.claim == Some(Claim::Subjective) }
    };
    let cases = book.cases.quality.iter().filter(|case| query.filter.passes(&case.dims));
    let running = |appeal: &Appeal<'_>| appeal.left.is_none_or(|left| left >= 0);
    let mut found: Vec<Appeal<'a>> = cases.map(appeal).filter(running).collect();
    sort_by_key(&mut found, |it| (!it.candidate, it.left.is_none(), it.left, it.case.case));
    found
}
