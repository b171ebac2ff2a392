//! The metrics of the funnel: its steps and rates in people, and in times.

use super::COMPASS;
use crate::metric::definition::Metric;
use crate::metric::figure::Unit;
use crate::metric::funnel::{Counting, StepKind};
use crate::text::{Phrase, phrase};

const ONE_SOURCE: Phrase = phrase(
    "整个漏斗只用一份罗盘报表。人数不能跨天相加：多天的合计会把同一个人算几次，只是上限，已标出。",
    "The whole funnel comes from one Compass report. People do not add up over days: a sum counts the same person several times and is marked as an upper bound.",
);

const TIMES: Phrase = phrase(
    "整个漏斗只用一份罗盘报表。次数可以跨天相加；最后一步是同一份报表的成交订单数，加购没有次数。",
    "The whole funnel comes from one Compass report. Times add up over days; the last step is the orders of the same report, and carts have no times.",
);

pub(super) const METRICS: &[Metric] = &[
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
        id: "impression-times",
        name: phrase("商品曝光次数", "Impressions, times"),
        formula: phrase("罗盘的商品曝光次数", "times that a product was seen"),
        basis: TIMES,
        families: COMPASS,
        figure: |r| r.funnel_in(Counting::Times).figure(StepKind::Impressions, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "click-times",
        name: phrase("商品点击次数", "Clicks, times"),
        formula: phrase("罗盘的商品点击次数", "times that a product was opened"),
        basis: TIMES,
        families: COMPASS,
        figure: |r| r.funnel_in(Counting::Times).figure(StepKind::Clicks, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "paid-orders",
        name: phrase("成交订单数（漏斗）", "Orders in the funnel"),
        formula: phrase("同一份罗盘报表的成交订单数", "orders of the same Compass report"),
        basis: TIMES,
        families: COMPASS,
        figure: |r| r.funnel_in(Counting::Times).figure(StepKind::Paid, r.period()),
        ..Metric::PLAIN
    },
    Metric {
        id: "ctr-times",
        name: phrase("曝光-点击率（次数）", "Click rate, times"),
        unit: Unit::Rate,
        formula: phrase("商品点击次数 ÷ 商品曝光次数", "click times ÷ impression times"),
        basis: TIMES,
        families: COMPASS,
        figure: |r| {
            r.funnel_in(Counting::Times).rate(StepKind::Clicks, StepKind::Impressions, r.period())
        },
        ..Metric::PLAIN
    },
    Metric {
        id: "click-pay-times",
        name: phrase("点击-成交率（次数）", "Click-to-pay rate, times"),
        unit: Unit::Rate,
        formula: phrase("成交订单数 ÷ 商品点击次数", "orders ÷ click times"),
        basis: TIMES,
        families: COMPASS,
        figure: |r| r.funnel_in(Counting::Times).rate(StepKind::Paid, StepKind::Clicks, r.period()),
        ..Metric::PLAIN
    },
];
