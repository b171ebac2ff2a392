//! A figure: a number with everything that must be known to read it rightly.

use crate::domain::{Money, Period, Share};
use crate::text::{
    Lang, axis_count, axis_money, axis_percent, compact_count, compact_money, count_text,
    decimal_text, full_money, percent_text, plain_hundredths, plain_millionths, plain_money,
};

/// What a metric is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 元, two decimals.
    Money,
    Count,
    /// A fraction, six decimals; shown as per cent.
    Rate,
    /// A plain ratio, two decimals.
    Ratio,
}

/// A number in its unit, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Money(Money),
    Count(i64),
    /// Millionths.
    Rate(i64),
    /// Hundredths.
    Ratio(i64),
}

/// Which files a figure was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Order and after-sale exports.
    Orders,
    Compass,
    Ads,
    /// Some days from orders, some from 罗盘.
    Mixed,
}

/// See the file's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Nothing when no file could give it, or when its denominator is zero.
    pub value: Option<Value>,
    pub source: Option<SourceKind>,
    /// Days of the period without data.
    pub missing: i32,
    /// A sum of 人数 over days or products, hence an upper bound.
    pub upper: bool,
    /// Why it is approximate.
    pub approx: Option<&'static str>,
    /// The two numbers of a rate.
    pub share: Option<Share>,
}

impl Unit {
    /// A number in the unit's smallest step as it stands at an axis.
    pub fn at_axis(self, number: i64, lang: Lang) -> String {
        match self {
            Unit::Money => axis_money(Money(number), lang),
            Unit::Count => axis_count(number, lang),
            Unit::Rate => axis_percent(number),
            Unit::Ratio => decimal_text(number, 2, 1),
        }
    }

    /// The least that an axis reaches up to, so that nothing but zeros still has a scale.
    pub fn least_top(self) -> i64 {
        match self {
            Unit::Money | Unit::Ratio => 100,
            Unit::Count => 4,
            Unit::Rate => 1_000,
        }
    }
}

impl Value {
    /// The form of `data-value`.
    pub fn plain(self) -> String {
        match self {
            Value::Money(amount) => plain_money(amount),
            Value::Count(count) => count.to_string(),
            Value::Rate(millionths) => plain_millionths(millionths),
            Value::Ratio(hundredths) => plain_hundredths(hundredths),
        }
    }

    /// For cards: `¥1.23万`, `4.26%`.
    pub fn short(self, lang: Lang) -> String {
        match self {
            Value::Money(amount) => compact_money(amount, lang),
            Value::Count(count) => compact_count(count, lang),
            Value::Rate(millionths) => percent_text(millionths),
            Value::Ratio(hundredths) => decimal_text(hundredths, 2, 2),
        }
    }

    /// For tables and tooltips: `¥12,345.67`, `12,345`.
    pub fn full(self) -> String {
        match self {
            Value::Money(amount) => full_money(amount),
            Value::Count(count) => count_text(count),
            Value::Rate(millionths) => percent_text(millionths),
            Value::Ratio(hundredths) => decimal_text(hundredths, 2, 2),
        }
    }

    /// The bare number in the unit's smallest step, for comparisons and charts.
    pub fn number(self) -> i64 {
        match self {
            Value::Money(amount) => amount.cents(),
            Value::Count(number) | Value::Rate(number) | Value::Ratio(number) => number,
        }
    }
}

impl SourceKind {
    /// The value of `data-source`.
    pub fn id(self) -> &'static str {
        match self {
            SourceKind::Orders => "orders",
            SourceKind::Compass => "compass",
            SourceKind::Ads => "ads",
            SourceKind::Mixed => "mixed",
        }
    }
}

impl Figure {
    /// No file gives it for any day of the period.
    pub fn unknown(period: Period) -> Figure {
        Figure { missing: period.len(), ..Figure::default() }
    }

    pub fn of(value: Value, source: SourceKind) -> Figure {
        Figure { value: Some(value), source: Some(source), ..Figure::default() }
    }

    /// A rate from its part and whole; empty when the whole is zero.
    pub fn rate(part: i64, whole: i64, source: SourceKind) -> Figure {
        let share = Share::new(part, whole);
        Figure {
            value: share.millionths().map(Value::Rate),
            source: Some(source),
            share: Some(share),
            ..Figure::default()
        }
    }

    pub fn with_missing(self, missing: i32) -> Figure {
        Figure { missing, ..self }
    }

    pub fn with_upper(self, upper: bool) -> Figure {
        Figure { upper, ..self }
    }

    pub fn with_approx(self, approx: Option<&'static str>) -> Figure {
        Figure { approx, ..self }
    }

    /// The form of `data-value`; empty when there is none.
    pub fn plain(&self) -> String {
        self.value.map(Value::plain).unwrap_or_default()
    }
}
