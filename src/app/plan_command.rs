//! Ticks, tasks, findings, roles, notes and settings.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{App, Undo};
use crate::domain::Period;
use crate::insight::{Finding, Severity};
use crate::metric::{Role, suggest_role};
use crate::plan::{OwnTask, Quiet, Settings, Slot, TaskOrigin, TaskState};
use crate::store::{Document, Documents};
use crate::text::{Lang, count_text, phrase};

/// Days that a snoozed finding keeps quiet.
const SNOOZE_DAYS: i32 = 3;
/// Minutes set aside for work that nobody has timed.
const MINUTES: u32 = 20;

impl App {
    /// Ticks, skips or reopens a line of today's list.
    pub fn set_task(self, id: &str, state: TaskState) {
        let today = self.anchor.get_untracked().now.day();
        match id.split_once(':') {
            Some(("routine", routine)) => self.edit(Document::Days, |documents| {
                documents.days.set(today, routine, state);
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

    /// Adds the operator's own task.
    pub fn add_task(self, title: &str, slot: Slot) {
        let title = title.trim().to_owned();
        if title.is_empty() {
            return;
        }
        let made = self.anchor.get_untracked().now.day();
        let task = OwnTask {
            number: 0,
            title,
            detail: String::new(),
            origin: TaskOrigin::Hand,
            slot,
            minutes: MINUTES,
            state: TaskState::Open,
            made,
            closed: None,
        };
        self.edit(Document::Tasks, |documents| _ = documents.tasks.add(task));
    }

    /// Turns a finding into a task of today.
    pub fn finding_to_task(self, finding: &Finding) {
        let lang = self.lang.get_untracked();
        let slot = match finding.rule {
            "ship-due" => Slot::Forenoon,
            "creator-stopped" | "rising-product" => Slot::Afternoon,
            _ => Slot::Morning,
        };
        let steps: Vec<&str> = finding.steps().iter().map(|step| step.text(lang)).collect();
        let task = OwnTask {
            number: 0,
            title: finding.task_title(lang),
            detail: steps.join(if lang == Lang::Zh { "；" } else { "; " }),
            origin: TaskOrigin::Finding(finding.key()),
            slot,
            minutes: if finding.severity == Severity::Bad { 30 } else { MINUTES },
            state: TaskState::Open,
            made: self.anchor.get_untracked().now.day(),
            closed: None,
        };
        let before = self.documents.with_untracked(|documents| documents.tasks.clone());
        self.edit(Document::Tasks, |documents| _ = documents.tasks.add(task));
        let undo: Undo = Arc::new(move |app: App| {
            let before = before.clone();
            app.edit(Document::Tasks, |documents| documents.tasks = before);
        });
        self.say(phrase("已加入今日安排", "Added to today").text(lang), Some(undo));
    }

    /// Keeps a finding quiet, for a few days or until it goes away.
    pub fn quiet(self, key: &str, snooze: bool) {
        let lang = self.lang.get_untracked();
        let today = self.anchor.get_untracked().now.day();
        let quiet = if snooze { Quiet::Until(today.plus(SNOOZE_DAYS)) } else { Quiet::Dismissed };
        self.edit(Document::Quiet, |documents| {
            documents.quiet.0.insert(key.to_owned(), quiet);
        });
        let key = key.to_owned();
        let undo: Undo = Arc::new(move |app: App| {
            app.edit(Document::Quiet, |documents| _ = documents.quiet.0.remove(&key));
        });
        let text = if snooze {
            phrase("3 天内不再提醒", "Quiet for 3 days")
        } else {
            phrase("已忽略，消失后再出现会重新提醒", "Dismissed until it comes back")
        };
        self.say(text.text(lang), Some(undo));
    }

    /// Gives one product a role.
    pub fn set_role(self, product: &str, role: Role) {
        self.change_products(|documents| documents.products.set_role(product, role));
    }

    /// Gives several products a role at once, with a way back.
    pub fn set_roles(self, roles: Vec<(String, Role)>) {
        let before = self.documents.with_untracked(|documents| documents.products.clone());
        let lang = self.lang.get_untracked();
        let count = count_text(i64::try_from(roles.len()).unwrap_or(0));
        self.change_products(move |documents| {
            roles.iter().for_each(|(id, role)| documents.products.set_role(id, *role));
        });
        let undo = App::back_to(before);
        let text = phrase("设了 {} 个商品的角色", "{} product[s] got a role");
        self.say(text.fill(lang, &[&count]), Some(undo));
    }

    /// Gives every product without a role the suggested one.
    pub fn take_suggestions(self) {
        let suggested: Vec<(String, Role)> = untrack(|| {
            self.with_input(None, |input| {
                let unset =
                    |id: &str| input.products.get(id).is_none_or(|known| known.role == Role::Unset);
                suggest_role(&input.reading(), input.products)
                    .into_iter()
                    .map(|(product, found)| (input.book.words.text(product).to_owned(), found.role))
                    .filter(|(id, _)| unset(id))
                    .collect()
            })
        });
        self.set_roles(suggested);
    }

    pub(super) fn change_products(self, change: impl FnOnce(&mut Documents)) {
        crate::browser::set_busy(true);
        self.edit(Document::Products, change);
        leptos::task::spawn_local(self.drawn());
    }

    /// The operator's own words for a chapter of the report.
    pub fn set_note(self, period: Period, chapter: usize, text: &str) {
        self.edit(Document::Notes, |documents| documents.notes.set(period, chapter, text));
    }

    pub fn set_settings(self, change: impl FnOnce(&mut Settings)) {
        crate::browser::set_busy(true);
        self.edit(Document::Settings, |documents| change(&mut documents.settings));
        leptos::task::spawn_local(self.drawn());
    }

    /// Another name for the shop.
    pub fn rename_shop(self, name: &str) {
        let name = name.trim().to_owned();
        if name.is_empty() || self.refused_in_sample() {
            return;
        }
        let before = self.shop.get_untracked();
        self.shop.update(|shop| shop.name = name);
        let dataset = self.dataset.get_untracked();
        leptos::task::spawn_local(async move {
            if !self.keep(dataset.as_ref().clone(), false).await {
                self.shop.set(before);
            }
        });
    }
}
