//! 飞鸽 agents by day, and 体验分. No page of 抖店 exports 体验分: the table comes from a filled-in
//! template or from a data warehouse.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{AgentColumn as A, Family, ScoreColumn as S};
use crate::table::CellFault;
use crate::text::phrase;

const fn agent(column: A, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

const fn score(column: S, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const AGENTS: Format = Format {
    id: "service-agents",
    name: phrase("飞鸽 客服数据", "Service agents"),
    place: phrase("飞鸽 → 数据 → 客服数据 → 导出", "Feige → Data → Agents → export"),
    unlocks: phrase(
        "3 分钟回复率、响应时长、询单转化",
        "reply rate, response time, inquiries that buy",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Agents,
        required: &[&["日期"], &["客服昵称", "账号名称"], &["人工已接待会话量", "人工已接待人数"]],
        absent: &[],
        fields: &[
            agent(A::From, &["日期"], Take::Days),
            agent(A::Agent, &["账号名称", "客服昵称"], Take::Label),
            agent(A::Served, &["人工已接待人数"], Take::Count),
            agent(A::Sessions, &["人工已接待会话量"], Take::Count),
            agent(A::SessionReplyRate, &["3分钟人工回复率(会话)"], Take::Ratio),
            agent(A::ReplyRate, &["3分钟人工回复率"], Take::Ratio),
            agent(A::FirstResponse, &["首次响应时长(秒)"], Take::Seconds),
            agent(A::Response, &["新平均响应时长(秒)", "平均响应时长(秒)"], Take::Seconds),
            agent(A::Dissatisfied, &["不满意率"], Take::Ratio),
            agent(A::Satisfied, &["满意率"], Take::Ratio),
            agent(A::Inquiries, &["询单人数"], Take::Count),
            agent(A::Buyers, &["支付人数"], Take::Count),
            agent(A::Sales, &["客服销售额"], Take::Money),
        ],
        days: DaySource::Cells,
        finish: |row| keep_named(row, A::Agent, |row| row.dated(A::From)),
    }],
};

pub(super) const SCORE: Format = Format {
    id: "score",
    name: phrase("体验分", "Experience score"),
    place: phrase(
        "抖店没有这份导出：用店盘的模板，照着「商家体验分」页每天填一行",
        "No page exports it: fill in the template, one row a day",
    ),
    unlocks: phrase("体验分走势和各分项", "the score's course and its parts"),
    shown: false,
    layouts: &[Layout {
        family: Family::Scores,
        required: &[
            &["日期"],
            &["商家体验分", "总分", "商品品质退货率", "商品体验分"],
            &["平台求助率", "服务体验分", "服务体验"],
        ],
        absent: &["商品ID", "成交金额"],
        fields: &[
            score(S::From, &["日期"], Take::Days),
            score(S::Total, &["商家体验分", "总分"], Take::Ratio),
            score(S::Goods, &["商品体验分", "商品体验"], Take::Ratio),
            score(S::Logistics, &["物流体验分", "物流体验"], Take::Ratio),
            score(S::Service, &["服务体验分", "服务体验"], Take::Ratio),
            score(S::Deduction, &["差行为扣分"], Take::Ratio),
            score(S::BadReviews, &["商品差评率"], Take::Ratio),
            score(S::QualityReturns, &["商品品质退货率"], Take::Ratio),
            score(S::Collected, &["揽收时效达成率", "24小时支付-揽收率"], Take::Ratio),
            score(S::Delivered, &["运单配送时效达成率"], Take::Ratio),
            score(S::Appeals, &["平台求助率"], Take::Ratio),
            score(S::Dissatisfied, &["飞鸽会话不满意率", "IM不满意率"], Take::Ratio),
            score(S::Response, &["飞鸽平均响应时长", "IM平均响应时长"], Take::Seconds),
        ],
        days: DaySource::Cells,
        finish: finish_score,
    }],
};

/// The highest score, in millionths.
const HUNDRED: i64 = 100_000_000;

fn finish_score(row: &mut Draft<'_>) -> Fate {
    let measures = [S::Total, S::Goods, S::Logistics, S::Service, S::QualityReturns, S::Appeals];
    if measures.into_iter().all(|column| row.get(column).is_none()) {
        let typed = !row.text(S::Total).is_empty() && row.get(S::From).is_some();
        return if typed {
            Fate::Reject(S::Total.into(), CellFault::NotRate)
        } else {
            Fate::Skip(Skip::NoId)
        };
    }
    const SCORES: [S; 5] = [S::Total, S::Goods, S::Logistics, S::Service, S::Deduction];
    let odd = |column: &S| row.get(*column).is_some_and(|score| !(0..=HUNDRED).contains(&score));
    if let Some(column) = SCORES.into_iter().find(odd) {
        return Fate::Reject(column.into(), CellFault::NotRate);
    }
    row.dated(S::From)
}
