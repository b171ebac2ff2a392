//! The stored shape of goals.

use serde::{Deserialize, Serialize};

use crate::domain::{Money, SortedMap};
use crate::insight::Span;
use crate::plan::{Goals, Numbers};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredGoals {
    /// 分, by `2026-11` or `2026-Q4`.
    gmv: SortedMap<String, i64>,
    /// Hundredths, by `double-11:2026`.
    weights: SortedMap<String, i64>,
    targets: SortedMap<String, Numbers>,
    progress: SortedMap<String, Numbers>,
}

pub(super) fn store(goals: &Goals) -> StoredGoals {
    let numbers = |all: &SortedMap<Span, Numbers>| {
        all.iter().map(|(span, numbers)| (span.key(), numbers.clone())).collect()
    };
    StoredGoals {
        gmv: goals.gmv.iter().map(|(span, goal)| (span.key(), goal.cents())).collect(),
        weights: goals.weights.clone(),
        targets: numbers(&goals.targets),
        progress: numbers(&goals.progress),
    }
}

/// What cannot be is left out: unknown spans, goals and weights out of their range.
pub(super) fn restore(stored: &StoredGoals) -> Goals {
    let mut goals = Goals::default();
    let span = |key: &String| Span::from_key(key);
    for (key, &cents) in stored.gmv.iter() {
        if let Some(span) = span(key).filter(|_| cents > 0) {
            goals.set_gmv(span, Some(Money(cents)));
        }
    }
    for (key, &weight) in stored.weights.iter() {
        goals.set_weight(key, Some(weight));
    }
    for (key, numbers) in stored.targets.iter() {
        let Some(span) = span(key) else { continue };
        numbers.iter().for_each(|(id, &number)| goals.set_target(span, id, Some(number)));
    }
    for (key, numbers) in stored.progress.iter() {
        let Some(span) = span(key) else { continue };
        numbers.iter().for_each(|(id, &number)| goals.set_progress(span, id, Some(number)));
    }
    goals
}
