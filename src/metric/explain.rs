//! 口径 of a figure: which files it comes from, how many rows count, which were left out and why.

use super::definition::Metric;
use super::reading::Reading;
use super::totals::covered_sales;
use crate::domain::{Dataset, Day, Family, Money, SourceState, sort_by_key};

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
    let period = reading.period();
    let speaks = |covers: Option<crate::domain::Period>| {
        covers.is_some_and(|covers| covers.from <= period.to && period.from <= covers.to)
    };
    let mut files: Vec<&crate::domain::Source> = dataset
        .sources
        .iter()
        .filter(|source| source.state == SourceState::Live)
        .filter(|source| metric.families.contains(&source.family))
        .filter(|source| metric.by_clock || speaks(source.covers))
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
        explanation.rows = count(reading.book.pending.len());
    } else if metric.families.contains(&Family::Lines) {
        explain_lines(metric, reading, &mut explanation);
    } else if metric.families.contains(&Family::Cases) {
        explain_cases(metric, reading, &mut explanation);
    } else {
        let book = reading.book;
        let compass = |day: &Day| {
            metric.families.contains(&Family::Compass)
                && book.compass.on(*day, |row| row.gmv.or(row.user_paid)).is_some()
        };
        let ads = |day: &Day| metric.families.contains(&Family::Ads) && book.ads.on(*day).is_some();
        explanation.rows = count(period.days().filter(|day| compass(day) || ads(day)).count());
    }
    explanation.left_out.retain(|&(_, rows)| rows > 0);
    explanation
}

fn explain_lines(metric: &Metric, reading: &Reading<'_>, explanation: &mut Explanation) {
    let filter = &reading.query.filter;
    let (mut counted, mut gifts, mut judged) = (0, 0, 0);
    for sale in covered_sales(reading.book, reading.period(), filter) {
        counted += 1;
        gifts += i64::from(sale.gmv == Money::ZERO);
        judged += i64::from(sale.shipping != super::book::Shipping::NotJudged);
    }
    let unpaid = reading.book.unpaid.iter().filter(|&&day| reading.period().contains(day));
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
    if metric.id == "returns" {
        let counted = cases.returns_in(period).iter();
        let counted = counted.filter(|case| reading.counts(case.day, &case.dims));
        explanation.rows = count(counted.count());
        for why in [LeftOut::Exchanges, LeftOut::PriceGuards, LeftOut::ClosedCases] {
            let days = cases
                .not_returns
                .iter()
                .filter(|(day, reason)| *reason == why && period.contains(*day));
            explanation.left_out.push((why, count(days.count())));
        }
    } else {
        let counted = cases.refunds_in(period).iter();
        let counted = counted.filter(|event| reading.counts(event.day, &event.dims));
        explanation.rows = count(counted.count());
        explanation.left_out.push((LeftOut::Undated, i64::from(cases.undated)));
    }
    explanation.left_out.push((LeftOut::Unmatched, count(cases.unmatched.len())));
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
