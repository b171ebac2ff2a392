//! The numbers that an operator can change. Each stands with the rule that asks for it; what is
//! kept here is only what was changed. Defaults are the handbook's.

use std::ops::RangeInclusive;

use super::rule::{RULES, Scene, cart_rate, click_rate, goal_pace, mix_off, ship_margin};
use super::told::Told;
use crate::domain::SortedMap;
use crate::metric::Targets;
use crate::text::{Phrase, phrase};

/// A threshold as the settings page shows it and the store keeps it.
pub struct Field {
    /// Part of the stored shape.
    pub id: &'static str,
    pub name: Phrase,
    pub smallest: i64,
    pub largest: i64,
    pub default: i64,
    /// What the shop's own history suggests.
    pub suggest: Option<fn(&Scene<'_>) -> Option<Suggested>>,
}

/// A value for a field, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    pub value: i64,
    pub basis: Told,
}

impl Field {
    /// A field that history says nothing of.
    pub(super) const fn new(
        id: &'static str,
        name: Phrase,
        (smallest, default, largest): (i64, i64, i64),
    ) -> Field {
        Field { id, name, smallest, largest, default, suggest: None }
    }

    pub(super) const fn learns(self, suggest: fn(&Scene<'_>) -> Option<Suggested>) -> Field {
        Field { suggest: Some(suggest), ..self }
    }

    /// The field of an id.
    pub fn of(id: &str) -> Option<&'static Field> {
        fields().find(|field| field.id == id)
    }
}

pub static MATURITY_DAYS: Field = Field::new(
    "maturity-days",
    phrase("退款几天才算成熟", "Days until refunds are mature"),
    (1, 15, 90),
);

/// Complete days after which what was done about a finding is measured.
pub static REMEASURE_DAYS: Field = Field::new(
    "remeasure-days",
    phrase("任务做完几个完整日后复测", "Complete days until a done task is measured"),
    (1, 3, 14),
);

/// What belongs to no rule.
pub static SHARED: [&Field; 2] = [&MATURITY_DAYS, &REMEASURE_DAYS];

/// Every threshold, for the settings page and the store.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    RULES.iter().flat_map(|rule| rule.fields).chain(&SHARED).copied()
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thresholds {
    /// By field; those that are not here have their default.
    changed: SortedMap<&'static str, i64>,
    /// The return rate that a 品类 may have, in whole per cent, where the operator set one. There
    /// is no default: what is usual for dresses is a disaster for tea.
    pub return_lines: SortedMap<String, i64>,
    /// Rules that are switched off.
    off: SortedMap<&'static str, ()>,
}

/// What a line of [`Thresholds::return_lines`] may be, in per cent.
pub const RETURN_LINES: RangeInclusive<i64> = 1..=99;

impl Thresholds {
    pub fn get(&self, field: &Field) -> i64 {
        self.changed.get(field.id).copied().unwrap_or(field.default)
    }

    pub fn set(&mut self, field: &'static Field, value: i64) {
        if value == field.default {
            self.changed.remove(field.id);
        } else {
            self.changed.insert(field.id, value);
        }
    }

    pub fn is_on(&self, rule: &str) -> bool {
        !self.off.contains_key(rule)
    }

    pub fn turn(&mut self, rule: &'static str, on: bool) {
        if on {
            self.off.remove(rule);
        } else {
            self.off.insert(rule, ());
        }
    }

    /// The rules that are switched off.
    pub fn off(&self) -> impl Iterator<Item = &'static str> {
        self.off.keys().copied()
    }

    /// Every number back at its default. Switches stay, and lines of categories have no default
    /// to go back to.
    pub fn reset(&mut self) {
        self.changed = SortedMap::new();
    }

    pub fn maturity_days(&self) -> i64 {
        self.get(&MATURITY_DAYS)
    }

    pub fn remeasure_days(&self) -> i64 {
        self.get(&REMEASURE_DAYS)
    }

    /// Per cent of lines that must ship within 48 hours.
    pub fn ship_percent(&self) -> i64 {
        self.get(&ship_margin::PERCENT)
    }

    /// Per cent that a month should bring more than the one before.
    pub fn goal_percent(&self) -> i64 {
        self.get(&goal_pace::PERCENT)
    }

    /// 曝光-点击率 to reach, in millionths.
    pub fn ctr_target(&self) -> i64 {
        self.get(&click_rate::TARGET) * 1_000
    }

    /// 加购率 to reach, in millionths.
    pub fn cart_target(&self) -> i64 {
        self.get(&cart_rate::TARGET) * 1_000
    }

    /// What the product mix should be.
    pub fn targets(&self) -> Targets {
        let [traffic, profit, image] =
            [&mix_off::TRAFFIC, &mix_off::PROFIT, &mix_off::IMAGE].map(|field| self.get(field));
        Targets { traffic, profit, image }
    }
}
