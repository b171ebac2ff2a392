//! 按日汇总: order lines of months of long ago, summed up by day, product and channel.
//!
//! The operator asks for it to make room. What is asked of such a month afterwards is answered
//! from the sums; what only lines can tell is gone. Orders of which something may still be asked
//! one by one (a case, a refund, a parcel on its way) stay as lines, so returns and refunds are
//! told as before. Which those are is for whoever knows the 口径 to say; here lines are only
//! exchanged for their sums.
//!
//! The sums are filed as a source of their own. Files from before it cannot be taken back any
//! more: nothing is left to take back. Nor does a later file count twice: beside its sums a month
//! states the days whose orders it knows, and those are not let in again.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::block::Rows;
use super::coverage::DaySet;
use super::dataset::Dataset;
use super::day::Period;
use super::ledger::{Ledger, Mark, ROWS_A_BREATH, Statements};
use super::pace::{Cancelled, Pace};
use super::schema::{Family, columns, count, day, money, word};
use super::sorted_map::SortedMap;
use super::source::{Source, SourceId, Version};

columns! {
    /// The columns of a sum: what it is about, then what it comes to.
    pub enum RollupColumn {
        /// The first day of the month that its orders were placed in.
        Month = day("month"),
        /// The day they were paid; where they never were, the day they were placed.
        Day = day("day"),
        /// 商品ID; where the file has none, 商家编码 or 选购商品.
        Product = word("product"),
        /// 流量体裁.
        Carrier = word("carrier"),
        /// 流量渠道.
        Channel = word("channel"),
        /// 流量来源.
        Origin = word("origin"),
        /// 流量类型.
        AdType = word("ad-type"),
        /// 1 for sales with a creator.
        WithCreator = count("with-creator"),
        /// 选购商品, as the newest of the lines has it.
        Title = word("title"),
        /// 订单应付金额 + 平台实际承担优惠金额 + 达人实际承担优惠金额.
        Gmv = money("gmv"),
        /// 订单应付金额.
        UserPaid = money("user-paid"),
        /// Paid lines.
        Lines = count("lines"),
        /// Orders with a gmv.
        Orders = count("orders"),
        /// Pieces in those.
        Units = count("units"),
        /// Paid lines without a gmv.
        Gifts = count("gifts"),
        /// Lines whose shipping is judged, and those of them that were in time.
        Judged = count("judged"),
        InTime = count("in-time"),
        /// Lines whose file has no 支付完成时间.
        Guessed = count("guessed"),
        /// 预售.
        Presales = count("presales"),
        /// Lines that were never paid.
        Unpaid = count("unpaid"),
        /// 1 where the row is no sum, but says that the orders placed on its day are known.
        Known = count("known"),
    }
    /// The schema of sums, in the order of [`RollupColumn`].
    pub static ROLLUPS = "rollups" {
        key: [Month, Day, Product, Carrier, Channel, Origin, AdType, WithCreator],
        filed_by: Month,
        happened: [],
        made: [Known],
    }
}

impl Dataset {
    /// The months whose order lines are summed up, in order, as `202611`.
    pub fn rolled_months(&self) -> Vec<u32> {
        let blocks = self.ledger(Family::Rollups).blocks().iter();
        let months: SortedMap<u32, ()> = blocks.map(|block| (block.month, ())).collect();
        months.keys().copied().collect()
    }

    /// The roll-ups, each a source.
    pub(super) fn rollups(&self) -> impl Iterator<Item = &Source> {
        self.live_sources().filter(|source| source.family == Family::Rollups)
    }

    /// The newest roll-up; files with a higher number came after it.
    pub fn last_rollup(&self) -> Option<SourceId> {
        self.rollups().map(|source| source.id).max()
    }

    /// The days whose orders were known when they were rolled up, by 订单提交时间.
    pub fn rolled_days(&self) -> DaySet {
        let facts = self.ledger(Family::Rollups).facts();
        let known = facts.filter(|fact| fact.get(RollupColumn::Known).is_some());
        let days = known.filter_map(|fact| fact.day(RollupColumn::Day)).map(Period::day);
        DaySet::from_periods(days.collect())
    }

    /// The versions of the roll-ups that have a part in a month.
    fn rolled_by(&self, month: u32) -> SortedMap<Version, ()> {
        let ledger = self.ledger(Family::Rollups);
        let of_month = |mark: &&Mark| {
            ledger.blocks().iter().any(|it| it.number == mark.block && it.month == month)
        };
        let sources = ledger.marks().iter().filter(of_month).map(|mark| mark.source);
        sources.filter_map(|id| Some((self.source(id)?.version, ()))).collect()
    }

    /// The months, if any, that one of the two has rolled up and the other knows otherwise: put
    /// together they would count twice.
    pub fn rolled_otherwise(&self, other: &Dataset) -> Vec<u32> {
        let known = |dataset: &Dataset, month: u32| {
            let ledgers = [Family::Lines, Family::Rollups].map(|family| dataset.ledger(family));
            ledgers.iter().any(|it| it.blocks().iter().any(|block| block.month == month))
        };
        let agreed = |month: u32| {
            let (ours, theirs) = (self.rolled_by(month), other.rolled_by(month));
            !ours.is_empty() && ours.keys().eq(theirs.keys())
        };
        let ours = self.rolled_months().into_iter().filter(|month| known(other, *month));
        let theirs = other.rolled_months().into_iter().filter(|month| known(self, *month));
        let months: SortedMap<u32, ()> =
            ours.chain(theirs).filter(|month| !agreed(*month)).map(|month| (month, ())).collect();
        months.keys().copied().collect()
    }

    /// The dataset with the order lines of these keys exchanged for `sums`, which `source` stands
    /// for from now on.
    pub async fn rolled_up(
        &self,
        source: Source,
        sums: &Statements,
        lines: &FxHashSet<u64>,
        pace: &impl Pace,
    ) -> Result<Dataset, Cancelled> {
        let mut dataset = self.stage(source, sums, pace).await?.dataset;
        dataset.forget_old_rollbacks(pace).await?;
        let mut next_block = dataset.next_block;
        let ledger = without(dataset.ledger(Family::Lines), lines, &mut next_block, pace).await?;
        *dataset.ledger_mut(Family::Lines) = ledger;
        dataset.next_block = next_block;
        dataset.refresh(Family::Lines, pace).await?;
        Ok(dataset)
    }
}

/// The ledger without what is stated of some lines.
async fn without(
    ledger: &Ledger,
    lines: &FxHashSet<u64>,
    next_block: &mut u32,
    pace: &impl Pace,
) -> Result<Ledger, Cancelled> {
    let mut blocks = Vec::new();
    let mut marks = Vec::new();
    for block in ledger.blocks() {
        let mut kept = Vec::new();
        for row in 0..block.len() {
            if row % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            if !lines.contains(&block.key(ledger.family.schema(), row)) {
                kept.push(row);
            }
        }
        let of_block = ledger.marks().iter().filter(|mark| mark.block == block.number);
        if kept.len() == block.len() {
            marks.extend(of_block.cloned());
            blocks.push(Arc::clone(block));
            continue;
        }
        if kept.is_empty() {
            continue;
        }
        let mut smaller = block.gather(&kept);
        (smaller.month, smaller.number) = (block.month, *next_block);
        *next_block += 1;
        let moved = of_block.map(|mark| moved(mark, &kept, smaller.number));
        marks.extend(moved.filter(|mark| !mark.rows.is_empty()));
        blocks.push(Arc::new(smaller));
    }
    Ok(Ledger::from_parts(ledger.family, blocks, marks))
}

/// The mark of those of its rows that were kept, by their new places.
fn moved(mark: &Mark, kept: &[usize], block: u32) -> Mark {
    let place = |row: u32| {
        let row = usize::try_from(row).ok()?;
        u32::try_from(kept.binary_search(&row).ok()?).ok()
    };
    let rows = Rows::from_unsorted(mark.rows.iter().filter_map(place).collect());
    Mark { source: mark.source, block, rows }
}
