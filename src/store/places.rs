//! Where the symbols of a column stand: rows that are given the same cells have a *context*
//! together, and contexts stand one after the other, in the order in which they are met.

use rustc_hash::FxHashMap;

use super::model::{NONE, Recipe};

/// Which rows are told, and where the symbol of each stands.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// By row: the number of what it is given; empty where that is the same for all.
    contexts: Vec<u32>,
    /// By context: the place of its first symbol.
    pub next: Vec<usize>,
    /// How many symbols there are.
    pub count: usize,
}

/// The context of a row that goes along with the one above.
const ALONG: u32 = u32::MAX;
/// Keys whose contexts are at hand: as many as the words of most columns, and the pairs of most.
const AT_HAND: usize = 1 << 12;

impl Places {
    pub fn of(recipe: &Recipe, told: &[Vec<i64>], rows: usize) -> Places {
        if recipe.given.is_empty() && recipe.along.is_none() {
            return Places { contexts: Vec::new(), next: vec![0], count: rows };
        }
        let cell = |cells: &[i64], row: usize| cells.get(row).map_or(NONE, |cell| *cell);
        let column = |column: usize| told.get(column).map(Vec::as_slice).unwrap_or_default();
        let along = recipe.along.map(column);
        let given: Vec<&[i64]> = recipe.given.iter().map(|&it| column(it)).collect();
        // Two keys that meet by chance share a context, for the reader as for the writer.
        match *given {
            [] => Places::by_key(rows, along, |_| 0),
            [one] => Places::by_key(rows, along, |row| cell(one, row).cast_unsigned()),
            _ => Places::by_key(rows, along, |row| {
                given.iter().fold(0, |key: u64, given| {
                    let cell = cell(given, row).cast_unsigned();
                    match key {
                        0 => cell,
                        _ => key.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ cell,
                    }
                })
            }),
        }
    }

    /// `along`: a row with the same cell there as the row above is not told.
    fn by_key(rows: usize, along: Option<&[i64]>, key: impl Fn(usize) -> u64) -> Places {
        let mut contexts = Contexts::new();
        let mut places = Places { contexts: vec![ALONG; rows], ..Places::default() };
        let mut above = None;
        for (row, context) in places.contexts.iter_mut().enumerate() {
            if let Some(along) = along {
                let cell = along.get(row);
                if row > 0 && cell == above {
                    continue;
                }
                above = cell;
            }
            *context = contexts.of(key(row), &mut places.next);
        }
        for next in &mut places.next {
            let count = *next;
            *next = places.count;
            places.count += count;
        }
        places
    }

    /// The context of a row.
    #[inline(always)]
    pub fn context(&self, row: usize) -> usize {
        let context = self.contexts.get(row).copied().unwrap_or(0);
        usize::try_from(context).unwrap_or(usize::MAX)
    }
}

/// The numbers of contexts, by key, in the order in which they are met.
struct Contexts {
    /// The key met last at each place, and its number.
    at_hand: Vec<(u64, u32)>,
    all: FxHashMap<u64, u32>,
}

impl Contexts {
    fn new() -> Contexts {
        Contexts { at_hand: vec![(0, ALONG); AT_HAND], all: FxHashMap::default() }
    }

    /// The number of a key, counted in `counts`.
    #[inline(always)]
    fn of(&mut self, key: u64, counts: &mut Vec<usize>) -> u32 {
        // Words stand one by one; of pairs the upper half is mixed best.
        let at = usize::try_from((key ^ key >> 32) & 0xfff).unwrap_or(0);
        let known = self.at_hand.get(at).filter(|known| known.0 == key && known.1 != ALONG);
        let number = match known {
            Some(&(_, number)) => number,
            None => self.look_up(key, at, counts),
        };
        let count = usize::try_from(number).ok().and_then(|number| counts.get_mut(number));
        if let Some(count) = count {
            *count += 1;
        }
        number
    }

    #[inline(never)]
    fn look_up(&mut self, key: u64, at: usize, counts: &mut Vec<usize>) -> u32 {
        let fresh = u32::try_from(counts.len()).unwrap_or(0);
        let number = *self.all.entry(key).or_insert(fresh);
        if number == fresh {
            counts.push(0);
        }
        if let Some(known) = self.at_hand.get_mut(at) {
            *known = (key, number);
        }
        number
    }
}
