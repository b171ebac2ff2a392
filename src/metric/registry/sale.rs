//! Metrics of sales.

use super::{COMPASS, ORDERS_AND_CASES, ORDERS_OR_COMPASS};
use crate::domain::Money;
use crate::metric::definition::{Better, Metric};
use crate::metric::figure::{Unit, Value};
use crate::text::{Phrase, phrase};

fn money(cents: i64) -> Value {
    Value::Money(Money(cents))
}

const BY_PAY_TIME: Phrase = phrase(
    "按支付完成时间计入；未剔除退款；没有支付时间的行不算；关闭后退款的已付行仍算。智能优惠券和预售定金不在订单文件里，所以可能略低于罗盘。",
    "Dated by pay time; refunds are not taken off; unpaid lines do not count, paid lines that were closed and refunded do. Smart coupons and presale deposits are not in order files, so it may lie slightly below Compass.",
);

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: "gmv",
        name: phrase("成交金额", "GMV"),
        unit: Unit::Money,
        formula: phrase(
            "Σ（订单应付金额 + 平台实际承担优惠金额 + 达人实际承担优惠金额）",
            "Σ (payable + platform's part + creator's part)",
        ),
        basis: BY_PAY_TIME,
        families: ORDERS_OR_COMPASS,
        figure: |r| r.by_source(r.totals.gmv.cents(), |day| day.gmv.map(Money::cents), money),
        ..Metric::PLAIN
    },
    Metric {
        id: "user-paid",
        name: phrase("用户支付金额", "Paid by users"),
        unit: Unit::Money,
        formula: phrase("Σ 订单应付金额", "Σ payable"),
        basis: BY_PAY_TIME,
        families: ORDERS_OR_COMPASS,
        figure: |r| {
            let paid = r.totals.user_paid.cents();
            r.by_source(paid, |day| day.user_paid.map(Money::cents), money)
        },
        ..Metric::PLAIN
    },
    Metric {
        id: "net-gmv",
        name: phrase("净成交金额", "Net GMV"),
        unit: Unit::Money,
        formula: phrase("成交金额 − 退款金额（支付时间）", "GMV − refunds by pay time"),
        basis: phrase(
            "退款按原单的支付日扣；近 15 天的退款还没走完，数字会继续下降。",
            "Refunds are taken off the day of payment; refunds of the last 15 days are still coming in.",
        ),
        families: ORDERS_AND_CASES,
        matures: true,
        figure: |r| r.with_refunds(r.order_figure(Value::Money(r.totals.net()))),
        ..Metric::PLAIN
    },
    Metric {
        id: "orders",
        name: phrase("成交订单数", "Orders"),
        formula: phrase("成交金额大于 0 的已付子订单数", "paid sub-orders with a GMV above 0"),
        basis: phrase(
            "SKU 订单（子订单），按支付完成时间；0 元赠品行另计。",
            "Sub-orders by pay time; gift lines at 0 are counted apart.",
        ),
        families: ORDERS_OR_COMPASS,
        figure: |r| r.by_source(r.totals.orders, |day| day.orders, Value::Count),
        ..Metric::PLAIN
    },
    Metric {
        id: "units",
        name: phrase("成交件数", "Units"),
        formula: phrase("Σ 商品数量", "Σ quantity"),
        basis: phrase("只算成交金额大于 0 的已付行。", "Of paid lines with a GMV above 0."),
        figure: |r| r.order_figure(Value::Count(r.totals.units)),
        ..Metric::PLAIN
    },
    Metric {
        id: "gifts",
        name: phrase("赠品行", "Gift lines"),
        better: Better::Neither,
        formula: phrase("成交金额为 0 的已付行数", "paid lines with a GMV of 0"),
        basis: phrase(
            "按支付完成时间；不计入订单数和件数。",
            "By pay time; not among orders or units.",
        ),
        figure: |r| r.order_figure(Value::Count(r.totals.gifts)),
        ..Metric::PLAIN
    },
    Metric {
        id: "line-value",
        name: phrase("笔单价", "Value per order"),
        unit: Unit::Money,
        formula: phrase("成交金额 ÷ 成交订单数", "GMV ÷ orders"),
        basis: phrase(
            "不是客单价：客单价要用成交人数作分母，订单文件里没有。",
            "Not the value per buyer, which needs the number of buyers; order files do not have it.",
        ),
        families: ORDERS_OR_COMPASS,
        figure: |r| r.line_value(),
        ..Metric::PLAIN
    },
    Metric {
        id: "buyers",
        name: phrase("成交人数", "Buyers"),
        formula: phrase("罗盘的成交人数", "buyers as Compass states them"),
        basis: phrase(
            "订单文件里的买家是密文，数不出人数，所以只用罗盘。多天相加是上限。",
            "Order files encrypt buyers, so only Compass can tell. A sum over days is an upper bound.",
        ),
        families: COMPASS,
        figure: |r| r.buyers(),
        ..Metric::PLAIN
    },
    Metric {
        id: "buyer-value",
        name: phrase("客单价", "Value per buyer"),
        unit: Unit::Money,
        formula: phrase("用户支付金额 ÷ 成交人数（罗盘）", "paid by users ÷ buyers (Compass)"),
        basis: phrase(
            "只在罗盘有一行正好是这段日期时才算；几天的人数不能相加。",
            "Only where one row of Compass states this very period; buyers do not add up over days.",
        ),
        families: COMPASS,
        figure: |r| r.buyer_value(),
        ..Metric::PLAIN
    },
];
