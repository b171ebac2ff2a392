//! Orders with a commission, from 精选联盟 and from 团长, keyed by who states them and their order.

use super::schema::{columns, count, id, moment, money, ratio, word};

/// Whose export a row comes from: the two state different costs of one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllianceSide {
    /// 精选联盟 订单明细: the creator's commission.
    Creator,
    /// 团长 订单明细: the institution's fee.
    Institution,
}

impl AllianceSide {
    /// The number in the side column; part of the stored shape.
    pub fn to_cell(self) -> i64 {
        match self {
            AllianceSide::Creator => 1,
            AllianceSide::Institution => 2,
        }
    }
}

columns! {
    /// The columns of an order with a commission.
    pub enum AllianceColumn {
        /// See [`AllianceSide`].
        Side = count("side"),
        /// 订单id: the sub-order.
        Order = id("order"),
        /// 商品id.
        Product = word("product"),
        /// 商品名称.
        Title = word("title"),
        /// 抖音/火山号.
        Account = word("account"),
        /// 作者账号, 出单机构.
        AccountName = word("account-name"),
        /// 付款时间.
        Paid = moment("paid"),
        /// 收货时间.
        Received = moment("received").kept(),
        /// 订单结算时间, 结算时间.
        SettledAt = moment("settled-at").kept(),
        /// 订单状态.
        Status = word("status"),
        /// 支付金额.
        Payable = money("payable"),
        /// 商品数量.
        Units = count("units"),
        /// 佣金率, 服务费率.
        Rate = ratio("rate"),
        /// 预估佣金支出, 预估服务费收入.
        Estimated = money("estimated"),
        /// 结算金额.
        Settled = money("settled"),
        /// 实际佣金支出, 实际服务费收入.
        Fee = money("fee"),
        /// 商品来源.
        Origin = word("origin"),
        /// 计划类型.
        Plan = word("plan"),
    }
    /// The schema of orders with a commission.
    pub static ALLIANCE = "alliance" {
        key: [Side, Order],
        filed_by: Paid,
        happened: [Paid, Received, SettledAt],
        made: [],
    }
}
