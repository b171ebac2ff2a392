//! The funnel: 曝光 → 点击 → 加购 → 成交, in people or in times, all steps from one source (口径
//! section 5).

use super::book::Book;
use super::compass_book::CompassDay;
use super::compass_part::Part;
use super::figure::{Figure, SourceKind, Value};
use super::query::Query;
use crate::domain::Period;

/// What the steps count. People are counted once a row, so they do not add up; times do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// 人数.
    #[default]
    People,
    /// 次数, with orders as the last step.
    Times,
}

impl Counting {
    pub const ALL: [Counting; 2] = [Counting::People, Counting::Times];

    /// The value of `count=` in an address.
    pub fn id(self) -> &'static str {
        match self {
            Counting::People => "people",
            Counting::Times => "times",
        }
    }
}

/// The steps, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    Impressions,
    Clicks,
    /// People only: no report counts how often something was put in a cart.
    Carts,
    Paid,
}

impl StepKind {
    pub const ALL: [StepKind; 4] =
        [StepKind::Impressions, StepKind::Clicks, StepKind::Carts, StepKind::Paid];

    fn of(self, row: &CompassDay, counting: Counting) -> Option<i64> {
        match (self, counting) {
            (StepKind::Impressions, Counting::People) => row.impressions,
            (StepKind::Impressions, Counting::Times) => row.impression_times,
            (StepKind::Clicks, Counting::People) => row.clicks,
            (StepKind::Clicks, Counting::Times) => row.click_times,
            (StepKind::Carts, Counting::People) => row.carts,
            (StepKind::Carts, Counting::Times) => None,
            (StepKind::Paid, Counting::People) => row.buyers,
            (StepKind::Paid, Counting::Times) => row.orders,
        }
    }
}

/// Which report the steps come from. Between those with as many steps the first goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FunnelSource {
    /// 商品列表 of exactly this range.
    ProductList,
    /// 自助取数 by shop.
    ShopDaily,
    /// 自助取数 by product.
    ProductDaily,
    /// 成交分析: 全部 and 不限, or one 载体.
    Deal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub count: i64,
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
    pub const ALL: [FunnelSource; 4] = [
        FunnelSource::ProductList,
        FunnelSource::ShopDaily,
        FunnelSource::ProductDaily,
        FunnelSource::Deal,
    ];

    /// The id of the format that gives it.
    pub fn format(self) -> &'static str {
        match self {
            FunnelSource::ProductList => "compass-products",
            FunnelSource::ShopDaily => "compass-shop-daily",
            FunnelSource::ProductDaily => "compass-product-daily",
            FunnelSource::Deal => "compass-deal",
        }
    }
}

impl Funnel {
    pub fn count(&self, kind: StepKind) -> Option<i64> {
        self.steps.iter().find(|step| step.kind == kind).map(|step| step.count)
    }

    /// The figure of a step.
    pub fn figure(&self, kind: StepKind, period: Period) -> Figure {
        match self.count(kind) {
            None => Figure::unknown(period),
            Some(count) => Figure::of(Value::Count(count), SourceKind::Compass)
                .with_missing(self.missing)
                .with_upper(self.upper),
        }
    }

    /// The figure of `to` ÷ `from`.
    pub fn rate(&self, to: StepKind, from: StepKind, period: Period) -> Figure {
        match self.count(to).zip(self.count(from)) {
            None => Figure::unknown(period),
            Some((part, whole)) => Figure::rate(part, whole, SourceKind::Compass)
                .with_missing(self.missing)
                .with_upper(self.upper),
        }
    }

    /// The sums of some rows of one report, stated of so many days of the period.
    pub(super) fn from_rows(
        source: FunnelSource,
        counting: Counting,
        rows: &[CompassDay],
        missing: i32,
    ) -> Funnel {
        let sum = |kind: StepKind| {
            let counts = rows.iter().filter_map(move |row| kind.of(row, counting));
            counts.reduce(i64::saturating_add).map(|count| Step { kind, count })
        };
        let steps = StepKind::ALL.into_iter().filter_map(sum).collect();
        Funnel {
            source: Some(source),
            steps,
            upper: rows.len() > 1 && counting == Counting::People,
            missing,
            rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        }
    }
}

/// The funnel of a query. 罗盘 can only be filtered by product and 载体.
pub fn funnel(book: &Book, query: &Query, counting: Counting) -> Funnel {
    let mut best = Funnel::default();
    for source in FunnelSource::ALL {
        let candidate = funnel_from(book, query, source, counting);
        best = candidate.filter(|it| it.steps.len() > best.steps.len()).unwrap_or(best);
    }
    best
}

/// The funnel that a line of days is drawn from: it has the steps wanted, and a row of the shop or
/// the part itself goes before a sum, so that the line does not jump where one day happens to have
/// a list of products.
pub fn steady_funnel(
    book: &Book,
    query: &Query,
    counting: Counting,
    wanted: &[StepKind],
) -> Funnel {
    let has = |it: &Funnel| wanted.iter().all(|&kind| it.count(kind).is_some());
    let all = FunnelSource::ALL.into_iter();
    let found = all.filter_map(|source| funnel_from(book, query, source, counting)).filter(has);
    let best = found.reduce(|best, next| if best.upper && !next.upper { next } else { best });
    best.unwrap_or_default()
}

/// The funnel that one report gives: its row of the very range, else its days added up.
pub(super) fn funnel_from(
    book: &Book,
    query: &Query,
    source: FunnelSource,
    counting: Counting,
) -> Option<Funnel> {
    let part = Part::of(&query.filter)?;
    let (compass, period) = (&book.compass, query.period);
    let stated = compass.row(source, part, period);
    let stated = stated.map(|row| Funnel::from_rows(source, counting, &[row], 0));
    // A row that says nothing of the steps does not silence its days.
    if let Some(funnel) = stated.filter(|funnel| !funnel.steps.is_empty()) {
        return Some(funnel);
    }
    let rows: Vec<CompassDay> = match source {
        FunnelSource::ProductList if part.is_shop() => {
            compass.listed.get(&period)?.iter().map(|row| row.measures).collect()
        }
        FunnelSource::ProductList => return None,
        _ => period.days().filter_map(|day| compass.row(source, part, Period::day(day))).collect(),
    };
    let found = i32::try_from(rows.len()).unwrap_or(i32::MAX);
    let missing = if source == FunnelSource::ProductList { 0 } else { period.len() - found };
    (found > 0).then(|| Funnel::from_rows(source, counting, &rows, missing))
}
