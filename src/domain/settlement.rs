//! Settled orders, from 结算账单. An order may be settled several times: a sum, then what was
//! refunded after it. Rows never change once they are written, so all that they say is their key.

use super::schema::{columns, count, id, moment, money, word};

columns! {
    /// The columns of a settlement. Costs are negative, as the file has them.
    pub enum SettlementColumn {
        /// 订单号.
        Order = id("order"),
        /// 子订单号.
        Line = id("line"),
        /// 结算时间.
        SettledAt = moment("settled-at"),
        /// 结算单类型.
        Type = word("type"),
        /// 结算金额.
        Settled = money("settled"),
        /// 下单时间.
        Placed = moment("placed"),
        /// 商品ID.
        Product = word("product"),
        /// 商品数量.
        Units = count("units"),
        /// 达人ID.
        Creator = word("creator"),
        /// 达人名称.
        CreatorName = word("creator-name"),
        /// 业务类型.
        Business = word("business"),
        /// 订单总价.
        Total = money("total"),
        /// 用户实付.
        UserPaid = money("user-paid"),
        /// 结算前退款金额.
        RefundBefore = money("refund-before"),
        /// 平台补贴.
        PlatformPart = money("platform-part"),
        /// 达人补贴.
        CreatorPart = money("creator-part"),
        /// 收入合计.
        Income = money("income"),
        /// 平台服务费.
        PlatformFee = money("platform-fee"),
        /// 佣金, 达人佣金.
        Commission = money("commission"),
        /// 服务商佣金.
        ProviderCommission = money("provider-commission"),
        /// 渠道分成.
        ChannelShare = money("channel-share"),
        /// 招商服务费.
        InstitutionFee = money("institution-fee"),
        /// 站外推广费, 直播间站外推广.
        Promotion = money("promotion"),
        /// 其他分成.
        OtherShare = money("other-share"),
        /// 支出合计.
        Expense = money("expense"),
    }
    /// The schema of settlements.
    pub static SETTLEMENTS = "settlements" {
        key: [Order, Line, SettledAt, Type, Settled],
        filed_by: SettledAt,
        happened: [Placed, SettledAt],
        made: [],
    }
}
