//! Live sessions: when they were, who held them, how many clicked and bought, and what they sold.

use crate::domain::{Cancelled, Dataset, Day, Family, LiveColumn as C, Moment, Money, Pace, Word};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// A session of 直播间列表, as far as the list tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// The day that it began on.
    pub day: Day,
    /// 主播昵称.
    pub name: Option<Word>,
    /// 直播间商品点击人数.
    pub clicks: Option<i64>,
    /// 直播间成交人数.
    pub buyers: Option<i64>,
    /// 直播间成交金额.
    pub gmv: Option<Money>,
}

/// The sessions whose day is known.
pub(super) async fn sessions(
    dataset: &Dataset,
    pace: &impl Pace,
) -> Result<Vec<LiveSession>, Cancelled> {
    let mut sessions = Vec::new();
    for (count, fact) in dataset.ledger(Family::Lives).facts().enumerate() {
        if count % BREATH == 0 {
            pace.breathe().await?;
        }
        if let Some(day) = fact.moment(C::Started).map(Moment::day) {
            let (clicks, buyers) = (fact.get(C::Clicks), fact.get(C::Buyers));
            let (name, gmv) = (fact.word(C::Name), fact.money(C::Gmv));
            sessions.push(LiveSession { day, name, clicks, buyers, gmv });
        }
    }
    Ok(sessions)
}
