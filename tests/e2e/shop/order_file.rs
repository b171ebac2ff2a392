//! 订单导出: the lines of some days as an export of some moment tells them.

use super::maker::personal;
use super::table::{Encoding, Table};
use super::time::{DAY, Moment, Period, day_of, stamp, unix};
use super::{File, Shop, yuan};

/// One export.
#[derive(Clone, Copy)]
pub struct OrderFile {
    pub header: &'static str,
    pub encoding: Encoding,
    /// By 订单提交时间.
    pub days: Period,
    pub at: Moment,
}

impl OrderFile {
    /// The places of its lines, newest first, as 抖店 lists them.
    pub fn lines(&self, shop: &Shop) -> Vec<usize> {
        let inside = |place: &usize| {
            let placed = shop.lines[*place].placed;
            self.days.has(day_of(placed)) && placed <= self.at
        };
        let mut lines: Vec<usize> = (0..shop.lines.len()).filter(inside).collect();
        lines.sort_by_key(|place| std::cmp::Reverse(shop.lines[*place].placed));
        lines
    }

    /// The days that the file covers, by the lines in it.
    pub fn covers(&self, shop: &Shop) -> Option<Period> {
        let lines = self.lines(shop);
        let day = |place: &usize| day_of(shop.lines[*place].placed);
        Some(Period::new(day(lines.last()?), day(lines.first()?)))
    }

    /// The export time stands in front of the name.
    pub fn name(&self) -> String {
        let mark = self.days.from * 31 + self.days.to;
        format!("{}_{:032x}", unix(self.at), mark * 7_919 + self.at % DAY)
    }

    pub fn table(&self, shop: &Shop) -> Table {
        let lines = self.lines(shop);
        Table::new(self.header, lines.len(), |row, column| cell(shop, lines[row], self.at, column))
    }

    pub fn file(&self, shop: &Shop) -> File {
        self.table(shop).file(&self.name(), self.encoding)
    }
}

fn cell(shop: &Shop, place: usize, at: Moment, column: &str) -> String {
    let line = &shop.lines[place];
    let product = &shop.products[line.product];
    let state = shop.state(place, at).unwrap();
    let moment = |moment: Option<Moment>| moment.map(stamp).unwrap_or_default();
    let dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    match column {
        "主订单编号" => format!("\t{}", line.order),
        "子订单编号" => format!("\t{}", line.id),
        "选购商品" => format!("\t{}", product.title),
        "商品规格" => format!("\t{}", product.skus[line.sku]),
        "商品ID" => product.id.clone(),
        "商家编码" => format!("\t{}", product.code),
        "商品数量" => line.units.to_string(),
        "商品单价" | "商品金额" => yuan(line.price),
        "订单应付金额" => yuan(line.payable),
        "平台实际承担优惠金额" => yuan(line.by_platform),
        "达人实际承担优惠金额" => yuan(line.by_creator),
        "商家实际承担优惠金额" => yuan(line.by_shop),
        // Neither counts, and each would be noticed if it did.
        "运费" => "8.00".to_owned(),
        "支付优惠" | "红包抵扣" => "1.11".to_owned(),
        "订单提交时间" => stamp(line.placed),
        "支付完成时间" => moment(state.paid),
        "发货时间" => moment(state.shipped),
        "订单完成时间" => dash(moment(state.finished)),
        "承诺发货时间" => stamp(line.promised),
        "预约发货时间" => dash(moment(line.booked)),
        "订单状态" => state.status.to_owned(),
        "售后状态" => state.after_sale.to_owned(),
        "订单类型" => line.kind.to_owned(),
        "达人ID" => {
            line.creator.map_or("0".to_owned(), |it| format!("\t{}", shop.creators[it].id))
        }
        "达人昵称" => line.creator.map_or("-".to_owned(), |it| shop.creators[it].name.clone()),
        "流量来源" => if line.creator.is_some() { "精选联盟" } else { "小店自卖" }.to_owned(),
        "流量体裁" => line.carrier.to_owned(),
        "流量渠道" => line.channel.to_owned(),
        "流量类型" => "非广告".to_owned(),
        "省" => line.province.to_owned(),
        "收件人" | "收件人手机号" | "详细地址" | "街道" | "区" | "市" | "买家留言" | "商家备注"
        | "快递信息" | "取消原因" => personal(column, line.id),
        "支付方式" => "抖音支付".to_owned(),
        "平台优惠" | "商家优惠" | "达人优惠" => "满减活动-9.99".to_owned(),
        _ => String::new(),
    }
}
