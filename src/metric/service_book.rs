//! 飞鸽 by the days that its rows state, all agents together, and 体验分 by day.

use crate::domain::{
    AgentColumn as A, Cancelled, Dataset, Day, Family, Pace, Period, ScoreColumn as S, Share,
    SortedMap, divide_half_up, ratio_millionths,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// What the agents did in some days. A rate of sessions is weighed by sessions, one of people by
/// people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceSum {
    /// 人工已接待会话量; where the file has none, 人工已接待人数.
    pub sessions: i64,
    /// Sessions answered within 3 minutes, in millionths, of those whose rate is stated.
    replied: Share,
    /// Seconds until an answer, of the sessions that state them.
    seconds: Share,
}

impl ServiceSum {
    fn join(&mut self, other: &ServiceSum) {
        self.sessions += other.sessions;
        for (sum, more) in [(&mut self.replied, other.replied), (&mut self.seconds, other.seconds)]
        {
            sum.part = sum.part.saturating_add(more.part);
            sum.whole = sum.whole.saturating_add(more.whole);
        }
    }

    /// 3 分钟人工回复率, in millionths.
    pub fn reply_rate(&self) -> Option<i64> {
        let Share { part, whole } = self.replied;
        (whole > 0).then(|| divide_half_up(part.into(), whole.into()))
    }

    /// 平均响应时长, in seconds.
    pub fn response(&self) -> Option<i64> {
        let millionths = ratio_millionths(self.seconds.part, self.seconds.whole)?;
        Some((millionths + 500_000) / 1_000_000)
    }
}

/// 体验分 of a day, in millionths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreDay {
    pub total: i64,
    pub goods: Option<i64>,
    pub logistics: Option<i64>,
    pub service: Option<i64>,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct ServiceBook {
    /// A row may state several days.
    rows: Vec<(Period, ServiceSum)>,
    pub scores: SortedMap<Day, ScoreDay>,
}

impl ServiceBook {
    pub(super) async fn open(
        dataset: &Dataset,
        pace: &impl Pace,
    ) -> Result<ServiceBook, Cancelled> {
        let mut book = ServiceBook::default();
        for (count, fact) in dataset.ledger(Family::Agents).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let (Some(from), Some(sessions)) =
                (fact.day(A::From), fact.get(A::Sessions).or(fact.get(A::Served)))
            else {
                continue;
            };
            let weigh = |value: i64, by: i64| Share::new(value.saturating_mul(by), by);
            let by = |rate, count| Some(weigh(fact.get(rate)?, fact.get(count)?));
            let replied = by(A::SessionReplyRate, A::Sessions)
                .or_else(|| by(A::ReplyRate, A::Served))
                .unwrap_or_default();
            let seconds = fact.get(A::Response).map(|value| weigh(value, sessions));
            let seconds = seconds.unwrap_or_default();
            let days = fact.day(A::To).and_then(|to| Period::new(from, to));
            let days = days.unwrap_or(Period::day(from));
            book.rows.push((days, ServiceSum { sessions, replied, seconds }));
        }
        for fact in dataset.ledger(Family::Scores).facts() {
            if let (Some(day), Some(total)) = (fact.day(S::From), fact.get(S::Total)) {
                let [goods, logistics, service] =
                    [S::Goods, S::Logistics, S::Service].map(|column| fact.get(column));
                book.scores.insert(day, ScoreDay { total, goods, logistics, service });
            }
        }
        Ok(book)
    }

    /// The last day of 飞鸽.
    pub fn last(&self) -> Option<Day> {
        self.rows.iter().map(|(days, _)| days.to).max()
    }

    /// Over the rows that lie in a period; one that reaches out of it says nothing of its days.
    pub fn sum(&self, period: Period) -> ServiceSum {
        let mut sum = ServiceSum::default();
        let within = |days: &Period| period.contains(days.from) && period.contains(days.to);
        let rows = self.rows.iter().filter(|(days, _)| within(days));
        rows.for_each(|(_, row)| sum.join(row));
        sum
    }
}
