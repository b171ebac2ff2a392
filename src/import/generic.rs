//! Order tables of any other platform: Taobao, Pinduoduo, Kuaishou, an ERP, Shopify.
//!
//! Nothing here is found by names. The operator matches the columns once ([`super::mapping`]), and
//! the rows become order lines of the shop. What is assumed:
//! - The amount is what the buyer paid. Without a pay time an order counts as paid when it was
//!   placed, unless its status says that it was not paid or was closed, and figures say so
//!   (`data-approx="paid-time"`).
//! - A status of a refund without an amount counts as a refund of the whole row
//!   (`data-approx="refund"`); with an amount that amount counts, by pay day.
//! - Of a region only the province is kept, so an address may stand in for it.
//! - A row that repeats its order's number without an amount lists one more product of it, the
//!   amount being on the first row (Shopify): it is skipped and told.
//! - An order on several rows gives several lines. Sorted by product and amount, the first keeps
//!   the order's number as its id and each other gets `#2`, `#3`, … behind it. So rows may be
//!   shuffled and products renamed: a newer file that has the whole order replaces it, and only a
//!   file that has an order in part can disagree with one that has it whole.

use rustc_hash::FxHashMap;

use super::Skip;
use super::detect::Places;
use super::foreign::status_word;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, is_total, line};
use super::loaded::Loaded;
use super::order::absurd;
use crate::domain::{
    Block, Cancelled, Family, Id, LineColumn, Money, OrderStatus, Pace, Word, Words, sort_by_key,
};
use crate::table::CellFault;
use crate::text::phrase;

pub(super) const GENERIC: Format = Format {
    id: "generic-orders",
    name: phrase("其他平台的订单表", "Orders of another platform"),
    place: phrase(
        "淘宝、拼多多、快手、ERP 等导出的订单表 → 拖进来 → 对应一次列",
        "An order table of Taobao, Shopify, an ERP, … → drop it → match its columns once",
    ),
    unlocks: phrase(
        "成交、退款、货盘；同样表头的文件以后自动读",
        "sales, refunds, product mix; files with the same header are then read by themselves",
    ),
    shown: true,
    layouts: &[Layout {
        family: Family::Lines,
        // A name that no header has: only a mapping leads here.
        required: &[&[]],
        absent: &[],
        fields: FIELDS,
        days: DaySource::Cells,
        finish,
    }],
};

/// In the order of [`super::guess::WORDS`].
const FIELDS: &[Field] = &[
    line(LineColumn::Order, &[], Take::Id),
    line(LineColumn::Placed, &[], Take::Moment),
    line(LineColumn::Payable, &[], Take::Money),
    line(LineColumn::Paid, &[], Take::Moment),
    line(LineColumn::Title, &[], Take::Label),
    line(LineColumn::Units, &[], Take::Count),
    line(LineColumn::Status, &[], Take::Status),
    AFTER_SALE,
    line(LineColumn::Refund, &[], Take::Money),
    line(LineColumn::Province, &[], Take::Province),
];

const AFTER_SALE: Field = line(LineColumn::AfterSale, &[], Take::Refund);

/// A status of its own often says what became of a refund, so it is read as that as well where
/// nothing else is.
pub(super) fn complete(fields: &mut Places) {
    let place_of = |column: LineColumn| {
        let found = fields.iter().find(|(field, _)| field.column == column.place());
        found.map(|&(_, place)| place)
    };
    if let (Some(place), None) = (place_of(LineColumn::Status), place_of(LineColumn::AfterSale)) {
        fields.push((AFTER_SALE, place));
    }
}

fn finish(row: &mut Draft<'_>) -> Fate {
    let order = row.text(LineColumn::Order);
    if is_total(&order) {
        return Fate::Skip(Skip::Total);
    }
    let (placed, amount) = (row.get(LineColumn::Placed), row.get(LineColumn::Payable));
    if order.is_empty() {
        return match placed {
            None => Fate::Skip(Skip::NoId),
            Some(_) => Fate::Reject(LineColumn::Order.into(), CellFault::Missing),
        };
    }
    if row.repeated && amount.is_none() {
        return Fate::Skip(Skip::SameOrder);
    }
    if placed.is_none() {
        return Fate::Reject(LineColumn::Placed.into(), CellFault::Missing);
    }
    let status = row.text(LineColumn::Status);
    let unpaid = OrderStatus::classify(status_word(&status)) == OrderStatus::Unpaid;
    if amount.is_none() && !unpaid {
        return Fate::Reject(LineColumn::Payable.into(), CellFault::Missing);
    }
    absurd(row).unwrap_or(Fate::Keep)
}

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// Makes what was read of a table whole: amounts gross where they are net of refunds, and an id
/// for each row of an order.
pub(super) async fn settle(
    loaded: &mut Loaded,
    net: bool,
    pace: &impl Pace,
) -> Result<(), Cancelled> {
    let words = &mut loaded.statements.words;
    let read = &loaded.statements.block;
    let numbers = line_numbers(read, words, pace).await?;
    let columns = if net { read.columns.with(LineColumn::Refund.into()) } else { read.columns };
    let mut block = Block::new(Family::Lines.schema(), columns);
    for row in 0..read.len() {
        if row % BREATH == 0 {
            pace.breathe().await?;
        }
        let order = read.get(row, LineColumn::Order.into());
        let line = match (order, numbers.get(&row)) {
            (Some(order), Some(number)) => {
                let text = format!("{}#{number}", Id::from_cell(order).text(words));
                Some(Id::Text(words.intern(&text)).to_cell())
            }
            _ => order,
        };
        let (amount, refund) = amounts(read, row, net);
        block.push(|column| match column {
            _ if column == LineColumn::Line.place() => line,
            _ if column == LineColumn::Payable.place() => amount,
            _ if column == LineColumn::Refund.place() => refund,
            _ => read.get(row, column),
        });
    }
    loaded.statements.block = block;
    Ok(())
}

/// What was paid and what was given back of it, in 分. A refund that is booked as a row of its
/// own, with a negative amount, is a refund and no sale.
fn amounts(block: &Block, row: usize, net: bool) -> (Option<i64>, Option<i64>) {
    let amount = block.get(row, LineColumn::Payable.into());
    let refund = block.get(row, LineColumn::Refund.into()).map(i64::saturating_abs);
    match amount {
        Some(amount) if net && amount < 0 => {
            (Some(0), Some(refund.unwrap_or(0).max(amount.saturating_abs())))
        }
        Some(amount) if net => (Some(amount.saturating_add(refund.unwrap_or(0))), refund),
        // More than was paid cannot come back.
        Some(amount) => (Some(amount), refund.map(|refund| refund.min(amount.max(0)))),
        None => (None, refund),
    }
}

/// The numbers, from 2, of the rows of an order that are not its first.
async fn line_numbers(
    block: &Block,
    words: &Words,
    pace: &impl Pace,
) -> Result<FxHashMap<usize, usize>, Cancelled> {
    let mut first: FxHashMap<i64, usize> = FxHashMap::default();
    let mut several: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
    for row in 0..block.len() {
        if row % BREATH == 0 {
            pace.breathe().await?;
        }
        let Some(order) = block.get(row, LineColumn::Order.into()) else { continue };
        if let Some(&earlier) = first.get(&order) {
            several.entry(order).or_insert_with(|| vec![earlier]).push(row);
        } else {
            first.insert(order, row);
        }
    }
    let mut numbers = FxHashMap::default();
    for (_, mut rows) in several {
        pace.breathe().await?;
        sort_by_key(&mut rows, |&row| {
            let title = block.get(row, LineColumn::Title.into());
            let title = title.map(Word::from_cell);
            let amount = block.get(row, LineColumn::Payable.into()).map(Money);
            (title.map_or("", |word| words.text(word)), amount, row)
        });
        numbers.extend(rows.into_iter().enumerate().skip(1).map(|(nth, row)| (row, nth + 1)));
    }
    Ok(numbers)
}
