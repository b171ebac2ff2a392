//! 售后单导出: after-sale cases, with 50 columns in 2026 and fewer in 2022, under the same names.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, case, is_total};
use crate::domain::{CaseColumn, Family};
use crate::table::CellFault;
use crate::text::phrase;

pub(super) const AFTERSALES: Format = Format {
    id: "aftersales",
    name: phrase("售后单导出", "After-sales"),
    place: phrase(
        "抖店后台 → 售后 → 售后工作台 → 导出 → 下载 XLSX",
        "Doudian → After-sales → Workbench → Export → download XLSX",
    ),
    unlocks: phrase(
        "退货原因、退货率、按退款时间的退款、精确的退款金额",
        "return reasons, return rate, refunds by refund time, exact refund amounts",
    ),
    shown: true,
    layouts: &[Layout {
        family: Family::Cases,
        required: &[&["售后单号"], &["售后申请时间"], &["售后类型"]],
        absent: &[],
        fields: FIELDS,
        days: DaySource::Cells,
        finish,
    }],
};

const FIELDS: &[Field] = &[
    case(CaseColumn::Case, &["售后单号"], Take::Id),
    case(CaseColumn::Order, &["订单号", "主订单编号"], Take::Id),
    case(CaseColumn::Line, &["商品单号", "子订单编号"], Take::Id),
    case(CaseColumn::Product, &["商品ID", "商品id"], Take::Code),
    case(CaseColumn::Title, &["商品名称"], Take::Label),
    case(CaseColumn::Payable, &["应付金额"], Take::Money),
    case(CaseColumn::RefundGoods, &["退商品金额"], Take::Money),
    case(CaseColumn::RefundFreight, &["退运费金额"], Take::Money),
    case(CaseColumn::Type, &["售后类型"], Take::Vocabulary),
    case(CaseColumn::Status, &["售后状态"], Take::Vocabulary),
    case(CaseColumn::Shipping, &["商品发货状态"], Take::Vocabulary),
    case(CaseColumn::Applied, &["售后申请时间"], Take::Moment),
    case(CaseColumn::Reason, &["售后原因"], Take::Vocabulary),
    case(CaseColumn::Refunded, &["商家退款时间"], Take::Moment),
    case(CaseColumn::Credited, &["用户到账时间"], Take::Moment),
    case(CaseColumn::Finished, &["售后完结时间"], Take::Moment),
    case(CaseColumn::Deadline, &["自动处理截止时间"], Take::Moment),
    case(CaseColumn::Claim, &["用户售后说明"], Take::Claim),
];

fn finish(row: &mut Draft<'_>) -> Fate {
    let id = row.text(CaseColumn::Case);
    if is_total(&id) {
        return Fate::Skip(Skip::Total);
    }
    match (id.is_empty(), row.get(CaseColumn::Applied)) {
        (true, None) => Fate::Skip(Skip::NoId),
        (true, Some(_)) => Fate::Reject(CaseColumn::Case.into(), CellFault::Missing),
        (false, None) => Fate::Reject(CaseColumn::Applied.into(), CellFault::Missing),
        (false, Some(_)) => Fate::Keep,
    }
}
