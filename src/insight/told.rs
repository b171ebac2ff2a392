//! A sentence as data: phrases with what fills them, put into a language when it is shown.

use crate::domain::{Day, Moment, Money, Period};
use crate::text::{
    Lang, Phrase, Style, change_text, compact_money, count_text, decimal_text, full_money,
    near_moment, percent_text, period_text, phrase, points_text, short_day,
};

/// What fills a gap of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// `¥1.23万`.
    Money(Money),
    /// `¥12,345.67`.
    Full(Money),
    Count(i64),
    /// A rate in millionths: `4.26%`.
    Rate(i64),
    /// A relative change in millionths: `+12.4%`.
    Change(i64),
    /// The change of a rate in millionths: `+1.9pp`.
    Points(i64),
    /// Hundredths: `3.62`.
    Ratio(i64),
    /// `12`, `12.3`.
    Tenths(i64),
    /// Thousandths as per cent without needless decimals: `3.5%`.
    Mille(i64),
    /// In whole.
    Text(String),
    /// Of a product or a creator, cut to what a sentence bears; the full name is a click away.
    Name(String),
    Day(Day),
    Days(Period),
    Moment(Moment),
    Words(Phrase),
}

/// Characters of a name in a sentence.
const LONGEST_NAME: usize = 18;

impl Arg {
    /// A count of anything that is counted in the machine's own way.
    pub fn count(count: impl TryInto<i64>) -> Arg {
        Arg::Count(count.try_into().unwrap_or(i64::MAX))
    }

    pub fn text(&self, lang: Lang) -> String {
        match self {
            Arg::Money(amount) => compact_money(*amount, lang),
            Arg::Full(amount) => full_money(*amount),
            Arg::Count(count) => count_text(*count),
            Arg::Rate(rate) => percent_text(*rate),
            Arg::Change(change) => level(*change, 500, change_text, lang),
            Arg::Points(points) => level(*points, 500, points_text, lang),
            Arg::Ratio(ratio) => decimal_text(*ratio, 2, 2),
            Arg::Tenths(tenths) => decimal_text(*tenths, 1, u32::from(tenths % 10 != 0)),
            Arg::Mille(mille) => {
                format!("{}%", decimal_text(*mille, 1, u32::from(mille % 10 != 0)))
            }
            Arg::Text(text) => text.clone(),
            Arg::Name(name) => short(name),
            Arg::Day(day) => short_day(*day),
            Arg::Days(period) => period_text(*period, Style::Short, lang),
            Arg::Moment(moment) => near_moment(*moment),
            Arg::Words(words) => words.text(lang).to_owned(),
        }
    }
}

/// A change, or that there is none to be seen.
fn level(change: i64, seen: i64, tell: fn(i64) -> String, lang: Lang) -> String {
    if change.abs() < seen { LEVEL.text(lang).to_owned() } else { tell(change) }
}

const LEVEL: Phrase = phrase("持平", "unchanged");

fn short(name: &str) -> String {
    let short: String = name.chars().take(LONGEST_NAME).collect();
    if short.len() < name.len() { format!("{short}…") } else { short }
}

/// See the file's head. Its clauses are joined as they stand: their phrases bring what is between
/// them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told(Vec<(Phrase, Vec<Arg>)>);

impl Told {
    pub fn new(phrase: Phrase, args: impl Into<Vec<Arg>>) -> Told {
        Told::default().and(phrase, args)
    }

    /// One more clause.
    pub fn and(mut self, phrase: Phrase, args: impl Into<Vec<Arg>>) -> Told {
        self.0.push((phrase, args.into()));
        self
    }

    /// The clauses of another one behind its own.
    pub fn join(mut self, other: Told) -> Told {
        self.0.extend(other.0);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn text(&self, lang: Lang) -> String {
        let clause = |(phrase, args): &(Phrase, Vec<Arg>)| {
            let args: Vec<String> = args.iter().map(|arg| arg.text(lang)).collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            phrase.fill(lang, &args)
        };
        let text: String = self.0.iter().map(clause).collect();
        text.trim().to_owned()
    }
}
