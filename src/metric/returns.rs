//! Returns by reason: the nine classes, each opening to the reasons as worded.

use super::figure::{Figure, SourceKind, Value};
use super::reading::Reading;
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
