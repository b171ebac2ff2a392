//! The registry of rules. A rule is one file: its words, its condition with the numbers that it
//! asks for, what it finds, its checklist, and where its evidence stands.

mod ad_budget;
mod ad_waste;
mod backup_old;
mod bad_reviews;
mod campaign_near;
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
    &campaign_near::RULE,
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

    /// What it finds, one of a subject, the first ones in its own order; nothing while it is off.
    fn findings(&self, scene: &Scene<'_>) -> Vec<Finding> {
        if !scene.thresholds.is_on(self.id) {
            return Vec::new();
        }
        let mut found: Vec<(Finding, i64)> = Vec::new();
        for finding in (self.find)(scene) {
            let room = self.most == ALL || found.len() < KEPT;
            match found.iter_mut().find(|(known, _)| known.subject == finding.subject) {
                Some((_, more)) => *more += 1,
                None if room => found.push((finding, 0)),
                None => {}
            }
        }
        let words = phrase("这里还有 {} 处。", " {} more of it.");
        found.into_iter().map(|(finding, more)| finding.adding(words, more)).collect()
    }
}

/// Findings of a rule that are kept to be told once others are quiet.
const KEPT: usize = 50;

/// Everything that the rules find, the worst first, then by amount; equals by the order of their
/// rule where it has one, else by key, so that the order of imports does not show.
pub fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found: Vec<(usize, Finding)> = Vec::new();
    for rule in RULES {
        let ranked = rule.findings(scene).into_iter().enumerate();
        found.extend(ranked.map(|(rank, it)| (if rule.most == ALL { 0 } else { rank }, it)));
    }
    sort_by_key(&mut found, |(rank, finding)| {
        let amount = finding.amount.map_or(0, Money::cents);
        (finding.severity, std::cmp::Reverse(amount), *rank, finding.key())
    });
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// The findings that are told: of each rule a few, the last of them with how many more there are.
pub fn brief(found: Vec<Finding>) -> Vec<Finding> {
    let of = |rule: &str| found.iter().filter(|known| known.rule == rule).count();
    let all: Vec<usize> = found.iter().map(|finding| of(finding.rule)).collect();
    let mut told: Vec<Finding> = Vec::new();
    for (finding, all) in found.into_iter().zip(all) {
        let most = finding.rule().map_or(ALL, |rule| rule.most);
        let before = told.iter().filter(|known| known.rule == finding.rule).count();
        if before < most {
            let last = before + 1 == most && all > most;
            let more = if last { i64::try_from(all - most).unwrap_or(0) } else { 0 };
            told.push(finding.adding(phrase("同类的还有 {} 个。", " {} more like it."), more));
        }
    }
    told
}
