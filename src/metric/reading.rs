//! The book read over one period and filter: what metrics take their figures from.

use std::cell::OnceCell;

use super::ad_book::AdDay;
use super::book::{Book, Dims, Pending};
use super::compass_book::CompassDay;
use super::due::Due;
use super::figure::{Figure, SourceKind, Value};
use super::funnel::{Counting, Funnel, funnel};
use super::query::Query;
use super::registry::METRICS;
use super::totals::Totals;
use crate::domain::{Day, Money, Period};

/// See the file's head.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    pub book: &'a Book,
    pub query: Query,
    /// Sums over the days that order files cover.
    pub totals: Totals,
    people: OnceCell<Funnel>,
    times: OnceCell<Funnel>,
    /// Days of the period that orders do not answer.
    missing: i32,
}

/// A measure that both orders and 罗盘 can give.
type OfDay<T> = fn(&CompassDay) -> Option<T>;

impl<'a> Reading<'a> {
    pub fn new(book: &'a Book, query: Query) -> Reading<'a> {
        Reading::of_totals(book, query, book.totals(query.period, &query.filter))
    }

    /// A reading of sales that are summed up already, as [`super::by_key`] does for all parts of a
    /// split at once.
    pub fn of_totals(book: &'a Book, query: Query, totals: Totals) -> Reading<'a> {
        let covered = book.order_days(&query.filter, None).count_in(query.period);
        let missing = query.period.len() - covered;
        Reading { book, query, totals, people: OnceCell::new(), times: OnceCell::new(), missing }
    }

    /// The funnel of the period in people, read when it is asked for.
    pub fn funnel(&self) -> &Funnel {
        self.funnel_in(Counting::People)
    }

    /// The same in people or in times.
    pub fn funnel_in(&self, counting: Counting) -> &Funnel {
        let kept = match counting {
            Counting::People => &self.people,
            Counting::Times => &self.times,
        };
        kept.get_or_init(|| funnel(self.book, &self.query, counting))
    }

    /// Days of the period that orders do not answer: no file covers them, or they are rolled up
    /// and lines are asked for.
    pub fn totals_missing(&self) -> i32 {
        self.missing
    }

    fn any_orders(&self) -> bool {
        self.missing < self.query.period.len()
    }

    pub(super) fn paid_time(&self) -> Option<&'static str> {
        (self.totals.guessed_times > 0).then_some("paid-time")
    }

    /// A figure that only order files give.
    pub fn order_figure(&self, value: Value) -> Figure {
        if !self.any_orders() {
            return Figure::unknown(self.query.period);
        }
        let approx = self.paid_time();
        Figure::of(value, SourceKind::Orders).with_missing(self.missing).with_approx(approx)
    }

    /// A rate of two sums that only order files give.
    pub(super) fn order_rate(&self, part: i64, whole: i64) -> Figure {
        if !self.any_orders() {
            return Figure::unknown(self.query.period);
        }
        let approx = self.paid_time();
        Figure::rate(part, whole, SourceKind::Orders).with_missing(self.missing).with_approx(approx)
    }

    /// The same, made approximate by estimated refunds, and by cases that came after a roll-up.
    pub(super) fn with_refunds(&self, figure: Figure) -> Figure {
        match self.totals.estimated_refunds {
            0 => self.with_late_cases(figure),
            _ => figure.with_approx(figure.value.and(Some("refund"))),
        }
    }

    /// The same, made approximate by cases that came after a roll-up.
    pub(super) fn with_late_cases(&self, figure: Figure) -> Figure {
        match self.book.may_lack_cases(self.query.period) {
            false => figure,
            true => figure.with_approx(figure.value.and(Some("refund"))),
        }
    }

    /// A sum that orders give for the days they cover and 罗盘 for others; the two are never
    /// added within a day.
    pub(super) fn by_source(
        &self,
        from_orders: i64,
        of_day: OfDay<i64>,
        value: fn(i64) -> Value,
    ) -> Figure {
        let (stated, missing) = self.beyond_orders(of_day);
        self.mixed(
            value(stated.iter().copied().fold(from_orders, i64::saturating_add)),
            &stated,
            missing,
        )
    }

    /// 笔单价: sales and orders of the same days, so a 罗盘 day must state both.
    pub(super) fn line_value(&self) -> Figure {
        let (stated, missing) = self.beyond_orders(|day| Some((day.gmv?, day.orders?)));
        let gmv = self.totals.gmv + stated.iter().map(|&(gmv, _)| gmv).sum();
        let stated_orders = stated.iter().map(|&(_, orders)| orders);
        let orders = stated_orders.fold(self.totals.orders, i64::saturating_add);
        let figure = self.mixed(Value::Money(gmv), &stated, missing);
        let value = figure.value.and_then(|_| gmv.over(orders)).map(Value::Money);
        Figure { value, share: None, ..figure }
    }

    /// What 罗盘 states on the days that orders do not cover, and how many nobody speaks of.
    fn beyond_orders<T>(&self, of_day: OfDay<T>) -> (Vec<T>, i32) {
        let days = self.query.period.days();
        let known = self.book.order_days(&self.query.filter, None);
        let beyond = days.filter(|day| !known.contains(*day));
        let told: Vec<Option<T>> = beyond.map(|day| self.compass_on(day, of_day)).collect();
        let silent = told.iter().filter(|told| told.is_none()).count();
        (told.into_iter().flatten().collect(), i32::try_from(silent).unwrap_or(i32::MAX))
    }

    /// A figure from orders and, beyond them, from 罗盘.
    fn mixed<T>(&self, value: Value, stated: &[T], missing: i32) -> Figure {
        let source = match (self.any_orders(), !stated.is_empty()) {
            (true, true) => SourceKind::Mixed,
            (true, false) => SourceKind::Orders,
            (false, true) => SourceKind::Compass,
            (false, false) => return Figure::unknown(self.query.period),
        };
        Figure::of(value, source).with_missing(missing).with_approx(self.paid_time())
    }

    /// 罗盘 knows nothing of filters, so it is silent under one.
    fn compass_on<T>(&self, day: Day, of_day: OfDay<T>) -> Option<T> {
        self.query.filter.is_none().then(|| self.book.compass.on(day, of_day)).flatten()
    }

    /// A sum over the days that 罗盘 states, and how many days it does not.
    pub(super) fn compass_sum(&self, of_day: OfDay<i64>) -> Option<(i64, i32)> {
        let (mut sum, mut found) = (0i64, 0);
        for amount in self.query.period.days().filter_map(|day| self.compass_on(day, of_day)) {
            sum = sum.saturating_add(amount);
            found += 1;
        }
        (found > 0).then_some((sum, self.query.period.len() - found))
    }

    /// A figure that 罗盘 gives for days: money or orders, which add up.
    pub(super) fn compass_figure(&self, of_day: OfDay<i64>, value: fn(i64) -> Value) -> Figure {
        match self.compass_sum(of_day) {
            None => Figure::unknown(self.query.period),
            Some((sum, missing)) => {
                Figure::of(value(sum), SourceKind::Compass).with_missing(missing)
            }
        }
    }

    /// 成交人数: stated for the very range, else the sum over days, an upper bound.
    pub(super) fn buyers(&self) -> Figure {
        if let Some(count) = self.stated(|day| day.buyers) {
            return Figure::of(Value::Count(count), SourceKind::Compass);
        }
        let sum = self.compass_figure(|day| day.buyers, Value::Count);
        // One day alone counts nobody twice.
        sum.with_upper(sum.value.is_some() && self.query.period.len() - sum.missing > 1)
    }

    /// 客单价: 用户支付金额 ÷ 成交人数 of a row that states the very range.
    pub(super) fn buyer_value(&self) -> Figure {
        let stated = self.stated(|day| Some((day.user_paid?, day.buyers?)));
        let value = stated.and_then(|(paid, buyers)| paid.over(buyers));
        match value {
            Some(value) => Figure::of(Value::Money(value), SourceKind::Compass),
            None => Figure::unknown(self.query.period).with_missing(0),
        }
    }

    fn stated<T>(&self, measure: OfDay<T>) -> Option<T> {
        let free = self.query.filter.is_none();
        free.then(|| self.book.compass.stated(self.query.period, measure)).flatten()
    }

    /// 投放消耗: stated by 罗盘, else by 千川, one of them a day.
    pub(super) fn ad_cost(&self) -> Figure {
        let (mut cost, mut compass, mut ads) = (Money::ZERO, 0, 0);
        for day in self.query.period.days() {
            if let Some(stated) = self.compass_on(day, |day| day.ad_cost) {
                cost += stated;
                compass += 1;
            } else if let Some(spent) = self.ads_on(day) {
                cost += spent.cost;
                ads += 1;
            }
        }
        let source = match (compass > 0, ads > 0) {
            (true, true) => SourceKind::Mixed,
            (true, false) => SourceKind::Compass,
            (false, true) => SourceKind::Ads,
            (false, false) => return Figure::unknown(self.query.period),
        };
        let missing = self.query.period.len() - compass - ads;
        Figure::of(Value::Money(cost), source).with_missing(missing)
    }

    /// ROI: 整体成交金额 ÷ 整体消耗, over the days of which 千川 states both.
    pub(super) fn roi(&self) -> Figure {
        let both = |day: AdDay| Some((day.gmv?, day.cost));
        let stated = |day| self.ads_on(day).and_then(both);
        let days: Vec<(Money, Money)> = self.query.period.days().filter_map(stated).collect();
        if days.is_empty() {
            return Figure::unknown(self.query.period);
        }
        let gmv: Money = days.iter().map(|&(gmv, _)| gmv).sum();
        let cost: Money = days.iter().map(|&(_, cost)| cost).sum();
        let hundredths = || Value::Ratio(gmv.prorate(Money(100), cost).cents());
        let stated = i32::try_from(days.len()).unwrap_or(i32::MAX);
        Figure {
            value: (cost != Money::ZERO).then(hundredths),
            source: Some(SourceKind::Ads),
            missing: self.query.period.len() - stated,
            ..Figure::default()
        }
    }

    /// 千川 knows nothing of filters either.
    fn ads_on(&self, day: Day) -> Option<AdDay> {
        let stated = self.query.filter.is_none().then(|| self.book.ads.on(day)).flatten();
        stated.map(|(_, sums)| sums)
    }

    /// 费比: ad cost ÷ gmv, over the days on which 罗盘 states both.
    pub(super) fn cost_ratio(&self) -> Figure {
        let both: OfDay<(Money, Money)> = |day| Some((day.ad_cost?, day.gmv?));
        let (mut cost, mut gmv, mut found) = (Money::ZERO, Money::ZERO, 0);
        for (day_cost, day_gmv) in
            self.query.period.days().filter_map(|day| self.compass_on(day, both))
        {
            cost += day_cost;
            gmv += day_gmv;
            found += 1;
        }
        if found == 0 {
            return Figure::unknown(self.query.period);
        }
        let missing = self.query.period.len() - found;
        Figure::rate(cost.cents(), gmv.cents(), SourceKind::Compass).with_missing(missing)
    }

    /// Whether after-sale files speak of the period, and the days that they do not.
    pub(super) fn aftersale_missing(&self) -> Option<i32> {
        let covered = self.book.coverage.aftersales.count_in(self.query.period);
        (covered > 0).then(|| self.query.period.len() - covered)
    }

    /// 退款金额(退款时间), over the days that after-sale files cover.
    pub(super) fn refund_by_refund(&self) -> Figure {
        let Some(missing) = self.aftersale_missing() else {
            return Figure::unknown(self.query.period);
        };
        let events = self.book.cases.refunds_in(self.query.period).iter();
        let amount: Money = events
            .filter(|event| self.counts(event.day, &event.dims))
            .map(|event| event.amount)
            .sum();
        Figure::of(Value::Money(amount), SourceKind::Orders).with_missing(missing)
    }

    pub(super) fn counts(&self, day: Day, dims: &Dims) -> bool {
        self.book.coverage.aftersales.contains(day) && self.query.filter.passes(dims)
    }

    /// Lines that wait to be shipped, of the sales that are asked for.
    pub fn waiting(&self) -> impl Iterator<Item = &'a Pending> {
        let filter = self.query.filter;
        self.book.pending.iter().filter(move |line| filter.passes(&line.dims))
    }

    /// How many lines are due; they hang on the clock, not on the period.
    pub(super) fn due_count(&self, count: fn(&Due<'_>) -> usize) -> Figure {
        if self.book.newest_orders.is_none() {
            return Figure::default();
        }
        let count = i64::try_from(count(&self.due())).unwrap_or(i64::MAX);
        Figure::of(Value::Count(count), SourceKind::Orders)
    }

    /// The period of the figure, as it is told in `data-period`.
    pub fn period(&self) -> Period {
        self.query.period
    }
}

/// The figure of every metric, in the order of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(Vec<Figure>);

impl Figures {
    pub fn of(reading: &Reading<'_>) -> Figures {
        Figures(METRICS.iter().map(|metric| (metric.figure)(reading)).collect())
    }

    /// The figure of a metric; an empty one for an unknown id.
    pub fn get(&self, id: &str) -> Figure {
        let place = METRICS.iter().position(|metric| metric.id == id);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or_default()
    }
}
