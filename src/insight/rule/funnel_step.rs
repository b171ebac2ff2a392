//! A step of the funnel under its target, of the shop and of its products: what `click-rate` and
//! `cart-rate` share.

use super::super::check::product;
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::told::{Arg, Told};
use super::{Rule, Scene};
use crate::domain::{Day, Period, divide_half_up, ratio_millionths, sort_by_key};
use crate::metric::{Counting, Filter, Funnel, Query, StepKind, by_product, funnel};
use crate::text::{Phrase, phrase};

/// A step and what it should come to.
pub(super) struct Step {
    pub rule: &'static Rule,
    pub to: StepKind,
    pub from: StepKind,
    /// In millionths.
    pub target: i64,
    /// People at the step before, below which a rate is noise.
    pub people: i64,
    /// What the rate is called.
    pub name: Phrase,
}

const WEEK: i32 = 7;
/// A product must be below this many per cent of the target: some are always just under it.
const FAR: i64 = 80;

/// The days that are judged: the last 7 that 罗盘 states of the shop; where it does not state them
/// all, those of the latest list of products over a week and more.
fn judged(scene: &Scene<'_>) -> Option<Query> {
    let yesterday = scene.anchor.today.previous();
    let compass = &scene.book.compass;
    let of = |period| Query { period, filter: Filter::default(), now: scene.anchor.now };
    let fresh = |last: &Day| *last <= yesterday && yesterday.since(*last) <= WEEK;
    let last = scene.book.coverage.compass.last().map(|day| day.min(yesterday)).filter(fresh);
    let days = last.map(|last| of(Period::ending(last, WEEK)));
    let stated = |query: &Query| {
        let found = funnel(scene.book, query, Counting::People);
        found.missing == 0 && !found.steps.is_empty()
    };
    days.filter(stated).or_else(|| {
        let lists = compass.listed.keys().filter(|list| list.len() >= WEEK && fresh(&list.to));
        lists.max_by_key(|list| (list.to, -list.len())).map(|list| of(*list))
    })
}

/// The shop, then the products that lose most.
pub(super) fn find(scene: &Scene<'_>, step: &Step) -> Vec<Finding> {
    let Some(query) = judged(scene) else { return Vec::new() };
    let period = query.period;
    let whole = funnel(scene.book, &query, Counting::People);
    let shop = judge(step, &whole, (period, 100))
        .map(|(says, _)| Finding::of_shop(step.rule, Severity::Warn, period, says(None)));
    let products = by_product(scene.book, &query, Counting::People);
    let mut low: Vec<_> = products
        .iter()
        .filter_map(|(word, funnel)| {
            let (says, lost) = judge(step, funnel, (period, FAR))?;
            let (subject, name) = product(scene.book, *word);
            let says = says(Some(&name));
            Some((lost, Finding::new(step.rule, (subject, name), Severity::Info, period, says)))
        })
        .collect();
    let id = |subject: &Subject| subject.id();
    sort_by_key(&mut low, |(lost, finding)| (-lost, id(&finding.subject)));
    shop.into_iter().chain(low.into_iter().map(|(_, finding)| finding)).collect()
}

/// How a funnel under so many per cent of its target is told, with the people that it loses at the step.
fn judge(
    step: &Step,
    funnel: &Funnel,
    (period, percent): (Period, i64),
) -> Option<(impl Fn(Option<&str>) -> Sentences, i64)> {
    let (part, whole) = (funnel.count(step.to)?, funnel.count(step.from)?);
    let rate = ratio_millionths(part, whole)?;
    if funnel.missing > 0 || whole < step.people || rate * 100 >= step.target * percent {
        return None;
    }
    let (target, name, upper) = (step.target, step.name, funnel.upper);
    let wanted = divide_half_up(i128::from(whole) * i128::from(target), 1_000_000);
    let lost = wanted - part;
    let says = move |of: Option<&str>| {
        let whose = match of {
            Some(name) => Told::new(phrase("「{}」", "“{}” "), [Arg::Name(name.to_owned())]),
            None => Told::new(phrase("全店", "The shop's "), []),
        };
        let cause = Told::new(
            phrase(
                "{} {} 人里 {} 人走到这一步，按目标少了 {} 人。",
                "{}: of {} people {} took this step, {} short of the target.",
            ),
            [Arg::Days(period), Arg::Count(whole), Arg::Count(part), Arg::Count(lost)],
        );
        let added = phrase("人数按天相加，偏高。", " People added up over days: too high.");
        Sentences {
            title: whose.clone().and(
                phrase("{} {}，低于 {} 的目标", "{} {}, below the target of {}"),
                [Arg::Words(name), Arg::Rate(rate), Arg::Rate(target)],
            ),
            cause: if upper { cause.and(added, []) } else { cause },
            task: Told::new(phrase("提高", "Raise: "), [])
                .join(whose)
                .and(phrase("{}", "{}"), [Arg::Words(name)]),
        }
    };
    Some((says, lost))
}
