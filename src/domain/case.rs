//! After-sale cases: one row of an after-sale export, keyed by 售后单号.
//!
//! Free text of the export (用户售后说明, 售后备注, 协商记录) and the return address have no place
//! here.

use super::schema::{ColumnSpec, Kind, Schema};

/// The columns of an after-sale case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum CaseColumn {
    /// 售后单号.
    Case,
    /// 订单号: the main order.
    Order,
    /// 商品单号: the sub-order.
    Line,
    /// 商品ID.
    Product,
    /// 商品名称.
    Title,
    /// 应付金额.
    Payable,
    /// 退商品金额.
    RefundGoods,
    /// 退运费金额.
    RefundFreight,
    /// 售后类型.
    Type,
    /// 售后状态.
    Status,
    /// 商品发货状态.
    Shipping,
    /// 售后申请时间.
    Applied,
    /// 售后原因, as worded.
    Reason,
    /// 商家退款时间.
    Refunded,
    /// 用户到账时间.
    Credited,
    /// 售后完结时间.
    Finished,
    /// 自动处理截止时间.
    Deadline,
}

impl From<CaseColumn> for usize {
    #[allow(clippy::as_conversions, reason = "the discriminant is the place in the schema")]
    fn from(column: CaseColumn) -> usize {
        column as usize
    }
}

/// The schema of after-sale cases, in the order of [`CaseColumn`].
pub static CASES: Schema = Schema {
    name: "aftersales",
    columns: &[
        ColumnSpec::new("case", Kind::Id),
        ColumnSpec::new("order", Kind::Id),
        ColumnSpec::new("line", Kind::Id),
        ColumnSpec::new("product", Kind::Word),
        ColumnSpec::new("title", Kind::Word),
        ColumnSpec::new("payable", Kind::Money),
        ColumnSpec::kept("refund-goods", Kind::Money),
        ColumnSpec::kept("refund-freight", Kind::Money),
        ColumnSpec::new("type", Kind::Word),
        ColumnSpec::kept_if("status", Kind::Word, AfterSaleStatus::is_refund_text),
        ColumnSpec::new("shipping", Kind::Word),
        ColumnSpec::new("applied", Kind::Moment),
        ColumnSpec::new("reason", Kind::Word),
        ColumnSpec::kept("refunded", Kind::Moment),
        ColumnSpec::kept("credited", Kind::Moment),
        ColumnSpec::kept("finished", Kind::Moment),
        ColumnSpec::new("deadline", Kind::Moment),
    ],
    key: &[0],
    filed_by: 11,
};

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
