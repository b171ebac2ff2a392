//! 按日汇总: a look at what rolling old months up would come to, and the yes to it.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::App;
use crate::browser::{self, BrowserPace, set_busy};
use crate::domain::Dataset;
use crate::metric::{KEPT_DAYS, RollUp, RollableMonth, roll_up, rollable};
use crate::text::{count_text, phrase};

/// What waits for a yes, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUpDraft {
    /// The months that may be rolled up, oldest first.
    pub months: Vec<RollableMonth>,
    /// The last of those that would be.
    pub through: u32,
    /// Lines that would go, lines that would stay, and the sums that would come.
    pub lines: i64,
    pub kept: i64,
    pub sums: i64,
}

thread_local! {
    /// The sums, and the facts that they were made from: too large to copy through signals.
    static PENDING: RefCell<Option<(Arc<Dataset>, RollUp)>> = const { RefCell::new(None) };
}

impl App {
    /// Works out what rolling up the months to `through` comes to, all that may be unless told.
    pub fn draft_roll_up(self, through: Option<u32>) {
        if self.refused_in_sample() {
            return;
        }
        let dataset = self.dataset.get_untracked();
        let months = rollable(&dataset);
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
            let made = roll_up(&dataset, through, browser::now(), &BrowserPace::default()).await;
            if let Ok(made) = made {
                let sums = i64::from(made.source.rows);
                let (lines, kept) = (made.lines, made.kept);
                PENDING.replace(Some((dataset, made)));
                self.rolling.set(Some(RollUpDraft { months, through, lines, kept, sums }));
            }
            self.drawn().await;
        });
    }

    pub fn cancel_roll_up(self) {
        PENDING.take();
        self.rolling.set(None);
    }

    /// Exchanges the lines for their sums; where they changed meanwhile, shows the numbers anew.
    pub fn commit_roll_up(self) {
        let Some((dataset, RollUp { source, sums, keys, lines, .. })) = PENDING.take() else {
            return;
        };
        let through = self.rolling.with_untracked(|it| it.as_ref().map(|it| it.through));
        self.rolling.set(None);
        if !self.dataset.with_untracked(|now| Arc::ptr_eq(now, &dataset)) {
            return self.draft_roll_up(through);
        }
        set_busy(true);
        spawn_local(async move {
            let rolled = dataset.rolled_up(source, &sums, &keys, &BrowserPace::default()).await;
            if let Ok(rolled) = rolled
                && self.keep(rolled).await
            {
                // What was dropped meanwhile was set against the lines.
                self.clear_drop();
                let words = phrase("已按日汇总 {} 行订单", "{} order line[s] rolled up");
                let lines = count_text(lines);
                self.say(words.fill(self.lang.get_untracked(), &[&lines]), None);
            }
            self.drawn().await;
        });
    }
}
