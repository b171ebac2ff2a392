//! Whether the amounts of an order table look net of refunds already.
//!
//! Sums of such amounts are net sales, and taking the refunds off once more would count them
//! twice. The table does not say so, but its rows can give it away. It asks when
//! - some amount is negative: a refund is booked as a row of its own; or
//! - of the rows with a refund at least a fifth gave back more than their amount, which a gross
//!   amount does not allow (an order refunded in full shows 0); or
//! - another column is amount + refund on nine tenths of the rows with a refund, two at least:
//!   that one is the amount before refunds.
//!
//! The answer is the operator's and is kept with the mapping. *Yes* adds the refund back to the
//! amount, and makes of a negative amount a refund without a sale; *no* takes amounts as gross.

use crate::table::Row;

/// What the rows read so far say.
#[derive(Clone, Debug, Default)]
pub struct Net {
    negative: u32,
    /// Rows with a refund, and those of them that give back more than their amount.
    refunded: u32,
    below: u32,
    /// By column, rows with a refund where it is amount + refund.
    sums: Vec<u32>,
}

impl Net {
    /// Notes a row of so many columns with its amount and refund in 分.
    pub(super) fn note(&mut self, row: &Row<'_>, width: usize, amount: i64, refund: i64) {
        self.negative += u32::from(amount < 0);
        let refund = refund.saturating_abs();
        if refund == 0 || amount < 0 {
            return;
        }
        self.refunded += 1;
        self.below += u32::from(amount < refund);
        self.sums.resize(width, 0);
        let gross = amount.saturating_add(refund);
        for (place, count) in self.sums.iter_mut().enumerate() {
            let bytes = row.bytes(place);
            let text = row.text(&bytes);
            *count += u32::from(row.cell(&text).money().is_ok_and(|money| money.cents() == gross));
        }
    }

    /// How many rows give it away, of how many; nothing when amounts look gross.
    pub(super) fn given_away(&self) -> Option<(u32, u32)> {
        let summed = self.sums.iter().copied().max().unwrap_or(0);
        if self.negative > 0 {
            Some((self.negative, self.refunded + self.negative))
        } else if self.below > 0 && self.below * 5 >= self.refunded {
            Some((self.below, self.refunded))
        } else if summed >= 2 && u64::from(summed) * 10 >= u64::from(self.refunded) * 9 {
            Some((summed, self.refunded))
        } else {
            None
        }
    }
}
