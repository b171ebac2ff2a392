//! 动账明细, and the account's flow with balances.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, is_total};
use crate::domain::{Family, FundColumn as C};
use crate::table::CellFault;
use crate::text::phrase;

const fn moved(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const FUND_FLOW: Format = Format {
    id: "fund-flow",
    name: phrase("动账明细", "Money movements"),
    place: phrase("抖店后台 → 资金 → 动账明细 → 导出", "Doudian → Funds → Movements → export"),
    unlocks: phrase(
        "每一笔进出账：货款、退款、赔付、扣款、提现",
        "every movement: sales, refunds, compensation, fines, payouts",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Funds,
        required: &[
            // 动帐 is how the file spells it.
            &["动帐流水号", "动账流水号"],
            &["动账时间"],
            &["动账金额"],
            &["动账方向", "账户方向"],
        ],
        absent: &[],
        fields: &[
            moved(C::Number, &["动帐流水号", "动账流水号"], Take::Id),
            moved(C::Moved, &["动账时间"], Take::Moment),
            moved(C::Direction, &["动账方向", "账户方向"], Take::Vocabulary),
            moved(C::Amount, &["动账金额"], Take::Money),
            moved(C::Scene, &["动账场景"], Take::Vocabulary),
            moved(C::Billing, &["计费类型"], Take::Vocabulary),
            moved(C::Order, &["订单号", "关联订单号"], Take::Id),
            moved(C::Line, &["子订单号"], Take::Id),
            moved(C::Case, &["售后编号"], Take::Id),
            moved(C::Product, &["商品ID"], Take::Code),
            moved(C::PlatformFee, &["平台服务费"], Take::Money),
            moved(C::Commission, &["佣金"], Take::Money),
            moved(C::Balance, &["账户余额"], Take::Money),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

fn finish(row: &mut Draft<'_>) -> Fate {
    let number = row.text(C::Number);
    if is_total(&number) {
        return Fate::Skip(Skip::Total);
    }
    if number.is_empty() {
        return Fate::Skip(Skip::NoId);
    }
    let Some(amount) = row.get(C::Amount) else {
        return Fate::Reject(C::Amount.into(), CellFault::Missing);
    };
    if row.get(C::Moved).is_none() {
        return Fate::Reject(C::Moved.into(), CellFault::Missing);
    }
    // Some exports sign the amount and others do not: the direction decides.
    let out = row.text(C::Direction).contains('出');
    let amount = amount.saturating_abs();
    row.set(C::Amount, Some(if out { -amount } else { amount }));
    Fate::Keep
}
