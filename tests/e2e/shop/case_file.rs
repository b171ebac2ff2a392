//! 售后单导出: the cases of some days as an export of some moment tells them.

use super::maker::personal;
use super::table::{Encoding, Table};
use super::time::{Moment, Period, day_of, stamp};
use super::{File, Shop, yuan};

/// One export.
#[derive(Clone, Copy)]
pub struct CaseFile {
    pub header: &'static str,
    pub encoding: Encoding,
    /// By 售后申请时间.
    pub days: Period,
    pub at: Moment,
}

impl CaseFile {
    /// The places of its cases.
    pub fn cases(&self, shop: &Shop) -> Vec<usize> {
        let inside = |place: &usize| {
            let applied = shop.cases[*place].applied;
            self.days.has(day_of(applied)) && applied <= self.at
        };
        (0..shop.cases.len()).filter(inside).collect()
    }

    pub fn covers(&self, shop: &Shop) -> Option<Period> {
        let days = || self.cases(shop).into_iter().map(|place| day_of(shop.cases[place].applied));
        Some(Period::new(days().min()?, days().max()?))
    }

    /// 抖店 writes the time of the export in digits that are no unix time.
    pub fn name(&self) -> String {
        let digits: String = stamp(self.at).chars().filter(char::is_ascii_digit).collect();
        format!("售后单导出_{digits}")
    }

    pub fn table(&self, shop: &Shop) -> Table {
        let cases = self.cases(shop);
        Table::new(self.header, cases.len(), |row, column| cell(shop, cases[row], self.at, column))
    }

    pub fn file(&self, shop: &Shop) -> File {
        self.table(shop).file(&self.name(), self.encoding)
    }
}

fn cell(shop: &Shop, place: usize, at: Moment, column: &str) -> String {
    let case = &shop.cases[place];
    let state = case.state(at);
    let dash = |moment: Option<Moment>| moment.map_or_else(|| "-".to_owned(), stamp);
    match column {
        "售后单号" => format!("\t{}", case.id),
        "订单号" => format!("\t{}", case.order),
        "商品单号" => format!("\t{}", case.sub_order),
        "商品名称" => shop.products[case.product].title.clone(),
        "商品ID" => shop.products[case.product].id.clone(),
        "应付金额（元）" => yuan(case.payable),
        "退商品金额（元）" => yuan(case.goods),
        "退运费金额（元）" => yuan(case.freight),
        "商品运费（元）" | "支付优惠（元）" | "退支付优惠（元）" | "退税费金额（元）" => {
            "-".to_owned()
        }
        "售后类型" => case.kind.to_owned(),
        "售后状态" => state.status.to_owned(),
        "售后申请时间" => stamp(case.applied),
        "用户售后说明" if !case.claim.is_empty() => case.claim.to_owned(),
        "售后原因" => case.reason.0.to_owned(),
        "商家退款时间" => dash(state.refunded),
        "用户到账时间" => dash(state.refunded),
        "售后完结时间" => dash(state.finished),
        "自动处理截止时间" => dash(Some(case.applied + 172_800)),
        "商家退货地址"
        | "商家退货联系人姓名"
        | "商家退货联系人电话"
        | "用户售后说明"
        | "售后备注"
        | "订单备注"
        | "操作人"
        | "协商记录"
        | "退货物流单号" => personal(column, case.id),
        "商家编码" => format!("\t{}", shop.products[case.product].code),
        _ => "-".to_owned(),
    }
}
