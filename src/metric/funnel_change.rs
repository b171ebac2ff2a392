//! Which step explains a change of 成交: 曝光 × 点击率 × 点击-成交率 of two periods, both from one
//! report (口径 section 5, "Decomposition").

use super::book::Book;
use super::decompose::{chain, decompose};
use super::funnel::{Counting, FunnelSource, StepKind, funnel_from};
use super::query::Query;
use crate::domain::Period;

/// The steps that are multiplied: each is a factor over the one before.
const LEVELS: [StepKind; 3] = [StepKind::Impressions, StepKind::Clicks, StepKind::Paid];

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelChange {
    pub source: FunnelSource,
    /// Impressions, clicks and buyers (orders, in times) of the earlier and of the later period.
    pub before: [i64; 3],
    pub now: [i64; 3],
    /// What 曝光, 点击率 and 点击-成交率 explain, in people or orders; they sum to the change.
    pub parts: Vec<i64>,
    /// People were added up over days.
    pub upper: bool,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChange {
    /// No report states the three steps of both periods.
    NoSteps,
    /// The report that does lacks so many days of the two.
    Missing(i32),
    /// The numbers contradict themselves: buyers without clicks.
    Impossible,
}

/// The change from an earlier period to that of the query.
pub fn funnel_change(
    book: &Book,
    query: &Query,
    before: Period,
    counting: Counting,
) -> Result<FunnelChange, NoChange> {
    let mut why = NoChange::NoSteps;
    let mut found: Option<FunnelChange> = None;
    for source in FunnelSource::ALL {
        let of = |period| {
            let funnel = funnel_from(book, &query.over(period), source, counting)?;
            let [first, second, third] = LEVELS.map(|kind| funnel.count(kind));
            Some(([first?, second?, third?], funnel))
        };
        let Some(((now, later), (old, earlier))) = of(query.period).zip(of(before)) else {
            continue;
        };
        let missing = later.missing + earlier.missing;
        if missing > 0 {
            why = NoChange::Missing(missing);
            continue;
        }
        let upper = later.upper || earlier.upper;
        // A sum of days gives way only to a row of the very range.
        if found.as_ref().is_some_and(|known| upper || !known.upper) {
            continue;
        }
        match decompose(&chain(&old), &chain(&now)) {
            Some(parts) => found = Some(FunnelChange { source, before: old, now, parts, upper }),
            None => why = NoChange::Impossible,
        }
    }
    found.ok_or(why)
}

impl FunnelChange {
    /// The change as a whole.
    pub fn whole(&self) -> i64 {
        self.now[2] - self.before[2]
    }

    /// A rate of a period had nothing to be a rate of, and counts as in the other period.
    pub fn assumes(&self) -> bool {
        [&self.before, &self.now].into_iter().any(|[first, second, _]| *first == 0 || *second == 0)
    }
}
