//! The registry of rules and their thresholds.

use std::ops::RangeInclusive;

use super::finding::Finding;
use super::{creator_stopped, product_decline, return_rate, rising_product, ship_due};
use crate::domain::{Money, SortedMap, sort_by_key};
use crate::metric::{Anchor, Book, Targets};
use crate::text::{Lang, Phrase, count_text, phrase};

/// The numbers that an operator can change. Defaults are the handbook's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Days that sales must fall in a row.
    pub decline_days: i64,
    /// Mean orders a day below which a fall is noise.
    pub decline_orders: i64,
    /// Orders before that make a creator's silence a loss.
    pub stopped_orders: i64,
    /// Orders in 7 days that make a rise worth telling.
    pub rising_orders: i64,
    /// Orders in 30 days below which a return rate is noise.
    pub return_orders: i64,
    /// Percentage points above the shop's own return rate.
    pub return_points: i64,
    /// Days until refunds are taken to be complete.
    pub maturity_days: i64,
    /// Per cent of lines that must ship within 48 hours.
    pub ship_percent: i64,
    /// Per cent that a month should bring more than the one before.
    pub goal_percent: i64,
    /// The return rate that a 品类 may have, in whole per cent, where the operator set one. There
    /// is no default: what is usual for dresses is a disaster for tea.
    pub return_lines: SortedMap<String, i64>,
    /// 曝光-点击率 to reach, in thousandths.
    pub ctr: i64,
    /// 加购率 to reach, in thousandths.
    pub cart: i64,
    /// The parts of the product mix that the roles should have.
    pub mix_traffic: i64,
    pub mix_profit: i64,
    pub mix_image: i64,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            decline_days: 3,
            decline_orders: 5,
            stopped_orders: 10,
            rising_orders: 20,
            return_orders: 20,
            return_points: 10,
            maturity_days: 15,
            ship_percent: 95,
            goal_percent: 20,
            return_lines: SortedMap::new(),
            ctr: 30,
            cart: 80,
            mix_traffic: 40,
            mix_profit: 30,
            mix_image: 30,
        }
    }
}

/// What a line of [`Thresholds::return_lines`] may be, in per cent.
pub const RETURN_LINES: RangeInclusive<i64> = 1..=99;

/// A threshold as the settings page shows it.
pub struct Field {
    pub id: &'static str,
    pub name: Phrase,
    pub smallest: i64,
    pub largest: i64,
    pub get: fn(&Thresholds) -> i64,
    pub set: fn(&mut Thresholds, i64),
}

impl Thresholds {
    /// 曝光-点击率 to reach, in millionths.
    pub fn ctr_target(&self) -> i64 {
        self.ctr * 1_000
    }

    /// 加购率 to reach, in millionths.
    pub fn cart_target(&self) -> i64 {
        self.cart * 1_000
    }

    /// Every threshold, for the settings page and the store.
    pub const FIELDS: &'static [Field] = &[
        Field {
            id: "decline-days",
            name: phrase("连跌几天算异常", "Days of falling in a row"),
            smallest: 2,
            largest: 14,
            get: |t| t.decline_days,
            set: |t, value| t.decline_days = value,
        },
        Field {
            id: "decline-orders",
            name: phrase("连跌：日均至少几单", "Falling: orders a day at least"),
            smallest: 1,
            largest: 10_000,
            get: |t| t.decline_orders,
            set: |t, value| t.decline_orders = value,
        },
        Field {
            id: "stopped-orders",
            name: phrase("达人停播：此前至少几单", "Creator stopped: orders before at least"),
            smallest: 1,
            largest: 10_000,
            get: |t| t.stopped_orders,
            set: |t, value| t.stopped_orders = value,
        },
        Field {
            id: "rising-orders",
            name: phrase("爆款苗头：7 天至少几单", "Rising: orders in 7 days at least"),
            smallest: 1,
            largest: 100_000,
            get: |t| t.rising_orders,
            set: |t, value| t.rising_orders = value,
        },
        Field {
            id: "return-orders",
            name: phrase("退货率：30 天至少几单", "Return rate: orders in 30 days at least"),
            smallest: 1,
            largest: 100_000,
            get: |t| t.return_orders,
            set: |t, value| t.return_orders = value,
        },
        Field {
            id: "return-points",
            name: phrase("退货率：高出全店几个百分点", "Return rate: points above the shop"),
            smallest: 1,
            largest: 100,
            get: |t| t.return_points,
            set: |t, value| t.return_points = value,
        },
        Field {
            id: "maturity-days",
            name: phrase("退款几天才算成熟", "Days until refunds are mature"),
            smallest: 1,
            largest: 90,
            get: |t| t.maturity_days,
            set: |t, value| t.maturity_days = value,
        },
        Field {
            id: "ship-percent",
            name: phrase("48 小时发货率的线（%）", "Line of the 48 h rate (%)"),
            smallest: 1,
            largest: 99,
            get: |t| t.ship_percent,
            set: |t, value| t.ship_percent = value,
        },
        Field {
            id: "goal-percent",
            name: phrase("月目标：比上月多百分之几", "Monthly goal: per cent above last month"),
            smallest: 0,
            largest: 1_000,
            get: |t| t.goal_percent,
            set: |t, value| t.goal_percent = value,
        },
        Field {
            id: "ctr-target",
            name: phrase("曝光-点击率目标（‰，30 即 3%）", "Click rate target (‰, 30 is 3%)"),
            smallest: 1,
            largest: 1_000,
            get: |t| t.ctr,
            set: |t, value| t.ctr = value,
        },
        Field {
            id: "cart-target",
            name: phrase("加购率目标（‰，80 即 8%）", "Cart rate target (‰, 80 is 8%)"),
            smallest: 1,
            largest: 1_000,
            get: |t| t.cart,
            set: |t, value| t.cart = value,
        },
        Field {
            id: "mix-traffic",
            name: phrase("货盘目标：引流款占百分之几", "Mix target: traffic, %"),
            smallest: 1,
            largest: 98,
            get: |t| t.mix_traffic,
            set: |t, value| t.mix_traffic = value,
        },
        Field {
            id: "mix-profit",
            name: phrase("货盘目标：利润款占百分之几", "Mix target: profit, %"),
            smallest: 1,
            largest: 98,
            get: |t| t.mix_profit,
            set: |t, value| t.mix_profit = value,
        },
        Field {
            id: "mix-image",
            name: phrase("货盘目标：形象款占百分之几", "Mix target: image, %"),
            smallest: 1,
            largest: 98,
            get: |t| t.mix_image,
            set: |t, value| t.mix_image = value,
        },
    ];

    /// What the product mix should be.
    pub fn targets(&self) -> Targets {
        Targets { traffic: self.mix_traffic, profit: self.mix_profit, image: self.mix_image }
    }
}

/// One rule.
pub struct Rule {
    /// The value of `data-rule`.
    pub id: &'static str,
    pub name: Phrase,
    /// Exactly when it fires, with room for its numbers.
    pub condition: Phrase,
    numbers: fn(&Thresholds) -> Vec<i64>,
    pub find: fn(&Book, &Anchor, &Thresholds) -> Vec<Finding>,
}

impl Rule {
    /// Exactly when it fires by these thresholds.
    pub fn condition_text(&self, thresholds: &Thresholds, lang: Lang) -> String {
        let numbers: Vec<String> = (self.numbers)(thresholds).into_iter().map(count_text).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        self.condition.fill(lang, &numbers)
    }
}

/// Every rule.
pub static RULES: &[Rule] = &[
    Rule {
        id: "ship-due",
        name: phrase("临期与超时发货", "Due and overdue shipping"),
        condition: phrase(
            "24 小时内须发货和已超时的单数大于 0",
            "orders due within 24 h or overdue exist",
        ),
        numbers: |_| Vec::new(),
        find: ship_due::find,
    },
    Rule {
        id: "product-decline",
        name: phrase("商品连跌", "Falling product"),
        condition: phrase(
            "最近 {} 个完整日每天都比前一天少，且 {} 天日均不少于 {} 单",
            "each of the last {} complete days below the day before; over these {} days at least {} order[s] a day",
        ),
        numbers: |t| vec![t.decline_days, t.decline_days + 1, t.decline_orders],
        find: product_decline::find,
    },
    Rule {
        id: "creator-stopped",
        name: phrase("达人停播", "Creator stopped"),
        condition: phrase(
            "之前 11 天不少于 {} 单，最近 3 个完整日 0 单",
            "at least {} order[s] in the 11 days before, none in the last 3 complete days",
        ),
        numbers: |t| vec![t.stopped_orders],
        find: creator_stopped::find,
    },
    Rule {
        id: "return-rate",
        name: phrase("退货率偏高", "High return rate"),
        condition: phrase(
            "30 天不少于 {} 单，退货率高于全店 30 天退货率 + {} 个百分点；品类设了线的，按品类的线",
            "at least {} order[s] in 30 days and a return rate above the shop's own plus {} point[s], or above the line of its category where one is set",
        ),
        numbers: |t| vec![t.return_orders, t.return_points],
        find: return_rate::find,
    },
    Rule {
        id: "rising-product",
        name: phrase("爆款苗头", "Rising product"),
        condition: phrase(
            "最近 7 个完整日的订单不少于前 7 天的 2 倍，且不少于 {} 单",
            "orders of the last 7 complete days at least twice those of the 7 before, and at least {}",
        ),
        numbers: |t| vec![t.rising_orders],
        find: rising_product::find,
    },
];

/// Everything that the rules find, the worst first, then by amount.
pub fn findings(book: &Book, anchor: &Anchor, thresholds: &Thresholds) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        RULES.iter().flat_map(|rule| (rule.find)(book, anchor, thresholds)).collect();
    sort_by_key(&mut found, |finding| {
        let amount = finding.amount.map_or(0, Money::cents);
        (finding.severity, std::cmp::Reverse(amount), finding.key())
    });
    found
}
