//! Aggregated figures that 罗盘 states: one row of 自助取数, 商品列表 or 成交分析, keyed by what the
//! row is about and the range of days it sums up.

use super::schema::{columns, count, day, money, word};

/// Which report a row comes from. Rows of different scopes are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// 自助取数 by shop and day; the older 经营概览.
    ShopDaily,
    /// 自助取数 by product and day.
    ProductDaily,
    /// 商品列表, 商品概览: products over a range.
    ProductList,
    /// 成交分析, sheets 成交概览, 自营成交 and 合作成交: the shop by day, carrier and side.
    Deal,
    /// 商品卡列表: products' cards over a range.
    Card,
    /// 商品卡 流量来源: cards by channel over a range.
    CardFlow,
}

impl Scope {
    pub const ALL: [Scope; 6] = [
        Scope::ShopDaily,
        Scope::ProductDaily,
        Scope::ProductList,
        Scope::Deal,
        Scope::Card,
        Scope::CardFlow,
    ];

    /// The number in the scope column; part of the stored shape.
    pub fn to_cell(self) -> i64 {
        match self {
            Scope::ShopDaily => 1,
            Scope::ProductDaily => 2,
            Scope::ProductList => 3,
            Scope::Deal => 4,
            Scope::Card => 5,
            Scope::CardFlow => 6,
        }
    }

    pub fn from_cell(cell: i64) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.to_cell() == cell)
    }
}

columns! {
    /// The columns of a row of 罗盘.
    pub enum CompassColumn {
        /// See [`Scope`].
        Scope = count("scope"),
        /// First day of the range.
        From = day("from"),
        /// Last day of the range.
        To = day("to"),
        /// 商品ID, 商品编码, 商品编号; empty for the shop.
        Product = word("product"),
        /// 载体, 载体类型; empty for all.
        Carrier = word("carrier"),
        /// 自卖/合作, 自营/合作; empty for all.
        Side = word("side"),
        /// 一级渠道 of 商品卡; empty for all.
        Channel = word("channel"),
        /// 二级渠道 of 商品卡; empty for all.
        SubChannel = word("sub-channel"),
        /// 商品名称.
        Title = word("title"),
        /// 品类.
        Category = word("category"),
        /// 成交金额.
        Gmv = money("gmv"),
        /// 用户支付金额.
        UserPaid = money("user-paid"),
        /// 结算金额.
        Settled = money("settled"),
        /// 成交订单数.
        Orders = count("orders"),
        /// 成交人数.
        Buyers = count("buyers"),
        /// 成交件数.
        Units = count("units"),
        /// 净成交金额.
        NetGmv = money("net-gmv"),
        /// 退款金额（支付时间）.
        RefundByPay = money("refund-by-pay"),
        /// 退款金额（退款时间）.
        RefundByRefund = money("refund-by-refund"),
        /// 退款订单数（支付时间）.
        RefundedOrders = count("refunded-orders"),
        /// 商品曝光人数.
        Impressions = count("impressions"),
        /// 商品曝光次数.
        ImpressionTimes = count("impression-times"),
        /// 商品点击人数.
        Clicks = count("clicks"),
        /// 商品点击次数.
        ClickTimes = count("click-times"),
        /// 加购人数.
        Carts = count("carts"),
        /// 投放消耗（店铺被投）.
        AdCost = money("ad-cost"),
    }
    /// The schema of 罗盘 rows.
    pub static COMPASS = "compass" {
        key: [Scope, From, To, Product, Carrier, Side, Channel, SubChannel],
        filed_by: From,
        happened: [],
        made: [],
    }
}
