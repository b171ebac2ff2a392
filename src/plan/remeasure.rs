//! 复测: the same measure before and after the work on a finding was done.
//!
//! It says what was measured and what the whole shop did meanwhile. Whether the work was the cause
//! is more than the data can tell, and the words say so.

use super::checklist::{Checklists, finding_of};
use super::task::{TaskOrigin, TaskState, Tasks};
use crate::domain::{Day, Period, SortedMap, divide_half_up, ratio_millionths};
use crate::insight::{Arg, Rule, Scene, Subject, Told};
use crate::metric::{Figure, Filter, Query, Reading, Unit, Value, metric};
use crate::text::{Phrase, phrase};

/// Days that a measure is shown, or waited for, once it could be there.
const SHOWN: i32 = 14;

/// The work on one finding, done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remeasure {
    /// The finding's key.
    pub key: String,
    pub rule: &'static str,
    /// What the finding was about.
    pub about: Told,
    /// The day that the last of its tasks was done.
    pub done: Day,
    /// Nothing while its days are not over or not known. Of a rule without a metric it says just
    /// that they are over.
    pub measured: Option<Told>,
    /// The days that are to be measured.
    pub after: Period,
}

/// The works that were done lately, the newest first. Read ones are left out.
pub fn remeasures(scene: &Scene<'_>, tasks: &Tasks, lists: &Checklists) -> Vec<Remeasure> {
    let days = i32::try_from(scene.thresholds.remeasure_days()).unwrap_or(3);
    let today = scene.anchor.now.day();
    let mut found: Vec<Remeasure> = finished(tasks)
        .into_iter()
        .filter(|(_, done)| today.since(*done) <= days + SHOWN)
        .filter(|(key, done)| lists.0.get(*key).is_none_or(|list| list.read != Some(*done)))
        .filter_map(|(key, done)| work(scene, key, done, days))
        .collect();
    crate::domain::sort_by_key(&mut found, |work| (-work.done.0, work.key.clone()));
    found
}

/// The findings whose tasks are closed, one of them done, with the last day of that.
fn finished(tasks: &Tasks) -> SortedMap<&str, Day> {
    let mut open: SortedMap<&str, ()> = SortedMap::new();
    let mut done: SortedMap<&str, Day> = SortedMap::new();
    for task in &tasks.tasks {
        let TaskOrigin::Finding(origin) = &task.origin else { continue };
        let key = finding_of(origin);
        match (task.state, task.closed) {
            (TaskState::Open, _) => _ = open.insert(key, ()),
            (TaskState::Done, Some(day)) => {
                let last = done.slot(key);
                *last = day.max(*last);
            }
            _ => {}
        }
    }
    done.retain(|key, _| !open.contains_key(key));
    done
}

fn work(scene: &Scene<'_>, key: &str, done: Day, days: i32) -> Option<Remeasure> {
    let mut parts = key.split('|');
    let rule = Rule::of(parts.next()?)?;
    let subject = Subject::from_id(parts.next()?)?;
    let before = Period::ending(done.previous(), days);
    let after = Period { from: done.next(), to: done.plus(days) };
    let over = after.to < scene.anchor.today;
    let measured = match rule.measure {
        _ if !over => None,
        Some(id) => measure(scene, id, &subject, (before, after)),
        // Whether the rule still speaks is all there is to look at.
        None => Some(Told::new(
            phrase(
                "做完满 {} 天；这件事没有单个指标可比。",
                "Done {} day[s] ago; no metric speaks of it.",
            ),
            [Arg::count(days)],
        )),
    };
    Some(Remeasure {
        key: key.to_owned(),
        rule: rule.id,
        about: about(scene, rule, &subject),
        done,
        measured,
        after,
    })
}

/// `商品连跌：「纯棉T恤」`.
fn about(scene: &Scene<'_>, rule: &Rule, subject: &Subject) -> Told {
    let book = scene.book;
    let name = match subject {
        Subject::Shop => return Told::new(rule.name, []),
        Subject::Product(id) => book.words.find(id).map(|word| book.product_name(word)),
        Subject::Creator(id) => book.words.find(id).map(|word| book.creator_name(word)),
        Subject::Carrier(id) => Some(id.as_str()),
    };
    let named = name.or(subject.filter().map(|(_, id)| id)).unwrap_or_default();
    let name = Arg::Name(named.to_owned());
    Told::new(rule.name, []).and(phrase("：「{}」", ": “{}”"), [name])
}

/// The sentence, where both stretches are known whole.
fn measure(
    scene: &Scene<'_>,
    id: &str,
    subject: &Subject,
    (before, after): (Period, Period),
) -> Option<Told> {
    let metric = metric(id)?;
    let asked = subject.filter().and_then(|(name, id)| {
        let known = crate::metric::Dimension::ALL.into_iter().find(|it| it.id() == name);
        Some((known?, id))
    });
    let filter = Filter::resolve(asked, &scene.book.words);
    let read = |period: Period, filter: Filter| {
        let query = Query { period, filter, now: scene.anchor.now };
        let figure: Figure = (metric.figure)(&Reading::new(scene.book, query));
        figure.value.filter(|_| figure.missing == 0)
    };
    let (old, new) = (read(before, filter)?, read(after, filter)?);
    let days = i64::from(after.len());
    let mean: Phrase = match metric.unit {
        Unit::Money | Unit::Count => phrase("日均", " a day"),
        Unit::Rate | Unit::Ratio => phrase("", ""),
    };
    let told = Told::new(
        phrase("{}{}：做完后 {} 天 {}，做之前 {} 天 {}", "{}{}: {} day[s] after {}, {} before {}"),
        [
            Arg::Words(metric.name),
            Arg::Words(mean),
            Arg::Count(days),
            a_day(new, days),
            Arg::Count(days),
            a_day(old, days),
        ],
    );
    let shop = read(before, Filter::default()).zip(read(after, Filter::default()));
    let meanwhile = shop.filter(|_| *subject != Subject::Shop).and_then(|(old, new)| {
        let (old, new) = (old.number(), new.number());
        match metric.unit {
            Unit::Rate => Some(Arg::Points(new - old)),
            _ => ratio_millionths(new - old, old).map(Arg::Change),
        }
    });
    Some(match meanwhile {
        Some(change) => told.and(
            phrase(
                "；同期全店 {}，不能断定是因为它。",
                "; the whole shop {} meanwhile. Whether this was the cause cannot be told.",
            ),
            [change],
        ),
        None => told.and(
            phrase(
                "；没有对照，不能断定是因为它。",
                "; nothing to compare with. Whether this was the cause cannot be told.",
            ),
            [],
        ),
    })
}

/// A sum as its mean over days; a rate as it is.
fn a_day(value: Value, days: i64) -> Arg {
    match value {
        Value::Money(amount) => Arg::Full(amount.over(days).unwrap_or_default()),
        Value::Count(count) => {
            Arg::Tenths(divide_half_up(i128::from(count) * 10, i128::from(days)))
        }
        Value::Rate(rate) => Arg::Rate(rate),
        Value::Ratio(ratio) => Arg::Ratio(ratio),
    }
}
