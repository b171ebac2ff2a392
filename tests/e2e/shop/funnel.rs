//! The funnel: one source for all steps, the one with the most of them.

use super::books::{Figure, Figures};
use super::compass::Stated;
use super::fraction;
use super::time::Period;
use super::world::World;

/// 商品列表 of a range.
#[derive(Clone)]
pub struct Listed {
    pub days: Period,
    /// The row of the whole shop, where the file has one.
    pub whole: Option<Stated>,
    pub parts: Vec<Stated>,
}

const STEPS: [&str; 4] = ["impressions", "clicks", "carts", "paid-people"];
const RATES: [(&str, usize, usize); 4] =
    [("ctr", 1, 0), ("cart-rate", 2, 1), ("click-pay-rate", 3, 1), ("impression-pay-rate", 3, 0)];

/// People by step; nothing for a step that the source does not have.
struct Funnel {
    people: [Option<i64>; 4],
    upper: bool,
}

fn added(rows: &[&Stated], carts: bool) -> Option<Funnel> {
    let sum = |of: fn(&Stated) -> i64| rows.iter().map(|row| of(row)).sum::<i64>();
    let people = [
        Some(sum(|row| row.impressions)),
        Some(sum(|row| row.clicks)),
        carts.then(|| sum(|row| row.carts)),
        Some(sum(|row| row.buyers)),
    ];
    (!rows.is_empty()).then_some(Funnel { people, upper: rows.len() > 1 })
}

fn by_day(rows: &[Stated], days: Period) -> Option<Funnel> {
    if let Some(row) = rows.iter().find(|row| row.days == days) {
        return added(&[row], false);
    }
    let inside = |row: &&Stated| row.days.len() == 1 && days.has(row.days.from);
    added(&rows.iter().filter(inside).collect::<Vec<_>>(), false)
}

fn choose(world: &World<'_>, days: Period) -> Option<Funnel> {
    let listed = world.listed.iter().find(|listed| listed.days == days);
    let listed = listed.and_then(|listed| match &listed.whole {
        Some(row) => added(&[row], true),
        None => added(&listed.parts.iter().collect::<Vec<_>>(), true),
    });
    listed.or_else(|| by_day(&world.daily, days)).or_else(|| by_day(&world.deal, days))
}

pub fn figures(world: &World<'_>, days: Period) -> Figures {
    let chosen = choose(world, days);
    let told = |value: Option<String>| match (&chosen, value) {
        (Some(funnel), Some(value)) => {
            Figure { upper: funnel.upper, ..Figure::of(value, "compass") }
        }
        _ => Figure::default(),
    };
    let people = |step: usize| chosen.as_ref().and_then(|funnel| funnel.people[step]);
    let steps = STEPS.into_iter().enumerate();
    let steps = steps.map(|(step, id)| (id, told(people(step).map(|it| it.to_string()))));
    let rates = RATES.into_iter().map(|(id, part, whole)| {
        let both = people(part).zip(people(whole));
        (id, told(both.map(|(part, whole)| fraction(part, whole))))
    });
    steps.chain(rates).collect()
}
