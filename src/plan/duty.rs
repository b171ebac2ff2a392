//! Who does what in a shop (M4): one person does it all, a team splits it.

use crate::text::{Phrase, phrase};

/// A job in the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// 商务: creators and nothing else.
    Business,
    /// 客服: 飞鸽, after-sales, reviews.
    Service,
    /// 运营: products, promotions, numbers.
    #[default]
    Operation,
    /// 选品: products to come and suppliers.
    Selection,
}

impl Duty {
    pub const ALL: [Duty; 4] = [Duty::Business, Duty::Service, Duty::Operation, Duty::Selection];

    pub fn id(self) -> &'static str {
        match self {
            Duty::Business => "business",
            Duty::Service => "service",
            Duty::Operation => "operation",
            Duty::Selection => "selection",
        }
    }

    /// The duty of an id; nothing else has one.
    pub fn from_id(id: &str) -> Option<Duty> {
        Duty::ALL.into_iter().find(|duty| duty.id() == id)
    }

    pub fn name(self) -> Phrase {
        match self {
            Duty::Business => phrase("商务", "Business"),
            Duty::Service => phrase("客服", "Service"),
            Duty::Operation => phrase("运营", "Operation"),
            Duty::Selection => phrase("选品", "Selection"),
        }
    }
}
