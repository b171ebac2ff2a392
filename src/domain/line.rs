//! Order lines: one row of an order export, keyed by 子订单编号.
//!
//! Personal columns of the export (收件人, 手机, 地址, 买家留言, 商家备注) have no place here, so
//! nothing downstream could keep them by mistake.

use super::schema::{ColumnSpec, Kind, Schema};

/// The columns of an order line; each variant names the export's header in its comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum LineColumn {
    /// 子订单编号; 主订单编号 for a row of an export by order (订单维度).
    Line,
    /// 主订单编号.
    Order,
    /// How many sub-orders a 订单维度 row joins; empty for a row of one sub-order.
    Joined,
    /// 商品ID.
    Product,
    /// 选购商品.
    Title,
    /// 商品规格.
    Sku,
    /// 商家编码.
    Code,
    /// 商品数量.
    Units,
    /// 商品单价, 商品金额: the price of one unit.
    UnitPrice,
    /// 订单应付金额.
    Payable,
    /// 平台实际承担优惠金额.
    PlatformPart,
    /// 达人实际承担优惠金额.
    CreatorPart,
    /// 商家实际承担优惠金额.
    ShopPart,
    /// 订单提交时间.
    Placed,
    /// 支付完成时间.
    Paid,
    /// 发货时间.
    Shipped,
    /// 订单完成时间.
    Finished,
    /// 承诺发货时间.
    Promised,
    /// 预约发货时间.
    Booked,
    /// 订单状态.
    Status,
    /// 售后状态.
    AfterSale,
    /// 订单类型.
    OrderType,
    /// 达人ID.
    Creator,
    /// 达人昵称.
    CreatorName,
    /// 流量来源.
    Origin,
    /// 流量类型: 广告 or 非广告.
    AdType,
    /// 流量体裁: 直播, 短视频, 商品卡, …
    Carrier,
    /// 流量渠道.
    Channel,
    /// 省.
    Province,
}

impl From<LineColumn> for usize {
    #[allow(clippy::as_conversions, reason = "the discriminant is the place in the schema")]
    fn from(column: LineColumn) -> usize {
        column as usize
    }
}

/// The schema of order lines, in the order of [`LineColumn`].
pub static LINES: Schema = Schema {
    name: "orders",
    columns: &[
        ColumnSpec::new("line", Kind::Id),
        ColumnSpec::new("order", Kind::Id),
        ColumnSpec::new("joined", Kind::Count),
        ColumnSpec::new("product", Kind::Word),
        ColumnSpec::new("title", Kind::Word),
        ColumnSpec::new("sku", Kind::Word),
        ColumnSpec::new("code", Kind::Word),
        ColumnSpec::new("units", Kind::Count),
        ColumnSpec::new("unit-price", Kind::Money),
        ColumnSpec::new("payable", Kind::Money),
        ColumnSpec::new("platform-part", Kind::Money),
        ColumnSpec::new("creator-part", Kind::Money),
        ColumnSpec::new("shop-part", Kind::Money),
        ColumnSpec::new("placed", Kind::Moment),
        ColumnSpec::kept("paid", Kind::Moment),
        ColumnSpec::kept("shipped", Kind::Moment),
        ColumnSpec::kept("finished", Kind::Moment),
        ColumnSpec::new("promised", Kind::Moment),
        ColumnSpec::new("booked", Kind::Moment),
        ColumnSpec::new("status", Kind::Word),
        ColumnSpec::kept_if("after-sale", Kind::Word, Refunded::by_order_file),
        ColumnSpec::new("order-type", Kind::Word),
        ColumnSpec::new("creator", Kind::Word),
        ColumnSpec::new("creator-name", Kind::Word),
        ColumnSpec::new("origin", Kind::Word),
        ColumnSpec::new("ad-type", Kind::Word),
        ColumnSpec::new("carrier", Kind::Word),
        ColumnSpec::new("channel", Kind::Word),
        ColumnSpec::new("province", Kind::Word),
    ],
    key: &[0],
    filed_by: 13,
};

/// 订单状态, as far as a rule asks for it. The status itself is stored, so none is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    /// 待支付, 待确认.
    Unpaid,
    /// 待发货, 备货中, 部分发货.
    ToShip,
    /// 已关闭.
    Closed,
    /// Every other status, known or not.
    Other,
}

impl OrderStatus {
    /// `text` as compared: NFKC, without blanks.
    pub fn classify(text: &str) -> OrderStatus {
        match text {
            "待支付" | "待确认" => OrderStatus::Unpaid,
            "待发货" | "备货中" | "部分发货" => OrderStatus::ToShip,
            "已关闭" => OrderStatus::Closed,
            _ => OrderStatus::Other,
        }
    }
}

/// 售后状态 of the order file, as far as refunds ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refunded {
    /// 退款成功, 已全额退款, 同意退款，退款成功, 退货成功.
    Yes,
    /// Empty or 售后关闭.
    No,
    /// A case is open, or ended otherwise (换货成功, …).
    Open,
}

impl Refunded {
    /// `text` as compared: NFKC, without blanks; empty when the cell was.
    pub fn classify(text: &str) -> Refunded {
        match text {
            "退款成功" | "已全额退款" | "同意退款,退款成功" | "退货成功" => {
                Refunded::Yes
            }
            "" | "售后关闭" => Refunded::No,
            _ => Refunded::Open,
        }
    }

    fn by_order_file(text: &str) -> bool {
        Refunded::classify(text) == Refunded::Yes
    }
}
