//! After-sale cases: one row of an after-sale export, keyed by 售后单号.
//!
//! Free text of the export (用户售后说明, 售后备注, 协商记录) and the return address have no place
//! here; of 用户售后说明 only its [`super::Claim`] is kept.

use super::schema::{columns, id, moment, money, word};

columns! {
    /// The columns of an after-sale case.
    pub enum CaseColumn {
        /// 售后单号.
        Case = id("case"),
        /// 订单号: the main order.
        Order = id("order"),
        /// 商品单号: the sub-order.
        Line = id("line"),
        /// 商品ID.
        Product = word("product"),
        /// 商品名称.
        Title = word("title"),
        /// 应付金额.
        Payable = money("payable"),
        /// 退商品金额.
        RefundGoods = money("refund-goods").kept(),
        /// 退运费金额.
        RefundFreight = money("refund-freight").kept(),
        /// 售后类型.
        Type = word("type"),
        /// 售后状态.
        Status = word("status").kept_if(AfterSaleStatus::is_refund_text),
        /// 商品发货状态.
        Shipping = word("shipping"),
        /// 售后申请时间.
        Applied = moment("applied"),
        /// 售后原因, as worded.
        Reason = word("reason"),
        /// 商家退款时间.
        Refunded = moment("refunded").kept(),
        /// 用户到账时间.
        Credited = moment("credited").kept(),
        /// 售后完结时间.
        Finished = moment("finished").kept(),
        /// 自动处理截止时间.
        Deadline = moment("deadline"),
        /// The class of 用户售后说明 by word lists: the id of a [`super::Claim`].
        Claim = word("claim"),
    }
    /// The schema of after-sale cases, in the order of [`CaseColumn`].
    pub static CASES = "aftersales" {
        key: [Case],
        filed_by: Applied,
        happened: [Applied, Refunded, Credited, Finished],
        made: [],
    }
}

/// 售后类型, as far as a rule asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseKind {
    /// 换货, 补寄, 维修: goods move, no money.
    Exchange,
    /// 价保: money back, goods stay.
    PriceGuard,
    /// Every type that gives money back for goods: 退货退款, 仅退款, and unknown ones.
    Refund,
}

impl CaseKind {
    /// `text` as compared: NFKC, without blanks.
    pub fn classify(text: &str) -> CaseKind {
        match text {
            "换货" | "补寄" | "维修" => CaseKind::Exchange,
            "价保" => CaseKind::PriceGuard,
            _ => CaseKind::Refund,
        }
    }
}

/// 售后状态 of the after-sale file, as far as a rule asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterSaleStatus {
    /// 同意退款，退款成功; 售后成功; 退款成功.
    Refunded,
    /// 售后关闭, 拒绝售后, 拒绝售后申请: not a return, and no refund to come.
    Closed,
    /// Still going on, or ended in a way that refunds nothing.
    Open,
}

impl AfterSaleStatus {
    /// `text` as compared: NFKC, without blanks.
    pub fn classify(text: &str) -> AfterSaleStatus {
        match text {
            "同意退款,退款成功" | "售后成功" | "退款成功" => {
                AfterSaleStatus::Refunded
            }
            "售后关闭" | "拒绝售后" | "拒绝售后申请" => AfterSaleStatus::Closed,
            _ => AfterSaleStatus::Open,
        }
    }

    fn is_refund_text(text: &str) -> bool {
        AfterSaleStatus::classify(text) == AfterSaleStatus::Refunded
    }
}

/// The classes that return reasons are counted by. First match wins (口径 section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonClass {
    Quality,
    Mismatch,
    Logistics,
    WrongOrMissing,
    Unwanted,
    Late,
    Price,
    Other,
    Unknown,
}

/// The order of the tests, each with the texts that decide it.
const REASON_WORDS: [(ReasonClass, &[&str]); 8] = [
    (ReasonClass::Mismatch, &["描述不符", "不符"]),
    (ReasonClass::WrongOrMissing, &["少件", "漏发", "发错", "空包裹"]),
    (ReasonClass::Logistics, &["破损", "包装", "物流", "快递", "送达", "丢件"]),
    (ReasonClass::Quality, &["质量", "瑕疵", "做工", "假冒", "品质"]),
    (ReasonClass::Late, &["未按约定", "缺货", "发货慢"]),
    (ReasonClass::Price, &["买贵", "降价", "价差"]),
    (
        ReasonClass::Unwanted,
        &[
            "不想要",
            "错拍",
            "多拍",
            "拍错",
            "不喜欢",
            "尺码",
            "无理由",
            "填写错误",
            "不合适",
            "效果不好",
        ],
    ),
    (ReasonClass::Other, &["协商", "退运费", "其他"]),
];

/// Half-width after NFKC; the full-width form is folded before the comparison.
const QUALITY_SUFFIX: &str = "(商品品质原因)";

impl ReasonClass {
    pub const ALL: [ReasonClass; 9] = [
        ReasonClass::Quality,
        ReasonClass::Mismatch,
        ReasonClass::Logistics,
        ReasonClass::WrongOrMissing,
        ReasonClass::Unwanted,
        ReasonClass::Late,
        ReasonClass::Price,
        ReasonClass::Other,
        ReasonClass::Unknown,
    ];

    /// The id that figures carry.
    pub fn id(self) -> &'static str {
        match self {
            ReasonClass::Quality => "quality",
            ReasonClass::Mismatch => "mismatch",
            ReasonClass::Logistics => "logistics",
            ReasonClass::WrongOrMissing => "wrong-or-missing",
            ReasonClass::Unwanted => "unwanted",
            ReasonClass::Late => "late",
            ReasonClass::Price => "price",
            ReasonClass::Other => "other",
            ReasonClass::Unknown => "unknown",
        }
    }

    /// The class of a reason, and whether 抖店 marked it as a quality case.
    /// `text` as compared: NFKC, without blanks.
    pub fn classify(text: &str) -> (ReasonClass, bool) {
        let plain = text.replace('/', "");
        let quality_case = plain.ends_with(QUALITY_SUFFIX);
        let plain = plain.strip_suffix(QUALITY_SUFFIX).unwrap_or(&plain);
        let class = REASON_WORDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| plain.contains(word)))
            .map_or(ReasonClass::Unknown, |&(class, _)| class);
        (class, quality_case)
    }
}
