//! One day's list: the routine with its ticks, and the tasks that are open or were closed today.

use super::routine::ROUTINES;
use super::task::{Slot, TaskOrigin, TaskState, Tasks};
use crate::domain::{Day, SortedMap, sort_by_key};
use crate::text::Lang;

/// What became of the routine, by day and routine id. Days without a tick have no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayLog(pub SortedMap<Day, SortedMap<String, TaskState>>);

/// Ticks are kept this long.
const KEPT_DAYS: i32 = 400;

impl DayLog {
    pub fn state(&self, day: Day, routine: &str) -> TaskState {
        self.0.get(&day).and_then(|ticks| ticks.get(routine)).copied().unwrap_or_default()
    }

    pub fn set(&mut self, day: Day, routine: &str, state: TaskState) {
        let ticks = self.0.slot(day);
        match state {
            TaskState::Open => ticks.remove(routine),
            closed => ticks.insert(routine.to_owned(), closed),
        };
        self.0.retain(|&known, ticks| !ticks.is_empty() && day.since(known) < KEPT_DAYS);
    }
}

/// A line of the day's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskView {
    /// The value of `data-task-id`: `routine:<id>` or `task:<number>`.
    pub id: String,
    pub title: String,
    pub detail: String,
    pub slot: Slot,
    pub minutes: u32,
    pub state: TaskState,
    pub origin: TaskOrigin,
}

/// The list of a day, in the order of its slots; own work stands before the routine of its slot
/// because findings carry money.
pub fn day_tasks(log: &DayLog, tasks: &Tasks, today: Day, lang: Lang) -> Vec<TaskView> {
    let mut list: Vec<TaskView> = tasks
        .tasks
        .iter()
        .filter(|task| task.made <= today)
        .filter(|task| task.state == TaskState::Open || task.closed == Some(today))
        .map(|task| TaskView {
            id: format!("task:{}", task.number),
            title: task.title.clone(),
            detail: task.detail.clone(),
            slot: task.slot,
            minutes: task.minutes,
            state: task.state,
            origin: task.origin.clone(),
        })
        .collect();
    list.extend(ROUTINES.iter().map(|routine| TaskView {
        id: format!("routine:{}", routine.id),
        title: routine.title.text(lang).to_owned(),
        detail: routine.detail.text(lang).to_owned(),
        slot: routine.slot,
        minutes: routine.minutes,
        state: log.state(today, routine.id),
        origin: TaskOrigin::Routine,
    }));
    sort_by_key(&mut list, |task| task.slot);
    list
}

/// Minutes of all tasks that count, and of those that are done.
pub fn minutes_left(list: &[TaskView]) -> (u32, u32) {
    let counted = list.iter().filter(|task| task.state != TaskState::Skipped);
    let all = counted.clone().map(|task| task.minutes).sum();
    let done = counted.filter(|task| task.state == TaskState::Done).map(|task| task.minutes).sum();
    (all, done)
}
