//! Whether the shop kept its promise to ship, line by line (口径 section 5, ship-48h-rate).

use super::refund::LineRefund;
use crate::domain::{Fact, LineColumn, Moment, Money, Share, Version};

/// Whether a line was shipped within 48 hours, as far as its file can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shipping {
    /// It does not count: a gift, booked, virtual, refunded before shipping, or too young.
    NotJudged,
    Late,
    InTime,
}

/// The first refund is older than the shipping, or nothing was shipped.
pub(super) fn refunded_before_shipping(fact: &Fact<'_>, refund: &LineRefund) -> bool {
    match (refund.first, fact.moment(LineColumn::Shipped)) {
        (Some(at), Some(shipped)) => at < shipped,
        (Some(_), None) => true,
        (None, shipped) => refund.amount != Money::ZERO && shipped.is_none(),
    }
}

/// Seconds in the 48 hours that a shop has.
const SHIPPING_LIMIT: i64 = 48 * 3600;

/// See [`Shipping`].
pub(super) fn shipping(
    fact: &Fact<'_>,
    paid: Moment,
    gmv: Money,
    is_virtual: bool,
    refund: &LineRefund,
    version: Version,
) -> Shipping {
    let shipped = fact.moment(LineColumn::Shipped);
    let judged = gmv > Money::ZERO
        && !refunded_before_shipping(fact, refund)
        && fact.get(LineColumn::Booked).is_none()
        && !is_virtual
        && paid.plus_hours(48) <= version.at;
    let in_time =
        shipped.is_some_and(|shipped| (0..=SHIPPING_LIMIT).contains(&shipped.since(paid)));
    match (judged, in_time) {
        (false, _) => Shipping::NotJudged,
        (true, true) => Shipping::InTime,
        (true, false) => Shipping::Late,
    }
}

/// How far a shipping rate is from the platform's line, in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    /// No line is judged yet.
    Unknown,
    /// So many more late lines take the rate below the line.
    Spare(i64),
    /// So many lines in a row must ship in time to bring it back.
    Short(i64),
}

impl Margin {
    /// `percent` is below 100.
    pub fn of(shipped: Share, percent: i64) -> Margin {
        let Share { part, whole } = shipped;
        if whole == 0 {
            return Margin::Unknown;
        }
        // part ÷ (whole + late) ≥ percent ÷ 100
        let most = part.saturating_mul(100) / percent.max(1);
        if most >= whole {
            return Margin::Spare(most - whole + 1);
        }
        // (part + more) ÷ (whole + more) ≥ percent ÷ 100
        let lacking = whole.saturating_mul(percent) - part.saturating_mul(100);
        let gain = (100 - percent).max(1);
        Margin::Short((lacking + gain - 1) / gain)
    }
}
