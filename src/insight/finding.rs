//! A finding: a sentence with its amount, its cause and its next step.

use super::cause::{Cause, Route};
use super::sku_words;
use crate::domain::{Day, Moment, Money, Period, ReasonClass};
use crate::metric::reason_name;
use crate::text::{
    Lang, Phrase, Style, compact_money, count_text, full_money, iso_day, near_moment, percent_text,
    period_text, phrase,
};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Bad,
    Warn,
    Info,
}

impl Severity {
    /// The value of `data-severity`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Bad => "bad",
            Severity::Warn => "warn",
            Severity::Info => "info",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// By 商品ID.
    Product(String),
    /// By 达人ID.
    Creator(String),
    Shop,
}

impl Subject {
    /// The value of `data-subject`.
    pub fn id(&self) -> String {
        match self {
            Subject::Product(id) => format!("product:{id}"),
            Subject::Creator(id) => format!("creator:{id}"),
            Subject::Shop => "shop".to_owned(),
        }
    }

    /// Where its numbers are, as a filter of a route.
    pub fn filter(&self) -> Option<(&'static str, &str)> {
        match self {
            Subject::Product(id) => Some(("product", id)),
            Subject::Creator(id) => Some(("creator", id)),
            Subject::Shop => None,
        }
    }
}

/// The numbers that the sentence of a rule needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    Decline {
        days: i32,
        from: Money,
        to: Money,
        cause: Option<Cause>,
    },
    Stopped {
        days: i32,
        before_days: i32,
        orders: i64,
        share: Option<i64>,
    },
    Rising {
        orders: i64,
        before: i64,
        gmv: Money,
        /// The route that gained most.
        cause: Option<Cause>,
    },
    /// A SKU that hardly sells beside the others of its product.
    SlowSku {
        sku: String,
        orders: i64,
        of_product: i64,
        earlier: i64,
        last: Day,
    },
    /// A SKU that had sold changed its price.
    PriceChanged {
        sku: String,
        before: Money,
        after: Money,
        day: Day,
        orders: i64,
    },
    Returns {
        rate: i64,
        line: i64,
        orders: i64,
        reason: Option<(ReasonClass, i64)>,
    },
    ShipDue {
        due: i64,
        overdue: i64,
        first: Option<Moment>,
        product: Option<(String, i64)>,
        as_of: Option<Moment>,
    },
}

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    pub subject: Subject,
    /// The product's title or the creator's nickname.
    pub name: String,
    pub severity: Severity,
    /// 元 at stake.
    pub amount: Option<Money>,
    /// The days that it was found in.
    pub period: Period,
    pub detail: Detail,
}

/// Names in sentences are cut to this many characters; the full name is a click away.
const LONGEST_NAME: usize = 18;

impl Finding {
    /// The same finding on another day has the same key.
    pub fn key(&self) -> String {
        let key = format!("{}|{}", self.rule, self.subject.id());
        match &self.detail {
            Detail::SlowSku { sku, .. } => format!("{key}|{sku}"),
            Detail::PriceChanged { sku, day, .. } => format!("{key}|{sku}|{}", iso_day(*day)),
            _ => key,
        }
    }

    fn short_name(&self) -> String {
        let short: String = self.name.chars().take(LONGEST_NAME).collect();
        if short.len() < self.name.len() { format!("{short}…") } else { short }
    }

    /// What happened, with its amount.
    pub fn title(&self, lang: Lang) -> String {
        let name = self.short_name();
        let amount = self.amount.map(|amount| compact_money(amount, lang)).unwrap_or_default();
        match &self.detail {
            Detail::Decline { days, .. } => phrase(
                "「{}」成交连跌 {} 天，少卖 {}",
                "“{}” fell {} day[s] in a row, {} less sold",
            )
            .fill(lang, &[&name, &days.to_string(), &amount]),
            Detail::Stopped { days, .. } => {
                phrase("达人「{}」近 {} 天没有出单", "Creator “{}” sold nothing for {} day[s]")
                    .fill(lang, &[&name, &days.to_string()])
            }
            Detail::Rising { orders, before, .. } => phrase(
                "「{}」近 7 天 {} 单，前 7 天 {} 单，有爆款苗头",
                "“{}” is rising: {} order[s] in 7 days after {}",
            )
            .fill(lang, &[&name, &count_text(*orders), &count_text(*before)]),
            Detail::Returns { rate, line, .. } => {
                phrase("「{}」退货率 {}，高于 {} 的线", "“{}” returns {}, above the line of {}")
                    .fill(lang, &[&name, &percent_text(*rate), &percent_text(*line)])
            }
            Detail::ShipDue { due, overdue, .. } => ship_title(*due, *overdue, lang),
            Detail::SlowSku { sku, orders, .. } => {
                sku_words::slow_title(&name, sku, *orders, self.period, lang)
            }
            Detail::PriceChanged { before, after, day, .. } => {
                sku_words::price_title(&name, *before, *after, *day, lang)
            }
        }
    }

    /// Why, as far as the files can tell.
    pub fn cause(&self, lang: Lang) -> String {
        match &self.detail {
            Detail::Decline { from, to, cause, .. } => decline_cause(*from, *to, cause, lang),
            Detail::Stopped { before_days, orders, share, .. } => {
                stopped_cause(*before_days, *orders, *share, lang)
            }
            Detail::Rising { gmv, cause, .. } => {
                let days = period_text(self.period, Style::Short, lang);
                let sold = phrase("近 7 天成交 {}（{}）", "Sold {} in {}")
                    .fill(lang, &[&full_money(*gmv), &days]);
                let why = phrase(
                    "；涨得最多的是{}，占涨幅 {}。",
                    "; most of the rise from {}, {} of it.",
                );
                with_cause(sold, cause, why, lang)
            }
            Detail::Returns { orders, reason, .. } => returns_cause(*orders, reason, lang),
            Detail::ShipDue { first, product, as_of, .. } => {
                ship_cause(*first, product.as_ref(), *as_of, lang)
            }
            Detail::SlowSku { orders, of_product, earlier, last, .. } => {
                sku_words::slow_cause(*orders, *of_product, *earlier, *last, lang)
            }
            Detail::PriceChanged { sku, orders, .. } => sku_words::price_cause(sku, *orders, lang),
        }
    }

    /// What to do next, shortest first.
    pub fn steps(&self) -> &'static [Phrase] {
        match &self.detail {
            Detail::Decline { cause: Some(cause), .. }
                if matches!(cause.route, Route::Creator(_)) =>
            {
                CREATOR_STEPS
            }
            Detail::Decline { .. } => NATURAL_STEPS,
            Detail::Stopped { .. } => STOPPED_STEPS,
            Detail::Rising { .. } => RISING_STEPS,
            Detail::Returns { .. } => RETURN_STEPS,
            Detail::ShipDue { .. } => SHIP_STEPS,
            Detail::SlowSku { .. } => sku_words::SLOW_STEPS,
            Detail::PriceChanged { .. } => sku_words::PRICE_STEPS,
        }
    }

    /// The title of the task that it turns into.
    pub fn task_title(&self, lang: Lang) -> String {
        let name = self.short_name();
        let (pattern, parts): (Phrase, Vec<String>) = match &self.detail {
            Detail::Decline { .. } => {
                (phrase("排查「{}」为什么连跌", "Find out why “{}” falls"), vec![name])
            }
            Detail::Stopped { .. } => {
                (phrase("联系达人「{}」", "Contact creator “{}”"), vec![name])
            }
            Detail::Rising { .. } => (phrase("重点优化「{}」", "Push “{}”"), vec![name]),
            Detail::Returns { .. } => {
                (phrase("压低「{}」的退货率", "Bring down returns of “{}”"), vec![name])
            }
            Detail::ShipDue { due, overdue, .. } => (
                phrase("处理 {} 单临期和超时发货", "Ship {} order[s] that [is|are] due"),
                vec![count_text(due + overdue)],
            ),
            Detail::SlowSku { sku, .. } => {
                (phrase("处理慢 SKU「{}」{}", "Slow SKU of “{}”: {}"), vec![name, sku.clone()])
            }
            Detail::PriceChanged { sku, .. } => (
                phrase("核对「{}」{} 的改价", "Check the new price of “{}” {}"),
                vec![name, sku.clone()],
            ),
        };
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        pattern.fill(lang, &parts)
    }
}

const NATURAL_STEPS: &[Phrase] = &[
    phrase("自然流量：搜同行的价格和主图", "Natural traffic: compare rivals' price and picture"),
    phrase("已出单，先不要改价", "It sells: leave its price alone"),
    phrase("看主图 · 标题 · SKU", "Check picture, title, SKUs"),
];
const CREATOR_STEPS: &[Phrase] = &[
    phrase("问达人：还在带吗", "Ask the creator: still showing it?"),
    phrase("在带的话，看转化为什么降", "If so, why does it convert less?"),
    phrase("已出单，先不要改价", "It sells: leave its price alone"),
];
const STOPPED_STEPS: &[Phrase] = &[
    phrase("问为什么不带了", "Ask why they stopped"),
    phrase("补寄样或发新品", "Send samples or new products"),
];
const RISING_STEPS: &[Phrase] = &[
    phrase("优化主图 · 标题 · SKU", "Improve picture, title, SKUs"),
    phrase("不改价，可加低价 SKU 截流", "Keep the price; a cheap SKU may catch traffic"),
    phrase("备货、报活动", "Stock up, join a promotion"),
];
const RETURN_STEPS: &[Phrase] = &[
    phrase("看原因和评价", "Read reasons and reviews"),
    phrase("改详情或尺码表", "Correct the description or size chart"),
    phrase("超线不降：找厂家或下架", "If it stays: talk to the supplier or delist"),
];
const SHIP_STEPS: &[Phrase] = &[
    phrase("先发已超时的", "Ship overdue ones first"),
    phrase("催厂家揽收", "Press the supplier for pickup"),
];

fn ship_title(due: i64, overdue: i64, lang: Lang) -> String {
    let (due_text, overdue_text) = (count_text(due), count_text(overdue));
    match (due, overdue) {
        (_, 0) => phrase("{} 单 24 小时内须发货", "{} order[s] must ship within 24 h")
            .fill(lang, &[&due_text]),
        (0, _) => phrase("{} 单已超过承诺发货时间", "{} order[s] [is|are] past the promised time")
            .fill(lang, &[&overdue_text]),
        _ => phrase(
            "{} 单 24 小时内须发货，{} 单已超时",
            "{} order[s] must ship within 24 h, {} [is|are] overdue",
        )
        .fill(lang, &[&due_text, &overdue_text]),
    }
}

fn decline_cause(from: Money, to: Money, cause: &Option<Cause>, lang: Lang) -> String {
    let fall = phrase("每天成交从 {} 跌到 {}", "Daily sales fell from {} to {}")
        .fill(lang, &[&full_money(from), &full_money(to)]);
    let why = phrase("；跌得最多的是{}，占跌幅 {}。", "; most of it from {}, {} of the fall.");
    with_cause(fall, cause, why, lang)
}

/// A sentence with the route that explains it, where one does.
fn with_cause(told: String, cause: &Option<Cause>, why: Phrase, lang: Lang) -> String {
    let why = cause
        .as_ref()
        .map(|cause| why.fill(lang, &[&cause.route_text(lang), &percent_text(cause.share)]));
    format!("{told}{}", why.unwrap_or_else(|| phrase("。", ".").text(lang).to_owned()))
}

fn stopped_cause(before_days: i32, orders: i64, share: Option<i64>, lang: Lang) -> String {
    let before = phrase("此前 {} 天出 {} 单", "{} day[s] before: {} order[s]")
        .fill(lang, &[&before_days.to_string(), &count_text(orders)]);
    let part = share.map(|share| {
        phrase("，占全店达人成交的 {}。", ", {} of all sales by creators.")
            .fill(lang, &[&percent_text(share)])
    });
    format!("{before}{}", part.unwrap_or_else(|| phrase("。", ".").text(lang).to_owned()))
}

fn returns_cause(orders: i64, reason: &Option<(ReasonClass, i64)>, lang: Lang) -> String {
    let base =
        phrase("近 30 天 {} 单", "{} order[s] in 30 days").fill(lang, &[&count_text(orders)]);
    let why = reason.as_ref().map(|(reason, share)| {
        phrase("；最多的原因是「{}」，占 {}。", "; the main reason is “{}”, {}.")
            .fill(lang, &[reason_name(*reason).text(lang), &percent_text(*share)])
    });
    format!("{base}{}", why.unwrap_or_else(|| phrase("。", ".").text(lang).to_owned()))
}

fn ship_cause(
    first: Option<Moment>,
    product: Option<&(String, i64)>,
    as_of: Option<Moment>,
    lang: Lang,
) -> String {
    let mut sentences = Vec::new();
    if let Some(first) = first {
        let first = near_moment(first);
        sentences.push(phrase("最早一单 {} 到期。", "The first is due {}.").fill(lang, &[&first]));
    }
    if let Some((name, count)) = product {
        let name: String = name.chars().take(LONGEST_NAME).collect();
        let count = count_text(*count);
        let most = phrase("其中 {} 单是「{}」。", "{} of them [is|are] “{}”.");
        sentences.push(most.fill(lang, &[&count, &name]));
    }
    if let Some(as_of) = as_of {
        let as_of = near_moment(as_of);
        let stale = phrase("数据截至 {}，可能已经发了。", "As of {}; some may have shipped since.");
        sentences.push(stale.fill(lang, &[&as_of]));
    }
    sentences.join(if lang == Lang::Zh { "" } else { " " })
}
