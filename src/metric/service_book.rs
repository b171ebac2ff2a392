//! 飞鸽 by day, all agents together, and 体验分 by day.

use crate::domain::{
    AgentColumn as A, Cancelled, Dataset, Day, Family, Pace, Period, ScoreColumn as S, Share,
    SortedMap, ratio_millionths,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// What the agents did in some days. Rates are weighed by the sessions that they are of.
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
        (self.replied.whole > 0).then(|| self.replied.part / self.replied.whole)
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
    days: SortedMap<Day, ServiceSum>,
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
            let (Some(day), Some(sessions)) =
                (fact.day(A::From), fact.get(A::Sessions).or(fact.get(A::Served)))
            else {
                continue;
            };
            let of = |stated: Option<i64>| {
                let share = |value: i64| Share::new(value.saturating_mul(sessions), sessions);
                stated.map(share).unwrap_or_default()
            };
            let rate = fact.get(A::SessionReplyRate).or(fact.get(A::ReplyRate));
            let (replied, seconds) = (of(rate), of(fact.get(A::Response)));
            book.days.slot(day).join(&ServiceSum { sessions, replied, seconds });
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
        self.days.keys().next_back().copied()
    }

    pub fn sum(&self, period: Period) -> ServiceSum {
        let mut sum = ServiceSum::default();
        let days = self.days.iter().filter(|(day, _)| period.contains(**day));
        days.for_each(|(_, day)| sum.join(day));
        sum
    }
}
