//! 千川: what was spent and what it brought, by day and by what was advertised.

use super::schema::{columns, count, day, money, ratio, word};

/// Which report a row comes from. Rows of different reports overlap, so they are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdScope {
    /// 标准计划.
    Plan,
    /// 抖音号 in standard promotion: direct sales only.
    Account,
    /// 抖音号 in 全域 promotion.
    OverallAccount,
    /// 全域 商品.
    Product,
    /// 全域 直播.
    Live,
    /// 素材.
    Material,
    /// 财务流水.
    Finance,
}

impl AdScope {
    pub const ALL: [AdScope; 7] = [
        AdScope::Plan,
        AdScope::Account,
        AdScope::OverallAccount,
        AdScope::Product,
        AdScope::Live,
        AdScope::Material,
        AdScope::Finance,
    ];

    /// The number in the scope column; part of the stored shape.
    pub fn to_cell(self) -> i64 {
        match self {
            AdScope::Plan => 1,
            AdScope::Account => 2,
            AdScope::Product => 3,
            AdScope::Live => 4,
            AdScope::Material => 5,
            AdScope::Finance => 6,
            AdScope::OverallAccount => 7,
        }
    }

    pub fn from_cell(cell: i64) -> Option<AdScope> {
        AdScope::ALL.into_iter().find(|scope| scope.to_cell() == cell)
    }
}

columns! {
    /// The columns of a row of 千川.
    pub enum AdColumn {
        /// See [`AdScope`].
        Scope = count("scope"),
        /// 日期; the first day of the range for 素材.
        From = day("from"),
        /// The last day of the range.
        To = day("to"),
        /// 抖音号, 抖音号ID, 抖音号名称.
        Account = word("account"),
        /// 计划ID, 商品ID, 素材ID, 资金池类型.
        Item = word("item"),
        /// 抖音号名称.
        AccountName = word("account-name"),
        /// 计划名称, 商品名称, 素材名称.
        ItemName = word("item-name"),
        /// 推广类型.
        Type = word("type"),
        /// 整体消耗, 消耗, 余额总消耗.
        Cost = money("cost"),
        /// 整体成交金额, 直接成交金额.
        Gmv = money("gmv"),
        /// 整体成交订单数, 直接成交订单数.
        Orders = count("orders"),
        /// 净成交金额.
        NetGmv = money("net-gmv"),
        /// 1小时内退款率.
        HourRefundRate = ratio("hour-refund-rate"),
        /// 整体展示次数, 展示次数.
        ImpressionTimes = count("impression-times"),
        /// 整体点击次数, 点击次数.
        ClickTimes = count("click-times"),
        /// 智能优惠券金额.
        Coupons = money("coupons"),
        /// 直播间整体观看次数, 视频播放数.
        Views = count("views"),
        /// 赠款消耗.
        Granted = money("granted"),
        /// 总存入.
        PaidIn = money("paid-in"),
        /// 总余额.
        Balance = money("balance"),
    }
    /// The schema of 千川 rows.
    pub static ADS = "ads" {
        key: [Scope, From, To, Account, Item],
        filed_by: From,
        happened: [],
        made: [],
    }
}
