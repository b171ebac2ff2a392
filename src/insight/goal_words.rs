//! A goal's plan in sentences: the basis of its split, the pace, the forecast with its method, and
//! what would close the gap.

use super::day_split::{Pattern, Weighed, WeightSource};
use super::goal_plan::{GoalPlan, LEAST_LEVELS, LEVEL_DAYS};
use crate::domain::Money;
use crate::text::{
    Lang, Phrase, Style, compact_money, count_text, decimal_text, full_money, percent_text,
    period_text, phrase, short_day,
};

impl GoalPlan {
    /// Where the goal comes from.
    pub fn origin(&self, percent: i64, lang: Lang) -> String {
        let percent = percent.to_string();
        if self.typed {
            return phrase("自己填的", "typed in").text(lang).to_owned();
        }
        match self.goal {
            Some(_) => phrase("默认：上期 {} +{}%（S003）", "default: {} of the span before, +{}% (S003)")
                .fill(lang, &[&compact_money(self.before, lang), &percent]),
            None if self.before_missing > 0 => phrase(
                "没有默认：上期缺 {} 天，算不出 +{}%，请自己填",
                "no default: {} day[s] of the span before [is|are] unknown, so there is no +{}%; type one",
            )
            .fill(lang, &[&self.before_missing.to_string(), &percent]),
            None => phrase("没有默认：上期没有成交，请自己填", "no default: nothing was sold before; type one")
                .text(lang)
                .to_owned(),
        }
    }

    /// How the goal is split into days.
    pub fn basis(&self, lang: Lang) -> String {
        match self.pattern.and_then(|Pattern { learnt, .. }| learnt) {
            Some((weeks, count)) => phrase(
                "按 {} 个整周（{}）里星期几占一周成交的中位数拆到天，各天相加正好是目标。",
                "Split by the median share of each weekday over {} whole week[s] ({}); the days add up to the goal exactly.",
            )
            .fill(lang, &[&count.to_string(), &period_text(weeks, Style::Short, lang)]),
            None => phrase(
                "有完整数据的整周不到 4 个，还看不出星期几的规律：每天平分，各天相加正好是目标。",
                "Fewer than 4 whole weeks are known, so no weekday pattern: split evenly; the days add up to the goal exactly.",
            )
            .text(lang)
            .to_owned(),
        }
    }

    /// How far it is, and what each day must bring.
    pub fn pace(&self, lang: Lang) -> Vec<String> {
        let Some(goal) = self.goal else { return Vec::new() };
        let mut told = Vec::new();
        let last = self.days.iter().rev().find(|day| day.reached.is_some());
        if let Some(last) = last {
            let ahead = self.reached - self.planned;
            let words = if ahead < Money::ZERO {
                phrase(
                    "到 {} 完成 {}，占目标 {}；按拆分到这天该有 {}，落后 {}。",
                    "By {}: {}, {} of the goal; planned by then {}: {} behind.",
                )
            } else {
                phrase(
                    "到 {} 完成 {}，占目标 {}；按拆分到这天该有 {}，领先 {}。",
                    "By {}: {}, {} of the goal; planned by then {}: {} ahead.",
                )
            };
            told.push(words.fill(
                lang,
                &[
                    &short_day(last.day),
                    &full_money(self.reached),
                    &self.done().map(percent_text).unwrap_or_default(),
                    &full_money(self.planned),
                    &full_money(Money(ahead.cents().abs())),
                ],
            ));
        }
        let rest = goal - self.reached;
        match self.rest_a_day() {
            _ if rest <= Money::ZERO => told.push(
                phrase("目标达到了，超出 {}。", "The goal is reached, {} above it.")
                    .fill(lang, &[&full_money(-rest)]),
            ),
            Some(a_day) => told.push(
                phrase("还差 {}，剩 {} 天，平均每天 {}。", "{} to go in {} day[s], {} a day.")
                    .fill(lang, &[&full_money(rest), &self.left.to_string(), &full_money(a_day)]),
            ),
            None => told.push(
                phrase("这段时间已经结束，差 {}。", "The time is over, {} short.")
                    .fill(lang, &[&full_money(rest)]),
            ),
        }
        if self.missing > 0 {
            told.push(
                phrase(
                    "有 {} 天没有数据，不算在完成和进度里。",
                    "{} day[s] without data count neither as reached nor as planned.",
                )
                .fill(lang, &[&self.missing.to_string()]),
            );
        }
        told
    }

    /// Where it will end, as a range, and by which method.
    pub fn outlook(&self, lang: Lang) -> Option<String> {
        let Some(forecast) = self.forecast else {
            let few = phrase(
                "最近 {} 天里有数据的不到 {} 天，不预测。",
                "Of the last {} days fewer than {} are known: no forecast.",
            );
            let words = few.fill(lang, &[&LEVEL_DAYS.to_string(), &LEAST_LEVELS.to_string()]);
            return (self.left > 0).then_some(words);
        };
        let unknown = self.left + self.missing;
        let words = phrase(
            "预计到期末 {} 至 {}（中间 {}）：已完成的，加上还没有数据的 {} 天，各按当天的权重 × 近期的日水平（第 25 至 75 百分位，来自 {} 里有数据的 {} 天）。",
            "Expected in the end: {} to {} (middle {}). That is what is reached, plus {} day[s] not known yet at their weight × recent daily levels (25th to 75th percentile, over {}, {} day[s] of it known).",
        );
        Some(words.fill(
            lang,
            &[
                &compact_money(forecast.low, lang),
                &compact_money(forecast.high, lang),
                &compact_money(forecast.middle, lang),
                &unknown.to_string(),
                &period_text(forecast.learnt, Style::Short, lang),
                &forecast.days.to_string(),
            ],
        ))
    }

    /// What would close the gap, each by itself.
    pub fn ways(&self, lang: Lang) -> Vec<String> {
        let Some(closing) = self.closing else {
            let reached =
                self.forecast.filter(|it| self.goal.is_some_and(|goal| it.middle >= goal));
            if self.goal.is_some_and(|goal| self.reached >= goal) {
                return Vec::new();
            }
            let enough = phrase(
                "按预测的中间值能到目标，不用额外补。",
                "The middle of the forecast reaches the goal.",
            );
            return reached.map(|_| enough.text(lang).to_owned()).into_iter().collect();
        };
        let mut ways = vec![
            phrase(
                "照预测的中间值还差 {}；按现在的笔单价 {}，要多 {} 单，每天多 {} 单。",
                "By the middle of the forecast {} is missing: at the present {} an order that is {} order[s] more, {} a day.",
            )
            .fill(
                lang,
                &[
                    &full_money(closing.gap),
                    &full_money(closing.line_value),
                    &count_text(closing.orders),
                    &count_text(closing.orders_a_day),
                ],
            ),
        ];
        if let Some((impressions, rate)) = closing.impressions {
            let words = phrase(
                "或者多 {} 人次商品曝光（按现在的曝光-成交率 {}）。",
                "Or {} more people who see a product (at the present rate of {} that buy).",
            );
            ways.push(words.fill(lang, &[&count_text(impressions), &rate_text(rate)]));
        }
        if let Some(value) = closing.needed_value {
            let words = phrase(
                "或者单量不变，剩下的日子笔单价做到 {}。",
                "Or {} an order on the days left, with no order more.",
            );
            ways.push(words.fill(lang, &[&full_money(value)]));
        }
        ways
    }
}

/// Small rates with as many decimals as tell something.
fn rate_text(millionths: i64) -> String {
    if millionths < 1_000 {
        format!("{}%", decimal_text(millionths, 4, 4))
    } else {
        percent_text(millionths)
    }
}

impl Weighed {
    /// Where its weight comes from.
    pub fn origin(&self) -> Phrase {
        match self.source {
            WeightSource::Typed => phrase("自己填的", "typed in"),
            WeightSource::LastYear => phrase(
                "自家去年同活动：日均 ÷ 之前 30 天日均",
                "own campaign last year: its days ÷ the 30 days before",
            ),
            WeightSource::Default => {
                phrase("默认 1：没有自家去年的数据", "default 1: last year's is not known")
            }
        }
    }
}
