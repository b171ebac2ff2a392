//! What rules look at.

use super::threshold::Thresholds;
use super::window::Days;
use crate::domain::{Moment, Money, Period, SortedMap};
use crate::metric::{Anchor, Book, ProductMix};
use crate::text::Phrase;

/// How the data is kept: when a backup was last saved, and what has come in since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    pub backed_up: Option<Moment>,
    /// Files imported since then.
    pub imports: u32,
}

/// The next campaign of the operator's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextCampaign {
    /// `double-11:2026`.
    pub key: String,
    pub name: Phrase,
    pub days: Period,
    /// Steps whose day has come and that are not done.
    pub open: i64,
    /// Something of its plan is typed.
    pub planned: bool,
}

/// See the file's head.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    pub book: &'a Book,
    pub anchor: Anchor,
    pub thresholds: &'a Thresholds,
    /// Roles and costs, by 商品ID.
    pub products: &'a SortedMap<String, ProductMix>,
    /// 成交 that the operator typed as the goal of the running month.
    pub goal: Option<Money>,
    pub campaign: Option<&'a NextCampaign>,
    /// Nothing where it is nobody's: in the sample, in a report.
    pub upkeep: Option<Upkeep>,
}

impl Scene<'_> {
    /// The windows that end with the last complete day.
    pub(super) fn days(&self) -> Option<Days> {
        Days::of(self.book, &self.anchor)
    }
}
