//! Numbers: once plain, for machines, and once as an operator reads them (万, 亿, ¥, %, pp).
//!
//! All rounding is half up on integers.

use super::phrase::Lang;
use crate::domain::Money;

/// `24745.50`: 元 with two decimals, the form of `data-value`.
pub fn plain_money(amount: Money) -> String {
    scaled(amount.cents(), 2)
}

/// `0.042600`: a fraction from millionths, the form of `data-value`.
pub fn plain_millionths(millionths: i64) -> String {
    scaled(millionths, 6)
}

/// `3.62` from hundredths, the form of `data-value` for ratios.
pub fn plain_hundredths(hundredths: i64) -> String {
    scaled(hundredths, 2)
}

/// An integer with the point `decimals` places from the right.
fn scaled(value: i64, decimals: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    let sign = if value < 0 { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// `value ÷ 10^from` with `to` decimals, half up, thousands separated.
pub fn decimal_text(value: i64, from: u32, to: u32) -> String {
    let rounded = if from > to {
        let divisor = 10i64.saturating_pow(from - to);
        let half = divisor / 2;
        let magnitude = (value.saturating_abs().saturating_add(half)) / divisor;
        if value < 0 { -magnitude } else { magnitude }
    } else {
        value.saturating_mul(10i64.saturating_pow(to - from))
    };
    let text = scaled(rounded, usize::try_from(to).unwrap_or(0));
    grouped(&text)
}

/// `1,234`.
pub fn count_text(count: i64) -> String {
    grouped(&count.to_string())
}

/// Thousands separators in the whole part of a plain number.
fn grouped(plain: &str) -> String {
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut text = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// `¥12,345.67`: for tables and tooltips.
pub fn full_money(amount: Money) -> String {
    let text = decimal_text(amount.cents(), 2, 2);
    match text.strip_prefix('-') {
        Some(rest) => format!("-¥{rest}"),
        None => format!("¥{text}"),
    }
}

/// `¥1.23万`: for cards and axes. Two decimals below a hundred units, one above.
pub fn compact_money(amount: Money, lang: Lang) -> String {
    let sign = if amount.cents() < 0 { "-" } else { "" };
    let cents = amount.cents().saturating_abs();
    match unit(cents / 100, lang) {
        Some((power, name)) => format!("{sign}¥{}{name}", in_units(cents, 2 + power)),
        None => format!("{sign}¥{}", decimal_text(cents, 2, 2)),
    }
}

/// `+¥1,234.00`: how much more or less.
pub fn signed_money(amount: Money) -> String {
    format!("{}{}", plus(amount.cents()), full_money(amount))
}

/// `+¥1.23万`: how much more or less, in a sentence.
pub fn compact_signed_money(amount: Money, lang: Lang) -> String {
    format!("{}{}", plus(amount.cents()), compact_money(amount, lang))
}

/// `+1,234`, `-12`.
pub fn signed_count(count: i64) -> String {
    format!("{}{}", plus(count), count_text(count))
}

fn plus(value: i64) -> &'static str {
    if value > 0 { "+" } else { "" }
}

/// `6万`, `500`: an amount at an axis, without needless decimals.
pub fn axis_money(amount: Money, lang: Lang) -> String {
    bare(compact_money(amount, lang).replace('¥', ""))
}

/// `6万`, `500`: a count at an axis.
pub fn axis_count(count: i64, lang: Lang) -> String {
    bare(compact_count(count, lang))
}

/// `4%`, `0.5%`: a rate at an axis, from millionths.
pub fn axis_percent(millionths: i64) -> String {
    format!("{}%", bare(decimal_text(millionths, 4, 2)))
}

/// A number, perhaps with its unit, without needless decimals.
fn bare(text: String) -> String {
    let (number, unit) = match text.find(char::is_alphabetic) {
        Some(place) => text.split_at(place),
        None => (text.as_str(), ""),
    };
    match number.contains('.') {
        true => format!("{}{unit}", number.trim_end_matches('0').trim_end_matches('.')),
        false => text,
    }
}

/// `1.23万` for a count of ten thousand and more, `1,234` below.
pub fn compact_count(count: i64, lang: Lang) -> String {
    let sign = if count < 0 { "-" } else { "" };
    let magnitude = count.saturating_abs();
    match unit(magnitude, lang) {
        Some((power, name)) => format!("{sign}{}{name}", in_units(magnitude, power)),
        None => count_text(count),
    }
}

/// The unit that a magnitude is told in, as a power of ten and a name.
fn unit(magnitude: i64, lang: Lang) -> Option<(u32, &'static str)> {
    match (lang, magnitude) {
        (Lang::Zh, 100_000_000..) => Some((8, "亿")),
        (Lang::Zh, 10_000..) => Some((4, "万")),
        (Lang::En, 1_000_000..) => Some((6, "M")),
        (Lang::En, 10_000..) => Some((3, "k")),
        _ => None,
    }
}

fn in_units(value: i64, power: u32) -> String {
    let hundred_units = 10i64.saturating_pow(power).saturating_mul(100);
    decimal_text(value, power, if value < hundred_units { 2 } else { 1 })
}

/// `4.26%` from millionths.
pub fn percent_text(millionths: i64) -> String {
    format!("{}%", decimal_text(millionths, 4, 2))
}

/// `+1.9pp`, the change of a rate, from millionths.
pub fn points_text(millionths: i64) -> String {
    format!("{}{}pp", plus(millionths), decimal_text(millionths, 4, 1))
}

/// `+12.4%`, a relative change, from millionths.
pub fn change_text(millionths: i64) -> String {
    format!("{}{}%", plus(millionths), decimal_text(millionths, 4, 1))
}

/// `1.3 MB` of bytes or units.
pub fn size_text(units: u64) -> String {
    let units = i64::try_from(units).unwrap_or(i64::MAX);
    match units {
        0..1_000 => units.to_string(),
        1_000..1_000_000 => format!("{}k", decimal_text(units, 3, 0)),
        _ => format!("{}M", decimal_text(units, 6, 2)),
    }
}
