//! A promotion's plan and result: margin after the discount, sales against usual days, ad money.

use super::day_split::{ONE, usual_day};
use crate::domain::{Money, Period, SortedMap};
use crate::metric::{
    Anchor, Book, Figure, Filter, Gains, ProductMix, Query, Reading, Value, metric, mix,
};

/// Days before today that margins and ad money are of.
const LAST_DAYS: i32 = 30;

/// What is asked about a promotion.
#[derive(Clone, Copy, Debug)]
pub struct PromotionAsk<'a> {
    pub days: Period,
    /// Per cent off.
    pub discount: i64,
    /// 商品ID; none for the whole shop.
    pub products: &'a [String],
    pub costs: &'a SortedMap<String, ProductMix>,
}

/// See the file's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromotionView {
    /// The mean of the 30 known days before it, or before today.
    pub usual: Option<Money>,
    /// The days of it that are over.
    pub over: Option<Period>,
    /// Over those days.
    pub gmv: Figure,
    pub net: Figure,
    /// 成交 of a day that is known ÷ that of a usual day, in hundredths.
    pub times: Option<i64>,
    pub ad_cost: Figure,
    /// Ad money of a usual day.
    pub usual_cost: Option<Money>,
    /// Over the last 30 days, of the products.
    pub gains: Gains,
    /// Millionths, now and after the discount, of the sales with a known cost.
    pub margin: Option<i64>,
    pub margin_after: Option<i64>,
}

impl PromotionView {
    pub fn of(book: &Book, anchor: &Anchor, ask: &PromotionAsk<'_>) -> PromotionView {
        let query = |period| Query { period, filter: Filter::default(), now: anchor.now };
        let of = |id: &str, period: Period| {
            let reading = Reading::new(book, query(period));
            metric(id).map_or_else(Figure::default, |metric| (metric.figure)(&reading))
        };
        let last = ask.days.to.min(anchor.today.previous());
        let over = Period::new(ask.days.from, last);
        let figure = |id| over.map_or_else(Figure::default, |over| of(id, over));
        let usual = usual_day(book, anchor, ask.days.from.min(anchor.today));
        let gmv = figure("gmv");
        let known = i64::from(over.map_or(0, Period::len) - gmv.missing);
        let times = match gmv.value {
            Some(Value::Money(sum)) => sum.over(known).zip(usual),
            _ => None,
        };
        let before = Period::ending(ask.days.from.min(anchor.today).previous(), LAST_DAYS);
        let usual_cost = of("ad-cost", before);
        let cost_days = i64::from(LAST_DAYS - usual_cost.missing);
        let mut view = PromotionView {
            usual,
            over,
            gmv,
            net: figure("net-gmv"),
            times: times.map(|(day, usual)| day.prorate(Money(ONE), usual).cents()),
            ad_cost: figure("ad-cost"),
            usual_cost: match usual_cost.value {
                Some(Value::Money(cost)) => cost.over(cost_days),
                _ => None,
            },
            ..PromotionView::default()
        };
        let recent = Reading::new(book, query(Period::ending(anchor.today.previous(), LAST_DAYS)));
        for sum in &mix(&recent, ask.costs).products {
            let id = book.words.text(sum.product);
            if ask.products.is_empty() || ask.products.iter().any(|product| product == id) {
                let gains = sum.count.gains;
                view.gains.gmv += gains.gmv;
                view.gains.costed += gains.costed;
                view.gains.spent += gains.spent;
            }
        }
        view.margin = view.gains.margin();
        let discounted = view.gains.costed.prorate(Money(100 - ask.discount), Money(100));
        let after = Gains { costed: discounted, ..view.gains };
        view.margin_after = after.margin();
        view
    }

    /// The ad money of all days that keeps each within so many usual ones.
    pub fn most_budget(&self, times: i64, days: Period) -> Option<Money> {
        let usual = self.usual_cost.filter(|cost| *cost > Money::ZERO)?;
        Some(Money(usual.cents().saturating_mul(times).saturating_mul(days.len().into())))
    }
}
