//! What the operator does about findings: questions looked into, tasks made of them, dismissals
//! explained, subjects kept quiet for good, measures read.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::{App, Undo};
use crate::domain::Day;
use crate::insight::{Check, Finding, Scene, Subject, brief};
use crate::plan::{Duty, LineState, OwnTask, Reason, Slot, TaskOrigin, line_key, line_state};
use crate::store::Document;
use crate::text::{Phrase, phrase};

/// Minutes set aside for a question.
const MINUTES: u32 = 10;

/// The finding that was dismissed last, as long as its reason can be given beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissed {
    pub key: String,
    pub subject: Subject,
    pub name: String,
    /// Its sentence.
    pub title: String,
}

/// The slot of the day that the work of a finding belongs to, and whose it is.
pub(super) fn work_of(finding: &Finding) -> (Slot, Duty) {
    let rule = finding.rule();
    let slot = rule.map_or(Slot::Morning, |rule| Slot::from_id(rule.slot));
    (slot, rule.and_then(|rule| Duty::from_id(rule.duty)).unwrap_or_default())
}

impl App {
    /// What rules look at, without what is kept beside the facts.
    pub fn with_scene<T>(self, read: impl FnOnce(&Scene<'_>) -> T) -> T {
        self.book.with(|book| {
            self.documents.with(|documents| {
                read(&Scene {
                    book,
                    anchor: self.anchor.get(),
                    thresholds: &documents.settings.thresholds,
                    products: &documents.products.0,
                    goal: None,
                    campaign: None,
                    upkeep: None,
                })
            })
        })
    }

    /// The findings that are not quiet: of each rule a few.
    pub fn loud_findings(self, all: bool) -> Vec<Finding> {
        let today = self.now.get().day();
        let found = self.findings.get().into_iter();
        let found = self.documents.with(|documents| {
            let loud = |finding: &Finding| !documents.quiet.is_quiet(&finding.key(), today);
            found.filter(loud).collect()
        });
        if all { found } else { brief(found) }
    }

    /// Ticks a question or takes the tick away.
    pub fn tick_check(self, finding: &str, question: &str, done: bool) {
        let today = self.today();
        self.edit(Document::Checklists, |documents| {
            documents.checklists.tick(finding, question, done, today);
        });
    }

    pub fn note_check(self, finding: &str, question: &str, note: &str) {
        let today = self.today();
        self.edit(Document::Checklists, |documents| {
            documents.checklists.note(finding, question, note, today);
        });
    }

    /// Makes tasks of today of those of the questions that are open.
    pub fn checks_to_tasks(self, finding: &Finding, checks: &[Check]) {
        let (lang, made, key) = (self.lang.get_untracked(), self.today(), finding.key());
        let (slot, duty) = work_of(finding);
        let rule = finding.rule().map_or("", |rule| rule.name.text(lang));
        let about = if finding.name.is_empty() { rule } else { &finding.name };
        let task = |check: &Check| OwnTask {
            title: phrase("{}（{}）", "{} ({})").fill(lang, &[check.words.text(lang), about]),
            detail: check.known.as_ref().map(|known| known.text(lang)).unwrap_or_default(),
            origin: TaskOrigin::Finding(line_key(&key, check.id)),
            slot,
            duty,
            minutes: MINUTES,
            made,
            ..OwnTask::default()
        };
        let said = phrase("已加入今日安排", "Added to today").text(lang);
        self.change(Document::Tasks, said, |documents| {
            for check in checks {
                let (lists, tasks) = (&documents.checklists, &mut documents.tasks);
                if line_state(lists, tasks, &key, check.id) == LineState::Open {
                    tasks.add(task(check));
                }
            }
        });
    }

    /// Why the finding that was dismissed last was.
    pub fn explain_dismissal(self, key: &str, reason: Option<Reason>, words: &str) {
        self.edit(Document::Quiet, |documents| documents.quiet.explain(key, reason, words));
    }

    /// Tells nothing of a subject any more.
    pub fn never_tell(self, subject: &Subject, name: &str) {
        let (id, name) = (subject.id(), name.to_owned());
        let undo = id.clone();
        self.edit(Document::Quiet, |documents| _ = documents.quiet.never.insert(id, name));
        self.dismissed.set(None);
        let back: Undo = Arc::new(move |app: App| app.tell_again(&undo));
        self.say_phrase(
            phrase("不再提醒，设置里可以恢复", "Quiet for good; see settings"),
            Some(back),
        );
    }

    /// Tells of a subject again.
    pub fn tell_again(self, subject: &str) {
        self.edit(Document::Quiet, |documents| _ = documents.quiet.never.remove(subject));
    }

    /// Tells a snoozed or dismissed finding again.
    pub fn wake(self, key: &str) {
        self.edit(Document::Quiet, |documents| documents.quiet.wake(key));
    }

    /// The measure of the work of a day has been read.
    pub fn read_measure(self, finding: &str, work: Day) {
        let today = self.today();
        self.edit(Document::Checklists, |it| it.checklists.read(finding, work, today));
    }

    /// Forgets dismissals of what is gone, so that it is told again when it comes back.
    pub(super) fn forget_gone(self) {
        let found: Vec<String> =
            self.findings.with_untracked(|found| found.iter().map(Finding::key).collect());
        let mut quiet = self.documents.with_untracked(|documents| documents.quiet.clone());
        if quiet.forget_gone(found.iter().map(String::as_str)) {
            self.edit(Document::Quiet, |documents| documents.quiet = quiet);
        }
    }

    fn say_phrase(self, words: Phrase, undo: Option<Undo>) {
        self.say(words.text(self.lang.get_untracked()), undo);
    }
}
