//! Findings that keep quiet: for some days, until they go away, or for good.

use crate::domain::{Day, SortedMap};
use crate::text::{Phrase, phrase};

/// How long a finding keeps quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// Until this day, exclusive.
    Until(Day),
    /// Until it goes away by itself.
    Dismissed,
}

/// Why a finding was dismissed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Handled,
    NoProblem,
    DataMissing,
    /// As typed.
    Other,
}

impl Reason {
    pub const ALL: [Reason; 4] =
        [Reason::Handled, Reason::NoProblem, Reason::DataMissing, Reason::Other];

    pub fn id(self) -> &'static str {
        match self {
            Reason::Handled => "handled",
            Reason::NoProblem => "no-problem",
            Reason::DataMissing => "data-missing",
            Reason::Other => "other",
        }
    }

    pub fn from_id(id: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.id() == id)
    }

    pub fn name(self) -> Phrase {
        match self {
            Reason::Handled => phrase("已处理", "Dealt with"),
            Reason::NoProblem => phrase("不是问题", "No problem"),
            Reason::DataMissing => phrase("数据不全", "Data missing"),
            Reason::Other => phrase("其他", "Other"),
        }
    }
}

/// A reason with the operator's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub reason: Reason,
    pub words: String,
}

/// Characters of the words.
const LONGEST: usize = 200;

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuietList {
    /// By the finding's key.
    pub quiet: SortedMap<String, Quiet>,
    /// Why, where the operator said so, by key.
    pub why: SortedMap<String, Why>,
    /// The names of those of whom nothing is to be told, by the subject's id.
    pub never: SortedMap<String, String>,
}

impl QuietList {
    pub fn is_quiet(&self, key: &str, today: Day) -> bool {
        match self.quiet.get(key) {
            Some(Quiet::Until(day)) if today < *day => return true,
            Some(Quiet::Dismissed) => return true,
            _ => {}
        }
        let about = key.split_once('|').map_or("", |(_, about)| about);
        self.never.keys().any(|subject| {
            let rest = about.strip_prefix(subject.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
        })
    }

    /// Says why a finding was dismissed; a key that is not says nothing.
    pub fn explain(&mut self, key: &str, reason: Option<Reason>, words: &str) {
        let words = words.trim().chars().take(LONGEST).collect();
        match reason.filter(|_| self.quiet.get(key) == Some(&Quiet::Dismissed)) {
            Some(reason) => _ = self.why.insert(key.to_owned(), Why { reason, words }),
            None => _ = self.why.remove(key),
        }
    }

    /// Tells a finding again.
    pub fn wake(&mut self, key: &str) {
        self.quiet.remove(key);
        self.why.remove(key);
    }

    /// Forgets dismissals of findings that are not found any more, so that they are told again
    /// when they come back.
    pub fn forget_gone<'a>(&mut self, found: impl Iterator<Item = &'a str>) -> bool {
        let found: Vec<&str> = found.collect();
        let before = self.quiet.len();
        self.quiet.retain(|key, quiet| *quiet != Quiet::Dismissed || found.contains(&key.as_str()));
        let QuietList { quiet, why, .. } = self;
        why.retain(|key, _| quiet.contains_key(key.as_str()));
        self.quiet.len() != before
    }
}
