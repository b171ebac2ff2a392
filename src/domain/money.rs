//! Money, in 分. No float touches it.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount of money in 分 (1/100 元).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

impl Money {
    pub const ZERO: Money = Money(0);

    /// The amount in 分.
    pub fn cents(self) -> i64 {
        self.0
    }

    /// `self × part ÷ whole`, half up to the 分 (half away from zero for negative results).
    /// A zero `whole` gives zero: callers decide what a refund of nothing means.
    pub fn prorate(self, part: Money, whole: Money) -> Money {
        Money(divide_half_up(i128::from(self.0) * i128::from(part.0), i128::from(whole.0)))
    }

    /// The mean of `self` over `count` things, half up to the 分; `None` for nothing.
    pub fn over(self, count: i64) -> Option<Money> {
        (count != 0).then(|| Money(divide_half_up(i128::from(self.0), i128::from(count))))
    }
}

/// Integer division, half away from zero; zero when the divisor is zero or the result overflows.
pub fn divide_half_up(part: i128, whole: i128) -> i64 {
    if whole == 0 {
        return 0;
    }
    let negative = (part < 0) != (whole < 0);
    let (part, whole) = (part.unsigned_abs(), whole.unsigned_abs());
    let rounded = part.saturating_mul(2).saturating_add(whole) / whole.saturating_mul(2);
    let value = i64::try_from(rounded).unwrap_or(0);
    if negative { -value } else { value }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}
