//! All tasks and the routine: changed, in bulk too, and handed over as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::App;
use crate::browser::{Payload, PickedFile, save_as};
use crate::plan::{OwnTask, RoutineItem, Slot, TaskState, Template};
use crate::store::{Document, Documents, SharedFault, Work, read_work, write_work};
use crate::text::{iso_day, phrase};

impl App {
    /// Sets what became of several tasks.
    pub fn set_tasks(self, numbers: &[u32], state: TaskState) {
        let today = self.now.get_untracked().day();
        let words = match state {
            TaskState::Done => phrase("{} 件做完了", "{} done"),
            TaskState::Skipped => phrase("{} 件跳过", "{} skipped"),
            TaskState::Open => phrase("{} 件重新打开", "{} open again"),
        };
        let said = self.things(words, numbers.len());
        self.change(Document::Tasks, &said, |documents| {
            numbers.iter().for_each(|number| documents.tasks.set_state(*number, state, today));
        });
    }

    /// Moves several tasks to another slot of the day.
    pub fn move_tasks(self, numbers: &[u32], slot: Slot) {
        let said = self.things(phrase("{} 件换了时段", "{} moved"), numbers.len());
        self.change(Document::Tasks, &said, |documents| {
            documents.tasks.change(numbers, |task| task.slot = slot);
        });
    }

    /// Deletes several tasks.
    pub fn remove_tasks(self, numbers: &[u32]) {
        let said = self.things(phrase("{} 件删掉了", "{} gone"), numbers.len());
        self.change(Document::Tasks, &said, |documents| documents.tasks.remove(numbers));
    }

    /// Changes the words, slot, duty and minutes of a task.
    pub fn edit_task(self, number: u32, item: RoutineItem) {
        let Some(item) = item.checked() else { return };
        let said = phrase("任务已改", "The task was changed").text(self.lang.get_untracked());
        self.change(Document::Tasks, said, |documents| {
            documents.tasks.change(&[number], |task| {
                task.title.clone_from(&item.title);
                task.detail.clone_from(&item.detail);
                (task.slot, task.duty, task.minutes) = (item.slot, item.duty, item.minutes);
            });
        });
    }

    /// Adds a task with all that can be said of it.
    pub fn add_full_task(self, item: RoutineItem) {
        let Some(item) = item.checked() else { return };
        let RoutineItem { title, detail, slot, duty, minutes, .. } = item;
        let made = self.now.get_untracked().day();
        let task = OwnTask { title, detail, slot, duty, minutes, made, ..OwnTask::default() };
        let said = phrase("已加入今日安排", "Added to today").text(self.lang.get_untracked());
        self.change(Document::Tasks, said, |documents| _ = documents.tasks.add(task));
    }

    /// Changes a piece of routine, or adds one of one's own where there is no id.
    pub fn set_piece(self, id: Option<&str>, item: RoutineItem) {
        let said = phrase("日常已改", "The routine was changed").text(self.lang.get_untracked());
        self.change(Document::Template, said, |documents| match id {
            Some(id) => documents.template.set(id, item),
            None => _ = documents.template.add(item),
        });
    }

    /// Forgets a piece of one's own, or what was changed in a default.
    pub fn reset_piece(self, id: &str) {
        let words = match Template::is_own(id) {
            true => phrase("这件日常删掉了", "The piece is gone"),
            false => phrase("恢复成默认", "As by default"),
        };
        let said = words.text(self.lang.get_untracked());
        self.change(Document::Template, said, |documents| documents.template.remove(id));
    }

    /// Offers a file with the routine as it is here, or with some tasks, for a colleague.
    pub fn hand_over(self, numbers: Option<&[u32]>) {
        let day = iso_day(self.now.get_untracked().day());
        let work = self.documents.with_untracked(|documents| match numbers {
            None => Work { template: documents.template.clone(), ..Work::default() },
            Some(numbers) => {
                let chosen = |task: &&OwnTask| numbers.contains(&task.number);
                let tasks = documents.tasks.tasks.iter().filter(chosen).cloned().collect();
                Work { tasks, ..Work::default() }
            }
        });
        let name = match numbers {
            None => phrase("店盘_日常模板_{}.json", "dianpan_routine_{}.json"),
            Some(_) => phrase("店盘_交接_{}.json", "dianpan_handover_{}.json"),
        };
        let name = name.fill(self.lang.get_untracked(), &[&day]);
        let text = write_work(&work).map(Payload::Text);
        self.say_saved(text.and_then(|text| save_as(&name, "application/json", &text)));
    }

    /// Takes a file of a colleague in: pieces of routine and tasks that are not here yet.
    pub fn open_work(self, file: PickedFile) {
        if self.refused_in_sample() {
            return;
        }
        spawn_local(async move {
            let lang = self.lang.get_untracked();
            let today = self.now.get_untracked().day();
            let text = file.text().await.unwrap_or_default();
            let work = match read_work(&text, today) {
                Ok(work) => work,
                Err(fault) => {
                    let words = match fault {
                        SharedFault::Other => phrase(
                            "这不是店盘的日常模板或交接文件，什么都没有改",
                            "This is no file of routine or tasks; nothing was changed",
                        ),
                        SharedFault::Newer => phrase(
                            "这份文件是更新版本的店盘做的，请先刷新到新版",
                            "This file was made by a newer version; please reload first",
                        ),
                    };
                    return self.say(words.text(lang), None);
                }
            };
            let Documents { mut template, mut tasks, .. } = self.documents.get_untracked();
            let pieces = template.take(&work.template);
            let taken = tasks.take(work.tasks);
            let lost = phrase("；{} 行坏了或太多，没有读", "; {} row[s] damaged or too many");
            let lost = (work.lost > 0).then(|| lost.fill(lang, &[&work.lost.to_string()]));
            let words = phrase(
                "读入 {} 件任务、{} 件日常；已有的没有重复{}",
                "{} task[s] and {} piece[s] of routine taken; none twice{}",
            );
            let said = words
                .fill(lang, &[&taken.to_string(), &pieces.to_string(), &lost.unwrap_or_default()]);
            if taken + pieces == 0 {
                return self.say(said, None);
            }
            self.change_all(&[Document::Template, Document::Tasks], &said, |it| {
                (it.template, it.tasks) = (template, tasks);
            });
        });
    }
}
