//! Findings, roles, notes and settings.

use std::sync::Arc;

use leptos::prelude::*;

use super::day_command::MINUTES;
use super::finding_command::{Dismissed, work_of};
use super::state::{App, Undo};
use crate::domain::Period;
use crate::insight::{Finding, Severity};
use crate::metric::{Role, mix, suggest_role};
use crate::plan::{OwnTask, Quiet, Settings, TaskOrigin};
use crate::store::Document;
use crate::text::{Lang, phrase};

/// Days that a snoozed finding keeps quiet.
const SNOOZE_DAYS: i32 = 3;

impl App {
    /// Turns a finding into a task of today.
    pub fn finding_to_task(self, finding: &Finding) {
        let lang = self.lang.get_untracked();
        let (slot, duty) = work_of(finding);
        let steps: Vec<&str> = finding.steps().iter().map(|step| step.text(lang)).collect();
        let task = OwnTask {
            title: finding.task_title(lang),
            detail: steps.join(if lang == Lang::Zh { "；" } else { "; " }),
            origin: TaskOrigin::Finding(finding.key()),
            slot,
            duty,
            minutes: if finding.severity == Severity::Bad { 30 } else { MINUTES },
            risk: finding.amount.filter(|_| finding.severity != Severity::Info),
            made: self.anchor.get_untracked().now.day(),
            ..OwnTask::default()
        };
        let said = phrase("已加入今日安排", "Added to today").text(lang);
        self.change(Document::Tasks, said, |documents| _ = documents.tasks.add(task));
    }

    /// Keeps a finding quiet, for a few days or until it goes away.
    pub fn quiet(self, finding: &Finding, snooze: bool) {
        let key = finding.key();
        let lang = self.lang.get_untracked();
        let today = self.anchor.get_untracked().now.day();
        let quiet = if snooze { Quiet::Until(today.plus(SNOOZE_DAYS)) } else { Quiet::Dismissed };
        self.edit(Document::Quiet, |documents| {
            documents.quiet.quiet.insert(key.clone(), quiet);
        });
        let (subject, name) = (finding.subject.clone(), finding.name.clone());
        let told = Dismissed { key: key.clone(), subject, name, title: finding.title(lang) };
        self.dismissed.set((!snooze).then_some(told));
        let undo: Undo = Arc::new(move |app: App| {
            app.edit(Document::Quiet, |documents| documents.quiet.wake(&key));
            app.dismissed.set(None);
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
        self.edit_figures(&[Document::Products], |documents| {
            documents.products.set_role(product, role);
        });
    }

    /// Gives several products a role at once, with a way back.
    pub fn set_roles(self, roles: Vec<(String, Role)>) {
        let said = phrase("设了 {} 个商品的角色", "{} product[s] got a role");
        let said = self.things(said, roles.len());
        self.change(Document::Products, &said, |documents| {
            roles.iter().for_each(|(id, role)| documents.products.set_role(id, *role));
        });
    }

    /// Gives every product without a role the suggested one.
    pub fn take_suggestions(self) {
        let suggested: Vec<(String, Role)> = untrack(|| {
            self.with_input(None, |input| {
                let unset =
                    |id: &str| input.products.get(id).is_none_or(|known| known.role == Role::Unset);
                suggest_role(&mix(&input.reading(), input.products))
                    .into_iter()
                    .map(|(product, found)| (input.book.words.text(product).to_owned(), found.role))
                    .filter(|(id, _)| unset(id))
                    .collect()
            })
        });
        self.set_roles(suggested);
    }

    /// The operator's own words for a chapter of the report.
    pub fn set_note(self, period: Period, chapter: usize, text: &str) {
        self.edit(Document::Notes, |documents| documents.notes.set(period, chapter, text));
    }

    pub fn set_settings(self, change: impl FnOnce(&mut Settings)) {
        self.edit_figures(&[Document::Settings], |documents| change(&mut documents.settings));
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
            if !self.keep(dataset.as_ref().clone()).await {
                self.shop.set(before);
            }
        });
    }
}
