//! Service: what 飞鸽 agents did by day, and 体验分 by day.

use super::schema::{columns, count, day, money, ratio, word};

columns! {
    /// The columns of an agent's day.
    pub enum AgentColumn {
        /// First day of the range.
        From = day("from"),
        /// Last day of the range.
        To = day("to"),
        /// 账号名称, 客服昵称: the shop's own staff.
        Agent = word("agent"),
        /// 人工已接待人数.
        Served = count("served"),
        /// 人工已接待会话量.
        Sessions = count("sessions"),
        /// 3分钟人工回复率（会话）.
        SessionReplyRate = ratio("session-reply-rate"),
        /// 3分钟人工回复率.
        ReplyRate = ratio("reply-rate"),
        /// 首次响应时长, in seconds.
        FirstResponse = count("first-response"),
        /// 平均响应时长, in seconds.
        Response = count("response"),
        /// 不满意率.
        Dissatisfied = ratio("dissatisfied"),
        /// 满意率.
        Satisfied = ratio("satisfied"),
        /// 询单人数.
        Inquiries = count("inquiries"),
        /// 支付人数.
        Buyers = count("buyers"),
        /// 客服销售额.
        Sales = money("sales"),
    }
    /// The schema of agents' days.
    pub static AGENTS = "agents" {
        key: [From, To, Agent],
        filed_by: From,
        happened: [],
        made: [],
    }
}

columns! {
    /// The columns of a day's 体验分: points and rates in millionths, as the page shows them.
    pub enum ScoreColumn {
        /// First day of the range.
        From = day("from"),
        /// Last day of the range.
        To = day("to"),
        /// 商家体验分, 总分.
        Total = ratio("total"),
        /// 商品体验.
        Goods = ratio("goods"),
        /// 物流体验.
        Logistics = ratio("logistics"),
        /// 服务体验.
        Service = ratio("service"),
        /// 差行为扣分.
        Deduction = ratio("deduction"),
        /// 商品差评率.
        BadReviews = ratio("bad-reviews"),
        /// 商品品质退货率.
        QualityReturns = ratio("quality-returns"),
        /// 24小时支付-揽收率, 揽收时效达成率.
        Collected = ratio("collected"),
        /// 运单配送时效达成率.
        Delivered = ratio("delivered"),
        /// 平台求助率.
        Appeals = ratio("appeals"),
        /// IM不满意率, 飞鸽会话不满意率.
        Dissatisfied = ratio("dissatisfied"),
        /// IM平均响应时长, 飞鸽平均响应时长, in seconds.
        Response = count("response"),
    }
    /// The schema of 体验分.
    pub static SCORES = "scores" {
        key: [From, To],
        filed_by: From,
        happened: [],
        made: [],
    }
}
