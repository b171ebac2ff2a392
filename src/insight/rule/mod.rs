//! The registry of rules. A rule is one file: its words, its condition with the numbers that it
//! asks for, what it finds, its checklist, and where its evidence stands.

mod ad_budget;
mod ad_waste;
mod backup_old;
mod bad_reviews;
mod carrier_decline;
pub(super) mod cart_rate;
pub(super) mod click_rate;
mod concentration;
mod creator_stopped;
mod creator_worse;
mod data_gap;
mod funnel_step;
pub(super) mod goal_pace;
pub(super) mod mix_off;
pub(super) mod price_changed;
mod product_decline;
mod quality_cases;
mod reply_rate;
mod return_rate;
mod rising_product;
mod roi_fall;
mod score;
mod settlement_late;
mod ship_due;
pub(super) mod ship_margin;
mod slow_sku;

pub use super::scene::Scene;
pub use price_changed::price_changed;
pub use return_rate::over_lines;
pub use slow_sku::{SLOW_PERIOD, slow_skus};

use super::check::Ask;
use super::finding::Finding;
use super::threshold::{Field, Thresholds};
use super::told::{Arg, Told};
use crate::domain::{Money, sort_by_key};
use crate::text::{Lang, Phrase, phrase};

/// Every rule. Each file of this folder is one line here.
pub static RULES: &[&Rule] = &[
    &ship_due::RULE,
    &product_decline::RULE,
    &creator_stopped::RULE,
    &return_rate::RULE,
    &rising_product::RULE,
    &ship_margin::RULE,
    &score::RULE,
    &quality_cases::RULE,
    &bad_reviews::RULE,
    &reply_rate::RULE,
    &price_changed::RULE,
    &click_rate::RULE,
    &cart_rate::RULE,
    &carrier_decline::RULE,
    &creator_worse::RULE,
    &roi_fall::RULE,
    &ad_waste::RULE,
    &ad_budget::RULE,
    &goal_pace::RULE,
    &mix_off::RULE,
    &slow_sku::RULE,
    &concentration::RULE,
    &settlement_late::RULE,
    &data_gap::RULE,
    &backup_old::RULE,
];

/// One rule.
pub struct Rule {
    /// The value of `data-rule`.
    pub id: &'static str,
    pub name: Phrase,
    /// Exactly when it fires, with room for its numbers.
    pub condition: Phrase,
    /// What fills the room.
    pub(super) numbers: fn(&Thresholds) -> Vec<Arg>,
    /// The numbers that the operator may change.
    pub fields: &'static [&'static Field],
    pub(super) find: fn(&Scene<'_>) -> Vec<Finding>,
    /// More of its findings than this are told as a number.
    pub(super) most: usize,
    pub asks: &'static [&'static Ask],
    pub evidence: Evidence,
    /// The metric that shows whether what was done helped; nothing where no metric speaks of it.
    pub measure: Option<&'static str>,
    /// The slot of the day that its work belongs to: the value of `data-slot`.
    pub slot: &'static str,
    /// Whose work it is.
    pub duty: &'static str,
}

/// Where the numbers behind a rule's findings are.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// The path of the page in an address.
    pub page: &'static str,
    /// Whether the page is asked for the days of the finding.
    pub dated: bool,
}

/// Findings of one rule that are told, unless the rule says otherwise.
pub(super) const MOST: usize = 3;
/// For rules of which every finding is told.
pub(super) const ALL: usize = usize::MAX;

impl Rule {
    /// The rule of an id.
    pub fn of(id: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.id == id).copied()
    }

    /// Exactly when it fires by these thresholds.
    pub fn condition_text(&self, thresholds: &Thresholds, lang: Lang) -> String {
        Told::new(self.condition, (self.numbers)(thresholds)).text(lang)
    }

    /// What it finds, the first ones in its own order; nothing while it is off.
    pub fn findings(&self, scene: &Scene<'_>) -> Vec<Finding> {
        if !scene.thresholds.is_on(self.id) {
            return Vec::new();
        }
        let mut found: Vec<Finding> = Vec::new();
        let mut all = 0;
        for finding in (self.find)(scene) {
            all += 1;
            // One of a subject is enough to look at it.
            let new = found.iter().all(|known| known.subject != finding.subject);
            if found.len() < self.most && new {
                found.push(finding);
            }
        }
        if all > found.len() {
            let more = all - found.len();
            if let Some(last) = found.last_mut() {
                let words = phrase("同类的还有 {} 个。", " {} more like it.");
                let cause = std::mem::take(&mut last.says.cause);
                last.says.cause = cause.and(words, [Arg::count(more)]);
            }
        }
        found
    }
}

/// Everything that the rules find, the worst first, then by amount.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule.findings(scene)).collect();
    sort(&mut found);
    found
}

fn sort(found: &mut [Finding]) {
    sort_by_key(found, |finding| {
        let amount = finding.amount.map_or(0, Money::cents);
        (finding.severity, std::cmp::Reverse(amount), finding.key())
    });
}
