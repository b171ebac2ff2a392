//! What the operator has set as goals, by month and quarter, and the progress that only they know.

use super::goal_kind::GOALS;
use crate::domain::{Money, SortedMap};
use crate::insight::{Span, Thresholds};

/// Typed numbers of a span: by the id of the goal, in the smallest step of its unit.
pub type Numbers = SortedMap<String, i64>;

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goals {
    /// 成交金额.
    pub gmv: SortedMap<Span, Money>,
    /// The weight of a day of a campaign, in hundredths, by `double-11:2026`.
    pub weights: SortedMap<String, i64>,
    pub targets: SortedMap<Span, Numbers>,
    /// What was reached of goals that no file gives.
    pub progress: SortedMap<Span, Numbers>,
}

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetOrigin {
    Typed,
    /// Typed for an earlier span of the same kind.
    Earlier(Span),
    Default,
}

/// What a typed goal may be: 1 分 to 100 亿.
pub const MOST_GMV: Money = Money(1_000_000_000_000);
/// Weights of a day: 0.1 to 50.
pub const WEIGHTS: std::ops::RangeInclusive<i64> = 10..=5_000;
/// Spans that are kept.
const MOST_SPANS: usize = 200;

impl Goals {
    /// Sets or forgets the 成交 goal.
    pub fn set_gmv(&mut self, span: Span, goal: Option<Money>) {
        match goal {
            Some(goal) => {
                self.gmv.insert(span, goal.clamp(Money(1), MOST_GMV));
            }
            None => _ = self.gmv.remove(&span),
        }
        keep_newest(&mut self.gmv);
    }

    pub fn set_weight(&mut self, campaign: &str, weight: Option<i64>) {
        match weight {
            Some(weight) => {
                let weight = weight.clamp(*WEIGHTS.start(), *WEIGHTS.end());
                self.weights.insert(campaign.to_owned(), weight);
            }
            None => _ = self.weights.remove(campaign),
        }
    }

    pub fn set_target(&mut self, span: Span, id: &str, number: Option<i64>) {
        set(&mut self.targets, span, id, number);
    }

    pub fn set_progress(&mut self, span: Span, id: &str, number: Option<i64>) {
        set(&mut self.progress, span, id, number);
    }

    /// What was typed for the span, else for the latest span of its kind before it, else the
    /// handbook's; nothing where there is none of them.
    pub fn target(
        &self,
        span: Span,
        id: &str,
        thresholds: &Thresholds,
    ) -> Option<(i64, TargetOrigin)> {
        let of = |(known, numbers): (&Span, &Numbers)| Some((*known, *numbers.get(id)?));
        let before = self
            .targets
            .iter()
            .rev()
            .filter(|(known, _)| known.is_quarter() == span.is_quarter() && **known <= span);
        if let Some((known, number)) = before.filter_map(of).next() {
            let origin =
                if known == span { TargetOrigin::Typed } else { TargetOrigin::Earlier(known) };
            return Some((number, origin));
        }
        let kind = GOALS.iter().find(|kind| kind.id == id)?;
        Some(((kind.default)(thresholds, span.days())?, TargetOrigin::Default))
    }

    pub fn progress_of(&self, span: Span, id: &str) -> Option<i64> {
        self.progress.get(&span).and_then(|numbers| numbers.get(id)).copied()
    }
}

fn set(all: &mut SortedMap<Span, Numbers>, span: Span, id: &str, number: Option<i64>) {
    let numbers = all.slot(span);
    match number {
        Some(number) => _ = numbers.insert(id.to_owned(), number),
        None => _ = numbers.remove(id),
    }
    all.retain(|_, numbers| !numbers.is_empty());
    keep_newest(all);
}

/// Old spans go, so that the document stays small.
fn keep_newest<T>(all: &mut SortedMap<Span, T>) {
    while all.len() > MOST_SPANS {
        let Some(oldest) = all.keys().next().copied() else { return };
        all.remove(&oldest);
    }
}
