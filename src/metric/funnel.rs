//! The funnel: 曝光 → 点击 → 加购 → 成交, in people, all steps from one source (口径 section 5).

use super::book::Book;
use super::compass_book::{CompassDay, ListedRow};
use super::figure::{Figure, SourceKind, Value};
use super::query::Query;
use crate::domain::{Period, SortedMap};

/// The steps, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    Impressions,
    Clicks,
    Carts,
    Paid,
}

impl StepKind {
    pub const ALL: [StepKind; 4] =
        [StepKind::Impressions, StepKind::Clicks, StepKind::Carts, StepKind::Paid];

    fn of(self, row: &CompassDay) -> Option<i64> {
        match self {
            StepKind::Impressions => row.impressions,
            StepKind::Clicks => row.clicks,
            StepKind::Carts => row.carts,
            StepKind::Paid => row.buyers,
        }
    }
}

/// Which report the steps come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunnelSource {
    /// 商品列表 of exactly this range.
    ProductList,
    /// 自助取数 by shop.
    ShopDaily,
    /// 成交分析, 全部 and 不限.
    Deal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub people: i64,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Nothing when no report speaks of the period.
    pub source: Option<FunnelSource>,
    pub steps: Vec<Step>,
    /// People were added up over days or products, so one may count several times.
    pub upper: bool,
    /// Days of the period that the source does not state.
    pub missing: i32,
    /// Rows that were added up.
    pub rows: i64,
}

impl FunnelSource {
    /// The id of the format that gives it.
    pub(super) fn format(self) -> &'static str {
        match self {
            FunnelSource::ProductList => "compass-products",
            FunnelSource::ShopDaily => "compass-shop-daily",
            FunnelSource::Deal => "compass-deal",
        }
    }
}

impl Funnel {
    pub fn people(&self, kind: StepKind) -> Option<i64> {
        self.steps.iter().find(|step| step.kind == kind).map(|step| step.people)
    }

    /// The figure of a step.
    pub fn figure(&self, kind: StepKind, period: Period) -> Figure {
        match self.people(kind) {
            None => Figure::unknown(period),
            Some(people) => Figure::of(Value::Count(people), SourceKind::Compass)
                .with_missing(self.missing)
                .with_upper(self.upper),
        }
    }

    /// The figure of `to` ÷ `from`.
    pub fn rate(&self, to: StepKind, from: StepKind, period: Period) -> Figure {
        match self.people(to).zip(self.people(from)) {
            None => Figure::unknown(period),
            Some((part, whole)) => Figure::rate(part, whole, SourceKind::Compass)
                .with_missing(self.missing)
                .with_upper(self.upper),
        }
    }

    fn from_rows<'a>(
        source: FunnelSource,
        rows: impl Iterator<Item = &'a CompassDay> + Clone,
        upper: bool,
        missing: i32,
    ) -> Funnel {
        let sum = |kind: StepKind| {
            let people = rows.clone().filter_map(move |row| kind.of(row));
            people.reduce(i64::saturating_add).map(|people| Step { kind, people })
        };
        let steps = StepKind::ALL.into_iter().filter_map(sum).collect();
        let rows = i64::try_from(rows.count()).unwrap_or(i64::MAX);
        Funnel { source: Some(source), steps, upper, missing, rows }
    }
}

/// The funnel of a query. 罗盘 can only be filtered by product, and only in 商品列表.
pub fn funnel(book: &Book, query: &Query) -> Funnel {
    let compass = &book.compass;
    let listed = compass.listed.get(&query.period).map(|rows| from_list(rows, query));
    let daily = |source, rows: &SortedMap<Period, CompassDay>| {
        query.filter.is_none().then(|| from_days(source, rows, query.period))
    };
    let candidates = [
        listed,
        daily(FunnelSource::ShopDaily, &compass.shop),
        daily(FunnelSource::Deal, &compass.deal),
    ];
    let mut best = Funnel::default();
    for candidate in candidates.into_iter().flatten() {
        if candidate.steps.len() > best.steps.len() {
            best = candidate;
        }
    }
    best
}

fn from_list(rows: &[ListedRow], query: &Query) -> Funnel {
    let source = FunnelSource::ProductList;
    let wanted = query.filter.dims.product;
    let only_product = {
        let mut rest = query.filter;
        rest.dims.product = None;
        rest.is_none()
    };
    if !only_product {
        return Funnel::default();
    }
    // With a product asked for this is its own row, else the row of the whole shop.
    if let Some(row) = rows.iter().find(|row| row.product == wanted) {
        return Funnel::from_rows(source, std::iter::once(&row.measures), false, 0);
    }
    if wanted.is_some() {
        return Funnel::default();
    }
    Funnel::from_rows(source, rows.iter().map(|row| &row.measures), rows.len() > 1, 0)
}

fn from_days(source: FunnelSource, rows: &SortedMap<Period, CompassDay>, period: Period) -> Funnel {
    if let Some(row) = rows.get(&period) {
        return Funnel::from_rows(source, std::iter::once(row), false, 0);
    }
    let stated = || period.days().filter_map(|day| rows.get(&Period::day(day)));
    let found = i32::try_from(stated().count()).unwrap_or(i32::MAX);
    let days: Vec<&CompassDay> = stated().collect();
    Funnel::from_rows(source, days.into_iter(), found > 1, period.len() - found)
}
