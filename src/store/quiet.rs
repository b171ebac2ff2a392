//! The stored shape of what keeps quiet. The first shape had only the days, by key; it is still
//! the part of that name.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, SortedMap};
use crate::plan::{Quiet, QuietList, Reason, Why};

/// The day that quiet ends, or nothing until the finding goes away.
pub(super) type StoredQuiet = SortedMap<String, Option<i32>>;

/// What came later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredReasons {
    /// Reason and words, by the finding's key.
    why: SortedMap<String, (String, String)>,
    /// Names by subject.
    never: SortedMap<String, String>,
}

pub(super) fn store(list: &QuietList) -> (StoredQuiet, StoredReasons) {
    let until = |quiet: &Quiet| match quiet {
        Quiet::Until(day) => Some(day.0),
        Quiet::Dismissed => None,
    };
    let quiet = list.quiet.iter().map(|(key, quiet)| (key.clone(), until(quiet))).collect();
    let told = |why: &Why| (why.reason.id().to_owned(), why.words.clone());
    let why = list.why.iter().map(|(key, why)| (key.clone(), told(why))).collect();
    (quiet, StoredReasons { why, never: list.never.clone() })
}

pub(super) fn restore(quiet: StoredQuiet, later: StoredReasons) -> QuietList {
    let of = |until: Option<i32>| until.map_or(Quiet::Dismissed, |day| Quiet::Until(Day(day)));
    let why = later.why.into_iter().filter_map(|(key, (reason, words))| {
        Some((key, Why { reason: Reason::from_id(&reason)?, words }))
    });
    QuietList {
        quiet: quiet.into_iter().map(|(key, until)| (key, of(until))).collect(),
        why: why.collect(),
        never: later.never,
    }
}
