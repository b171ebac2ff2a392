//! A goal's rest split into live sessions, where files tell of enough of them.

use super::day_split::{gmv_on, split};
use super::goal_plan::GoalPlan;
use crate::domain::{Money, Period, divide_half_up, ratio_millionths};
use crate::metric::{Anchor, Book};
use crate::text::{Lang, full_money, percent_text, phrase};

/// Days that the part of live sales is learnt from, and the sessions that it needs.
pub const LIVE_DAYS: i32 = 30;
const LEAST_SESSIONS: usize = 4;

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSplit {
    /// Sessions of the last 30 days, and their part of 成交 in millionths.
    pub sessions: usize,
    pub share: i64,
    /// The live part of what is still to come.
    pub part: Money,
    /// What each session that may still come should bring; together the part, to the 分.
    pub each: Vec<Money>,
}

impl LiveSplit {
    /// The days that sessions are asked of.
    fn period(anchor: &Anchor) -> Period {
        Period::ending(anchor.today.previous(), LIVE_DAYS)
    }

    /// Sessions go on at the pace of the last 30 days.
    pub fn of(book: &Book, anchor: &Anchor, plan: &GoalPlan) -> Option<LiveSplit> {
        let days = LiveSplit::period(anchor);
        let sessions = book.lives.iter().filter(|session| days.contains(session.day));
        let known: Vec<Money> = sessions.filter_map(|session| session.gmv).collect();
        let count = known.len();
        let sold: Money = days.days().filter_map(|day| gmv_on(book, anchor, day)).sum();
        let live: Money = known.into_iter().sum();
        let share = ratio_millionths(live.cents(), sold.cents())?.min(1_000_000);
        let rest = plan.rest().filter(|rest| *rest > Money::ZERO && plan.left > 0)?;
        if count < LEAST_SESSIONS || share <= 0 {
            return None;
        }
        let part = rest.prorate(Money(share), Money(1_000_000));
        let coming = i128::try_from(count).unwrap_or(0) * i128::from(plan.left);
        let coming = usize::try_from(divide_half_up(coming, LIVE_DAYS.into())).unwrap_or(0).max(1);
        Some(LiveSplit { sessions: count, share, part, each: split(part, &vec![1; coming]) })
    }

    pub fn text(&self, lang: Lang) -> String {
        let each = self.each.first().copied().unwrap_or_default();
        phrase(
            "直播：近 30 天 {} 场，占成交 {}；按这个节奏还有 {} 场，分到 {}，每场 {}。",
            "Live: {} session[s] in 30 days, {} of GMV; at that pace {} more session[s] share {}: {} each.",
        )
        .fill(
            lang,
            &[
                &self.sessions.to_string(),
                &percent_text(self.share),
                &self.each.len().to_string(),
                &full_money(self.part),
                &full_money(each),
            ],
        )
    }
}
