//! 口径 of a figure: which files it comes from, how many rows count, which were left out and why.

use super::compass_book::CompassDay;
use super::definition::Metric;
use super::figure::SourceKind;
use super::funnel::FunnelSource;
use super::reading::Reading;
use super::totals::covered_sales;
use crate::domain::{Dataset, Day, Family, Money, Source, SourceState, sort_by_key};

/// Why rows of the period do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Lines that were never paid.
    Unpaid,
    /// Paid lines with a GMV of 0.
    Gifts,
    /// Exchanges and the like, which move no money.
    Exchanges,
    PriceGuards,
    /// Closed and refused cases.
    ClosedCases,
    /// Lines without a verdict: booked, virtual, refunded before shipping, too young.
    NotJudged,
    /// Finished refunds without a date.
    Undated,
    /// Cases whose order line no order file has; they count by refund time only.
    Unmatched,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Names of the files, newest first.
    pub files: Vec<String>,
    /// Rows that count.
    pub rows: i64,
    pub left_out: Vec<(LeftOut, i64)>,
    /// Refunds that are estimates, and lines with a guessed pay time.
    pub estimated_refunds: i64,
    pub guessed_times: i64,
    pub presales: i64,
}

/// Explains a metric of a reading.
pub fn explain(metric: &Metric, reading: &Reading<'_>, dataset: &Dataset) -> Explanation {
    let mut files: Vec<&Source> = dataset
        .sources
        .iter()
        .filter(|source| source.state == SourceState::Live && feeds(source, metric, reading))
        .collect();
    sort_by_key(&mut files, |source| std::cmp::Reverse((source.version, source.id)));
    let mut explanation = Explanation {
        files: files.into_iter().map(|source| source.file.clone()).collect(),
        estimated_refunds: reading.totals.estimated_refunds,
        guessed_times: reading.totals.guessed_times,
        presales: reading.totals.presales,
        ..Explanation::default()
    };
    if metric.by_clock {
        explanation.rows = count(reading.waiting().count());
    } else if metric.families.contains(&Family::Lines) {
        explain_lines(metric, reading, &mut explanation);
    } else if metric.families.contains(&Family::Cases) {
        explain_cases(metric, reading, &mut explanation);
    }
    if !metric.by_clock {
        explanation.rows += stated_rows(metric, reading);
    }
    explanation.left_out.retain(|&(_, rows)| rows > 0);
    explanation
}

/// Whether a file has a part in the figure: it gives this metric, in the reports that were used,
/// of days that were asked for.
fn feeds(source: &Source, metric: &Metric, reading: &Reading<'_>) -> bool {
    let period = reading.period();
    let covers = source.covers.is_some_and(|it| it.from <= period.to && period.from <= it.to);
    let given = (metric.figure)(reading).source;
    let from = |kind| given == Some(kind) || given == Some(SourceKind::Mixed);
    let used = match source.family {
        Family::Lines | Family::Cases => from(SourceKind::Orders),
        Family::Compass => from(SourceKind::Compass) && report_used(source, metric, reading),
        Family::Ads => from(SourceKind::Ads) && AD_REPORTS.contains(&source.format.as_str()),
        _ => false,
    };
    metric.families.contains(&source.family) && used && (metric.by_clock || covers)
}

/// The reports of 千川 that state 整体消耗.
const AD_REPORTS: [&str; 3] = ["ads-account", "ads-live", "ads-product"];

/// The reports of 罗盘 that state the shop's days.
const DAY_REPORTS: [&str; 2] = ["compass-shop-daily", "compass-deal"];

/// Whether the metric is taken from this report of 罗盘: a funnel has one report, other metrics
/// take the shop's days, where orders speak of them only those that orders do not cover.
fn report_used(source: &Source, metric: &Metric, reading: &Reading<'_>) -> bool {
    let format = source.format.as_str();
    if metric.is_of_funnel() {
        return reading.funnel.source.map(FunnelSource::format) == Some(format);
    }
    let orders = metric.families.contains(&Family::Lines);
    let wanted = |day: Day| {
        let covers = source.covers.is_some_and(|covers| covers.contains(day));
        covers && !(orders && reading.book.coverage.orders.contains(day))
    };
    DAY_REPORTS.contains(&format) && reading.period().days().any(wanted)
}

/// Rows of 罗盘 and 千川 that count.
fn stated_rows(metric: &Metric, reading: &Reading<'_>) -> i64 {
    if metric.is_of_funnel() {
        return reading.funnel.rows;
    }
    if !reading.query.filter.is_none() {
        return 0;
    }
    let book = reading.book;
    let has = |family| metric.families.contains(&family);
    let any = |row: &CompassDay| {
        let money = row.gmv.or(row.user_paid).or(row.ad_cost).map(Money::cents);
        money.or(row.buyers).or(row.orders)
    };
    let people = matches!(metric.id, "buyers" | "buyer-value");
    if people && book.compass.stated(reading.period(), any).is_some() {
        return 1;
    }
    let beyond = |day: Day| !(has(Family::Lines) && book.coverage.orders.contains(day));
    let compass = |day: Day| has(Family::Compass) && book.compass.on(day, any).is_some();
    let ads = |day: Day| has(Family::Ads) && book.ads.on(day).is_some();
    let counts = |day: &Day| beyond(*day) && (compass(*day) || ads(*day));
    count(reading.period().days().filter(counts).count())
}

fn explain_lines(metric: &Metric, reading: &Reading<'_>, explanation: &mut Explanation) {
    let filter = &reading.query.filter;
    let (mut counted, mut gifts, mut judged) = (0, 0, 0);
    for sale in covered_sales(reading.book, reading.period(), filter) {
        counted += 1;
        gifts += i64::from(sale.gmv == Money::ZERO);
        judged += i64::from(sale.shipping != super::book::Shipping::NotJudged);
    }
    let asked = |day: Day, dims| reading.period().contains(day) && filter.passes(dims);
    let unpaid = reading.book.unpaid.iter().filter(|(day, dims)| asked(*day, dims));
    explanation.left_out.push((LeftOut::Unpaid, count(unpaid.count())));
    if metric.id == "ship-48h-rate" {
        explanation.rows = judged;
        explanation.left_out.push((LeftOut::NotJudged, counted - judged));
    } else if matches!(metric.id, "orders" | "units" | "line-value" | "return-rate") {
        explanation.rows = counted - gifts;
        explanation.left_out.push((LeftOut::Gifts, gifts));
    } else if metric.id == "gifts" {
        explanation.rows = gifts;
    } else {
        explanation.rows = counted;
    }
}

fn explain_cases(metric: &Metric, reading: &Reading<'_>, explanation: &mut Explanation) {
    let cases = &reading.book.cases;
    let period = reading.period();
    let unfiltered = reading.query.filter.is_none();
    if metric.id == "returns" {
        let counted = cases.returns_in(period).iter();
        let counted = counted.filter(|case| reading.counts(case.day, &case.dims));
        explanation.rows = count(counted.count());
        for why in [LeftOut::Exchanges, LeftOut::PriceGuards, LeftOut::ClosedCases] {
            let told = cases.not_returns.iter().filter(|case| {
                case.why == why && period.contains(case.day) && reading.counts(case.day, &case.dims)
            });
            explanation.left_out.push((why, count(told.count())));
        }
    } else {
        let counted = cases.refunds_in(period).iter();
        let counted = counted.filter(|event| reading.counts(event.day, &event.dims));
        explanation.rows = count(counted.count());
        if unfiltered {
            explanation.left_out.push((LeftOut::Undated, i64::from(cases.undated)));
        }
    }
    // Without an order line nobody knows which filter such a case would pass.
    if unfiltered {
        explanation.left_out.push((LeftOut::Unmatched, count(cases.unmatched.len())));
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
