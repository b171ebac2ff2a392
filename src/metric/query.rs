//! What is asked: a period, a filter, and the clock that periods hang on.

use super::book::Dims;
use crate::domain::{Coverage, Day, Moment, Period, Word, Words};

/// A period as an operator picks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    Yesterday,
    Days7,
    Days30,
    /// The running week from Monday to yesterday; on a Monday the whole week before.
    Week,
    /// The running month to yesterday; on the 1st the whole month before.
    Month,
    LastWeek,
    LastMonth,
    /// From the first to the last covered day.
    All,
    Custom(Period),
}

/// The day that counts as today, and whether the clock was to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub today: Day,
    pub now: Moment,
    /// The clock is before the newest data or more than 400 days after it, so periods hang on
    /// the data instead: its last day counts as yesterday.
    pub by_data: bool,
    /// The last day with sales figures.
    pub data_to: Option<Day>,
}

/// A clock this many days after the newest data is not believed.
const MAX_CLOCK_LEAD: i32 = 400;

impl Anchor {
    pub fn new(now: Moment, coverage: &Coverage) -> Anchor {
        let data_to = coverage.sales().last().or_else(|| coverage.aftersales.last());
        let today = now.day();
        let anchor = Anchor { today, now, by_data: false, data_to };
        match data_to {
            Some(last) if today < last || today.since(last) > MAX_CLOCK_LEAD => {
                Anchor { today: last.next(), by_data: true, ..anchor }
            }
            _ => anchor,
        }
    }

    /// The days that a choice means.
    pub fn period(&self, choice: PeriodChoice, coverage: &Coverage) -> Period {
        let yesterday = self.today.previous();
        let since = |from: Day| Period { from, to: yesterday };
        match choice {
            PeriodChoice::Yesterday => Period::day(yesterday),
            PeriodChoice::Days7 => Period::ending(yesterday, 7),
            PeriodChoice::Days30 => Period::ending(yesterday, 30),
            PeriodChoice::Week => since(yesterday.week_start()),
            PeriodChoice::Month => since(yesterday.month_start()),
            PeriodChoice::LastWeek => {
                let monday = self.today.week_start();
                Period { from: monday.plus(-7), to: monday.previous() }
            }
            PeriodChoice::LastMonth => {
                let first = self.today.month_start();
                Period { from: first.month_start_plus(-1), to: first.previous() }
            }
            PeriodChoice::All => {
                let sales = coverage.sales();
                let days = if sales.is_empty() { coverage.aftersales.clone() } else { sales };
                let all = days.first().zip(days.last());
                all.map_or_else(|| Period::ending(yesterday, 30), |(from, to)| Period { from, to })
            }
            PeriodChoice::Custom(period) => period,
        }
    }
}

/// Which sales count; nothing filters nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub dims: Dims,
    /// Only sales that say nothing of it.
    pub without: Option<Dimension>,
    /// Something is asked for that no file has: no sale passes.
    pub impossible: bool,
}

impl Filter {
    /// Reads the ids of a route; unknown ids pass nothing.
    pub fn resolve<'a>(
        wanted: impl IntoIterator<Item = (Dimension, &'a str)>,
        words: &Words,
    ) -> Filter {
        let mut filter = Filter::default();
        for (dimension, id) in wanted {
            let wanted = dimension.of_mut(&mut filter.dims);
            *wanted = words.find(id);
            filter.impossible |= wanted.is_none();
        }
        filter
    }

    /// One part of a split: the sales of `key`, or those that say nothing of `dimension`.
    pub fn only(mut self, dimension: Dimension, key: Option<Word>) -> Filter {
        match key {
            Some(_) => *dimension.of_mut(&mut self.dims) = key,
            None => self.without = Some(dimension),
        }
        self
    }

    pub fn is_none(&self) -> bool {
        *self == Filter::default()
    }

    pub fn passes(&self, dims: &Dims) -> bool {
        let asks = |wanted: Option<Word>, has: Option<Word>| wanted.is_none() || wanted == has;
        !self.impossible
            && self.without.is_none_or(|dimension| dimension.of(dims).is_none())
            && asks(self.dims.product, dims.product)
            && asks(self.dims.creator, dims.creator)
            && asks(self.dims.carrier, dims.carrier)
            && asks(self.dims.channel, dims.channel)
            && asks(self.dims.province, dims.province)
            && asks(self.dims.category, dims.category)
            && asks(self.dims.side, dims.side)
            && asks(self.dims.origin, dims.origin)
            && asks(self.dims.ad, dims.ad)
            && asks(self.dims.price, dims.price)
    }
}

/// What sales can be split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    Product,
    Creator,
    Carrier,
    Channel,
    Province,
    /// 品类 of the product.
    Category,
    /// 自营 or 合作.
    Side,
    /// 流量来源.
    Origin,
    /// 流量类型: 广告 or 非广告.
    Ad,
    /// 价格带.
    Price,
}

impl Dimension {
    pub const ALL: [Dimension; 10] = [
        Dimension::Product,
        Dimension::Creator,
        Dimension::Carrier,
        Dimension::Channel,
        Dimension::Province,
        Dimension::Category,
        Dimension::Side,
        Dimension::Origin,
        Dimension::Ad,
        Dimension::Price,
    ];

    /// The value of `data-dim`, and the name in a route.
    pub fn id(self) -> &'static str {
        match self {
            Dimension::Product => "product",
            Dimension::Creator => "creator",
            Dimension::Carrier => "carrier",
            Dimension::Channel => "channel",
            Dimension::Province => "province",
            Dimension::Category => "category",
            Dimension::Side => "side",
            Dimension::Origin => "origin",
            Dimension::Ad => "ad",
            Dimension::Price => "price",
        }
    }

    pub fn of(self, dims: &Dims) -> Option<Word> {
        match self {
            Dimension::Product => dims.product,
            Dimension::Creator => dims.creator,
            Dimension::Carrier => dims.carrier,
            Dimension::Channel => dims.channel,
            Dimension::Province => dims.province,
            Dimension::Category => dims.category,
            Dimension::Side => dims.side,
            Dimension::Origin => dims.origin,
            Dimension::Ad => dims.ad,
            Dimension::Price => dims.price,
        }
    }

    fn of_mut(self, dims: &mut Dims) -> &mut Option<Word> {
        match self {
            Dimension::Product => &mut dims.product,
            Dimension::Creator => &mut dims.creator,
            Dimension::Carrier => &mut dims.carrier,
            Dimension::Channel => &mut dims.channel,
            Dimension::Province => &mut dims.province,
            Dimension::Category => &mut dims.category,
            Dimension::Side => &mut dims.side,
            Dimension::Origin => &mut dims.origin,
            Dimension::Ad => &mut dims.ad,
            Dimension::Price => &mut dims.price,
        }
    }
}

/// One question to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    pub period: Period,
    pub filter: Filter,
    /// The clock, for figures that are due by the hour.
    pub now: Moment,
}

impl Query {
    /// The same question about other days.
    pub fn over(self, period: Period) -> Query {
        Query { period, ..self }
    }

    /// The same question about other sales.
    pub fn filtered(self, filter: Filter) -> Query {
        Query { filter, ..self }
    }
}
