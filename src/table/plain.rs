//! The forms that nearly all cells of the big exports have, read straight from their bytes.
//!
//! What is read here is read as [`super::Cell`] reads it; what is not of these forms gives
//! nothing and goes the careful way. The forms are ASCII, so the encoding does not matter: a
//! cell with a byte of a Chinese character is none of them.

use crate::domain::{Day, Moment};

/// A cell's bytes, without the tabs and blanks that 抖店 puts around numbers.
#[derive(Clone, Copy, Debug)]
pub struct Plain<'a>(&'a [u8]);

/// The day that was read last: rows come in the order of their time, so it is mostly the next
/// one's too.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayStart(Option<([u8; 10], Moment)>);

impl<'a> Plain<'a> {
    #[inline]
    pub fn new(bytes: &'a [u8]) -> Plain<'a> {
        Plain(bytes.trim_ascii())
    }

    /// Whether nothing is there at all; a dash for nothing is left to the careful way.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// A number of 19 digits at most, as 抖店 numbers its orders; none with a leading zero.
    #[inline]
    pub fn id(self) -> Option<i64> {
        match self.0 {
            [b'0', _, ..] => None,
            digits if digits.len() <= 19 => number(digits),
            _ => None,
        }
    }

    /// A whole number.
    #[inline]
    pub fn count(self) -> Option<i64> {
        if self.0.len() <= 9 { number(self.0) } else { None }
    }

    /// An amount of 元 with two decimals at most, in 分.
    #[inline]
    pub fn cents(self) -> Option<i64> {
        let (negative, digits) = match self.0 {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let (whole, hundredths) = match digits {
            [whole @ .., b'.', a, b] => (whole, number(&[*a, *b])?),
            [whole @ .., b'.', a] => (whole, number(&[*a])? * 10),
            whole => (whole, 0),
        };
        if whole.len() > 12 {
            return None;
        }
        let cents = number(whole)? * 100 + hundredths;
        Some(if negative { -cents } else { cents })
    }

    /// `2026-09-07 08:55:37`.
    #[inline]
    pub fn moment(self, known: &mut DayStart) -> Option<Moment> {
        let (day, time) = self.0.split_first_chunk::<10>()?;
        let &[b' ', h1, h2, b':', m1, m2, b':', s1, s2] = time else {
            return None;
        };
        let start = match known.0 {
            Some((text, start)) if text == *day => start,
            _ => day_start(*day)?,
        };
        known.0 = Some((*day, start));
        let [hour, minute, second] = [two(h1, h2)?, two(m1, m2)?, two(s1, s2)?];
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        Some(Moment(start.0 + hour * 3600 + minute * 60 + second))
    }
}

/// Digits and nothing else, at least one and 19 at most, which 64 bits hold.
#[inline]
fn number(digits: &[u8]) -> Option<i64> {
    let mut number: u64 = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    if digits.is_empty() { None } else { i64::try_from(number).ok() }
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i64> {
    let [tens, ones] = [tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0')];
    (tens <= 9 && ones <= 9).then(|| i64::from(tens * 10 + ones))
}

fn day_start([y1, y2, y3, y4, dash, m1, m2, dash2, d1, d2]: [u8; 10]) -> Option<Moment> {
    if [dash, dash2] != *b"--" {
        return None;
    }
    let part = |number: i64| u32::try_from(number).ok();
    let year = i32::try_from(two(y1, y2)? * 100 + two(y3, y4)?).ok()?;
    let (month, day) = (part(two(m1, m2)?)?, part(two(d1, d2)?)?);
    // Other years are a slip of the file: the careful way says so.
    (2000..=2099).contains(&year).then(|| Day::from_ymd(year, month, day)).flatten().map(Day::start)
}
