//! Aggregated figures that 罗盘 states: one row of 自助取数, 商品列表 or 成交分析, keyed by what the
//! row is about and the range of days it sums up.

use super::schema::{ColumnSpec, Kind, Schema};

/// Which report a row comes from. Rows of different scopes are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// 自助取数 by shop and day; the older 经营概览.
    ShopDaily,
    /// 自助取数 by product and day.
    ProductDaily,
    /// 商品列表, 商品概览: products over a range.
    ProductList,
    /// 成交分析, sheet 成交概览: the shop by day and carrier.
    Deal,
}

impl Scope {
    pub const ALL: [Scope; 4] =
        [Scope::ShopDaily, Scope::ProductDaily, Scope::ProductList, Scope::Deal];

    /// The number in the scope column; part of the stored shape.
    pub fn to_cell(self) -> i64 {
        match self {
            Scope::ShopDaily => 1,
            Scope::ProductDaily => 2,
            Scope::ProductList => 3,
            Scope::Deal => 4,
        }
    }

    pub fn from_cell(cell: i64) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.to_cell() == cell)
    }
}

/// The columns of a row of 罗盘. The first six identify it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum CompassColumn {
    Scope,
    /// First day of the range.
    From,
    /// Last day of the range.
    To,
    /// 商品ID, 商品编码, 商品编号; empty for the shop.
    Product,
    /// 载体, 载体类型; empty for all.
    Carrier,
    /// 自卖/合作; empty for all.
    Side,
    /// 商品名称.
    Title,
    /// 品类.
    Category,
    /// 成交金额.
    Gmv,
    /// 用户支付金额.
    UserPaid,
    /// 结算金额.
    Settled,
    /// 成交订单数.
    Orders,
    /// 成交人数.
    Buyers,
    /// 成交件数.
    Units,
    /// 净成交金额.
    NetGmv,
    /// 退款金额（支付时间）.
    RefundByPay,
    /// 退款金额（退款时间）.
    RefundByRefund,
    /// 退款订单数（支付时间）.
    RefundedOrders,
    /// 商品曝光人数.
    Impressions,
    /// 商品曝光次数.
    ImpressionTimes,
    /// 商品点击人数.
    Clicks,
    /// 商品点击次数.
    ClickTimes,
    /// 加购人数.
    Carts,
    /// 投放消耗（店铺被投）.
    AdCost,
}

impl From<CompassColumn> for usize {
    #[allow(clippy::as_conversions, reason = "the discriminant is the place in the schema")]
    fn from(column: CompassColumn) -> usize {
        column as usize
    }
}

/// The schema of 罗盘 rows, in the order of [`CompassColumn`].
pub static COMPASS: Schema = Schema {
    name: "compass",
    columns: &[
        ColumnSpec::new("scope", Kind::Count),
        ColumnSpec::new("from", Kind::Day),
        ColumnSpec::new("to", Kind::Day),
        ColumnSpec::new("product", Kind::Word),
        ColumnSpec::new("carrier", Kind::Word),
        ColumnSpec::new("side", Kind::Word),
        ColumnSpec::new("title", Kind::Word),
        ColumnSpec::new("category", Kind::Word),
        ColumnSpec::new("gmv", Kind::Money),
        ColumnSpec::new("user-paid", Kind::Money),
        ColumnSpec::new("settled", Kind::Money),
        ColumnSpec::new("orders", Kind::Count),
        ColumnSpec::new("buyers", Kind::Count),
        ColumnSpec::new("units", Kind::Count),
        ColumnSpec::new("net-gmv", Kind::Money),
        ColumnSpec::new("refund-by-pay", Kind::Money),
        ColumnSpec::new("refund-by-refund", Kind::Money),
        ColumnSpec::new("refunded-orders", Kind::Count),
        ColumnSpec::new("impressions", Kind::Count),
        ColumnSpec::new("impression-times", Kind::Count),
        ColumnSpec::new("clicks", Kind::Count),
        ColumnSpec::new("click-times", Kind::Count),
        ColumnSpec::new("carts", Kind::Count),
        ColumnSpec::new("ad-cost", Kind::Money),
    ],
    key: &[0, 1, 2, 3, 4, 5],
    filed_by: 1,
};
