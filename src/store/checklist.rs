//! The stored shape of what became of checklists.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, SortedMap};
use crate::plan::{CheckLine, CheckedList, Checklists};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredChecklists {
    /// By the finding's key.
    lists: SortedMap<String, StoredList>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredList {
    touched: i32,
    /// Ticked, and what was found, by question.
    lines: SortedMap<String, (bool, String)>,
    read: Option<i32>,
}

pub(super) fn store(lists: &Checklists) -> StoredChecklists {
    let stored = |list: &CheckedList| StoredList {
        touched: list.touched.0,
        lines: (list.lines.iter())
            .map(|(id, line)| (id.clone(), (line.done, line.note.clone())))
            .collect(),
        read: list.read.map(|day| day.0),
    };
    StoredChecklists { lists: lists.0.iter().map(|(key, it)| (key.clone(), stored(it))).collect() }
}

pub(super) fn restore(stored: StoredChecklists) -> Checklists {
    let list = |stored: StoredList| CheckedList {
        touched: Day(stored.touched),
        lines: (stored.lines.into_iter())
            .map(|(id, (done, note))| (id, CheckLine { done, note }))
            .collect(),
        read: stored.read.map(Day),
    };
    Checklists(stored.lists.into_iter().map(|(key, it)| (key, list(it))).collect())
}
