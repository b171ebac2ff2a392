//! What a change of 成交金额 is made of: 曝光人数 × 点击率 × 点击-成交率 × 成交金额 ÷ 成交人数, all from one
//! 罗盘 report; where there is none, 订单数 × 笔单价 from the orders (口径 section 5, Decomposition).

use super::compass_book::CompassDay;
use super::decompose::{chain, decompose};
use super::reading::Reading;
use crate::domain::{Money, Period, SortedMap};

/// Where the factors come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorSource {
    /// A row of 罗盘 states each of the two ranges.
    CompassRange,
    /// Days of 罗盘 were added up: people may count several times.
    CompassDays,
    Orders,
}

/// One factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    Impressions,
    ClickRate,
    PayRate,
    /// 成交金额 ÷ 成交人数.
    BuyerValue,
    Orders,
    LineValue,
}

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorChange {
    pub source: FactorSource,
    /// 成交金额 of the two periods, as that source has it.
    pub before: Money,
    pub now: Money,
    /// What each factor brought; they sum to `now − before`.
    pub parts: Vec<(Factor, Money)>,
    /// The levels that the factors lead through, the last one in 分, in both periods.
    pub levels: Vec<(i64, i64)>,
}

impl FactorChange {
    pub fn rise(&self) -> Money {
        self.now - self.before
    }

    /// A rate of a period had nothing to be a rate of, and counts as in the other period.
    pub fn assumes(&self) -> bool {
        self.levels.iter().rev().skip(1).any(|&(before, now)| before == 0 || now == 0)
    }

    /// The factor that brought most in the direction of the change.
    pub fn main(&self) -> Option<(Factor, Money)> {
        let way = self.rise().cents().signum();
        let same_way = self.parts.iter().filter(|(_, part)| part.cents().signum() == way);
        let most = same_way.max_by_key(|(_, part)| part.cents().abs()).copied();
        most.filter(|_| way != 0)
    }
}

const BY_PEOPLE: [Factor; 4] =
    [Factor::Impressions, Factor::ClickRate, Factor::PayRate, Factor::BuyerValue];
const BY_ORDERS: [Factor; 2] = [Factor::Orders, Factor::LineValue];

/// The change from one reading to the other; nothing where days are missing on a side.
pub fn factor_change(before: &Reading<'_>, now: &Reading<'_>) -> Option<FactorChange> {
    let compass = &now.book.compass;
    let free = before.query.filter.is_none() && now.query.filter.is_none();
    let periods = (before.period(), now.period());
    let people = [
        (FactorSource::CompassRange, &compass.shop),
        (FactorSource::CompassRange, &compass.deal),
        (FactorSource::CompassDays, &compass.shop),
        (FactorSource::CompassDays, &compass.deal),
    ];
    let mut by_people = people.into_iter().filter(|_| free).filter_map(|(source, rows)| {
        let levels = |period| match source {
            FactorSource::CompassRange => levels(rows.get(&period)?),
            FactorSource::CompassDays | FactorSource::Orders => sums(rows, period),
        };
        change(source, &BY_PEOPLE, &levels(periods.0)?, &levels(periods.1)?)
    });
    by_people.next().or_else(|| by_orders(before, now))
}

fn by_orders(before: &Reading<'_>, now: &Reading<'_>) -> Option<FactorChange> {
    let levels = |reading: &Reading<'_>| {
        let whole = reading.totals_missing() == 0;
        whole.then(|| [reading.totals.orders, reading.totals.gmv.cents()])
    };
    change(FactorSource::Orders, &BY_ORDERS, &levels(before)?, &levels(now)?)
}

fn levels(row: &CompassDay) -> Option<[i64; 4]> {
    Some([row.impressions?, row.clicks?, row.buyers?, row.gmv?.cents()])
}

/// The sums over days, where every day is stated.
fn sums(rows: &SortedMap<Period, CompassDay>, period: Period) -> Option<[i64; 4]> {
    let mut sums = [0i64; 4];
    for day in period.days() {
        let day = levels(rows.get(&Period::day(day))?)?;
        sums.iter_mut().zip(day).for_each(|(sum, level)| *sum = sum.saturating_add(level));
    }
    Some(sums)
}

fn change(
    source: FactorSource,
    factors: &[Factor],
    before: &[i64],
    now: &[i64],
) -> Option<FactorChange> {
    let parts = decompose(&chain(before), &chain(now))?;
    Some(FactorChange {
        source,
        before: Money(*before.last()?),
        now: Money(*now.last()?),
        parts: factors.iter().copied().zip(parts.into_iter().map(Money)).collect(),
        levels: before.iter().copied().zip(now.iter().copied()).collect(),
    })
}
