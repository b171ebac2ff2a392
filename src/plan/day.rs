//! One day's list: the routine with its ticks and counts, and the tasks that are open or were
//! closed today.

use std::cmp::Reverse;

use super::day_log::DayLog;
use super::duty::Duty;
use super::task::{OwnTask, Slot, TaskOrigin, TaskState, Tasks};
use super::template::Template;
use crate::domain::{Day, Money, sort_by_key};
use crate::text::Lang;

/// What the shop's numbers say of a piece of routine today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Of the routine.
    pub id: &'static str,
    pub text: String,
    /// 元 at risk while it is undone.
    pub risk: Option<Money>,
}

/// What a day's list is made of.
#[derive(Clone, Copy)]
pub struct DayPlan<'a> {
    pub log: &'a DayLog,
    pub tasks: &'a Tasks,
    pub template: &'a Template,
    pub hints: &'a [Hint],
    pub lang: Lang,
}

/// A line of the day's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskView {
    /// The value of `data-task-id`: `routine:<id>` or `task:<number>`.
    pub id: String,
    pub title: String,
    pub detail: String,
    pub slot: Slot,
    pub duty: Duty,
    pub minutes: u32,
    pub state: TaskState,
    pub origin: TaskOrigin,
    /// 元 at risk.
    pub risk: Option<Money>,
    /// The day it was made or came round, where that was before today.
    pub since: Option<Day>,
    /// How many there are and should be.
    pub count: Option<(u32, u32)>,
    pub essential: bool,
}

impl DayPlan<'_> {
    /// The list of a day, in the order of its slots; in each the money at risk first, then own work
    /// before the routine.
    pub fn tasks_of(&self, today: Day) -> Vec<TaskView> {
        let shown = |task: &&OwnTask| {
            let open = task.state == TaskState::Open || task.closed == Some(today);
            task.made <= today && open
        };
        let own = self.tasks.tasks.iter().filter(shown).map(|task| TaskView {
            id: format!("task:{}", task.number),
            title: task.title.clone(),
            detail: task.detail.clone(),
            slot: task.slot,
            duty: task.duty,
            minutes: task.minutes,
            state: task.state,
            origin: task.origin.clone(),
            risk: task.risk,
            since: (task.made < today).then_some(task.made),
            count: None,
            essential: true,
        });
        let mut list: Vec<TaskView> = own.chain(self.routine(today)).collect();
        sort_by_key(&mut list, |task| (task.slot, Reverse(task.risk)));
        list
    }

    /// The routine that is due today. On a day of rest only what buyers wait for.
    fn routine(&self, today: Day) -> impl Iterator<Item = TaskView> {
        let rests = self.log.rests(today);
        self.template.items(self.lang).into_iter().filter_map(move |(id, item)| {
            let day = item.rhythm.due(today).filter(|_| !item.off)?;
            let hint = self.hints.iter().find(|hint| hint.id == id);
            let state = self.log.state(day, &id);
            (item.essential || !rests || state != TaskState::Open).then(|| TaskView {
                id: format!("routine:{id}"),
                title: item.title,
                detail: hint.map_or(item.detail, |hint| hint.text.clone()),
                slot: item.slot,
                duty: item.duty,
                minutes: item.minutes,
                state,
                origin: TaskOrigin::Routine,
                risk: hint.and_then(|hint| hint.risk),
                since: (day < today).then_some(day),
                count: (item.goal > 0).then(|| (self.log.count(today, &id), item.goal)),
                essential: item.essential,
            })
        })
    }
}

/// Minutes of all tasks that count, and of those that are done.
pub fn minutes_left(list: &[TaskView]) -> (u32, u32) {
    let counted = list.iter().filter(|task| task.state != TaskState::Skipped);
    let all = counted.clone().map(|task| task.minutes).sum();
    let done = counted.filter(|task| task.state == TaskState::Done).map(|task| task.minutes).sum();
    (all, done)
}

/// What to do when only so many minutes are left: the open tasks by money at risk, then what buyers
/// wait for, then what was found, shortest first, as far as they fit. The first always fits: begun
/// is better than nothing. The order is that of doing. What belongs to the evening is left for it.
pub fn fitting(list: &[TaskView], minutes: u32, evening: bool) -> Vec<TaskView> {
    let due = |task: &&TaskView| evening || task.slot != Slot::Evening;
    let open = list.iter().filter(|task| task.state == TaskState::Open).filter(due);
    let mut open: Vec<&TaskView> = open.collect();
    sort_by_key(&mut open, |task| {
        let routine = task.origin == TaskOrigin::Routine;
        let waits = task.essential && routine;
        (Reverse(task.risk), !waits, routine, task.minutes, task.id.clone())
    });
    let mut left = minutes;
    let mut chosen: Vec<TaskView> = Vec::new();
    for task in open {
        if task.minutes <= left || chosen.is_empty() {
            left = left.saturating_sub(task.minutes);
            chosen.push(task.clone());
        }
    }
    chosen
}
