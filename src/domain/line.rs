//! Order lines: one row of an order export, keyed by 子订单编号.
//!
//! Personal columns of the export (收件人, 手机, 地址, 买家留言, 商家备注) have no place here, so
//! nothing downstream could keep them by mistake.

use super::schema::{columns, count, id, moment, money, word};

columns! {
    /// The columns of an order line; each variant names the export's header in its comment.
    pub enum LineColumn {
        /// 子订单编号; 主订单编号 for a row of an export by order (订单维度).
        Line = id("line"),
        /// 主订单编号.
        Order = id("order"),
        /// How many sub-orders a 订单维度 row joins; empty for a row of one sub-order.
        Joined = count("joined"),
        /// 商品ID.
        Product = word("product"),
        /// 选购商品.
        Title = word("title"),
        /// 商品规格.
        Sku = word("sku"),
        /// 商家编码.
        Code = word("code"),
        /// 商品数量.
        Units = count("units"),
        /// 商品单价, 商品金额: the price of one unit.
        UnitPrice = money("unit-price"),
        /// 订单应付金额.
        Payable = money("payable"),
        /// 平台实际承担优惠金额.
        PlatformPart = money("platform-part"),
        /// 达人实际承担优惠金额.
        CreatorPart = money("creator-part"),
        /// 商家实际承担优惠金额.
        ShopPart = money("shop-part"),
        /// 订单提交时间.
        Placed = moment("placed"),
        /// 支付完成时间.
        Paid = moment("paid").kept(),
        /// 发货时间.
        Shipped = moment("shipped").kept(),
        /// 订单完成时间.
        Finished = moment("finished").kept(),
        /// 承诺发货时间.
        Promised = moment("promised"),
        /// 预约发货时间.
        Booked = moment("booked"),
        /// 订单状态.
        Status = word("status"),
        /// 售后状态.
        AfterSale = word("after-sale").kept_if(Refunded::by_order_file),
        /// 订单类型.
        OrderType = word("order-type"),
        /// 达人ID.
        Creator = word("creator"),
        /// 达人昵称.
        CreatorName = word("creator-name"),
        /// 流量来源.
        Origin = word("origin"),
        /// 流量类型: 广告 or 非广告.
        AdType = word("ad-type"),
        /// 流量体裁: 直播, 短视频, 商品卡, …
        Carrier = word("carrier"),
        /// 流量渠道.
        Channel = word("channel"),
        /// 省.
        Province = word("province"),
        /// What was given back, where an order table of another platform states it.
        Refund = money("refund").kept(),
    }
    /// The schema of order lines, in the order of [`LineColumn`].
    pub static LINES = "orders" {
        key: [Line],
        filed_by: Placed,
        happened: [Placed, Paid, Shipped, Finished],
        made: [Joined],
    }
}

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
    /// Empty, 售后关闭, or 换货成功, which took no money back.
    No,
    /// A case is open, as far as can be told.
    Open,
}

impl Refunded {
    /// `text` as compared: NFKC, without blanks; empty when the cell was.
    pub fn classify(text: &str) -> Refunded {
        match text {
            "退款成功" | "已全额退款" | "同意退款,退款成功" | "退货成功" => {
                Refunded::Yes
            }
            "" | "售后关闭" | "换货成功" => Refunded::No,
            _ => Refunded::Open,
        }
    }

    fn by_order_file(text: &str) -> bool {
        Refunded::classify(text) == Refunded::Yes
    }
}
