//! The choice that an operator makes for an unknown table, and what is said of it: how many cells
//! of a chosen column can be read, and how the first of them is.

use super::foreign::{refund_word, region_word, status_word};
use super::format::Take;
use super::guess;
use super::mapping::{MapKind, Target, by_mapping, missing};
use super::personal::Privacy;
use super::survey::{Survey, SurveyColumn, cell};
use crate::domain::{MappedColumn, Mapping, label};
use crate::text::{
    Lang, Phrase, count_text, full_money, iso_day, moment_text, percent_text, phrase,
};

/// What a table is read as, and which column of it is which.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub kind: MapKind,
    /// By the place of the target.
    pub columns: Vec<Option<usize>>,
}

/// What is said of one chosen column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub text: String,
    /// Every cell can be read; hardly any can.
    pub good: bool,
    pub bad: bool,
}

impl Choice {
    /// The guess.
    pub fn guess(survey: &Survey) -> Option<Choice> {
        guess::kind(survey).map(|kind| Choice::of_kind(kind, survey))
    }

    /// The guess for a kind.
    pub fn of_kind(kind: MapKind, survey: &Survey) -> Choice {
        Choice { kind, columns: guess::columns(&kind.targets(), survey) }
    }

    /// What was chosen before.
    pub fn of_mapping(mapping: &Mapping, survey: &Survey) -> Option<Choice> {
        let kind = MapKind::of(mapping)?;
        let (_, fields) = by_mapping(mapping, &survey.header)?;
        let column = |target: &Target| {
            let chosen = mapping.columns.iter().any(|column| column.field == target.id);
            let place = fields.iter().find(|(field, _)| field.column == target.field.column);
            place.filter(|_| chosen).map(|&(_, place)| place)
        };
        Some(Choice { kind, columns: kind.targets().iter().map(column).collect() })
    }

    /// Whether the guess can stand without being asked about: an order table whose required
    /// columns have the very names, with hardly a cell that cannot be read, and without a word of
    /// bills, purchases or other currencies.
    pub fn is_sure(&self, survey: &Survey) -> bool {
        let targets = self.kind.targets();
        let mut required = targets.iter().zip(&self.columns).take(guess::REQUIRED);
        let sure = |(target, chosen): (&Target, &Option<usize>)| {
            let column = chosen.and_then(|place| survey.columns.get(place));
            column.is_some_and(|column| {
                let readable = column.fits(target.field.take) * 20 >= survey.tried * 19;
                readable && guess::is_named(target, column)
            })
        };
        let orders = self.kind.is_generic() && guess::is_of_orders(survey);
        orders && survey.tried > 0 && required.all(sure)
    }

    /// The names of required fields without a column.
    pub fn missing(&self) -> Vec<Phrase> {
        let targets = self.kind.targets();
        let chosen = |target: &Target| {
            let place = targets.iter().position(|it| it.field.column == target.field.column);
            place.and_then(|place| self.columns.get(place)).is_some_and(Option::is_some)
        };
        missing(&targets, &chosen).into_iter().map(|target| target.name).collect()
    }

    /// The mapping that it makes; `net` is the answer given before, if any.
    pub fn mapping(&self, survey: &Survey, net: Option<bool>) -> Mapping {
        let mut columns = Vec::new();
        for (target, chosen) in self.kind.targets().iter().zip(&self.columns) {
            let place = chosen.filter(|&place| {
                let column = survey.columns.get(place);
                column.is_some_and(|column| column.is_offered(target.field.take))
            });
            let name = place.and_then(|place| survey.kept_name(place));
            if let (Some(place), Some(name)) = (place, name) {
                let (field, place) = (target.id.to_owned(), u32::try_from(place).unwrap_or(0));
                columns.push(MappedColumn { field, name, place });
            }
        }
        Mapping {
            signature: survey.signature,
            format: self.kind.format.id.to_owned(),
            generation: self.kind.generation(),
            columns,
            net,
        }
    }
}

impl Target {
    /// Whether a column may be chosen for it.
    pub fn is_offered(&self, column: &SurveyColumn) -> bool {
        column.is_offered(self.field.take)
    }

    /// `1,240 行中 1,238 行是金额，空 2 行；12.5 读作 ¥12.50`.
    pub fn check(&self, survey: &Survey, place: usize, lang: Lang) -> Option<Check> {
        let column = survey.columns.get(place)?;
        let take = self.field.take;
        let number = |count: u32| count_text(i64::from(count));
        let fits = column.fits(take);
        let words = phrase("{} 行中 {} 行是{}", "{} of {} rows hold {}");
        let (tried, fitting, what) = (number(survey.tried), number(fits), noun(take).text(lang));
        let mut text = match lang {
            Lang::Zh => words.fill(lang, &[&tried, &fitting, what]),
            Lang::En => words.fill(lang, &[&fitting, &tried, what]),
        };
        let blank = survey.tried.saturating_sub(column.filled);
        if blank > 0 {
            text += &phrase("，空 {} 行", ", {} empty").fill(lang, &[&number(blank)]);
        }
        if column.privacy == Privacy::Address {
            text += phrase("；只取省份", "; only the province is kept").text(lang);
        } else if let Some((raw, read)) = example(column, take, lang) {
            text += &phrase("；{} 读作 {}", "; {} is read as {}").fill(lang, &[raw, &read]);
        }
        let bad = fits * 2 < column.filled || column.filled == 0;
        Some(Check { text, good: fits == column.filled && !bad, bad })
    }
}

fn noun(take: Take) -> Phrase {
    match take {
        Take::Money => phrase("金额", "an amount"),
        Take::Count => phrase("整数", "a whole number"),
        Take::Moment => phrase("日期时间", "a date and time"),
        Take::Days => phrase("日期", "a date"),
        Take::Ratio => phrase("比例", "a rate"),
        Take::Seconds | Take::Minutes => phrase("时长", "a duration"),
        Take::Id | Take::Code => phrase("编号", "an id"),
        Take::Vocabulary
        | Take::Label
        | Take::Topic
        | Take::Claim
        | Take::Status
        | Take::Refund
        | Take::Province => phrase("文字", "text"),
    }
}

/// The first shown cell that can be read, and how it is.
fn example(column: &SurveyColumn, take: Take, lang: Lang) -> Option<(&str, String)> {
    column.sample.iter().find_map(|text| Some((text.as_str(), read_back(take, text, lang)?)))
}

/// How a cell is read, in words; nothing when it is not, or when that says nothing new.
fn read_back(take: Take, text: &str, lang: Lang) -> Option<String> {
    let cell = cell(text);
    if cell.is_blank() {
        return None;
    }
    match take {
        Take::Money => cell.money().ok().map(full_money),
        Take::Count => cell.count().ok().map(count_text),
        Take::Moment => cell.moment().ok().map(moment_text),
        Take::Days => cell.days().ok().map(|days| iso_day(days.from)),
        Take::Ratio => cell.ratio().ok().map(percent_text),
        Take::Seconds => cell.seconds(1).ok().map(|seconds| seconds_text(seconds, lang)),
        Take::Minutes => cell.seconds(60).ok().map(|seconds| seconds_text(seconds, lang)),
        Take::Id | Take::Code => cell.id().ok().map(|id| id.into_owned()),
        Take::Vocabulary | Take::Label => Some(label(cell.text())),
        Take::Status => Some(status_word(&cell.word()).to_owned()),
        Take::Refund => refund_word(&cell.word()).map(str::to_owned),
        Take::Province => region_word(cell.text()).map(str::to_owned),
        Take::Topic | Take::Claim => None,
    }
    .filter(|read| read != text)
}

fn seconds_text(seconds: i64, lang: Lang) -> String {
    phrase("{} 秒", "{} second[s]").fill(lang, &[&count_text(seconds)])
}
