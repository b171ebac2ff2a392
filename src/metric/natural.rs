//! Whole numbers of any size, no more of them than an exact split needs.

use std::cmp::Ordering;

/// Digits of 32 bits, the lowest first, without zeros at the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

/// The low digit of a sum or product, and what is carried.
fn digit(sum: u64) -> (u32, u64) {
    (u32::try_from(sum & 0xffff_ffff).unwrap_or(0), sum >> 32)
}

impl From<u128> for Natural {
    fn from(mut value: u128) -> Natural {
        let mut digits = Vec::new();
        while value > 0 {
            digits.push(u32::try_from(value & 0xffff_ffff).unwrap_or(0));
            value >>= 32;
        }
        Natural(digits)
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Natural) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Natural) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Natural {
    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn plus(&self, other: &Natural) -> Natural {
        let mut sum = self.clone();
        sum.add_at(0, other, 1);
        sum
    }

    pub fn times(&self, other: &Natural) -> Natural {
        let mut product = Natural::default();
        for (place, &factor) in other.0.iter().enumerate() {
            product.add_at(place, self, factor);
        }
        product
    }

    /// Adds `factor` times another number, moved up by so many digits.
    fn add_at(&mut self, place: usize, other: &Natural, factor: u32) {
        let length = self.0.len().max(place + other.0.len() + 1);
        self.0.resize(length, 0);
        let added = other.0.iter().chain(std::iter::repeat(&0));
        let mut carry = 0;
        for (slot, &more) in self.0.iter_mut().skip(place).zip(added) {
            (*slot, carry) = digit(u64::from(*slot) + u64::from(more) * u64::from(factor) + carry);
        }
        self.trim();
    }

    /// The difference; zero where the other is larger.
    pub fn less(&self, other: &Natural) -> Natural {
        if self < other {
            return Natural::default();
        }
        let mut rest = self.clone();
        let taken = other.0.iter().chain(std::iter::repeat(&0));
        let mut borrow = false;
        for (slot, &take) in rest.0.iter_mut().zip(taken) {
            let (once, under) = slot.overflowing_sub(take);
            let (twice, again) = once.overflowing_sub(u32::from(borrow));
            (*slot, borrow) = (twice, under || again);
        }
        rest.trim();
        rest
    }

    /// Quotient and remainder, bit by bit: numbers here have a few hundred. Nothing where the
    /// quotient has more than 128 bits or the divisor is zero.
    pub fn divided(&self, divisor: &Natural) -> (Option<u128>, Natural) {
        let mut quotient = (!divisor.is_zero()).then_some(0u128);
        let mut rest = Natural::default();
        for &digit in self.0.iter().rev() {
            for bit in (0..32).rev() {
                rest = rest.plus(&rest).plus(&Natural::from(u128::from(digit >> bit & 1)));
                let fits = rest >= *divisor;
                if fits {
                    rest = rest.less(divisor);
                }
                quotient = quotient
                    .filter(|quotient| quotient.leading_zeros() > 0)
                    .map(|quotient| quotient << 1 | u128::from(fits));
            }
        }
        (quotient, rest)
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}
