//! What a metric is: its id, words, unit, and how its figure is taken from a reading.

use super::figure::{Figure, Unit};
use super::funnel::Counting;
use super::reading::Reading;
use crate::domain::Family;
use crate::text::{Phrase, phrase};

/// Which direction of a metric is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    /// It is what it is.
    Neither,
}

/// One metric.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// The value of `data-metric`.
    pub id: &'static str,
    pub name: Phrase,
    pub unit: Unit,
    pub better: Better,
    /// The formula in words.
    pub formula: Phrase,
    /// What counts, by which date, and what to beware of.
    pub basis: Phrase,
    /// The kinds of files that give it.
    pub families: &'static [Family],
    /// It ripens: refunds of young days are still to come.
    pub matures: bool,
    /// It hangs on the clock, not on the period.
    pub by_clock: bool,
    pub figure: fn(&Reading<'_>) -> Figure,
}

impl Metric {
    /// What a step of the funnel, or a rate between two, counts; nothing for other metrics.
    pub(super) fn counting(&self) -> Option<Counting> {
        match self.id {
            "impressions"
            | "clicks"
            | "carts"
            | "paid-people"
            | "ctr"
            | "cart-rate"
            | "click-pay-rate"
            | "impression-pay-rate" => Some(Counting::People),
            "impression-times" | "click-times" | "paid-orders" | "ctr-times"
            | "click-pay-times" => Some(Counting::Times),
            _ => None,
        }
    }

    /// A metric that neither matures nor hangs on the clock.
    pub(super) const PLAIN: Metric = Metric {
        id: "",
        name: phrase("", ""),
        unit: Unit::Count,
        better: Better::Higher,
        formula: phrase("", ""),
        basis: phrase("", ""),
        families: &[Family::Lines],
        matures: false,
        by_clock: false,
        figure: |reading| Figure::unknown(reading.period()),
    };
}
