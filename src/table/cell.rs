//! Cell texts to values. One parser serves every format, so that a form that one export uses is
//! understood in all of them.
//!
//! No float is involved: amounts are decimal digits with an exponent, rounded half up to the 分
//! only when a file states more than two decimals (a workbook's `331971.16000000003`).

use std::borrow::Cow;

use super::input::Decoder;
use crate::domain::{Day, Moment, Money};

/// What is wrong with one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellFault {
    /// A required cell is empty.
    Missing,
    NotMoney,
    NotCount,
    NotMoment,
    NotDay,
    NotRate,
    NotDuration,
    /// Stars of a review that are not one to five.
    NotStars,
    /// A number that lost its digits in a spreadsheet: `6.91793E+18`.
    DamagedId,
    /// Not an id: blanks or no digits where digits are needed.
    NotId,
    /// An amount that no order line can have.
    TooMuch,
    /// A quantity that no order line can have.
    TooMany,
    /// The row has another number of cells than the header.
    Ragged,
}

/// One day or a range of days, as 罗盘 writes its periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    pub from: Day,
    pub to: Day,
}

/// A cell's text, cleaned: no blanks, tabs, quotes or `="…"` around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a>(Cow<'a, str>);

/// The forms of an empty cell, after cleaning.
const BLANKS: [&str; 11] =
    ["", "-", "--", "—", "——", "–", "/", "N/A", "null", "数据暂未更新", "数据将于第二天更新"];

fn is_edge(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Whether NFKC leaves a character alone, for the characters that nearly all cells are made of.
fn is_stable(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | '「' | '」' | '【' | '】' | '—' | '–'
        )
}

impl<'a> Cell<'a> {
    pub fn new(text: &'a str, decoder: &dyn Decoder) -> Cell<'a> {
        let text = text.trim_matches(is_edge);
        let text = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"')).unwrap_or(text);
        let text = text.strip_prefix(['\'', '`']).unwrap_or(text).trim_matches(is_edge);
        if text.chars().all(is_stable) {
            return Cell(Cow::Borrowed(text));
        }
        let normal = decoder.nfkc(text);
        // A full-width blank or dash at the edge shows itself only now.
        Cell(Cow::Owned(normal.trim_matches(is_edge).to_owned()))
    }

    /// The cleaned text in its compared form (NFKC, edges trimmed).
    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn is_blank(&self) -> bool {
        BLANKS.contains(&self.text())
    }

    /// The form in which words are compared: without any blanks inside.
    pub fn word(&self) -> Cow<'_, str> {
        if self.0.chars().any(is_edge) {
            Cow::Owned(self.0.chars().filter(|&c| !is_edge(c)).collect())
        } else {
            Cow::Borrowed(self.text())
        }
    }

    /// An amount of 元: `28.90`, `1,234.5`, `¥12`, `-3.00`, `1.2万`, `1.5E3`.
    pub fn money(&self) -> Result<Money, CellFault> {
        let decimal = Decimal::parse(self.text()).ok_or(CellFault::NotMoney)?;
        decimal.rounded(2).map(Money).ok_or(CellFault::NotMoney)
    }

    /// A whole number, not negative: `4,769`, `12.0`, `1.2万`.
    pub fn count(&self) -> Result<i64, CellFault> {
        let decimal = Decimal::parse(self.text()).ok_or(CellFault::NotCount)?;
        let value = decimal.exact(0).ok_or(CellFault::NotCount)?;
        if value < 0 { Err(CellFault::NotCount) } else { Ok(value) }
    }

    /// A rate or a score, in millionths: `12.5%`, `0.1528`, `4.8702`.
    pub fn ratio(&self) -> Result<i64, CellFault> {
        let (text, decimals) = match self.text().strip_suffix('%') {
            Some(hundredths) => (hundredths.trim_end(), 4),
            None => (self.text(), 6),
        };
        Decimal::parse(text).and_then(|ratio| ratio.rounded(decimals)).ok_or(CellFault::NotRate)
    }

    /// A duration in seconds: `1:02:03`, `2小时5分`, `9分30秒`, or a number of units of so many
    /// seconds, as the header names them.
    pub fn seconds(&self, unit: i128) -> Result<i64, CellFault> {
        let text = self.text();
        let seconds = match Decimal::parse(text) {
            Some(Decimal { digits, exponent }) => {
                Decimal { digits: digits * unit, exponent }.rounded(0)
            }
            None => spelled_duration(text),
        };
        seconds.filter(|&seconds| seconds >= 0).ok_or(CellFault::NotDuration)
    }

    /// A number as an id: digits, or any other text without blanks.
    pub fn id(&self) -> Result<Cow<'_, str>, CellFault> {
        let word = self.word();
        let (digits, exponent) = word.split_once(['E', 'e']).unwrap_or((&word, ""));
        let numeric =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let exponent = exponent.trim_start_matches('+');
        let scientific = numeric(digits) && numeric(exponent);
        let fractional = numeric(&word) && word.contains('.');
        if scientific || fractional {
            return Err(CellFault::DamagedId);
        }
        Ok(word)
    }

    /// A moment: `2026-09-07 08:55:37`, `2026/7/29 7:59`, `2026年07月01日 12:00:00`, or a
    /// workbook's serial number. One with a zone of its own (`2026-09-07T00:55:37Z`,
    /// `2026-09-07 08:55:37 +0800`) is told in Beijing time.
    pub fn moment(&self) -> Result<Moment, CellFault> {
        if let Some(moment) = Serial::parse(self.text()) {
            return Ok(moment);
        }
        // Nearly all are of this length and have no zone.
        if self.text().len() == "2026-09-07 08:55:37".len() {
            return wall_moment(self.text());
        }
        let (text, ahead) = zoned(self.text());
        let here = wall_moment(text)?;
        Ok(Moment(here.0 + ahead.map_or(0, |ahead| BEIJING - ahead)))
    }

    /// A day or a range: `20260725`, `2026/7/25`, `20260725-20260729`, `2026-07-25~2026-07-29`.
    pub fn days(&self) -> Result<DayRange, CellFault> {
        if let Some(moment) = Serial::parse(self.text()) {
            return Ok(DayRange { from: moment.day(), to: moment.day() });
        }
        let numbers = numbers(self.text()).ok_or(CellFault::NotDay)?;
        let clock = self.text().contains(':');
        let (from, to) = match *numbers {
            [day] => (compact_day(day), compact_day(day)),
            [from, to] => (compact_day(from), compact_day(to)),
            [y, m, d] => (day(y, m, d), day(y, m, d)),
            [y, m, d, _, _] | [y, m, d, _, _, _] if clock => (day(y, m, d), day(y, m, d)),
            [y, m, d, y2, m2, d2] => (day(y, m, d), day(y2, m2, d2)),
            _ => (None, None),
        };
        match (from, to) {
            (Some(from), Some(to)) if from <= to => Ok(DayRange { from, to }),
            _ => Err(CellFault::NotDay),
        }
    }
}

/// Seconds that Beijing is ahead of UTC.
const BEIJING: i64 = 8 * 3600;

/// A text without the zone at its end, and how many seconds that is ahead of UTC.
fn zoned(text: &str) -> (&str, Option<i64>) {
    if let Some(text) = text.strip_suffix(['Z', 'z']) {
        return (text, Some(0));
    }
    let clock = text.find(':').and_then(|colon| text.get(colon..)).unwrap_or_default();
    let Some(zone) = clock.find(['+', '-']).and_then(|sign| clock.get(sign..)) else {
        return (text, None);
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (4, Ok(number)) = (digits.len(), digits.parse::<i64>()) else { return (text, None) };
    let ahead = number / 100 * 3600 + number % 100 * 60;
    let ahead = if zone.starts_with('-') { -ahead } else { ahead };
    (text.strip_suffix(zone).unwrap_or(text), Some(ahead))
}

/// A moment as clocks on a wall show it.
fn wall_moment(text: &str) -> Result<Moment, CellFault> {
    match *numbers(text).ok_or(CellFault::NotMoment)? {
        [y, m, d] => moment(y, m, d, [0; 3]),
        [y, m, d, hour, minute] => moment(y, m, d, [hour, minute, 0]),
        [y, m, d, hour, minute, second] => moment(y, m, d, [hour, minute, second]),
        // Fractions of a second, in files that databases write.
        [y, m, d, hour, minute, second, _] => moment(y, m, d, [hour, minute, second]),
        _ => None,
    }
    .ok_or(CellFault::NotMoment)
}

/// `1:02:03`, `02:03`, or numbers with their units behind them.
fn spelled_duration(text: &str) -> Option<i64> {
    if text.contains(':') {
        let sixties = |sum: Option<i64>, part: &str| {
            let number = i64::from(part.trim().parse::<u32>().ok()?);
            sum?.checked_mul(60)?.checked_add(number)
        };
        return text.split(':').fold(Some(0), sixties);
    }
    const UNITS: [(&str, i64); 5] =
        [("天", 86_400), ("小时", 3_600), ("分钟", 60), ("分", 60), ("秒", 1)];
    let (mut rest, mut seconds) = (text, 0i64);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let (unit, length) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        let part = number.parse::<i64>().ok()?.checked_mul(*length)?;
        seconds = seconds.checked_add(part)?;
        rest = after.get(unit.len()..)?.trim_start();
    }
    (!text.is_empty()).then_some(seconds)
}

/// Years that a shop's file can be about; anything else is a misread number.
const YEARS: std::ops::RangeInclusive<u32> = 2000..=2099;

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let valid = YEARS.contains(&year);
    valid.then(|| Day::from_ymd(i32::try_from(year).ok()?, month, day)).flatten()
}

fn compact_day(number: u32) -> Option<Day> {
    day(number / 10_000, number / 100 % 100, number % 100)
}

fn moment(y: u32, m: u32, d: u32, [hour, minute, second]: [u32; 3]) -> Option<Moment> {
    Moment::from_parts(day(y, m, d)?, hour, minute, second)
}

/// The numbers of a date text; nothing when it holds letters or too many digits.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let separator = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '/' | '.' | ':' | '~' | '年' | '月' | '日' | '至' | 'T')
    };
    text.split(separator)
        .filter(|part| !part.is_empty())
        .map(|part| if part.len() <= 8 { part.parse().ok() } else { None })
        .collect()
}

/// A workbook's day number: days since 1899-12-30, the time of day as a fraction.
struct Serial;

impl Serial {
    fn parse(text: &str) -> Option<Moment> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let plausible = whole.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plausible || fraction.contains('.') {
            return None;
        }
        let day = Day::from_ymd(1899, 12, 30)?.plus(whole.parse().ok()?);
        // Ten digits are a hundredth of a millisecond; a serial's noise is below that.
        let digits: String = fraction.chars().chain("0000000000".chars()).take(10).collect();
        let ten_billionths: i64 = digits.parse().ok()?;
        let seconds = (ten_billionths * 86_400 + 5_000_000_000) / 10_000_000_000;
        YEARS.contains(&u32::try_from(day.year()).ok()?).then_some(())?;
        Some(Moment(day.start().0 + seconds))
    }
}

/// A decimal number, exact: `digits × 10^exponent`.
struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        let negative = text.starts_with('-');
        let text = text.strip_prefix(['-', '+']).unwrap_or(text);
        let text = text.strip_prefix(['¥', '￥']).unwrap_or(text);
        let text = text.strip_suffix('元').unwrap_or(text).trim();
        let (text, power) = match text.chars().last()? {
            '万' | 'w' | 'W' => (text.trim_end_matches(['万', 'w', 'W']), 4),
            '亿' => (text.trim_end_matches('亿'), 8),
            _ => (text, 0),
        };
        let (mantissa, exponent) = match text.split_once(['E', 'e']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: i128 = 0;
        let mut seen = false;
        for byte in whole.bytes().filter(|&byte| byte != b',').chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i128::from(byte - b'0'))?;
            digits = digits.checked_mul(10)?.checked_add(digit)?;
            seen = true;
        }
        let shift = i32::try_from(fraction.len()).ok()?;
        let exponent = exponent.checked_add(power)?.checked_sub(shift)?;
        let in_range = (-60..=30).contains(&exponent) && digits < 1_000_000_000_000_000_000_000_000;
        (seen && in_range)
            .then_some(Decimal { digits: if negative { -digits } else { digits }, exponent })
    }

    /// In units of `10^-decimals`, half away from zero.
    fn rounded(&self, decimals: i32) -> Option<i64> {
        self.scaled(decimals).map(|(value, _)| value)
    }

    /// In units of `10^-decimals`; nothing when that would lose something.
    fn exact(&self, decimals: i32) -> Option<i64> {
        self.scaled(decimals).filter(|&(_, exact)| exact).map(|(value, _)| value)
    }

    fn scaled(&self, decimals: i32) -> Option<(i64, bool)> {
        let shift = self.exponent + decimals;
        let power = 10i128.checked_pow(shift.unsigned_abs());
        let (value, exact) = match (shift >= 0, power) {
            (true, power) => (self.digits.checked_mul(power?)?, true),
            (false, None) => (0, self.digits == 0),
            (false, Some(power)) => {
                let magnitude = (self.digits.abs() + power / 2) / power;
                let exact = self.digits % power == 0;
                (if self.digits < 0 { -magnitude } else { magnitude }, exact)
            }
        };
        i64::try_from(value).ok().map(|value| (value, exact))
    }
}
