//! The fewest changes of roles that bring the product mix to its targets.
//!
//! Sets of one change, of two, of three are tried in turn, so the first that reaches the targets
//! is the smallest; a set that cannot get there any more is not tried to its end. After a fixed
//! number of tries the rest is left to a greedy way, and the plan says how many changes there
//! must be at least: a role that is too heavy sheds at best its heaviest products, one that is
//! too light gains at best the heaviest of the others, and each change leaves one role and
//! enters one.
//!
//! Nothing here makes a product lose its role, and what weighs nothing is left alone.

use crate::domain::sort_by_key;
use crate::metric::{Basis, Mix, Quadrant, Role, Targets};

/// Shares within this many points of their targets are on target.
pub const TOLERANCE: i64 = 2;

/// Changes tried before the greedy way takes over, unless the products are few.
const TRIES: u32 = 60_000;
const FEW: usize = 8;

/// Larger sets than this are left to the greedy way at once.
const LARGEST: usize = 12;

/// Products of one weight that are looked at for one that suits.
const ALIKE: usize = 64;

/// A product as it is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    pub role: Role,
    pub weight: i64,
    /// The role that suits it; of two equally good sets the one that suits more is taken.
    pub fits: Option<Role>,
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// The place of the product among those weighed.
    pub place: usize,
    pub from: Role,
    pub to: Role,
}

/// See the file's head. Distances are those of the role that is furthest off, in millionths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovePlan {
    pub moves: Vec<Move>,
    pub before: i64,
    pub after: i64,
    /// All shares come within [`TOLERANCE`].
    pub reached: bool,
    /// No smaller set does as well.
    pub exact: bool,
    /// No set with fewer changes reaches the targets.
    pub at_least: usize,
}

/// The products of a mix as a basis weighs them.
pub fn weighed(mix: &Mix, quadrant: &Quadrant, basis: Basis) -> Vec<Weighed> {
    let fits: crate::domain::SortedMap<_, _> =
        quadrant.points.iter().map(|point| (point.product, quadrant.fits(point))).collect();
    let weighed = mix.products.iter().map(|sum| Weighed {
        role: sum.role,
        weight: sum.count.weight(basis),
        fits: fits.get(&sum.product).copied(),
    });
    weighed.collect()
}

/// The smallest set of changes that brings the shares to their targets, or as near as can be.
pub fn fewest_moves(items: &[Weighed], targets: Targets) -> MovePlan {
    let whole: i64 = items.iter().map(|item| item.weight).fold(0, i64::saturating_add);
    if whole <= 0 {
        return MovePlan::default();
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.retain(|&place| items.get(place).is_some_and(|item| item.weight > 0));
    sort_by_key(&mut order, |&place| {
        (std::cmp::Reverse(items.get(place).map_or(0, |item| item.weight)), place)
    });
    let start = Balance::of(items, targets, whole);
    let mut search = Search {
        items,
        order: &order,
        scale: start.scale,
        goal: start.tolerance,
        chosen: Vec::new(),
        best: None,
        tries: if order.len() <= FEW { u32::MAX } else { TRIES },
    };
    let at_least = start.at_least(items, &order);
    let (moves, smallest) = search.solve(start, at_least);
    let end = moves.iter().fold(start, |balance, step| {
        balance.moved(step.from, step.to, items.get(step.place).map_or(0, |item| item.weight))
    });
    let reached = end.distance() <= end.tolerance;
    MovePlan {
        before: start.share_of(start.distance(), whole),
        after: end.share_of(end.distance(), whole),
        reached,
        exact: smallest || (reached && moves.len() <= at_least),
        at_least,
        moves,
    }
}

/// How far each role is off its target, scaled so that all of it is whole numbers.
#[derive(Clone, Copy, Debug)]
struct Balance {
    off: [i64; 4],
    /// What a weight of one counts.
    scale: i64,
    tolerance: i64,
}

fn slot(role: Role) -> usize {
    Role::ALL.iter().position(|known| *known == role).unwrap_or(0)
}

impl Balance {
    fn of(items: &[Weighed], targets: Targets, whole: i64) -> Balance {
        let parts = targets.whole();
        let scale = parts.saturating_mul(100);
        let mut off =
            Role::ALL.map(|role| whole.saturating_mul(targets.part(role)).saturating_mul(-100));
        for item in items {
            if let Some(off) = off.get_mut(slot(item.role)) {
                *off = off.saturating_add(item.weight.saturating_mul(scale));
            }
        }
        let tolerance = whole.saturating_mul(parts).saturating_mul(TOLERANCE);
        Balance { off, scale, tolerance }
    }

    fn distance(&self) -> i64 {
        self.off.iter().map(|off| off.abs()).max().unwrap_or(0)
    }

    /// What is off in all, for steps that leave the furthest role as it is.
    fn sum(&self) -> i64 {
        self.off.iter().map(|off| off.abs()).fold(0, i64::saturating_add)
    }

    fn score(&self) -> (i64, i64) {
        (self.distance(), self.sum())
    }

    fn moved(mut self, from: Role, to: Role, weight: i64) -> Balance {
        let weight = weight.saturating_mul(self.scale);
        if let Some(off) = self.off.get_mut(slot(from)) {
            *off = off.saturating_sub(weight);
        }
        if let Some(off) = self.off.get_mut(slot(to)) {
            *off = off.saturating_add(weight);
        }
        self
    }

    /// A distance as millionths of the whole.
    fn share_of(&self, distance: i64, whole: i64) -> i64 {
        let whole = i128::from(whole) * i128::from(self.scale);
        i64::try_from(i128::from(distance) * 1_000_000 / whole.max(1)).unwrap_or(i64::MAX)
    }

    /// How many changes there must be before every role is on target.
    fn at_least(&self, items: &[Weighed], order: &[usize]) -> usize {
        let steps = |need: i64, inside: bool, role: Role| {
            let mut need = need;
            let heaviest = order.iter().filter_map(|&place| items.get(place));
            let mut heaviest = heaviest.filter(|item| (item.role == role) == inside);
            let mut steps = 0;
            while need > 0 {
                let Some(item) = heaviest.next() else { break };
                need = need.saturating_sub(item.weight.saturating_mul(self.scale));
                steps += 1;
            }
            steps
        };
        let off = |role: Role| self.off.get(slot(role)).copied().unwrap_or(0);
        let out = |role: Role| steps(off(role) - self.tolerance, true, role);
        let into = |role: Role| steps(-off(role) - self.tolerance, false, role);
        let out: usize = Role::ALL.into_iter().map(out).sum();
        out.max(Role::ALL.into_iter().map(into).sum())
    }
}

/// How good a set is: far off, then how many changes suit, then what is off in all.
type Worth = (i64, std::cmp::Reverse<usize>, i64);

struct Search<'a> {
    items: &'a [Weighed],
    /// Places by weight, the heaviest first.
    order: &'a [usize],
    scale: i64,
    goal: i64,
    chosen: Vec<Move>,
    best: Option<(Worth, Vec<Move>)>,
    tries: u32,
}

impl Search<'_> {
    /// The changes, and whether no smaller set does as well.
    fn solve(&mut self, start: Balance, at_least: usize) -> (Vec<Move>, bool) {
        if start.distance() <= self.goal {
            return (Vec::new(), true);
        }
        let few = self.order.len() <= FEW;
        for size in at_least.max(1)..=self.order.len() {
            if !few && size > LARGEST {
                return (self.greedy(start), false);
            }
            self.extend(start, 0, size);
            if let Some((_, moves)) = self.best.take() {
                return (moves, true);
            }
            if self.tries == 0 {
                return (self.greedy(start), false);
            }
        }
        if few { (self.nearest(start), true) } else { (self.greedy(start), false) }
    }

    /// Nothing gets there: the nearest set, by trying them all.
    fn nearest(&mut self, start: Balance) -> Vec<Move> {
        let (mut nearest, mut found) = (start.distance(), Vec::new());
        for size in 1..=self.order.len() {
            // Only what is nearer than any smaller set is worth one more change.
            self.goal = nearest - 1;
            self.extend(start, 0, size);
            if let Some(((distance, ..), moves)) = self.best.take() {
                (nearest, found) = (distance, moves);
            }
        }
        found
    }

    /// Tries the sets of `left` more changes among the products from `from` on.
    fn extend(&mut self, balance: Balance, from: usize, left: usize) {
        if left == 0 {
            return self.judge(balance);
        }
        let last = (self.order.len() + 1).saturating_sub(left);
        for at in from..last {
            let Some((place, item)) = self.at(at) else { return };
            // A change shifts a role by its weight at most, and those to come are lighter.
            let most = item.weight.saturating_mul(self.scale);
            let most = most.saturating_mul(i64::try_from(left).unwrap_or(i64::MAX));
            if self.tries == 0 || balance.distance().saturating_sub(most) > self.goal {
                return;
            }
            for to in [Role::Traffic, Role::Profit, Role::Image] {
                if to == item.role || self.tries == 0 {
                    continue;
                }
                self.tries -= 1;
                self.chosen.push(Move { place, from: item.role, to });
                self.extend(balance.moved(item.role, to, item.weight), at + 1, left - 1);
                self.chosen.pop();
            }
        }
    }

    fn judge(&mut self, balance: Balance) {
        let distance = balance.distance();
        if distance > self.goal {
            return;
        }
        let suits = |step: &&Move| {
            self.items.get(step.place).is_some_and(|item| item.fits == Some(step.to))
        };
        let suited = self.chosen.iter().filter(suits).count();
        // Where the targets are out of reach the distance comes first.
        let worth = (distance, std::cmp::Reverse(suited), balance.sum());
        let reached = distance <= balance.tolerance;
        let worth = if reached { (0, worth.1, distance) } else { worth };
        if self.best.as_ref().is_none_or(|(best, _)| worth < *best) {
            self.best = Some((worth, self.chosen.clone()));
        }
    }

    fn at(&self, at: usize) -> Option<(usize, Weighed)> {
        let place = *self.order.get(at)?;
        Some((place, *self.items.get(place)?))
    }

    /// One best change after another, then those taken back that were not needed.
    fn greedy(&self, start: Balance) -> Vec<Move> {
        // The products that have not changed yet, by role, the heaviest first.
        let of_role = |role: Role| -> Vec<(i64, usize)> {
            let all = (0..self.order.len()).filter_map(|at| self.at(at));
            let of = all.filter(|(_, item)| item.role == role);
            of.map(|(place, item)| (item.weight, place)).collect()
        };
        let mut left = Role::ALL.map(of_role);
        let (mut balance, mut moves) = (start, Vec::new());
        while balance.distance() > balance.tolerance {
            let Some((next, step)) = self.best_step(&balance, &left) else { break };
            if next.score() >= balance.score() {
                break;
            }
            balance = next;
            if let Some(left) = left.get_mut(slot(step.from)) {
                left.retain(|(_, place)| *place != step.place);
            }
            moves.push(step);
        }
        self.pruned(start, balance, moves)
    }

    /// The best single change. What two roles are off by falls and then rises with the weight
    /// that goes from one to the other, so only the weights next to the best one are tried.
    fn best_step(&self, balance: &Balance, left: &[Vec<(i64, usize)>]) -> Option<(Balance, Move)> {
        let mut best: Option<((i64, i64), Balance, Move)> = None;
        let off = |role: Role| balance.off.get(slot(role)).copied().unwrap_or(0);
        for (from, left) in Role::ALL.into_iter().zip(left) {
            for to in [Role::Traffic, Role::Profit, Role::Image] {
                let ideal = off(from).saturating_sub(off(to)) / 2 / self.scale.max(1);
                if to == from || ideal <= 0 {
                    continue;
                }
                let at = left.partition_point(|(weight, _)| *weight > ideal);
                for at in [at.checked_sub(1), Some(at)].into_iter().flatten() {
                    let Some((weight, place)) = self.suiting(left, at, to) else { continue };
                    let next = balance.moved(from, to, weight);
                    if best.as_ref().is_none_or(|(known, ..)| next.score() < *known) {
                        best = Some((next.score(), next, Move { place, from, to }));
                    }
                }
            }
        }
        best.map(|(_, next, step)| (next, step))
    }

    /// A product as heavy as that at a place, if it can be one that suits the role.
    fn suiting(&self, left: &[(i64, usize)], at: usize, to: Role) -> Option<(i64, usize)> {
        let wanted = *left.get(at)?;
        let first = left.partition_point(|(weight, _)| *weight > wanted.0);
        let alike = left.iter().skip(first).take_while(|(weight, _)| *weight == wanted.0);
        let suits = |(_, place): &&(i64, usize)| {
            self.items.get(*place).is_some_and(|item| item.fits == Some(to))
        };
        Some(alike.take(ALIKE).find(suits).copied().unwrap_or(wanted))
    }

    fn pruned(&self, start: Balance, end: Balance, moves: Vec<Move>) -> Vec<Move> {
        let enough = end.distance().max(start.tolerance);
        let (mut balance, mut kept) = (end, moves.clone());
        for step in moves {
            let weight = self.items.get(step.place).map_or(0, |item| item.weight);
            let without = balance.moved(step.to, step.from, weight);
            if without.distance() <= enough {
                balance = without;
                kept.retain(|known| *known != step);
            }
        }
        kept
    }
}
