//! 口径 of a figure: which files it comes from, how many rows count, which were left out and why.

use super::compass_book::CompassDay;
use super::definition::Metric;
use super::figure::SourceKind;
use super::funnel::FunnelSource;
use super::reading::Reading;
use super::totals::counted_sales;
use crate::domain::{AdScope, Dataset, Day, Family, Money, Period, SortedMap, Source, sort_by_key};

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
    let given = (metric.figure)(reading).source;
    let feeds = |source: &&Source| given.is_some_and(|given| feeds(source, metric, reading, given));
    let mut files: Vec<&Source> = dataset.live_sources().filter(feeds).collect();
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

/// Whether a file has a part in a figure that comes from `given`: it is of the reports that were
/// used, and of days that were asked for.
fn feeds(source: &Source, metric: &Metric, reading: &Reading<'_>, given: SourceKind) -> bool {
    let from = |kind| given == kind || given == SourceKind::Mixed;
    let covers = |day: Day| source.covers.is_some_and(|covers| covers.contains(day));
    let format = source.format.as_str();
    let mut days = reading.period().days().filter(|day| covers(*day));
    metric.families.contains(&source.family)
        && match source.family {
            Family::Lines | Family::Cases => {
                from(SourceKind::Orders) && (metric.by_clock || days.next().is_some())
            }
            Family::Compass if metric.counting().is_some() => {
                let funnel = metric.counting().map(|counting| reading.funnel_in(counting));
                let used = funnel.and_then(|funnel| funnel.source).map(FunnelSource::format);
                used == Some(format) && days.next().is_some()
            }
            Family::Compass if given == SourceKind::Compass && states_range(metric, reading) => {
                DAY_REPORTS.contains(&format) && days.next().is_some()
            }
            Family::Compass => days.any(|day| compass_report(metric, reading, day) == Some(format)),
            Family::Ads => days.any(|day| ad_report(metric, reading, day) == Some(format)),
            _ => false,
        }
}

/// The reports of 罗盘 that state the shop's days.
const DAY_REPORTS: [&str; 2] = ["compass-shop-daily", "compass-deal"];

/// What a metric takes from a day of 罗盘.
fn measure(metric: &Metric) -> fn(&CompassDay) -> Option<i64> {
    match metric.id {
        "user-paid" => |day| day.user_paid.map(Money::cents),
        "orders" => |day| day.orders,
        "line-value" => |day| day.gmv.and(day.orders),
        "buyers" => |day| day.buyers,
        "buyer-value" => |day| day.user_paid.and(day.buyers),
        "ad-cost" => |day| day.ad_cost.map(Money::cents),
        "cost-ratio" => |day| day.ad_cost.and(day.gmv).map(Money::cents),
        _ => |day| day.gmv.map(Money::cents),
    }
}

/// People do not add up, so one row that states the very range goes before those of its days.
fn states_range(metric: &Metric, reading: &Reading<'_>) -> bool {
    let people = matches!(metric.id, "buyers" | "buyer-value");
    people && reading.book.compass.stated(reading.period(), measure(metric)).is_some()
}

/// The report of 罗盘 that the metric takes a day from, where orders do not go before it.
fn compass_report(metric: &Metric, reading: &Reading<'_>, day: Day) -> Option<&'static str> {
    let orders = metric.families.contains(&Family::Lines);
    let by_orders = orders && reading.book.coverage.orders.contains(day);
    let asked = metric.families.contains(&Family::Compass) && reading.query.filter.is_none();
    let compass = &reading.book.compass;
    let states = |rows: &SortedMap<Period, CompassDay>| {
        rows.get(&Period::day(day)).and_then(measure(metric)).is_some()
    };
    let mut reports = [&compass.shop, &compass.deal].into_iter().zip(DAY_REPORTS);
    let used = reports.find(|(rows, _)| states(rows)).map(|(_, format)| format);
    used.filter(|_| asked && !by_orders)
}

/// The report of 千川 that the metric takes a day from, where 罗盘 does not go before it.
fn ad_report(metric: &Metric, reading: &Reading<'_>, day: Day) -> Option<&'static str> {
    let asked = metric.families.contains(&Family::Ads) && reading.query.filter.is_none();
    let (scope, _) = reading.book.ads.on(day).filter(|_| asked)?;
    if compass_report(metric, reading, day).is_some() {
        return None;
    }
    match scope {
        AdScope::OverallAccount => Some("ads-account"),
        AdScope::Live => Some("ads-live"),
        AdScope::Product => Some("ads-product"),
        AdScope::Plan | AdScope::Account | AdScope::Material | AdScope::Finance => None,
    }
}

/// Rows of 罗盘 and days of 千川 that count.
fn stated_rows(metric: &Metric, reading: &Reading<'_>) -> i64 {
    if let Some(counting) = metric.counting() {
        return reading.funnel_in(counting).rows;
    }
    if reading.query.filter.is_none() && states_range(metric, reading) {
        return 1;
    }
    let counts = |day: &Day| {
        compass_report(metric, reading, *day).or(ad_report(metric, reading, *day)).is_some()
    };
    count(reading.period().days().filter(counts).count())
}

fn explain_lines(metric: &Metric, reading: &Reading<'_>, explanation: &mut Explanation) {
    let filter = &reading.query.filter;
    let (mut counted, mut gifts, mut judged) = (0, 0, 0);
    for sale in counted_sales(reading.book, reading.period(), filter) {
        counted += 1;
        gifts += i64::from(sale.is_gift());
        judged += i64::from(sale.shipping != super::shipping::Shipping::NotJudged);
    }
    let asked = |day: Day, dims| reading.period().contains(day) && filter.passes(dims);
    let unpaid = reading.book.unpaid.iter().filter(|(day, dims)| asked(*day, dims));
    let unpaid = count(unpaid.count()) + reading.book.rolled_unpaid(reading.period(), filter);
    for sum in reading.book.rolled_in(reading.period(), *filter, None) {
        counted += sum.lines;
        gifts += sum.totals.gifts;
        judged += sum.totals.shipped.whole;
    }
    explanation.left_out.push((LeftOut::Unpaid, unpaid));
    if metric.families.contains(&Family::Cases) && reading.book.may_lack_cases(reading.period()) {
        let lost = reading.book.cases.unmatched.len();
        explanation.left_out.push((LeftOut::Unmatched, count(lost)));
    }
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
