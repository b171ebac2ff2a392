//! Order lines with the whole of their story, and how much of it an export of some moment tells.

use super::Shop;
use super::time::{MINUTE, Moment};

pub struct Line {
    /// 主订单编号, 子订单编号.
    pub order: u64,
    pub id: u64,
    /// Places in the shop's lists.
    pub product: usize,
    pub sku: usize,
    pub creator: Option<usize>,
    pub units: i64,
    /// 分, like all amounts.
    pub price: i64,
    pub payable: i64,
    pub by_platform: i64,
    pub by_creator: i64,
    pub by_shop: i64,
    pub placed: Moment,
    pub paid: Option<Moment>,
    pub promised: Moment,
    pub booked: Option<Moment>,
    pub shipped: Option<Moment>,
    pub finished: Option<Moment>,
    /// 订单类型.
    pub kind: &'static str,
    pub carrier: &'static str,
    pub channel: &'static str,
    pub province: &'static str,
    /// Places of its after-sale cases.
    pub cases: Vec<usize>,
}

/// A line as an export tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineState {
    /// 订单状态 and 售后状态; `-` for none.
    pub status: &'static str,
    pub after_sale: &'static str,
    pub paid: Option<Moment>,
    pub shipped: Option<Moment>,
    pub finished: Option<Moment>,
}

impl Line {
    /// 成交金额 of the line.
    pub fn gmv(&self) -> i64 {
        self.payable + self.by_platform + self.by_creator
    }
}

impl Shop {
    /// What an export at a moment says of a line; nothing before it was placed.
    pub fn state(&self, line: usize, at: Moment) -> Option<LineState> {
        let story = &self.lines[line];
        let by_then = |moment: Option<Moment>| moment.filter(|moment| *moment <= at);
        if story.placed > at {
            return None;
        }
        let (paid, shipped) = (by_then(story.paid), by_then(story.shipped));
        let finished = by_then(story.finished);
        let (after_sale, closed) = self.after_sale(line, at);
        let status = match (paid, shipped, finished) {
            _ if closed => "已关闭",
            (None, ..) if story.paid.is_some() || at < story.placed + 30 * MINUTE => "待支付",
            (None, ..) => "已关闭",
            (_, None, _) => "待发货",
            (_, _, None) => "已发货",
            _ => "已完成",
        };
        Some(LineState { status, after_sale, paid, shipped, finished })
    }

    /// 售后状态 of the order file, and whether the line was closed by a full refund.
    fn after_sale(&self, line: usize, at: Moment) -> (&'static str, bool) {
        let payable = self.lines[line].payable;
        let (mut told, mut given_back, mut refunds) = ("-", 0, 0);
        for (_, case) in self.cases_of(line).filter(|(_, case)| case.applied <= at) {
            let state = case.state(at);
            if state.refunded.is_some() && case.is_refund() {
                given_back += case.goods + case.freight;
                refunds += 1;
            } else if refunds == 0 {
                told = state.in_orders;
            }
        }
        match (refunds, given_back >= payable) {
            (0, _) => (told, false),
            (_, true) => ("退款成功", true),
            (_, false) => ("同意退款，退款成功", false),
        }
    }
}
