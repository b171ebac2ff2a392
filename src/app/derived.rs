//! What follows from the signals of the app: the filter, the comparison, the findings, and whatever
//! figures hang on.

use std::sync::Arc;

use leptos::prelude::*;

use super::route::Route;
use crate::browser::now;
use crate::chart::{Compare, CompareKind};
use crate::domain::{DaySet, Moment, Period};
use crate::insight::{Finding, Scene, Span, Thresholds, Upkeep, findings};
use crate::metric::{Anchor, Book, Filter, Query};
use crate::plan::{Safety, Settings, next_campaign};
use crate::store::Documents;

/// What the route asks for, with the sums of its days made ready.
pub(super) fn prepared_filter(route: RwSignal<Route>, book: RwSignal<Arc<Book>>) -> Filter {
    route.with(|route| {
        let wanted = route.filter.iter().map(|(dimension, id)| (*dimension, id.as_str()));
        book.with(|book| {
            let filter = Filter::resolve(wanted, &book.words);
            book.prepare(&filter);
            filter
        })
    })
}

/// The clock, the hour that has begun, and the moment since when nothing has become due: all that
/// the clock changes within an hour.
pub(super) fn clocks(book: RwSignal<Arc<Book>>) -> (RwSignal<Moment>, Memo<Moment>, Memo<Moment>) {
    let clock = RwSignal::new(now());
    let hour = Memo::new(move |_| {
        let now = clock.get();
        now.day().start().plus_hours(i64::from(now.hour()))
    });
    let due = Memo::new(move |_| book.with(|book| book.last_due(hour.get(), clock.get())));
    (clock, hour, due)
}

/// The question of the route, at this hour.
pub(super) fn question(
    period: Memo<Period>,
    filter: Memo<Filter>,
    hour: Memo<Moment>,
) -> Memo<Query> {
    Memo::new(move |_| Query { period: period.get(), filter: filter.get(), now: hour.get() })
}

/// What the rules find. Ticks and notes are none of their business.
pub(super) fn found(
    book: RwSignal<Arc<Book>>,
    documents: RwSignal<Documents>,
    (anchor, due_clock): (Memo<Anchor>, Memo<Moment>),
    settings: Memo<Settings>,
    route: RwSignal<Route>,
) -> Memo<Vec<Finding>> {
    let kept = Memo::new(move |_| {
        let anchor = anchor.get();
        let month = Span::month(anchor.today);
        documents.with(|it| {
            let next = next_campaign(&it.calendar, &it.tasks, anchor.now.day());
            (it.products.0.clone(), it.safety, it.goals.gmv.get(&month).copied(), next)
        })
    });
    let sample = Memo::new(move |_| route.with(|route| route.sample));
    Memo::new(move |_| {
        kept.with(|(products, Safety { backed_up, imports }, goal, next)| {
            let (backed_up, imports, goal) = (*backed_up, *imports, *goal);
            let campaign = next.as_ref();
            let upkeep = (!sample.get()).then_some(Upkeep { backed_up, imports });
            let anchor = Anchor { now: due_clock.get(), ..anchor.get() };
            let read = |book: &Arc<Book>, thresholds: &Thresholds| {
                findings(&Scene { book, anchor, thresholds, products, goal, campaign, upkeep })
            };
            book.with(|book| settings.with(|settings| read(book, &settings.thresholds)))
        })
    })
}

/// Another number for every change of what figures are made from.
pub(super) fn revision(
    (query, compare, anchor): (Memo<Query>, Memo<Vec<Compare>>, Memo<Anchor>),
    route: RwSignal<Route>,
    book: RwSignal<Arc<Book>>,
    documents: RwSignal<Documents>,
) -> Memo<u32> {
    Memo::new(move |before: Option<&u32>| {
        query.track();
        compare.track();
        anchor.track();
        route.track();
        book.track();
        // The documents hold the settings, and with them the language.
        documents.track();
        before.map_or(0, |before| before.wrapping_add(1))
    })
}

/// What a period is compared with: as the route says, else the days before, and the year before
/// where it is known.
pub(super) fn comparison(
    route: RwSignal<Route>,
    book: RwSignal<Arc<Book>>,
    period: Memo<Period>,
) -> Memo<Vec<Compare>> {
    Memo::new(move |_| {
        let sales = book.with(|book| book.coverage.sales());
        route.with(|route| compared(route, &sales, period.get()))
    })
}

fn compared(route: &Route, sales: &DaySet, period: Period) -> Vec<Compare> {
    let of = |kind| Compare::of(kind, period);
    if let Some(kinds) = &route.compare {
        let mut all: Vec<Compare> = kinds.iter().copied().map(of).collect();
        // Outside of campaigns two of them are one.
        all.dedup();
        return all;
    }
    let year = of(CompareKind::Year);
    let known = sales.count_in(year.period) > 0;
    std::iter::once(of(CompareKind::Previous)).chain(known.then_some(year)).collect()
}
