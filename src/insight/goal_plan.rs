//! 成交目标: what is to be reached, split into days, how far it is, where it will end.

use super::day_split::{Pattern, Weighed, day_weight, gmv_on, split, weigh};
use super::planned::GoalAsk;
use super::span::Span;
use crate::domain::{Day, Money, Period, divide_half_up, ratio_millionths, sort_by_key};
use crate::metric::{Anchor, Book, Filter, Query, Reading, Value, metric};

/// Days that a forecast looks back on, and how many of them must be known.
pub const LEVEL_DAYS: i32 = 28;
pub const LEAST_LEVELS: usize = 14;
/// Days that rates and 笔单价 are of.
const RATE_DAYS: i32 = 30;

/// A day of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanDay {
    pub day: Day,
    pub weight: i64,
    pub plan: Money,
    /// 成交金额, once the day is over and known.
    pub reached: Option<Money>,
}

/// Where the span will end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// With every unknown day at the 25th, 50th and 75th percentile of recent levels.
    pub low: Money,
    pub middle: Money,
    pub high: Money,
    /// The days that the levels are of.
    pub learnt: Period,
    pub days: usize,
    /// The day of which each percentile is: its sales and its weight.
    levels: [(Money, i64); 3],
}

/// Ways to close a gap, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    pub gap: Money,
    pub line_value: Money,
    pub orders: i64,
    /// Orders on each of the days that are left.
    pub orders_a_day: i64,
    /// 曝光 at the present 曝光-成交率, and that rate in millionths.
    pub impressions: Option<(i64, i64)>,
    /// 笔单价 that closes it with no order more.
    pub needed_value: Option<Money>,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalPlan {
    pub span: Span,
    /// Nothing where nobody typed one and the span before is not known whole.
    pub goal: Option<Money>,
    pub typed: bool,
    /// 成交金额 of the span before, and how many of its days nobody knows.
    pub before: Money,
    pub before_missing: i32,
    pub pattern: Option<Pattern>,
    /// The campaigns that touch the span.
    pub campaigns: Vec<Weighed>,
    pub days: Vec<PlanDay>,
    /// Sales of the days that are over and known, how many they are, and what was planned for them.
    pub reached: Money,
    pub known: i32,
    pub planned: Money,
    /// Days that are over and that nobody knows.
    pub missing: i32,
    /// Days that are not over.
    pub left: i32,
    pub forecast: Option<Forecast>,
    pub closing: Option<Closing>,
}

impl GoalPlan {
    /// `percent` is what a span should bring more than the one before.
    pub fn of(book: &Book, anchor: &Anchor, percent: i64, ask: &GoalAsk) -> GoalPlan {
        let period = ask.span.days();
        let known = |days: Period| days.days().map(|day| gmv_on(book, anchor, day));
        let before_days = ask.span.plus(-1).days();
        let before: Vec<Option<Money>> = known(before_days).collect();
        let before_missing = before.iter().filter(|day| day.is_none()).count();
        let before: Money = before.into_iter().flatten().sum();
        let default = before.prorate(Money(100 + percent), Money(100));
        let default = Some(default).filter(|goal| before_missing == 0 && *goal > Money::ZERO);
        let goal = ask.typed.or(default);
        let pattern = Some(Pattern::before(book, anchor, period.from));
        let pattern = pattern
            .filter(|it| it.learnt.is_some())
            .unwrap_or_else(|| Pattern::before(book, anchor, anchor.today.min(period.to.next())));
        let campaigns = weigh(book, anchor, &ask.campaigns);
        let weights: Vec<i64> =
            period.days().map(|day| day_weight(day, &pattern, &campaigns)).collect();
        let plans = split(goal.unwrap_or_default(), &weights);
        let days = period.days().zip(known(period)).zip(weights.into_iter().zip(plans));
        let day = |((day, reached), (weight, plan))| PlanDay { day, weight, plan, reached };
        let days: Vec<PlanDay> = days.map(day).collect();
        let over = days.iter().filter(|day| day.reached.is_some());
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let left = days.iter().filter(|day| day.day >= anchor.today).count();
        let mut plan = GoalPlan {
            span: ask.span,
            goal,
            typed: ask.typed.is_some(),
            before,
            before_missing: count(before_missing),
            pattern: Some(pattern),
            reached: over.clone().filter_map(|day| day.reached).sum(),
            planned: over.clone().map(|day| day.plan).sum(),
            known: count(over.clone().count()),
            missing: count(days.len() - over.count() - left),
            left: count(left),
            days,
            ..GoalPlan::default()
        };
        plan.forecast = plan.forecast(book, anchor, &pattern, &campaigns);
        plan.closing = plan.closing(book, anchor);
        plan.campaigns = campaigns;
        plan.campaigns.retain(|it| it.days.common(period).is_some());
        plan
    }

    /// What is still to come; nothing without a goal.
    pub fn rest(&self) -> Option<Money> {
        self.goal.map(|goal| Money((goal - self.reached).cents().max(0)))
    }

    pub fn rest_a_day(&self) -> Option<Money> {
        self.rest()?.over(self.left.into())
    }

    /// Millionths of the goal that are reached.
    pub fn done(&self) -> Option<i64> {
        ratio_millionths(self.reached.cents(), self.goal?.cents())
    }

    /// The sales of a day that was not known, at each level.
    pub fn expected(&self, day: &PlanDay) -> Option<[Money; 3]> {
        let forecast = self.forecast?;
        Some(forecast.levels.map(|level| at_level(level, day.weight)))
    }

    /// Unknown days take the level of recent ones: sales ÷ weight, so that a Sunday is compared
    /// with Sundays and a day of a campaign with those. The range is from the 25th to the 75th
    /// percentile by nearest rank.
    fn forecast(
        &self,
        book: &Book,
        anchor: &Anchor,
        pattern: &Pattern,
        campaigns: &[Weighed],
    ) -> Option<Forecast> {
        let period = self.span.days();
        if anchor.today > period.to && self.missing == 0 {
            return None;
        }
        let until = anchor.today.min(period.to.next()).previous();
        let learnt = Period::ending(until, LEVEL_DAYS);
        let level = |day: Day| {
            let weight = day_weight(day, pattern, campaigns);
            gmv_on(book, anchor, day).filter(|_| weight > 0).map(|gmv| (gmv, weight))
        };
        let mut levels: Vec<(Money, i64)> = learnt.days().filter_map(level).collect();
        if levels.len() < LEAST_LEVELS {
            return None;
        }
        let height = |&(gmv, weight): &(Money, i64)| {
            i128::from(gmv.cents()) * 1_000_000_000_000 / i128::from(weight)
        };
        sort_by_key(&mut levels, height);
        let rank = |percent: usize| (levels.len() * percent).div_ceil(100).max(1) - 1;
        let at = |percent| levels.get(rank(percent)).copied().unwrap_or_default();
        let unknown = self.days.iter().filter(|day| day.reached.is_none());
        let weight = unknown.map(|day| day.weight).fold(0, i64::saturating_add);
        let levels_at = [at(25), at(50), at(75)];
        let [low, middle, high] = levels_at.map(|level| self.reached + at_level(level, weight));
        let days = levels.len();
        Some(Forecast { low, middle, high, learnt, days, levels: levels_at })
    }

    /// What would close the gap to the middle of the forecast, by the rates of the last 30 days.
    fn closing(&self, book: &Book, anchor: &Anchor) -> Option<Closing> {
        let (goal, middle) = (self.goal?, self.forecast?.middle);
        let gap = Some(goal - middle).filter(|gap| *gap > Money::ZERO && self.left > 0)?;
        let period = Period::ending(anchor.today.previous(), RATE_DAYS);
        let reading =
            Reading::new(book, Query { period, filter: Filter::default(), now: anchor.now });
        let figure = |id| metric(id).and_then(|metric| (metric.figure)(&reading).value);
        let line_value = match figure("line-value")? {
            Value::Money(value) if value > Money::ZERO => value,
            _ => return None,
        };
        let orders = ceil(gap.cents().into(), line_value.cents().into());
        let rate = figure("impression-pay-rate").map(Value::number).filter(|rate| *rate > 0);
        let impressions = |rate: i64| (ceil(i128::from(orders) * 1_000_000, rate.into()), rate);
        let rest = middle - self.reached;
        let value = || line_value.prorate(goal - self.reached, rest);
        Some(Closing {
            gap,
            line_value,
            orders,
            orders_a_day: ceil(orders.into(), self.left.into()),
            impressions: rate.map(impressions),
            needed_value: (rest > Money::ZERO).then(value),
        })
    }
}

/// What days of this weight bring together at a level.
fn at_level((gmv, of): (Money, i64), weight: i64) -> Money {
    Money(divide_half_up(i128::from(gmv.cents()) * i128::from(weight), i128::from(of)))
}

fn ceil(part: i128, whole: i128) -> i64 {
    let whole = whole.max(1);
    i64::try_from((part + whole - 1) / whole).unwrap_or(i64::MAX)
}
