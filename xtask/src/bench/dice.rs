//! Chance that falls the same way each time: a seed, and whole numbers only.

/// SplitMix64.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to one less than `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    /// `percent` times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Small numbers far more often than great ones, as some products sell far more than others.
    pub fn leaning(&mut self, end: u64) -> u64 {
        let bound = self.below(end) + 1;
        let bound = self.below(bound) + 1;
        self.below(bound)
    }

    /// One of a list; an empty list has none, which gives an empty word.
    pub fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let place = self.below(u64::try_from(words.len()).unwrap_or(1));
        usize::try_from(place).ok().and_then(|place| words.get(place)).copied().unwrap_or("")
    }

    /// One of a list in which each entry has a weight.
    pub fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        let mut left = self.below(list.iter().map(&weight).sum());
        list.iter().find(|entry| {
            let found = left < weight(entry);
            left = left.saturating_sub(weight(entry));
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_says_the_same() {
        let mut dice = Dice::new(1);
        let first: Vec<u64> = (0..4).map(|_| dice.below(100)).collect();
        let mut again = Dice::new(1);
        assert_eq!(first, (0..4).map(|_| again.below(100)).collect::<Vec<_>>());
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(2);
        let list = [("a", 1), ("b", 0), ("c", 3)];
        let mut drawn = |name: &str| {
            (0..4000).filter(|_| dice.weighted(&list, |it| it.1).unwrap().0 == name).count()
        };
        assert!((900..1100).contains(&drawn("a")));
        assert_eq!(drawn("b"), 0);
        assert!((2900..3100).contains(&drawn("c")));
    }
}
