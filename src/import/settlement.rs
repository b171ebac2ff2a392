//! 结算账单, in three generations. The second line of the file explains the columns.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, is_total};
use crate::domain::{Family, SettlementColumn as C};
use crate::table::CellFault;
use crate::text::phrase;

const fn settled(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const SETTLEMENT: Format = Format {
    id: "settlement",
    name: phrase("结算账单", "Settlements"),
    place: phrase(
        "抖店后台 → 资金 → 结算账单 → 导出明细",
        "Doudian → Funds → Settlements → export details",
    ),
    unlocks: phrase(
        "真正到手的钱：结算金额、佣金、平台服务费",
        "the money that arrived: settled sums, commission, platform fees",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Settlements,
        required: &[&["结算时间"], &["子订单号"], &["结算金额"], &["收入合计"]],
        absent: &[],
        fields: &[
            settled(C::Order, &["订单号"], Take::Id),
            settled(C::Line, &["子订单号"], Take::Id),
            settled(C::SettledAt, &["结算时间"], Take::Moment),
            settled(C::Type, &["结算单类型"], Take::Vocabulary),
            settled(C::Settled, &["结算金额"], Take::Money),
            settled(C::Placed, &["下单时间"], Take::Moment),
            settled(C::Product, &["商品ID"], Take::Code),
            settled(C::Units, &["商品数量"], Take::Count),
            settled(C::Creator, &["达人ID"], Take::Code),
            settled(C::CreatorName, &["达人名称"], Take::Label),
            settled(C::Business, &["业务类型"], Take::Vocabulary),
            settled(C::Total, &["订单总价"], Take::Money),
            settled(C::UserPaid, &["用户实付"], Take::Money),
            settled(C::RefundBefore, &["结算前退款金额"], Take::Money),
            settled(C::PlatformPart, &["平台补贴"], Take::Money),
            settled(C::CreatorPart, &["达人补贴"], Take::Money),
            settled(C::Income, &["收入合计"], Take::Money),
            settled(C::PlatformFee, &["平台服务费"], Take::Money),
            settled(C::Commission, &["达人佣金", "佣金"], Take::Money),
            settled(C::ProviderCommission, &["服务商佣金"], Take::Money),
            settled(C::ChannelShare, &["渠道分成"], Take::Money),
            settled(C::InstitutionFee, &["招商服务费"], Take::Money),
            settled(C::Promotion, &["站外推广费", "直播间站外推广"], Take::Money),
            settled(C::OtherShare, &["其他分成"], Take::Money),
            settled(C::Expense, &["支出合计"], Take::Money),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

fn finish(row: &mut Draft<'_>) -> Fate {
    let (order, line) = (row.text(C::Order), row.text(C::Line));
    if is_total(&order) || is_total(&line) {
        return Fate::Skip(Skip::Total);
    }
    // The explanation below the header has neither number.
    if row.get(C::Order).is_none() && row.get(C::Line).is_none() {
        return Fate::Skip(Skip::NoId);
    }
    match (row.get(C::SettledAt), row.get(C::Settled)) {
        (None, _) => Fate::Reject(C::SettledAt.into(), CellFault::Missing),
        (_, None) => Fate::Reject(C::Settled.into(), CellFault::Missing),
        _ => Fate::Keep,
    }
}
