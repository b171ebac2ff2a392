//! Order lines of an invented shop, in a header that has everything that is read.

use super::grid::{Grid, Row};

/// The columns of a 商品维度 export, personal ones included.
pub const ORDERS: &str = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,\
    订单应付金额,运费,收件人,收件人手机号,省,市,区,街道,详细地址,买家留言,订单提交时间,商家备注,\
    订单完成时间,支付完成时间,流量来源,订单状态,承诺发货时间,订单类型,达人ID,达人昵称,售后状态,取消原因,\
    预约发货时间,流量类型,流量体裁,流量渠道,发货时间,平台实际承担优惠金额,商家实际承担优惠金额,\
    达人实际承担优惠金额";

/// The custom report of 2026 with 21 columns: no 商品ID and no 支付完成时间.
pub const CUSTOM_ORDERS: &str = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,\
    收件人,收件人手机号,详细地址,订单提交时间,商家备注,订单完成时间,订单状态,售后状态,取消原因,发货时间,\
    平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额";

/// A line of 100.00 元, placed and paid on 2026-11-10, shipped the day after and finished.
pub fn line(number: u64) -> Row {
    let id = id(number);
    Row::new(&[
        ("主订单编号", &id),
        ("子订单编号", &id),
        ("选购商品", "测试T恤"),
        ("商品规格", "白色 M"),
        ("商品数量", "1"),
        ("商品ID", "3600000000000000011"),
        ("商家编码", "TX-01"),
        ("商品单价", "100.00"),
        ("订单应付金额", "100.00"),
        ("平台实际承担优惠金额", "0.00"),
        ("商家实际承担优惠金额", "0.00"),
        ("达人实际承担优惠金额", "0.00"),
        ("订单提交时间", "2026-11-10 10:00:00"),
        ("支付完成时间", "2026-11-10 10:01:00"),
        ("发货时间", "2026-11-11 09:00:00"),
        ("订单完成时间", "2026-11-15 12:00:00"),
        ("承诺发货时间", "2026-11-12 10:01:00"),
        ("订单状态", "已完成"),
        ("订单类型", "普通订单"),
        ("售后状态", "-"),
        ("达人ID", "0"),
        ("流量来源", "小店自卖"),
        ("流量体裁", "商品卡"),
        ("省", "浙江省"),
    ])
}

/// The sub-order id of [`line`].
pub fn id(number: u64) -> String {
    (6_910_000_000_000_000_003 + number * 10).to_string()
}

impl Row {
    /// The line's sub-order id.
    pub fn id(&self) -> String {
        self.0["子订单编号"].clone()
    }

    /// Placed and paid on a day, shipped the same day, finished the same day.
    pub fn on(self, day: &str) -> Row {
        self.with(&[
            ("订单提交时间", &format!("{day} 10:00:00")),
            ("支付完成时间", &format!("{day} 10:01:00")),
            ("发货时间", &format!("{day} 18:00:00")),
            ("订单完成时间", &format!("{day} 20:00:00")),
        ])
    }

    /// The amount that the user pays.
    pub fn of(self, amount: &str) -> Row {
        self.with(&[("订单应付金额", amount), ("商品单价", amount)])
    }

    /// Not shipped yet.
    pub fn waiting(self) -> Row {
        self.with(&[("订单状态", "待发货"), ("发货时间", ""), ("订单完成时间", "")])
    }
}

/// An order file with every column.
pub fn orders<'a>(lines: impl IntoIterator<Item = &'a Row>) -> Grid {
    Grid::new(ORDERS, lines)
}
