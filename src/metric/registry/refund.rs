//! Metrics of refunds and returns.

use super::{CASES, ORDERS_AND_CASES};
use crate::metric::definition::{Better, Metric};
use crate::metric::figure::{Figure, Unit, Value};
use crate::text::phrase;

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "refund-by-pay",
        name: phrase("退款金额（支付时间）", "Refunds by pay time"),
        unit: Unit::Money,
        better: Better::Lower,
        formula: phrase(
            "Σ 每行成交金额 × min(退商品 + 退运费, 应付) ÷ 应付",
            "Σ line GMV × min(refunded goods + freight, payable) ÷ payable",
        ),
        basis: phrase(
            "记在原单的支付日。没有售后文件时按订单里的售后状态估算整行退款，并标为估算；其他平台的订单表写了退款金额的，按写的算。",
            "Dated by the order's pay day. Without an after-sale file the order's own status gives an estimate of the whole line, marked as such; another platform's table may state the amount itself.",
        ),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| r.with_refunds(r.order_figure(Value::Money(r.totals.refund))),
        ..Metric::PLAIN
    },
    Metric {
        id: "refund-by-refund",
        name: phrase("退款金额（退款时间）", "Refunds by refund time"),
        unit: Unit::Money,
        better: Better::Lower,
        formula: phrase("Σ 当天完成的退款", "Σ refunds that were paid out"),
        basis: phrase(
            "记在商家退款的那天；只有售后文件能给。大促后可能超过当天成交。",
            "Dated by the day of the refund; only after-sale files give it. After a promotion it may exceed the day's GMV.",
        ),
        families: CASES,
        figure: |r| r.refund_by_refund(),
        ..Metric::PLAIN
    },
    Metric {
        id: "refund-rate",
        name: phrase("退款率（支付时间）", "Refund rate by pay time"),
        unit: Unit::Rate,
        better: Better::Lower,
        formula: phrase("退款金额（支付时间）÷ 成交金额", "refunds by pay time ÷ GMV"),
        basis: phrase(
            "分子分母同一批订单。近 15 天还没成熟，看着会偏低。",
            "Part and whole are the same orders. The last 15 days are immature and look too good.",
        ),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| r.with_refunds(r.order_rate(r.totals.refund.cents(), r.totals.gmv.cents())),
        ..Metric::PLAIN
    },
    Metric {
        id: "returns",
        name: phrase("售后件数", "Return cases"),
        better: Better::Lower,
        formula: phrase(
            "售后单数，不含换货、补寄、维修、价保和已关闭、已拒绝的",
            "cases without exchanges, price guards, closed and refused ones",
        ),
        basis: phrase("按售后申请时间。", "By the time of application."),
        families: CASES,
        figure: crate::metric::returns::count,
        ..Metric::PLAIN
    },
    Metric {
        id: "return-rate",
        name: phrase("退货率", "Return rate"),
        unit: Unit::Rate,
        better: Better::Lower,
        formula: phrase("有售后的订单 ÷ 成交订单数", "orders with a return case ÷ orders"),
        basis: phrase(
            "同一批支付的订单里，至少有一件有效售后的占比。",
            "Of the orders paid in the period, those with at least one such case.",
        ),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| match r.aftersale_missing() {
            None => Figure::unknown(r.period()),
            Some(_) => r.with_late_cases(r.order_rate(r.totals.returned, r.totals.orders)),
        },
        ..Metric::PLAIN
    },
    Metric {
        id: "cancelled",
        name: phrase("发货前退款订单", "Refunded before shipping"),
        better: Better::Lower,
        formula: phrase(
            "首笔退款早于发货时间、或退了款还没发货的子订单",
            "sub-orders whose first refund is older than the shipping, or that were never shipped",
        ),
        basis: phrase(
            "按支付时间；没有售后文件时按订单里的售后状态。",
            "By pay time; without an after-sale file by the order's own status.",
        ),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| r.with_refunds(r.order_figure(Value::Count(r.totals.cancelled))),
        ..Metric::PLAIN
    },
    Metric {
        id: "cancel-rate",
        name: phrase("发货前退款率", "Refunded before shipping, rate"),
        unit: Unit::Rate,
        better: Better::Lower,
        formula: phrase("发货前退款订单 ÷ 成交订单数", "refunded before shipping ÷ orders"),
        basis: phrase("同一批支付的订单。", "Of the orders paid in the period."),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| r.with_refunds(r.order_rate(r.totals.cancelled, r.totals.orders)),
        ..Metric::PLAIN
    },
];
