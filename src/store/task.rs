//! The stored shapes of tasks and of what became of the routine by day.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Money, Period, SortedMap};
use crate::plan::{DayLog, Duty, OwnTask, Slot, TaskOrigin, TaskState, Tasks};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredTasks {
    next: u32,
    tasks: Vec<StoredTask>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredTask {
    number: u32,
    title: String,
    detail: String,
    /// The key of the finding it came from; nothing for a task made by hand.
    finding: Option<String>,
    /// The key of the step of the calendar, or of the goal, that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<String>,
    slot: String,
    minutes: u32,
    #[serde(skip_serializing_if = "String::is_empty")]
    duty: String,
    /// 分 at risk.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<i64>,
    state: String,
    made: i32,
    closed: Option<i32>,
}

pub(super) fn store(tasks: &Tasks) -> StoredTasks {
    let stored = |task: &OwnTask| StoredTask {
        number: task.number,
        title: task.title.clone(),
        detail: task.detail.clone(),
        finding: match &task.origin {
            TaskOrigin::Finding(key) => Some(key.clone()),
            _ => None,
        },
        calendar: match &task.origin {
            TaskOrigin::Calendar(key) => Some(key.clone()),
            _ => None,
        },
        goal: match &task.origin {
            TaskOrigin::Goal(key) => Some(key.clone()),
            _ => None,
        },
        slot: task.slot.id().to_owned(),
        minutes: task.minutes,
        duty: task.duty.id().to_owned(),
        risk: task.risk.map(Money::cents),
        state: task.state.id().to_owned(),
        made: task.made.0,
        closed: task.closed.map(|day| day.0),
    };
    StoredTasks { next: tasks.next, tasks: tasks.tasks.iter().map(stored).collect() }
}

pub(super) fn restore(stored: StoredTasks) -> Tasks {
    let restored = |task: StoredTask| OwnTask {
        number: task.number,
        title: task.title,
        detail: task.detail,
        origin: None
            .or(task.finding.map(TaskOrigin::Finding))
            .or(task.calendar.map(TaskOrigin::Calendar))
            .or(task.goal.map(TaskOrigin::Goal))
            .unwrap_or(TaskOrigin::Hand),
        slot: Slot::from_id(&task.slot),
        minutes: task.minutes,
        duty: Duty::from_id(&task.duty).unwrap_or_default(),
        risk: task.risk.map(Money),
        state: TaskState::from_id(&task.state),
        made: Day(task.made),
        closed: task.closed.map(Day),
    };
    let tasks: Vec<OwnTask> = stored.tasks.into_iter().map(restored).collect();
    let highest = tasks.iter().map(|task| task.number).max().unwrap_or(0);
    Tasks { next: stored.next.max(highest), tasks }
}

pub(super) fn store_days(days: &DayLog) -> SortedMap<i32, SortedMap<String, String>> {
    let ticks = |ticks: &SortedMap<String, TaskState>| {
        ticks.iter().map(|(id, state)| (id.clone(), state.id().to_owned())).collect()
    };
    days.ticks.iter().map(|(day, states)| (day.0, ticks(states))).collect()
}

pub(super) fn restore_days(
    stored: SortedMap<i32, SortedMap<String, String>>,
    rest: &SortedMap<String, Option<i32>>,
) -> DayLog {
    let states = |ticks: SortedMap<String, String>| {
        ticks.into_iter().map(|(id, state)| (id, TaskState::from_id(&state))).collect()
    };
    let ticks = stored.into_iter().map(|(day, ticks)| (Day(day), states(ticks))).collect();
    let mut log = DayLog { ticks, ..DayLog::default() };
    let days = |(from, to): (&String, &Option<i32>)| {
        let from = from.parse().ok()?;
        Period::new(Day(from), Day(to.unwrap_or(from)))
    };
    rest.iter().filter_map(days).for_each(|days| log.set_rest(days, true));
    log
}

pub(super) fn store_rest(days: &DayLog) -> SortedMap<String, Option<i32>> {
    days.rest.iter().map(|days| (days.from.0.to_string(), Some(days.to.0))).collect()
}
