//! Returns by reason: the nine classes, each opening to the reasons as worded.

use super::case_book::ReturnCase;
use super::figure::{Figure, SourceKind, Value};
use super::query::Dimension;
use super::reading::Reading;
use super::totals::{Totals, by_key};
use crate::domain::{ReasonClass, SortedMap, Word, sort_by_key};
use crate::text::{Phrase, phrase};

/// Cases of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonCount {
    pub cases: i64,
    /// By the reason as worded, most first; `None` for an empty cell.
    pub reasons: Vec<(Option<Word>, i64)>,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Nothing when no after-sale file speaks of the period.
    pub known: bool,
    pub classes: SortedMap<ReasonClass, ReasonCount>,
    /// Cases that 抖店 marks as the product's quality.
    pub quality_cases: i64,
}

impl Reasons {
    pub fn count(&self, class: ReasonClass) -> i64 {
        self.classes.get(&class).map_or(0, |count| count.cases)
    }

    pub fn total(&self) -> i64 {
        self.classes.values().map(|count| count.cases).sum()
    }
}

/// The returns of a reading by reason.
pub fn reasons(reading: &Reading<'_>) -> Reasons {
    let mut found = Reasons { known: reading.aftersale_missing().is_some(), ..Reasons::default() };
    let mut worded: SortedMap<(ReasonClass, Option<Word>), i64> = SortedMap::new();
    for case in reading.book.cases.returns_in(reading.period()) {
        if reading.counts(case.day, &case.dims) {
            *worded.slot((case.class, case.reason)) += 1;
            found.quality_cases += i64::from(case.quality_case);
        }
    }
    for ((class, reason), cases) in worded {
        let count = found.classes.slot(class);
        count.cases += cases;
        count.reasons.push((reason, cases));
    }
    for count in found.classes.values_mut() {
        // Ties go by text: the numbers of words hang on the order of imports.
        sort_by_key(&mut count.reasons, |&(reason, cases)| {
            (std::cmp::Reverse(cases), reason.map(|word| reading.book.words.text(word).to_owned()))
        });
    }
    found
}

/// Cases by days from payment to application: the first and the last day of each band.
pub const AGE_BANDS: [(i32, i32); 7] =
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 7), (8, 15), (16, i32::MAX)];

/// The cases of a reading by the days since their payment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReturnAges {
    /// In the order of [`AGE_BANDS`].
    pub bands: [i64; AGE_BANDS.len()],
    /// Cases whose order no order file has.
    pub unmatched: i64,
}

/// The returns of a reading by the days since their payment.
pub fn return_ages(reading: &Reading<'_>) -> ReturnAges {
    let mut ages = ReturnAges::default();
    let cases = reading.book.cases.returns_in(reading.period()).iter();
    for case in cases.filter(|case| reading.counts(case.day, &case.dims)) {
        let Some(paid) = case.paid else {
            ages.unmatched += 1;
            continue;
        };
        let age = case.day.since(paid).max(0);
        let band = AGE_BANDS.iter().position(|&(_, last)| age <= last);
        if let Some(count) = band.and_then(|band| ages.bands.get_mut(band)) {
            *count += 1;
        }
    }
    ages
}

/// The cases of one part of the shop, beside its sales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnPart {
    pub totals: Totals,
    pub cases: i64,
    pub classes: SortedMap<ReasonClass, i64>,
}

/// The returns of a reading by what a dimension says, most cases first. Cases are those asked for
/// in the period, sales and their return rate those paid in it. Cases without a line say nothing
/// of where it was sold: they are under no part, save that of their product.
pub fn return_parts(
    reading: &Reading<'_>,
    dimension: Dimension,
) -> Vec<(Option<Word>, ReturnPart)> {
    let book = reading.book;
    let sold = by_key(book, reading.period(), &reading.query.filter, dimension);
    let part = |(key, totals)| (key, ReturnPart { totals, ..ReturnPart::default() });
    let mut parts: SortedMap<Option<Word>, ReturnPart> = sold.into_iter().map(part).collect();
    // Where lines are asked for, days that are rolled up have no sales to set cases against.
    let days = book.case_days(dimension);
    let set_against = |case: &&ReturnCase| days.contains(case.day);
    for case in book.cases.returns_in(reading.period()).iter().filter(set_against) {
        let key = dimension.of(&case.dims);
        if reading.counts(case.day, &case.dims) && (key.is_some() || case.paid.is_some()) {
            let part = parts.slot(key);
            part.cases += 1;
            *part.classes.slot(case.class) += 1;
        }
    }
    let mut parts: Vec<(Option<Word>, ReturnPart)> =
        parts.into_iter().filter(|(_, part)| part.cases > 0).collect();
    // Ties go by text: the numbers of words hang on the order of imports.
    sort_by_key(&mut parts, |(key, part)| {
        (std::cmp::Reverse(part.cases), key.map(|key| book.words.text(key).to_owned()))
    });
    parts
}

/// 售后件数: the cases of all classes.
pub(super) fn count(reading: &Reading<'_>) -> Figure {
    match reading.aftersale_missing() {
        None => Figure::unknown(reading.period()),
        Some(missing) => {
            let cases = Value::Count(reasons(reading).total());
            Figure::of(cases, SourceKind::Orders).with_missing(missing)
        }
    }
}

/// What a class is called.
pub fn reason_name(class: ReasonClass) -> Phrase {
    match class {
        ReasonClass::Quality => phrase("质量问题", "Quality"),
        ReasonClass::Mismatch => phrase("与描述不符", "Not as described"),
        ReasonClass::Logistics => phrase("物流破损 / 丢件", "Damaged or lost"),
        ReasonClass::WrongOrMissing => phrase("少件 / 发错", "Missing or wrong"),
        ReasonClass::Unwanted => phrase("不想要 / 尺码", "Unwanted, size"),
        ReasonClass::Late => phrase("发货太慢", "Late"),
        ReasonClass::Price => phrase("买贵 / 降价", "Price"),
        ReasonClass::Other => phrase("其他", "Other"),
        ReasonClass::Unknown => phrase("未识别", "Unrecognised"),
    }
}
