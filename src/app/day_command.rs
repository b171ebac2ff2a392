//! The day's work: ticks, counts, rest, one's own tasks and the review of the evening.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{App, Undo};
use crate::browser::{self, BrowserDecoder, BrowserPace, typed_file};
use crate::domain::{Day, Mappings, Period};
use crate::import::{Drop, load, score_file};
use crate::plan::{DayPlan, DayReview, OwnTask, Slot, TaskState, TaskView};
use crate::store::{Document, Documents};
use crate::text::{Phrase, count_text, iso_day, phrase};

/// Minutes set aside for work that nobody has timed.
pub(super) const MINUTES: u32 = 20;

impl App {
    /// The lines of today's list.
    pub fn day_list(self) -> Vec<TaskView> {
        let today = self.now.get().day();
        let lang = self.lang.get();
        self.hints.with(|hints| {
            self.documents.with(|documents| {
                let Documents { days, tasks, template, .. } = documents;
                DayPlan { log: days, tasks, template, hints, lang }.tasks_of(today)
            })
        })
    }

    pub(super) fn today(self) -> Day {
        self.anchor.get_untracked().now.day()
    }

    /// Ticks, skips or reopens a line of today's list.
    pub fn set_task(self, id: &str, state: TaskState) {
        let today = self.today();
        match id.split_once(':') {
            Some(("routine", routine)) => self.edit(Document::Days, |documents| {
                let item = documents.template.item(routine, documents.settings.lang);
                let day = item.and_then(|item| item.rhythm.due(today)).unwrap_or(today);
                documents.days.set(day, routine, state);
            }),
            Some(("task", number)) => {
                let number = number.parse().unwrap_or(0);
                self.edit(Document::Tasks, |documents| {
                    documents.tasks.set_state(number, state, today);
                });
            }
            _ => {}
        }
        if state == TaskState::Skipped {
            let id = id.to_owned();
            let undo: Undo = Arc::new(move |app: App| app.set_task(&id, TaskState::Open));
            let lang = self.lang.get_untracked();
            self.say(phrase("今天跳过", "Skipped for today").text(lang), Some(undo));
        }
    }

    /// Counts one more or one less of a piece of routine; the goal ticks it.
    pub fn count(self, id: &str, change: i32) {
        let today = self.today();
        let Some(routine) = id.strip_prefix("routine:") else { return };
        self.edit(Document::Days, |documents| {
            let item = documents.template.item(routine, documents.settings.lang);
            let goal = item.map_or(0, |item| item.goal);
            let before = documents.days.count(today, routine);
            let count = before.saturating_add_signed(change);
            documents.days.set_count(today, routine, count);
            // What was ticked by hand stays so until the count falls below its goal.
            match (before >= goal, count >= goal) {
                (false, true) => documents.days.set(today, routine, TaskState::Done),
                (true, false) => documents.days.set(today, routine, TaskState::Open),
                _ => {}
            }
        });
    }

    /// Makes days days of rest, or work days again.
    pub fn set_rest(self, days: Period, rest: bool) {
        let words = match rest {
            true => phrase("休息日只留买家等着的事", "On days of rest only what buyers wait for"),
            false => phrase("恢复成工作日", "A work day again"),
        };
        let said = words.text(self.lang.get_untracked());
        self.change(Document::Days, said, |documents| documents.days.set_rest(days, rest));
    }

    /// Adds the operator's own task.
    pub fn add_task(self, title: &str, slot: Slot) {
        let title = title.trim().to_owned();
        if title.is_empty() {
            return;
        }
        let made = self.today();
        let task = OwnTask { title, slot, minutes: MINUTES, made, ..OwnTask::default() };
        self.edit(Document::Tasks, |documents| _ = documents.tasks.add(task));
    }

    /// Keeps what was said of today.
    pub fn review_day(self, change: impl FnOnce(&mut DayReview)) {
        let today = self.today();
        self.edit(Document::Reviews, |documents| {
            let mut review = documents.reviews.of(today);
            change(&mut review);
            documents.reviews.set(today, review);
        });
    }

    /// Makes tasks of the three things for tomorrow; one that is there is not made again.
    pub fn plan_tomorrow(self) {
        let made = self.today().next();
        let review = self.documents.with_untracked(|d| d.reviews.of(made.previous()));
        let task = |title: String| OwnTask { title, minutes: MINUTES, made, ..OwnTask::default() };
        let tasks: Vec<OwnTask> = review
            .tomorrow
            .into_iter()
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .map(task)
            .collect();
        let lang = self.lang.get_untracked();
        if tasks.is_empty() {
            let words =
                phrase("先写明天最要紧的三件事", "Write down tomorrow's three things first");
            return self.say(words.text(lang), None);
        }
        let said = phrase("明天早上在「今日安排」里", "They are on tomorrow's list").text(lang);
        self.change(Document::Tasks, said, |documents| _ = documents.tasks.take(tasks));
    }

    /// Keeps today's 体验分, by the way that its file would take.
    pub fn log_score(self, score: String) {
        let (name, text) = score_file(&[iso_day(self.today()), score]);
        let Some(file) = typed_file(&name, &text).filter(|_| !self.refused_in_sample()) else {
            return;
        };
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let pace = BrowserPace::default();
            let (now, decoder) = (browser::now(), BrowserDecoder::default());
            let read =
                load(&name, file.modified(), &file, &decoder, &pace, &Mappings::default()).await;
            let Ok(read) = read else { return };
            let shop = self.shop.get_untracked();
            let dataset = self.dataset.get_untracked();
            let staged =
                Drop { files: vec![read] }.stage(&dataset, &shop.name, now, |_| true, &pace).await;
            let Ok(staged) = staged else { return };
            let taken = staged.receipts.first().map_or(0, |it| it.tally.new + it.tally.updated);
            let said = if taken == 0 {
                phrase(
                    "体验分没有记：要 0 到 100 的数，而且和已记的不同",
                    "Not noted: a number from 0 to 100 that is not known yet",
                )
            } else if self.keep(staged.dataset.clone()).await {
                phrase("体验分已记", "The score is noted")
            } else {
                return;
            };
            self.say(said.text(lang), None);
        });
    }

    /// `2 件`: how many, for words on tasks.
    pub(super) fn things(self, words: Phrase, count: usize) -> String {
        let count = count_text(i64::try_from(count).unwrap_or(i64::MAX));
        words.fill(self.lang.get_untracked(), &[&count])
    }
}
