//! Metrics of shipping and advertising.

use super::{COMPASS, ORDERS_AND_CASES};
use crate::domain::Family;
use crate::metric::definition::{Better, Metric};
use crate::metric::figure::Unit;
use crate::text::phrase;

pub(super) const METRICS: &[Metric] = &[
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
        figure: |r| r.due_count(|due| due.soon.len()),
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
        figure: |r| r.due_count(|due| due.overdue.len()),
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
