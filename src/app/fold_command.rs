//! Folding while nothing else is going on: months that many imports have left in small blocks take
//! less room afterwards, and load faster. The facts are the same, so pages need not be drawn anew.
//!
//! It is never worth a word: where it fails, for want of room or because another tab writes, all
//! is as it was.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drop_state::DropStage;
use super::state::App;
use crate::browser::{BrowserPace, wait};
use crate::domain::Month;

/// Milliseconds of rest before months are looked at, and between two of them.
const REST: i32 = 5_000;

impl App {
    /// Folds what is worth it, once the page has rested.
    pub(super) fn fold_later(self) {
        let keeper = self.keeper.get_value();
        if keeper.folding.replace(true) {
            return;
        }
        spawn_local(async move {
            wait(REST).await;
            let months = match self.may_fold() {
                true => self.dataset.with_untracked(|dataset| dataset.to_fold()),
                false => Vec::new(),
            };
            for month in months {
                if !self.fold(month).await {
                    break;
                }
                wait(REST).await;
            }
            keeper.folding.set(false);
        });
    }

    /// Nobody else writes, and no drop was staged over the blocks as they are.
    fn may_fold(self) -> bool {
        let settled = self.drop.with_untracked(|drop| drop.stage);
        self.writer.get_untracked()
            && !self.in_sample()
            && !self.keeper.get_value().saving.get()
            && matches!(settled, DropStage::Empty | DropStage::Committed)
    }

    /// Folds a month and saves it; says whether it did.
    async fn fold(self, month: Month) -> bool {
        let before = self.dataset.get_untracked();
        let Ok(folded) = before.folded(month, &BrowserPace::default()).await else { return false };
        let same = self.dataset.with_untracked(|now| Arc::ptr_eq(now, &before));
        if !same || !self.may_fold() {
            return false;
        }
        let keeper = self.keeper.get_value();
        keeper.saving.set(true);
        let shop = self.shop.get_untracked();
        let saved = keeper.save_facts(&folded, &shop).await.is_ok();
        if saved {
            self.put_folded(Arc::new(folded));
        }
        keeper.saving.set(false);
        self.measure();
        saved
    }
}
