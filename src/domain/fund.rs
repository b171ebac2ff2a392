//! Movements of money, from 动账明细 and from the account's flow with balances.

use super::schema::{columns, id, moment, money, word};

columns! {
    /// The columns of a movement.
    pub enum FundColumn {
        /// 动帐流水号, 动账流水号.
        Number = id("number"),
        /// 动账时间.
        Moved = moment("moved"),
        /// 动账方向, 账户方向: 入账 or 出账.
        Direction = word("direction"),
        /// 动账金额; out of the account is negative, however the file writes it.
        Amount = money("amount"),
        /// 动账场景.
        Scene = word("scene"),
        /// 计费类型.
        Billing = word("billing"),
        /// 订单号, 关联订单号.
        Order = id("order"),
        /// 子订单号.
        Line = id("line"),
        /// 售后编号.
        Case = id("case"),
        /// 商品ID.
        Product = word("product"),
        /// 平台服务费.
        PlatformFee = money("platform-fee"),
        /// 佣金.
        Commission = money("commission"),
        /// 账户余额.
        Balance = money("balance"),
    }
    /// The schema of movements.
    pub static FUNDS = "funds" {
        key: [Number],
        filed_by: Moved,
        happened: [Moved],
        made: [],
    }
}
