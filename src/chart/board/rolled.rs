//! What charts say of days that are rolled up: those that lines alone can fill leave them out, and
//! say so.

use super::{Chart, Compare, Input};
use crate::domain::Period;
use crate::metric::Book;
use crate::text::{Lang, count_text, phrase};

/// Charts that ask for what sums do not keep: hours, creators, provinces, prices, SKUs.
const OF_LINES: [&str; 6] =
    ["mix", "quadrant", "hours", "by-province", "by-price", "return-creator"];

/// Charts of sales, which lack those days under a filter that asks for lines. Those of cases have
/// all of theirs, and 罗盘 knows nothing of lines.
const OF_SALES: [&str; 15] = [
    "gmv",
    "net",
    "change",
    "change-product",
    "change-carrier",
    "by-carrier",
    "by-side",
    "by-origin",
    "by-ad",
    "by-channel",
    "by-category",
    "refunds",
    "maturity",
    "return-product",
    "return-carrier",
];

/// `30 天按日汇总（没有达人、省份、价格带、时段、规格）`; nothing of a period that has all its lines.
pub fn rolled_text(book: &Book, period: Period, lang: Lang) -> Option<String> {
    let words = phrase(
        "{} 天按日汇总（没有达人、省份、价格带、时段、规格）",
        "{} day[s] rolled up (no creators, provinces, prices, hours, SKUs)",
    );
    let days = book.rolled_days(period);
    (days > 0).then(|| words.fill(lang, &[&count_text(i64::from(days))]))
}

/// The chart with the days named that it had to leave out.
pub(super) fn told(input: &Input<'_>, mut chart: Chart) -> Chart {
    let filtered = input.query.filter.asks_of_lines() && OF_SALES.contains(&chart.id);
    let days = input.book.rolled_days(input.query.period);
    if days > 0 && (filtered || OF_LINES.contains(&chart.id)) {
        if input.book.rollups.line_days.count_in(input.query.period) == 0 {
            // No file would fill it, whatever the chart says.
            chart.notes.clear();
        }
        let note = phrase(
            "这段日期有 {} 天按日汇总，没有单笔明细，这里不含。",
            "{} day[s] of this period [is|are] rolled up: without their lines they are left out here.",
        );
        chart.notes.insert(0, note.fill(input.lang, &[&count_text(i64::from(days))]));
    }
    chart
}

/// Why two periods cannot be compared in what lines alone tell, where one of them is rolled up.
pub(super) fn inseparable(input: &Input<'_>, compare: Compare) -> Option<String> {
    let days: i32 = [input.query.period, compare.period]
        .map(|period| input.book.rolled_days(period))
        .iter()
        .sum();
    let note = phrase(
        "两段日期里有 {} 天按日汇总，没有单笔明细，比不出来。",
        "{} day[s] of the two periods [is|are] rolled up: without their lines there is no comparison.",
    );
    (days > 0).then(|| note.fill(input.lang, &[&count_text(i64::from(days))]))
}
