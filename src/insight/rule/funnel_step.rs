//! A step of the funnel under its target, of the shop and of its products: what `click-rate` and
//! `cart-rate` share.

use super::super::check::product;
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::threshold::{Field, Thresholds};
use super::super::told::{Arg, Told};
use super::{Rule, Scene};
use crate::domain::{Day, Period, divide_half_up, ratio_millionths, sort_by_key};
use crate::metric::{Counting, Filter, Funnel, Query, StepKind, by_product, funnel};
use crate::text::{Phrase, phrase};

/// A step and what it should come to.
pub(super) struct Step {
    pub rule: &'static Rule,
    /// What the rate is called.
    pub name: Phrase,
    pub from: StepKind,
    pub to: StepKind,
    /// In thousandths.
    pub target: &'static Field,
    /// People at the step before, below which a rate is noise.
    pub people: &'static Field,
}

/// Takes the numbers of [`Step::numbers`].
pub(super) const CONDITION: Phrase = phrase(
    "罗盘最近 7 天{}低于 {}，且上一步不少于 {} 人（缺了日子就看最近一份满 7 天的商品列表）；单个商品低于目标的八成才算",
    "{} of the last 7 days of Compass below {}, with at least {} people at the step before (where days are missing, of the latest list of products over 7 days and more); a product below 80 % of it",
);

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

impl Step {
    pub fn numbers(&self, thresholds: &Thresholds) -> Vec<Arg> {
        let (target, people) = (thresholds.get(self.target), thresholds.get(self.people));
        vec![Arg::Words(self.name), Arg::Mille(target), Arg::Count(people)]
    }

    /// The shop, then the products that lose most.
    pub fn find(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let Some(query) = judged(scene) else { return Vec::new() };
        let period = query.period;
        let whole = funnel(scene.book, &query, Counting::People);
        let shop = self
            .judge(scene.thresholds, &whole, (period, 100))
            .map(|(says, _)| Finding::of_shop(self.rule, Severity::Warn, period, says(None)));
        let products = by_product(scene.book, &query, Counting::People);
        let mut low: Vec<_> = products
            .iter()
            .filter_map(|(word, funnel)| {
                let (says, lost) = self.judge(scene.thresholds, funnel, (period, FAR))?;
                let (subject, name) = product(scene.book, *word);
                let says = says(Some(&name));
                Some((lost, Finding::new(self.rule, (subject, name), Severity::Info, period, says)))
            })
            .collect();
        let id = |subject: &Subject| subject.id();
        sort_by_key(&mut low, |(lost, finding)| (-lost, id(&finding.subject)));
        shop.into_iter().chain(low.into_iter().map(|(_, finding)| finding)).collect()
    }

    /// How a funnel under so many per cent of its target is told, with the people that it loses at the step.
    fn judge(
        &self,
        thresholds: &Thresholds,
        funnel: &Funnel,
        (period, percent): (Period, i64),
    ) -> Option<(impl Fn(Option<&str>) -> Sentences, i64)> {
        let (target, people) = (thresholds.get(self.target) * 1_000, thresholds.get(self.people));
        let (part, whole) = (funnel.count(self.to)?, funnel.count(self.from)?);
        let rate = ratio_millionths(part, whole)?;
        if funnel.missing > 0 || whole < people || rate * 100 >= target * percent {
            return None;
        }
        let (name, upper) = (self.name, funnel.upper);
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
}
