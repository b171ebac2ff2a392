//! The registry of charts: what each shows of a reading, its finding as a title, its legend and
//! its table.
//!
//! Pages and the report walk [`CHARTS`]; adding a chart is one entry.

mod change;
mod factors;
mod funnel;
mod funnel_change;
mod funnel_parts;
mod gmv;
mod goal;
mod hours;
mod maturity;
mod mix;
mod net;
mod quadrant;
mod refunds;
mod return_age;
mod return_part;
mod returns;
mod role;
mod rolled;
mod split;
mod timeline;
mod trend;

pub use maturity::net_outlook;
pub use quadrant::move_reason;
pub use role::role_name;
pub use rolled::rolled_text;

use super::look::Ink;
use super::spec::Spec;
use super::table::Table;
use crate::domain::{Period, SortedMap};
use crate::insight::{Planned, Scene, Thresholds};
use crate::metric::{
    Anchor, Basis, Book, Counting, Figure, ProductEvent, ProductMix, Query, Reading,
    campaign_before, change,
};
use crate::text::{Lang, Phrase, phrase};

/// Which earlier period a comparison is with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareKind {
    /// The days right before.
    Previous,
    /// The same days a year before.
    Year,
    /// The same days of the same campaign a year before.
    Campaign,
}

/// A period to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compare {
    pub kind: CompareKind,
    pub period: Period,
}

impl Compare {
    /// Outside of campaigns that of the campaign is that of the year, and is called so.
    pub fn of(kind: CompareKind, period: Period) -> Compare {
        let year = Compare { kind: CompareKind::Year, period: period.year_before() };
        match kind {
            CompareKind::Previous => Compare { kind, period: period.previous() },
            CompareKind::Year => year,
            CompareKind::Campaign => {
                campaign_before(period).map_or(year, |period| Compare { kind, period })
            }
        }
    }

    pub fn name(self) -> Phrase {
        match self.kind {
            CompareKind::Previous => phrase("上期", "before"),
            CompareKind::Year => phrase("去年同期", "last year"),
            CompareKind::Campaign => phrase("去年同活动", "the campaign last year"),
        }
    }
}

/// What a chart is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    pub book: &'a Book,
    pub query: Query,
    pub compare: &'a [Compare],
    pub anchor: Anchor,
    pub thresholds: &'a Thresholds,
    pub products: &'a SortedMap<String, ProductMix>,
    /// What the operator noted of the product that is asked for.
    pub marks: &'a [ProductEvent],
    /// The goal that is asked for, and the calendar.
    pub plan: &'a Planned,
    pub basis: Basis,
    /// What the steps of the funnel count.
    pub counting: Counting,
    pub lang: Lang,
}

impl Input<'_> {
    pub fn reading(&self) -> Reading<'_> {
        Reading::new(self.book, self.query)
    }

    /// What rules look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            book: self.book,
            anchor: self.anchor,
            thresholds: self.thresholds,
            products: self.products,
            goal: None,
            campaign: None,
            upkeep: None,
        }
    }

    fn reading_of(&self, period: Period) -> Reading<'_> {
        Reading::new(self.book, self.query.over(period))
    }
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    pub ink: Ink,
    pub text: String,
}

/// A chart, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The value of `data-chart`.
    pub id: &'static str,
    pub name: String,
    /// What it shows, in a few words with numbers.
    pub finding: String,
    /// Nothing when no file feeds it.
    pub spec: Option<Spec>,
    pub legend: Vec<KeyEntry>,
    pub table: Table,
    /// What to know when reading it, or why it is empty and which file would fill it.
    pub notes: Vec<String>,
    /// What to do about it, as a link to the chart's own page.
    pub advice: Option<Phrase>,
}

/// A kind of chart.
pub struct ChartKind {
    pub id: &'static str,
    build: fn(&Input<'_>) -> Chart,
}

impl ChartKind {
    pub fn chart(&self, input: &Input<'_>) -> Chart {
        rolled::told(input, (self.build)(input))
    }
}

/// Every chart, in the order of the overview.
pub static CHARTS: &[ChartKind] = &[
    ChartKind { id: "gmv", build: gmv::build },
    ChartKind { id: "mix", build: mix::build },
    ChartKind { id: "quadrant", build: quadrant::build },
    ChartKind { id: "funnel", build: funnel::build },
    ChartKind { id: "returns", build: returns::build },
    ChartKind { id: "net", build: net::build },
    ChartKind { id: "change", build: factors::build },
    ChartKind { id: "change-product", build: |input| change::build(input, &change::PRODUCT) },
    ChartKind { id: "change-creator", build: |input| change::build(input, &change::CREATOR) },
    ChartKind { id: "change-carrier", build: |input| change::build(input, &change::CARRIER) },
    ChartKind { id: "by-carrier", build: |input| split::build(input, &split::CARRIER) },
    ChartKind { id: "by-side", build: |input| split::build(input, &split::SIDE) },
    ChartKind { id: "by-origin", build: |input| split::build(input, &split::ORIGIN) },
    ChartKind { id: "by-ad", build: |input| split::build(input, &split::AD) },
    ChartKind { id: "by-channel", build: |input| split::build(input, &split::CHANNEL) },
    ChartKind { id: "by-province", build: |input| split::build(input, &split::PROVINCE) },
    ChartKind { id: "by-category", build: |input| split::build(input, &split::CATEGORY) },
    ChartKind { id: "by-price", build: |input| split::build(input, &split::PRICE) },
    ChartKind { id: "hours", build: hours::build },
    ChartKind { id: "refunds", build: refunds::build },
    ChartKind { id: "maturity", build: maturity::build },
    ChartKind { id: "return-age", build: return_age::build },
    ChartKind { id: "return-product", build: return_part::by_product },
    ChartKind { id: "return-carrier", build: return_part::by_carrier },
    ChartKind { id: "return-creator", build: return_part::by_creator },
    ChartKind { id: "funnel-change", build: funnel_change::build },
    ChartKind { id: "trend-ctr", build: |input| trend::build(input, &trend::CTR) },
    ChartKind { id: "trend-cart-rate", build: |input| trend::build(input, &trend::CART_RATE) },
    ChartKind { id: "trend-click-pay", build: |input| trend::build(input, &trend::CLICK_PAY) },
    ChartKind { id: "trend-impressions", build: |input| trend::build(input, &trend::IMPRESSIONS) },
    ChartKind { id: "trend-clicks", build: |input| trend::build(input, &trend::CLICKS) },
    ChartKind { id: "trend-paid", build: |input| trend::build(input, &trend::PAID) },
    ChartKind { id: "trend-carts", build: |input| trend::build(input, &trend::CARTS) },
    ChartKind { id: "funnel-products", build: funnel_parts::products },
    ChartKind { id: "funnel-carriers", build: funnel_parts::carriers },
    ChartKind { id: "timeline", build: timeline::build },
    ChartKind { id: "goal", build: goal::build },
];

/// `较上期 ▲13.1%`; nothing without a base to compare with.
pub(super) fn change_phrase(
    now: &Figure,
    before: &Figure,
    name: &str,
    lang: Lang,
) -> Option<String> {
    let change = change(now, before)?;
    Some(match change.direction {
        std::cmp::Ordering::Equal => phrase("较{}持平", "level with {}").fill(lang, &[name]),
        _ => phrase("较{} {}{}", "vs {} {}{}").fill(lang, &[name, change.arrow(), &change.size]),
    })
}
