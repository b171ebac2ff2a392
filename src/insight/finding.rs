//! A finding: a sentence with its amount, its cause and its next step.

use super::rule::Rule;
use super::told::{Arg, Told};
use crate::domain::{Money, Period};
use crate::text::{Lang, Phrase};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Bad,
    Warn,
    Info,
}

impl Severity {
    /// The value of `data-severity`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Bad => "bad",
            Severity::Warn => "warn",
            Severity::Info => "info",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// By 商品ID.
    Product(String),
    /// By 达人ID; where no order names the creator, by nickname.
    Creator(String),
    /// By 流量体裁.
    Carrier(String),
    Shop,
}

impl Subject {
    /// The value of `data-subject`.
    pub fn id(&self) -> String {
        match self.filter() {
            Some((dimension, id)) => format!("{dimension}:{id}"),
            None => "shop".to_owned(),
        }
    }

    /// The subject of an id.
    pub fn from_id(text: &str) -> Option<Subject> {
        match text.split_once(':') {
            Some(("product", id)) => Some(Subject::Product(id.to_owned())),
            Some(("creator", id)) => Some(Subject::Creator(id.to_owned())),
            Some(("carrier", id)) => Some(Subject::Carrier(id.to_owned())),
            _ => (text == "shop").then_some(Subject::Shop),
        }
    }

    /// Where its numbers are, as a filter of a route.
    pub fn filter(&self) -> Option<(&'static str, &str)> {
        match self {
            Subject::Product(id) => Some(("product", id)),
            Subject::Creator(id) => Some(("creator", id)),
            Subject::Carrier(id) => Some(("carrier", id)),
            Subject::Shop => None,
        }
    }
}

/// What a finding says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    /// What happened, with its amount.
    pub title: Told,
    /// Why, as far as the files can tell.
    pub cause: Told,
    /// The title of the task that it turns into.
    pub task: Told,
}

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    pub subject: Subject,
    /// What tells it from others of the same rule and subject: a SKU, a day.
    pub part: Option<String>,
    /// The product's title or the creator's nickname.
    pub name: String,
    pub severity: Severity,
    /// 元 at stake.
    pub amount: Option<Money>,
    /// The days that it was found in.
    pub period: Period,
    /// The days before and after what happened, which its checklist compares.
    pub compared: (Period, Period),
    pub says: Sentences,
    /// What to do next, shortest first; nothing for the first questions of the checklist.
    pub steps: &'static [Phrase],
}

/// The next steps that are told of a checklist.
const STEPS: usize = 3;

impl Finding {
    /// A finding about the days of a period as against those before, without an amount.
    pub(super) fn new(
        rule: &Rule,
        (subject, name): (Subject, String),
        severity: Severity,
        period: Period,
        says: Sentences,
    ) -> Finding {
        Finding {
            rule: rule.id,
            subject,
            part: None,
            name,
            severity,
            amount: None,
            period,
            compared: (period.previous(), period),
            says,
            steps: &[],
        }
    }

    /// The same about the whole shop.
    pub(super) fn of_shop(
        rule: &Rule,
        severity: Severity,
        period: Period,
        says: Sentences,
    ) -> Finding {
        Finding::new(rule, (Subject::Shop, String::new()), severity, period, says)
    }

    pub(super) fn at_stake(self, amount: Money) -> Finding {
        Finding { amount: Some(amount), ..self }
    }

    /// With a last word on how many more there are, if there are.
    pub(super) fn adding(mut self, words: Phrase, more: i64) -> Finding {
        if more > 0 {
            let cause = std::mem::take(&mut self.says.cause);
            self.says.cause = cause.and(words, [Arg::Count(more)]);
        }
        self
    }

    /// The same finding on another day has the same key.
    pub fn key(&self) -> String {
        let key = format!("{}|{}", self.rule, self.subject.id());
        match &self.part {
            Some(part) => format!("{key}|{part}"),
            None => key,
        }
    }

    /// The rule that found it.
    pub fn rule(&self) -> Option<&'static Rule> {
        Rule::of(self.rule)
    }

    pub fn title(&self, lang: Lang) -> String {
        self.says.title.text(lang)
    }

    pub fn cause(&self, lang: Lang) -> String {
        self.says.cause.text(lang)
    }

    pub fn steps(&self) -> Vec<Phrase> {
        if !self.steps.is_empty() {
            return self.steps.to_vec();
        }
        let asks = self.rule().map_or(&[][..], |rule| rule.asks);
        asks.iter().take(STEPS).map(|ask| ask.words).collect()
    }

    pub fn task_title(&self, lang: Lang) -> String {
        self.says.task.text(lang)
    }
}
