//! Orders with a commission: 精选联盟 订单明细 and 团长 订单明细.

use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{AllianceColumn as C, AllianceSide, Family};
use crate::table::CellFault;
use crate::text::phrase;

const fn order(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const ORDERS: Format = Format {
    id: "alliance-orders",
    name: phrase("精选联盟 订单明细", "Alliance orders"),
    place: phrase("抖店后台 → 精选联盟 → 订单明细 → 导出", "Doudian → Alliance → Orders → export"),
    unlocks: phrase("每单、每个达人的佣金", "commission by order and by creator"),
    shown: false,
    layouts: &[Layout {
        family: Family::Alliance,
        required: &[&["订单id"], &["作者账号", "抖音/火山号"], &["支付金额"]],
        absent: &["出单机构"],
        fields: &[
            order(C::Order, &["订单id"], Take::Id),
            order(C::Product, &["商品id"], Take::Code),
            order(C::Title, &["商品名称"], Take::Label),
            order(C::Account, &["抖音/火山号"], Take::Code),
            order(C::AccountName, &["作者账号"], Take::Label),
            order(C::Paid, &["付款时间"], Take::Moment),
            order(C::Received, &["收货时间"], Take::Moment),
            order(C::SettledAt, &["订单结算时间", "结算时间"], Take::Moment),
            order(C::Status, &["订单状态"], Take::Vocabulary),
            order(C::Payable, &["支付金额"], Take::Money),
            order(C::Units, &["商品数量"], Take::Count),
            order(C::Rate, &["佣金率"], Take::Ratio),
            order(C::Estimated, &["预估佣金支出"], Take::Money),
            order(C::Settled, &["结算金额"], Take::Money),
            order(C::Fee, &["实际佣金支出"], Take::Money),
            order(C::Origin, &["商品来源"], Take::Vocabulary),
            order(C::Plan, &["计划类型"], Take::Vocabulary),
        ],
        days: DaySource::Cells,
        finish: |row| keep(row, AllianceSide::Creator),
    }],
};

pub(super) const INSTITUTION: Format = Format {
    id: "institution-orders",
    name: phrase("团长 订单明细", "Institution orders"),
    place: phrase(
        "抖店后台 → 精选联盟 → 团长 → 订单明细 → 导出",
        "Doudian → Alliance → Institutions → Orders → export",
    ),
    unlocks: phrase("每单、每个机构的服务费", "service fees by order and by institution"),
    shown: false,
    layouts: &[Layout {
        family: Family::Alliance,
        required: &[&["订单id"], &["出单机构"], &["支付金额"]],
        absent: &[],
        fields: &[
            order(C::Order, &["订单id"], Take::Id),
            order(C::Product, &["商品id"], Take::Code),
            order(C::Title, &["商品名称"], Take::Label),
            order(C::AccountName, &["出单机构"], Take::Label),
            order(C::Paid, &["付款时间"], Take::Moment),
            order(C::Received, &["收货时间"], Take::Moment),
            order(C::SettledAt, &["结算时间"], Take::Moment),
            order(C::Status, &["订单状态"], Take::Vocabulary),
            order(C::Payable, &["支付金额"], Take::Money),
            order(C::Units, &["商品数量"], Take::Count),
            order(C::Rate, &["服务费率"], Take::Ratio),
            order(C::Estimated, &["预估服务费收入"], Take::Money),
            order(C::Settled, &["结算金额"], Take::Money),
            order(C::Fee, &["实际服务费收入"], Take::Money),
            order(C::Origin, &["商品来源"], Take::Vocabulary),
            order(C::Plan, &["计划类型"], Take::Vocabulary),
        ],
        days: DaySource::Cells,
        finish: |row| keep(row, AllianceSide::Institution),
    }],
};

fn keep(row: &mut Draft<'_>, side: AllianceSide) -> Fate {
    row.set(C::Side, Some(side.to_cell()));
    keep_named(row, C::Order, |row| match row.get(C::Paid) {
        None => Fate::Reject(C::Paid.into(), CellFault::Missing),
        Some(_) => Fate::Keep,
    })
}
