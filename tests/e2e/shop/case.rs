//! After-sale cases with their ends, and how much of that an export of some moment tells.

use super::time::Moment;

pub struct Case {
    /// 售后单号.
    pub id: u64,
    /// The place of its line; nothing for a case whose order no export has.
    pub line: Option<usize>,
    pub order: u64,
    pub sub_order: u64,
    pub product: usize,
    pub payable: i64,
    /// 售后类型.
    pub kind: &'static str,
    /// 售后原因 as worded, and the class that it belongs to.
    pub reason: (&'static str, &'static str),
    /// 用户售后说明; nothing for words that are nobody's business.
    pub claim: &'static str,
    pub applied: Moment,
    pub end: End,
    /// 退商品金额 and 退运费金额, in 分, asked for or paid out.
    pub goods: i64,
    pub freight: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Refunded(Moment),
    /// 售后关闭 or 拒绝售后.
    Closed(Moment, &'static str),
    Exchanged(Moment),
    Open,
}

/// A case as an export tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseState {
    /// 售后状态 in the after-sale file and in the order file.
    pub status: &'static str,
    pub in_orders: &'static str,
    /// 商家退款时间.
    pub refunded: Option<Moment>,
    pub finished: Option<Moment>,
}

/// Reasons with their classes by the word lists of the rules.
pub const REASONS: [(&str, &str); 16] = [
    ("商品质量不好", "quality"),
    ("做工粗糙/有瑕疵（商品品质原因）", "quality"),
    ("效果与商品描述不符（商品品质原因）", "mismatch"),
    ("商品与描述不符", "mismatch"),
    ("商品破损/包装问题", "logistics"),
    ("快递一直未送达/无物流", "logistics"),
    ("少件/漏发", "wrong-or-missing"),
    ("发错货", "wrong-or-missing"),
    ("多拍 / 错拍 / 不想要", "unwanted"),
    ("7天无理由退款/退货", "unwanted"),
    ("尺码不合适", "unwanted"),
    ("未按约定时间发货", "late"),
    ("商品买贵了或降价", "price"),
    ("协商一致退款", "other"),
    ("朋友说别买", "unknown"),
    ("", "unknown"),
];

impl Case {
    /// Money moves, not only goods.
    pub fn is_refund(&self) -> bool {
        !matches!(self.kind, "换货" | "补寄" | "维修")
    }

    pub fn state(&self, at: Moment) -> CaseState {
        let open = CaseState {
            status: "待商家处理",
            in_orders: "待商家处理",
            refunded: None,
            finished: None,
        };
        match self.end {
            End::Refunded(moment) if moment <= at => CaseState {
                status: "同意退款，退款成功",
                in_orders: "同意退款，退款成功",
                refunded: Some(moment),
                finished: Some(moment),
            },
            End::Closed(moment, status) if moment <= at => {
                CaseState { status, in_orders: "售后关闭", finished: Some(moment), ..open }
            }
            End::Exchanged(moment) if moment <= at => CaseState {
                status: "换货成功",
                in_orders: "换货成功",
                finished: Some(moment),
                ..open
            },
            _ => open,
        }
    }

    /// Whether it counts as a return by what is known at a moment.
    pub fn is_return(&self, at: Moment) -> bool {
        let closed = matches!(self.state(at).status, "售后关闭" | "拒绝售后" | "拒绝售后申请");
        self.is_refund() && self.kind != "价保" && !closed
    }
}
