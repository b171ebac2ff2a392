//! Rows of 罗盘 about a part of the shop: one product, one 载体, or both. A shop of thousands of
//! products has one a day of each, so they are kept small.

use super::compass_book::CompassDay;
use super::query::Filter;
use crate::domain::Word;

/// What a row is about; nothing of either for the whole shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub product: Option<Word>,
    pub carrier: Option<Word>,
}

impl Part {
    pub fn is_shop(self) -> bool {
        self == Part::default()
    }

    /// The part that a filter asks for; nothing when it asks for what 罗盘 is not split by.
    pub(super) fn of(filter: &Filter) -> Option<Part> {
        let part = Part { product: filter.dims.product, carrier: filter.dims.carrier };
        let mut rest = *filter;
        rest.dims.product = None;
        rest.dims.carrier = None;
        rest.is_none().then_some(part)
    }
}

/// The steps of a row, in the order of [`PartRow::measures`]; [`UNSAID`] where it lacks one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartRow {
    pub part: Part,
    counts: [u32; 7],
}

/// No measure. A part of a shop with that many people is none either.
const UNSAID: u32 = u32::MAX;

impl PartRow {
    /// Nothing for a row that says nothing of impressions and clicks: no step could follow another.
    pub(super) fn of(part: Part, row: &CompassDay) -> Option<PartRow> {
        let told = [row.impressions, row.impression_times, row.clicks, row.click_times];
        let any = told.iter().any(Option::is_some);
        let [impressions, impression_times, clicks, click_times] = told;
        let counts =
            [impressions, impression_times, clicks, click_times, row.carts, row.buyers, row.orders];
        let small = |count: Option<i64>| count.and_then(|count| u32::try_from(count).ok());
        any.then(|| PartRow { part, counts: counts.map(|count| small(count).unwrap_or(UNSAID)) })
    }

    pub fn measures(&self) -> CompassDay {
        let [impressions, impression_times, clicks, click_times, carts, buyers, orders] =
            self.counts.map(|count| (count != UNSAID).then_some(i64::from(count)));
        CompassDay {
            impressions,
            impression_times,
            clicks,
            click_times,
            carts,
            buyers,
            orders,
            ..CompassDay::default()
        }
    }
}
