//! The registry of goals beside 成交: the handbooks' figures, each with its source, its default and
//! whether files give the figure. What no file gives is typed in by the operator and called so.

use crate::domain::Period;
use crate::insight::Thresholds;
use crate::metric::{Better, Unit};
use crate::text::{Phrase, phrase};

/// A goal of a month or a quarter.
pub struct GoalKind {
    pub id: &'static str,
    pub name: Phrase,
    /// The handbook, and what it says.
    pub source: Phrase,
    pub unit: Unit,
    pub better: Better,
    /// The metric that files give; nothing where the operator types the progress.
    pub metric: Option<&'static str>,
    /// In the smallest step of the unit, for a period; nothing where the handbooks name no number.
    pub default: fn(&Thresholds, Period) -> Option<i64>,
}

/// So many a day.
fn a_day(count: i64, period: Period) -> Option<i64> {
    Some(count * i64::from(period.len()))
}

const RATE: GoalKind = GoalKind {
    id: "",
    name: phrase("", ""),
    source: phrase("", ""),
    unit: Unit::Rate,
    better: Better::Higher,
    metric: None,
    default: |_, _| None,
};

/// In the order of the page.
pub static GOALS: [GoalKind; 16] = [
    GoalKind {
        id: "ctr",
        name: phrase("曝光-点击率", "Click rate"),
        source: phrase("S003：≥3%", "S003: ≥3 %"),
        metric: Some("ctr"),
        default: |thresholds, _| Some(thresholds.ctr_target()),
        ..RATE
    },
    GoalKind {
        id: "cart-rate",
        name: phrase("加购率", "Cart rate"),
        source: phrase("S003：≥8%", "S003: ≥8 %"),
        metric: Some("cart-rate"),
        default: |thresholds, _| Some(thresholds.cart_target()),
        ..RATE
    },
    GoalKind {
        id: "click-pay-rate",
        name: phrase("点击-成交率", "Pay rate"),
        source: phrase("S003：转化率达标值，没有给数", "S003: a pay rate, no number"),
        metric: Some("click-pay-rate"),
        ..RATE
    },
    GoalKind {
        id: "ship-48h-rate",
        name: phrase("48 小时发货率", "Shipped within 48 h"),
        source: phrase("S003：>95%", "S003: >95 %"),
        metric: Some("ship-48h-rate"),
        default: |thresholds, _| Some(thresholds.ship_percent() * 10_000),
        ..RATE
    },
    GoalKind {
        id: "return-rate",
        name: phrase("退货率", "Return rate"),
        source: phrase("S003：低于行业均值，没有给数", "S003: below the trade's mean, no number"),
        better: Better::Lower,
        metric: Some("return-rate"),
        ..RATE
    },
    GoalKind {
        id: "roi",
        name: phrase("投放 ROI", "ROI of ads"),
        source: phrase("S003 案例：DOU+ 1:5.3", "S003, a case: DOU+ 1:5.3"),
        unit: Unit::Ratio,
        metric: Some("roi"),
        default: |_, _| Some(530),
        ..RATE
    },
    GoalKind {
        id: "reply-rate",
        name: phrase("3 分钟回复率", "Replies within 3 minutes"),
        source: phrase("S000、S001：拉满", "S000, S001: all of them"),
        metric: Some("reply-rate"),
        default: |_, _| Some(1_000_000),
        ..RATE
    },
    GoalKind {
        id: "new-creators",
        name: phrase("新增达人", "New creators"),
        source: phrase("S000：每天 ≥10 个", "S000: 10 a day"),
        unit: Unit::Count,
        default: |_, period| a_day(10, period),
        ..RATE
    },
    GoalKind {
        id: "themed-lives",
        name: phrase("主题直播", "Themed live sessions"),
        source: phrase("S003：每周 3 场", "S003: 3 a week"),
        unit: Unit::Count,
        default: |_, period| a_day(3, period).map(|count| (count + 3) / 7),
        ..RATE
    },
    GoalKind {
        id: "repeat-rate",
        name: phrase("复购率", "Repeat purchase rate"),
        source: phrase("S003：35% → 50%", "S003: 35 % → 50 %"),
        default: |_, _| Some(500_000),
        ..RATE
    },
    GoalKind {
        id: "old-buyers",
        name: phrase("老客贡献成交", "GMV of returning buyers"),
        source: phrase("S003 案例：>60%", "S003, a case: >60 %"),
        default: |_, _| Some(600_000),
        ..RATE
    },
    GoalKind {
        id: "category-rank",
        name: phrase("核心品类排名（前百分之几）", "Rank in the category (top %)"),
        source: phrase("S003：行业前 10%", "S003: top 10 %"),
        better: Better::Lower,
        default: |_, _| Some(100_000),
        ..RATE
    },
    GoalKind {
        id: "fan-groups",
        name: phrase("粉丝群互动频次增长", "Growth of fan group activity"),
        source: phrase("S003：+1 倍", "S003: twice as much"),
        default: |_, _| Some(1_000_000),
        ..RATE
    },
    GoalKind {
        id: "new-fans",
        name: phrase("粉丝净增", "New fans"),
        source: phrase("S002：短视频五维之一，没有给数", "S002: one of five, no number"),
        unit: Unit::Count,
        ..RATE
    },
    GoalKind {
        id: "reach",
        name: phrase("品牌触达（人次）", "Brand reach"),
        source: phrase("S003：100 万人次", "S003: a million"),
        unit: Unit::Count,
        default: |_, _| Some(1_000_000),
        ..RATE
    },
    GoalKind {
        id: "search-index",
        name: phrase("品牌搜索指数增长", "Growth of the brand's search index"),
        source: phrase("S003：+30%", "S003: +30 %"),
        default: |_, _| Some(300_000),
        ..RATE
    },
];

impl GoalKind {
    /// Whether a number is as good as the goal.
    pub fn met(&self, number: i64, target: i64) -> bool {
        match self.better {
            Better::Lower => number <= target,
            Better::Higher | Better::Neither => number >= target,
        }
    }
}
