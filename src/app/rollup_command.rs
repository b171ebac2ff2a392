//! 按日汇总: a look at what rolling old months up would come to, and the yes to it.
//!
//! It is asked for when room is short, so it goes month by month, from the oldest on, and each is
//! written twice: only then does nothing stored stand for its lines any more, and the room that
//! they took is there for the next.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::App;
use crate::browser::{self, BrowserPace, set_busy};
use crate::metric::{KEPT_DAYS, RollableMonth, Rollup, roll_up, rollable};
use crate::text::{count_text, phrase};

/// What waits for a yes, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollupDraft {
    /// The months that may be rolled up, oldest first.
    pub months: Vec<RollableMonth>,
    /// The last of those that would be.
    pub through: u32,
    /// Lines that would go, lines that would stay, and the sums that would come.
    pub lines: i64,
    pub kept: i64,
    pub sums: i64,
    /// Days of theirs that no after-sale file speaks of.
    pub without_cases: i32,
}

impl App {
    /// Works out what rolling up the months to `through` comes to, all that may be unless told.
    pub fn draft_roll_up(self, through: Option<u32>) {
        if self.refused_in_sample() {
            return;
        }
        let (dataset, now) = (self.dataset.get_untracked(), browser::now());
        let months = rollable(&dataset, now.day());
        let Some(last) = months.last().map(|it| it.month) else {
            let words = phrase(
                "还没有 {} 天以前的订单，用不着汇总。",
                "No orders are older than {} days: nothing to roll up.",
            );
            let days = count_text(i64::from(KEPT_DAYS));
            return self.say(words.fill(self.lang.get_untracked(), &[&days]), None);
        };
        set_busy(true);
        spawn_local(async move {
            let through = through.unwrap_or(last);
            let made = roll_up(&dataset, through, now, &BrowserPace::default()).await;
            if let Ok(Rollup { source, lines, kept, .. }) = made {
                let coverage = dataset.coverage();
                let silent = coverage.orders.without(&coverage.aftersales);
                let without_cases = source.covers.map_or(0, |days| silent.count_in(days));
                let sums = i64::from(source.rows);
                let draft = RollupDraft { months, through, lines, kept, sums, without_cases };
                self.rolling.set(Some(draft));
            }
            self.drawn().await;
        });
    }

    pub fn cancel_roll_up(self) {
        self.rolling.set(None);
    }

    /// Exchanges the lines for their sums, as far as there is room to.
    pub fn commit_roll_up(self) {
        let Some(draft) = self.rolling.get_untracked() else { return };
        self.rolling.set(None);
        // What waits in a drop was set against the lines.
        self.clear_drop();
        set_busy(true);
        spawn_local(async move {
            let mut lines = 0;
            for month in draft.months.iter().filter(|it| it.month <= draft.through) {
                match self.roll_up_month(month.month).await {
                    Some(rolled) => lines += rolled,
                    None => break,
                }
            }
            if lines > 0 {
                let words = phrase("已按日汇总 {} 行订单", "{} order line[s] rolled up");
                self.say(words.fill(self.lang.get_untracked(), &[&count_text(lines)]), None);
            }
            self.drawn().await;
        });
    }

    /// Rolls a month up, and says how many lines went; nothing where that could not be stored.
    async fn roll_up_month(self, month: u32) -> Option<i64> {
        let (dataset, pace) = (self.dataset.get_untracked(), BrowserPace::default());
        let Rollup { source, sums, keys, lines, .. } =
            roll_up(&dataset, month, browser::now(), &pace).await.ok()?;
        if lines == 0 {
            return Some(0);
        }
        let rolled = dataset.rolled_up(source, &sums, &keys, &pace).await.ok()?;
        if !self.keep(rolled).await {
            return None;
        }
        let keeper = self.keeper.get_value();
        keeper.saving.set(true);
        let (dataset, shop) = (self.dataset.get_untracked(), self.shop.get_untracked());
        // The month is stored; where this fails, the next save gives the room back.
        _ = keeper.save_facts(&dataset, &shop).await;
        keeper.saving.set(false);
        self.measure();
        Some(lines)
    }
}
