//! Chance that is the same every time: a small generator with a fixed seed.

/// Xorshift with a multiplication at the end.
#[derive(Clone, Debug)]
pub(super) struct Dice(pub u64);

impl Dice {
    /// A number from 0, below `end`.
    pub fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        i64::try_from(drawn).unwrap_or(0) % end.max(1)
    }

    /// A number between two, the second left out.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from)
    }

    /// Whether it happens, so many times in a thousand.
    pub fn chance(&mut self, thousandths: i64) -> bool {
        self.below(1_000) < thousandths
    }

    /// A place, each as likely as its weight says.
    pub fn place(&mut self, weights: impl Iterator<Item = i64> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        let passed = weights.take_while(|weight| {
            left -= weight;
            left >= 0
        });
        passed.count()
    }
}
