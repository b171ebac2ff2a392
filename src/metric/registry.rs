//! The registry of metrics.
//!
//! Pages, the 口径 page, the report and the tests walk this list; adding a metric is one entry.

use super::definition::{Better, Metric};
use super::figure::{Figure, Unit, Value};
use super::funnel::StepKind;
use crate::domain::{Family, Money};
use crate::text::{Phrase, phrase};

/// The metric with an id.
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.id == id)
}

const CASES: &[Family] = &[Family::Cases];
const ORDERS_AND_CASES: &[Family] = &[Family::Lines, Family::Cases];
const ORDERS_OR_COMPASS: &[Family] = &[Family::Lines, Family::Compass];
const COMPASS: &[Family] = &[Family::Compass];

fn money(cents: i64) -> Value {
    Value::Money(Money(cents))
}

const BY_PAY_TIME: Phrase = phrase(
    "按支付完成时间计入；未剔除退款；没有支付时间的行不算；关闭后退款的已付行仍算。智能优惠券和预售定金不在订单文件里，所以可能略低于罗盘。",
    "Dated by pay time; refunds are not taken off; unpaid lines do not count, paid lines that were closed and refunded do. Smart coupons and presale deposits are not in order files, so it may lie slightly below Compass.",
);

const ONE_SOURCE: Phrase = phrase(
    "整个漏斗只用一份罗盘报表。人数不能跨天相加：多天的合计会把同一个人算几次，只是上限，已标出。",
    "The whole funnel comes from one Compass report. People do not add up over days: a sum counts the same person several times and is marked as an upper bound.",
);

/// Every metric.
pub static METRICS: &[Metric] = &[
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
        figure: super::returns::count,
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
            Some(_) => r.order_rate(r.totals.returned, r.totals.orders),
        },
        ..Metric::PLAIN
    },
    Metric {
        id: "impressions",
        name: phrase("商品曝光人数", "Impressions"),
        formula: phrase("罗盘的商品曝光人数", "people who saw a product"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().figure(StepKind::Impressions, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "clicks",
        name: phrase("商品点击人数", "Clicks"),
        formula: phrase("罗盘的商品点击人数", "people who opened a product"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().figure(StepKind::Clicks, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "carts",
        name: phrase("加购人数", "Carts"),
        formula: phrase("罗盘的加购人数", "people who put a product in the cart"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().figure(StepKind::Carts, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "paid-people",
        name: phrase("成交人数（漏斗）", "Buyers in the funnel"),
        formula: phrase("同一份罗盘报表的成交人数", "buyers of the same Compass report"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().figure(StepKind::Paid, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "ctr",
        name: phrase("曝光-点击率（人数）", "Click rate"),
        unit: Unit::Rate,
        formula: phrase("商品点击人数 ÷ 商品曝光人数", "clicks ÷ impressions"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().rate(StepKind::Clicks, StepKind::Impressions, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "cart-rate",
        name: phrase("加购率", "Cart rate"),
        unit: Unit::Rate,
        formula: phrase("加购人数 ÷ 商品点击人数", "carts ÷ clicks"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().rate(StepKind::Carts, StepKind::Clicks, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "click-pay-rate",
        name: phrase("点击-成交率（人数）", "Click-to-pay rate"),
        unit: Unit::Rate,
        formula: phrase("成交人数 ÷ 商品点击人数", "buyers ÷ clicks"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().rate(StepKind::Paid, StepKind::Clicks, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "impression-pay-rate",
        name: phrase("曝光-成交率（人数）", "Impression-to-pay rate"),
        unit: Unit::Rate,
        formula: phrase("成交人数 ÷ 商品曝光人数", "buyers ÷ impressions"),
        basis: ONE_SOURCE,
        families: COMPASS,
        figure: |r| r.funnel().rate(StepKind::Paid, StepKind::Impressions, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "ship-48h-rate",
        name: phrase("48 小时发货率", "Shipped within 48 h"),
        unit: Unit::Rate,
        formula: phrase(
            "48 小时内发货的子订单 ÷ 应发子订单",
            "sub-orders shipped within 48 h ÷ sub-orders due",
        ),
        basis: phrase(
            "按支付时间；不含赠品、预约发货、虚拟商品和发货前退款；只算导出时已满 48 小时的单。",
            "By pay time; without gifts, booked shipping, virtual goods and refunds before shipping; only lines at least 48 h old when exported.",
        ),
        families: ORDERS_AND_CASES,
        figure: |r| r.order_rate(r.totals.shipped.part, r.totals.shipped.whole),
        ..Metric::PLAIN
    },
    Metric {
        id: "due-24h",
        name: phrase("24 小时内须发货", "Due within 24 h"),
        better: Better::Lower,
        formula: phrase(
            "现在 ≤ 承诺发货时间 ≤ 现在 + 24 小时的待发货子订单",
            "unshipped sub-orders promised within the next 24 h",
        ),
        basis: phrase(
            "和所选日期无关，以现在的时间为准。",
            "Hangs on the clock, not on the period.",
        ),
        families: ORDERS_AND_CASES,
        by_clock: true,
        figure: |r| r.pending(|promised, now| promised >= now && promised <= now.plus_hours(24)),
        ..Metric::PLAIN
    },
    Metric {
        id: "overdue",
        name: phrase("已超时未发货", "Overdue"),
        better: Better::Lower,
        formula: phrase(
            "承诺发货时间已过的待发货子订单",
            "unshipped sub-orders past their promise",
        ),
        basis: phrase(
            "和所选日期无关，以现在的时间为准。",
            "Hangs on the clock, not on the period.",
        ),
        families: ORDERS_AND_CASES,
        by_clock: true,
        figure: |r| r.pending(|promised, now| promised < now),
        ..Metric::PLAIN
    },
    Metric {
        id: "ad-cost",
        name: phrase("投放消耗", "Ad cost"),
        unit: Unit::Money,
        better: Better::Neither,
        formula: phrase("Σ 投放消耗（店铺被投）", "Σ ad cost (shop as target)"),
        basis: phrase(
            "罗盘自助取数；罗盘没有的日子用千川的整体消耗，每天只取一个来源。",
            "From the Compass extract; days that it lacks take the overall cost of Qianchuan. One source a day.",
        ),
        families: &[Family::Compass, Family::Ads],
        figure: |r| r.ad_cost(),
        ..Metric::PLAIN
    },
    Metric {
        id: "cost-ratio",
        name: phrase("投放费比", "Cost ratio"),
        unit: Unit::Rate,
        better: Better::Lower,
        formula: phrase(
            "投放消耗 ÷ 同一批罗盘行的成交金额",
            "ad cost ÷ GMV of the same Compass rows",
        ),
        basis: phrase("未剔除退款。", "Refunds are not taken off."),
        families: COMPASS,
        figure: |r| r.cost_ratio(),
        ..Metric::PLAIN
    },
    Metric {
        id: "roi",
        name: phrase("ROI", "ROI"),
        unit: Unit::Ratio,
        formula: phrase(
            "Σ 整体成交金额 ÷ Σ 整体消耗（千川）",
            "Σ overall GMV ÷ Σ overall cost (Qianchuan)",
        ),
        basis: phrase(
            "只用千川全域报表；抖音号、直播、商品三种报表每天只取一种，不相加。",
            "From the overall reports of Qianchuan; of accounts, live rooms and products one a day, never added.",
        ),
        families: &[Family::Ads],
        figure: |r| r.roi(),
        ..Metric::PLAIN
    },
];
