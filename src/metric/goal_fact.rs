//! What files give for goals beside the book: how fast 飞鸽 agents reply.

use crate::domain::{AgentColumn, Dataset, Family, Money, Period, Share};

/// 3分钟人工回复率 over the rows that lie in a period, each weighed by 人工已接待会话量, or by
/// 人工已接待人数 where the file has no sessions. Millionths of replies out of the whole.
pub fn reply_rate(dataset: &Dataset, period: Period) -> Option<i64> {
    let mut share = Share::default();
    for fact in dataset.ledger(Family::Agents).facts() {
        let days = fact.day(AgentColumn::From).zip(fact.day(AgentColumn::To));
        let within = days.is_some_and(|(from, to)| period.contains(from) && period.contains(to));
        let by = |rate, count| Some((fact.get(rate)?, fact.get(count)?));
        let weighed = by(AgentColumn::SessionReplyRate, AgentColumn::Sessions)
            .or_else(|| by(AgentColumn::ReplyRate, AgentColumn::Served));
        if let Some((rate, count)) = weighed.filter(|_| within) {
            share.part = share.part.saturating_add(rate.saturating_mul(count));
            share.whole = share.whole.saturating_add(count);
        }
    }
    (share.whole > 0).then(|| Money(share.part).over(share.whole)).flatten().map(Money::cents)
}
