//! What became of the questions behind findings: ticks, notes, and the tasks that they turned into.
//!
//! The questions themselves are the rules'; only what the operator did about them is kept.

use super::keep::kept_since;
use super::task::{TaskState, Tasks};
use crate::domain::{Day, SortedMap};

/// A question that was looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckLine {
    pub done: bool,
    /// What was found.
    pub note: String,
}

/// The list of one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedList {
    /// The day of its last change.
    pub touched: Day,
    /// By the question's id.
    pub lines: SortedMap<String, CheckLine>,
    /// The last day of work whose measure was read.
    pub read: Option<Day>,
}

/// The lists by the finding's key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklists(pub SortedMap<String, CheckedList>);

/// Lists that are kept; the one that was touched longest ago goes first.
const MOST: usize = 300;
/// Characters of a note.
const LONGEST_NOTE: usize = 300;

/// What stands between a finding's key and a question in the origin of its task.
const LINE: &str = "|#";

/// The origin of the task of a question.
pub fn line_key(finding: &str, question: &str) -> String {
    format!("{finding}{LINE}{question}")
}

/// The finding that a task came from, be it from all of it or from one question.
pub fn finding_of(origin: &str) -> &str {
    origin.rsplit_once(LINE).map_or(origin, |(finding, _)| finding)
}

impl Checklists {
    pub fn line(&self, finding: &str, question: &str) -> CheckLine {
        let list = self.0.get(finding);
        list.and_then(|list| list.lines.get(question)).cloned().unwrap_or_default()
    }

    /// Ticks a question or takes the tick away.
    pub fn tick(&mut self, finding: &str, question: &str, done: bool, today: Day) {
        self.change(finding, question, today, |line| line.done = done);
    }

    pub fn note(&mut self, finding: &str, question: &str, note: &str, today: Day) {
        let note: String = note.trim().chars().take(LONGEST_NOTE).collect();
        self.change(finding, question, today, |line| line.note = note);
    }

    /// The measure of the work that was done on a day has been read.
    pub fn read(&mut self, finding: &str, work: Day, today: Day) {
        let list = self.0.slot(finding.to_owned());
        (list.touched, list.read) = (today, Some(work));
        self.tidy();
    }

    fn change(
        &mut self,
        finding: &str,
        question: &str,
        today: Day,
        change: impl FnOnce(&mut CheckLine),
    ) {
        let list = self.0.slot(finding.to_owned());
        list.touched = today;
        change(list.lines.slot(question.to_owned()));
        list.lines.retain(|_, line| line.done || !line.note.is_empty());
        self.tidy();
    }

    fn tidy(&mut self) {
        self.0.retain(|_, list| !list.lines.is_empty() || list.read.is_some());
        if let Some(since) = kept_since(self.0.values().map(|list| list.touched), MOST) {
            self.0.retain(|_, list| list.touched >= since);
        }
    }
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    Open,
    /// It is a task of the day.
    Tasked,
    Done,
}

/// A question is done when it is ticked or its task is.
pub fn line_state(lists: &Checklists, tasks: &Tasks, finding: &str, question: &str) -> LineState {
    let task = tasks.of_finding(&line_key(finding, question)).map(|task| task.state);
    match task {
        _ if lists.line(finding, question).done => LineState::Done,
        Some(TaskState::Done) => LineState::Done,
        Some(TaskState::Open) => LineState::Tasked,
        Some(TaskState::Skipped) | None => LineState::Open,
    }
}
