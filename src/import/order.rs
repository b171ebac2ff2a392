//! 订单导出: order lines, in the header generations from 2022 to 2026 and in custom reports.
//!
//! Everything is matched by name because operators choose columns and their order. 商品单价 became
//! 商品金额 in 2026 and still means the price of one unit.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, is_total, line};
use crate::domain::{Family, LineColumn, OrderStatus};
use crate::table::CellFault;
use crate::text::phrase;

pub(super) const ORDERS: Format = Format {
    id: "orders",
    name: phrase("订单导出", "Orders"),
    place: phrase(
        "抖店后台 → 订单 → 订单管理 → 批量导出 → 商品维度 → 下载 CSV",
        "Doudian → Orders → Order management → Batch export → by product → download CSV",
    ),
    unlocks: phrase(
        "成交、退款估算、发货时效、货盘、达人、异常提醒",
        "sales, estimated refunds, shipping, product mix, creators, findings",
    ),
    shown: true,
    layouts: &[Layout {
        family: Family::Lines,
        required: &[
            &["主订单编号", "主订单号", "订单号", "订单编号", "子订单编号", "子订单号"],
            &["订单提交时间"],
            &["订单状态"],
            &["订单应付金额", "应付金额"],
        ],
        absent: &["售后单号"],
        fields: FIELDS,
        days: DaySource::Cells,
        finish,
    }],
};

const FIELDS: &[Field] = &[
    line(LineColumn::Line, &["子订单编号", "子订单号"], Take::Id),
    line(LineColumn::Order, &["主订单编号", "主订单号", "订单号", "订单编号"], Take::Id),
    line(LineColumn::Product, &["商品ID", "商品id"], Take::Code),
    line(LineColumn::Title, &["选购商品", "商品名称"], Take::Label),
    line(LineColumn::Sku, &["商品规格"], Take::Label),
    line(LineColumn::Code, &["商家编码", "商家编号", "商品编码"], Take::Label),
    line(LineColumn::Units, &["商品数量", "数量", "购买数量"], Take::Count),
    line(LineColumn::UnitPrice, &["商品单价", "商品金额"], Take::Money),
    line(LineColumn::Payable, &["订单应付金额", "应付金额"], Take::Money),
    line(LineColumn::PlatformPart, &["平台实际承担优惠金额"], Take::Money),
    line(LineColumn::CreatorPart, &["达人实际承担优惠金额"], Take::Money),
    line(LineColumn::ShopPart, &["商家实际承担优惠金额"], Take::Money),
    line(LineColumn::Placed, &["订单提交时间"], Take::Moment),
    line(LineColumn::Paid, &["支付完成时间", "支付时间"], Take::Moment),
    line(LineColumn::Shipped, &["发货时间"], Take::Moment),
    line(LineColumn::Finished, &["订单完成时间"], Take::Moment),
    line(LineColumn::Promised, &["承诺发货时间"], Take::Moment),
    line(LineColumn::Booked, &["预约发货时间"], Take::Moment),
    line(LineColumn::Status, &["订单状态"], Take::Vocabulary),
    line(LineColumn::AfterSale, &["售后状态"], Take::Vocabulary),
    line(LineColumn::OrderType, &["订单类型"], Take::Vocabulary),
    line(LineColumn::Creator, &["达人ID", "达人id"], Take::Code),
    line(LineColumn::CreatorName, &["达人昵称"], Take::Label),
    line(LineColumn::Origin, &["流量来源"], Take::Vocabulary),
    line(LineColumn::AdType, &["流量类型"], Take::Vocabulary),
    line(LineColumn::Carrier, &["流量体裁"], Take::Vocabulary),
    line(LineColumn::Channel, &["流量渠道"], Take::Vocabulary),
    line(LineColumn::Province, &["省", "省份"], Take::Vocabulary),
];

fn finish(row: &mut Draft<'_>) -> Fate {
    // Nearly every row has numbers for both, which are neither totals nor joined.
    let numbers = [LineColumn::Line, LineColumn::Order].map(|column| row.get(column));
    let known = numbers.iter().all(|number| number.is_some_and(|number| number >= 0));
    if !(known && row.get(LineColumn::Placed).is_some())
        && let Some(fate) = identify(row)
    {
        return fate;
    }
    if row.says(LineColumn::Creator, "0") {
        row.set(LineColumn::Creator, None);
    }
    if row.get(LineColumn::Payable).is_none() {
        let status = OrderStatus::classify(&row.text(LineColumn::Status));
        if status != OrderStatus::Unpaid {
            return Fate::Reject(LineColumn::Payable.into(), CellFault::Missing);
        }
    }
    absurd(row).unwrap_or(Fate::Keep)
}

/// Gives a row its number; says what becomes of one that is no line.
fn identify(row: &mut Draft<'_>) -> Option<Fate> {
    let (line_text, order_text) = (row.text(LineColumn::Line), row.text(LineColumn::Order));
    let no_id = line_text.is_empty() && order_text.is_empty();
    if is_total(&line_text) || is_total(&order_text) {
        return Some(Fate::Skip(Skip::Total));
    }
    if row.get(LineColumn::Placed).is_none() {
        return Some(if no_id {
            Fate::Skip(Skip::NoId)
        } else {
            Fate::Reject(LineColumn::Placed.into(), CellFault::Missing)
        });
    }
    if no_id {
        return Some(Fate::Reject(LineColumn::Line.into(), CellFault::Missing));
    }
    join_sub_orders(row, &line_text);
    // A number of 抖店 is all digits; the joined form has been replaced by now.
    let worded = |&column: &LineColumn| row.get(column).is_some_and(|id| id < 0);
    let odd = [LineColumn::Line, LineColumn::Order].into_iter().find(worded);
    odd.map(|column| Fate::Reject(column.into(), CellFault::NotId))
}

/// 分 and pieces above which a row is a slip of the file and not a sale: counted, it would hide
/// every other number of its day.
const MOST_CENTS: i64 = 10_000_000 * 100;
const MOST_UNITS: i64 = 100_000;

pub(super) fn absurd(row: &Draft<'_>) -> Option<Fate> {
    const AMOUNTS: [LineColumn; 5] = [
        LineColumn::UnitPrice,
        LineColumn::Payable,
        LineColumn::PlatformPart,
        LineColumn::CreatorPart,
        LineColumn::ShopPart,
    ];
    let too_much = |&column: &LineColumn| {
        row.get(column).is_some_and(|cents| cents.saturating_abs() > MOST_CENTS)
    };
    if let Some(column) = AMOUNTS.into_iter().find(too_much) {
        return Some(Fate::Reject(column.into(), CellFault::TooMuch));
    }
    let units = row.get(LineColumn::Units).is_some_and(|units| units > MOST_UNITS);
    units.then(|| Fate::Reject(LineColumn::Units.into(), CellFault::TooMany))
}

/// A row by order (订单维度) joins its sub-orders with `;`, or has none: it is keyed by its order
/// and counts as many orders as it joins. Joined products cannot be told apart, so they are left
/// out rather than counted as a product of that name.
fn join_sub_orders(row: &mut Draft<'_>, line_text: &str) {
    let joined = line_text.split([';', ',']).filter(|part| !part.is_empty()).count();
    if joined == 1 || (joined == 0 && row.get(LineColumn::Order).is_none()) {
        return;
    }
    row.set(LineColumn::Line, row.get(LineColumn::Order));
    row.set(LineColumn::Joined, i64::try_from(joined.max(1)).ok());
    if joined > 1 {
        for column in [LineColumn::Product, LineColumn::Title, LineColumn::Sku, LineColumn::Code] {
            row.set(column, None);
        }
    }
}
