//! An order table of another platform, personal columns included.

use super::grid::{Grid, Row};

/// Its header.
pub const TABLE: &str = "订单编号,买家会员名,实付款,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,\
    付款时间,宝贝标题,数量,退款金额";

/// An order placed and paid on 2026-11-10.
pub fn sold(number: u32, amount: &str) -> Row {
    let (id, phone) = (format!("215000000000000{number:04}"), format!("138{number:08}"));
    Row::new(&[
        ("订单编号", &id),
        ("买家会员名", "tb_88"),
        ("实付款", amount),
        ("订单状态", "交易成功"),
        ("收货人姓名", "王小明"),
        ("收货地址", "浙江省 杭州市 西湖区 文三路 9号 3幢 501室"),
        ("联系手机", &phone),
        ("订单创建时间", "2026-11-10 10:00:00"),
        ("付款时间", "2026-11-10 10:01:00"),
        ("宝贝标题", "旋转拖把"),
        ("数量", "1"),
        ("退款金额", "0.00"),
    ])
}

/// The table of some orders.
pub fn table<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Grid {
    Grid::new(TABLE, rows)
}
