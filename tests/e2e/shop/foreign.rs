//! Order tables of another platform, with headers that nobody here has been told of.

use super::table::Table;
use super::{PHONE, SENTINEL, yuan};

/// A header with personal columns among those that are of use.
pub const HEADER: &str = "订单编号,买家会员名,收货人姓名,联系手机,买家实付金额,交易状态,收货地址,创建时间,\
付款时间,宝贝标题,宝贝数量,退款金额";

/// What a table comes to, in 分.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    pub gmv: i64,
    pub refund: i64,
    pub orders: usize,
}

/// So many orders from a number on, all placed on a day of November 2026. Each fourth one gave a
/// part back, each fifth was never paid.
pub fn orders(first: usize, count: usize) -> (Table, Sums) {
    let mut sums = Sums { gmv: 0, refund: 0, orders: 0 };
    for row in first..first + count {
        if is_paid(row) {
            sums.gmv += amount(row);
            sums.refund += refund(row);
            sums.orders += 1;
        }
    }
    let table = Table::new(HEADER, count, |row, column| cell(first + row, column));
    (table, sums)
}

fn amount(row: usize) -> i64 {
    1_990 + i64::try_from(row).unwrap() * 130
}

fn refund(row: usize) -> i64 {
    if row.is_multiple_of(4) { 700 } else { 0 }
}

fn is_paid(row: usize) -> bool {
    !row.is_multiple_of(5)
}

fn cell(row: usize, column: &str) -> String {
    let moment = |minute: usize| format!("2026-11-{:02} 10:{minute:02}:00", 1 + row % 20);
    match column {
        "订单编号" => format!("21500000000000{row:05}"),
        "联系手机" => PHONE.to_owned(),
        "买家会员名" | "收货人姓名" => format!("{SENTINEL}{row}"),
        "收货地址" => format!("浙江省 杭州市 西湖区 {SENTINEL}路{row}号"),
        "买家实付金额" => yuan(amount(row)),
        "交易状态" if is_paid(row) => "交易成功".to_owned(),
        "交易状态" => "等待买家付款".to_owned(),
        "创建时间" => moment(0),
        "付款时间" if is_paid(row) => moment(1),
        "宝贝标题" => format!("拖把{}", row % 3),
        "宝贝数量" => "1".to_owned(),
        "退款金额" if is_paid(row) => yuan(refund(row)),
        _ => String::new(),
    }
}
