//! The stored shape of the calendar: days as their number, money in 分.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Money, Period, SortedMap};
use crate::plan::{Calendar, OwnEvent, Promotion, Step};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredCalendar {
    next: u32,
    events: Vec<StoredEvent>,
    switched: SortedMap<String, bool>,
    /// First, last and main day.
    dates: SortedMap<String, (i32, i32, i32)>,
    steps: SortedMap<String, Vec<(i32, String)>>,
    promotions: SortedMap<String, StoredPromotion>,
    proposed: SortedMap<String, i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredEvent {
    number: u32,
    title: String,
    from: i32,
    to: i32,
    note: String,
    product: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredPromotion {
    discount: Option<i64>,
    products: Vec<String>,
    budget: Option<i64>,
    times: Option<i64>,
}

pub(super) fn store(calendar: &Calendar) -> StoredCalendar {
    let event = |event: &OwnEvent| StoredEvent {
        number: event.number,
        title: event.title.clone(),
        from: event.days.from.0,
        to: event.days.to.0,
        note: event.note.clone(),
        product: event.product.clone(),
    };
    let steps = |steps: &Vec<Step>| {
        steps.iter().map(|step| (step.offset, step.title.clone())).collect::<Vec<_>>()
    };
    let promotion = |it: &Promotion| StoredPromotion {
        discount: it.discount,
        products: it.products.clone(),
        budget: it.budget.map(Money::cents),
        times: it.times,
    };
    let dates = calendar.dates.iter();
    StoredCalendar {
        next: calendar.next,
        events: calendar.events.iter().map(event).collect(),
        switched: calendar.switched.clone(),
        dates: dates
            .map(|(key, (days, main))| (key.clone(), (days.from.0, days.to.0, main.0)))
            .collect(),
        steps: calendar.steps.iter().map(|(id, of)| (id.clone(), steps(of))).collect(),
        promotions: calendar
            .promotions
            .iter()
            .map(|(key, it)| (key.clone(), promotion(it)))
            .collect(),
        proposed: calendar.proposed.iter().map(|(key, day)| (key.clone(), day.0)).collect(),
    }
}

/// What cannot be is left out: events and dates that end before they begin.
pub(super) fn restore(stored: StoredCalendar) -> Calendar {
    let event = |event: StoredEvent| {
        Some(OwnEvent {
            days: Period::new(Day(event.from), Day(event.to))?,
            number: event.number,
            title: event.title,
            note: event.note,
            product: event.product,
        })
    };
    let events: Vec<OwnEvent> = stored.events.into_iter().filter_map(event).collect();
    let highest = events.iter().map(|event| event.number).max().unwrap_or(0);
    let promotion = |it: StoredPromotion| Promotion {
        discount: it.discount.filter(|percent| (0..100).contains(percent)),
        products: it.products,
        budget: it.budget.map(Money),
        times: it.times,
    };
    let mut calendar = Calendar {
        next: stored.next.max(highest),
        events,
        switched: stored.switched,
        proposed: stored.proposed.into_iter().map(|(key, day)| (key, Day(day))).collect(),
        promotions: stored.promotions.into_iter().map(|(key, it)| (key, promotion(it))).collect(),
        ..Calendar::default()
    };
    for (key, (from, to, main)) in stored.dates {
        let days = Period::new(Day(from), Day(to));
        calendar.set_dates(&key, days.map(|days| (days, Day(main))));
    }
    for (id, steps) in stored.steps {
        let step = |(offset, title)| Step { offset, title };
        calendar.set_steps(&id, Some(steps.into_iter().map(step).collect()));
    }
    calendar
}
