//! Tasks: the operator's own, and those that findings turned into.

use super::duty::Duty;
use super::keep::kept_since;
use crate::domain::{Day, Money};
use crate::text::{Phrase, phrase};

/// The four slots of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    #[default]
    Morning,
    Forenoon,
    Afternoon,
    Evening,
}

impl Slot {
    pub const ALL: [Slot; 4] = [Slot::Morning, Slot::Forenoon, Slot::Afternoon, Slot::Evening];

    /// The value of `data-slot`.
    pub fn id(self) -> &'static str {
        match self {
            Slot::Morning => "morning",
            Slot::Forenoon => "forenoon",
            Slot::Afternoon => "afternoon",
            Slot::Evening => "evening",
        }
    }

    pub fn from_id(id: &str) -> Slot {
        Slot::ALL.into_iter().find(|slot| slot.id() == id).unwrap_or_default()
    }

    pub fn name(self) -> Phrase {
        match self {
            Slot::Morning => phrase("早上", "Morning"),
            Slot::Forenoon => phrase("上午", "Forenoon"),
            Slot::Afternoon => phrase("下午", "Afternoon"),
            Slot::Evening => phrase("晚上", "Evening"),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TaskState {
    #[default]
    Open,
    Done,
    Skipped,
}

impl TaskState {
    /// The value of `data-state`.
    pub fn id(self) -> &'static str {
        match self {
            TaskState::Open => "open",
            TaskState::Done => "done",
            TaskState::Skipped => "skipped",
        }
    }

    pub fn from_id(id: &str) -> TaskState {
        [TaskState::Done, TaskState::Skipped]
            .into_iter()
            .find(|state| state.id() == id)
            .unwrap_or_default()
    }
}

/// Where a task comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TaskOrigin {
    Routine,
    /// By the finding's key, `rule|subject`.
    Finding(String),
    /// By the key of a step of a campaign, `double-11:2026:-56`, or of an own event.
    Calendar(String),
    /// By the key of a goal, `gmv:2026-11`.
    Goal(String),
    #[default]
    Hand,
}

impl TaskOrigin {
    /// The value of `data-source`.
    pub fn id(&self) -> String {
        match self {
            TaskOrigin::Routine => "routine".to_owned(),
            TaskOrigin::Finding(key) => {
                let rule = key.split('|').next().unwrap_or_default();
                format!("finding:{rule}")
            }
            TaskOrigin::Calendar(_) => "calendar".to_owned(),
            TaskOrigin::Goal(_) => "goal".to_owned(),
            TaskOrigin::Hand => "hand".to_owned(),
        }
    }
}

/// A task that is not part of the routine. It stays until it is done or skipped, once, however
/// many days that takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTask {
    pub number: u32,
    pub title: String,
    pub detail: String,
    pub origin: TaskOrigin,
    pub slot: Slot,
    pub duty: Duty,
    pub minutes: u32,
    /// 元 at risk, as it was when the task was made.
    pub risk: Option<Money>,
    pub state: TaskState,
    /// The day it was made.
    pub made: Day,
    /// The day it was done or skipped.
    pub closed: Option<Day>,
}

/// All own tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tasks {
    pub tasks: Vec<OwnTask>,
    pub next: u32,
}

/// Closed tasks that are kept.
const KEPT: usize = 1_000;

impl Tasks {
    /// Adds a task and gives its number. What it comes from gets no second task while one is
    /// open; a step of the calendar gets none ever: its key names its year.
    pub fn add(&mut self, task: OwnTask) -> u32 {
        let once = match task.origin {
            TaskOrigin::Routine | TaskOrigin::Hand => None,
            TaskOrigin::Calendar(_) => Some(true),
            TaskOrigin::Finding(_) | TaskOrigin::Goal(_) => Some(false),
        };
        if let Some(ever) = once {
            let same = |known: &&OwnTask| {
                known.origin == task.origin && (ever || known.state == TaskState::Open)
            };
            if let Some(known) = self.tasks.iter().find(same) {
                return known.number;
            }
        }
        self.next += 1;
        let number = self.next;
        self.tasks.push(OwnTask { number, ..task });
        number
    }

    /// Takes tasks of a colleague in, unless the same is open here. Says how many came.
    pub fn take(&mut self, tasks: Vec<OwnTask>) -> usize {
        let before = self.tasks.len();
        for task in tasks {
            let same = |known: &OwnTask| {
                let alike = known.title == task.title && known.slot == task.slot;
                known.state == TaskState::Open && alike
            };
            if !self.tasks.iter().any(same) {
                self.add(task);
            }
        }
        self.tasks.len() - before
    }

    pub fn set_state(&mut self, number: u32, state: TaskState, today: Day) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.number == number) {
            task.state = state;
            task.closed = (state != TaskState::Open).then_some(today);
        }
        if let Some(since) = kept_since(self.tasks.iter().filter_map(|task| task.closed), KEPT) {
            self.tasks.retain(|task| task.closed.is_none_or(|day| day >= since));
        }
    }

    /// Changes tasks by number.
    pub fn change(&mut self, numbers: &[u32], change: impl Fn(&mut OwnTask)) {
        self.tasks.iter_mut().filter(|task| numbers.contains(&task.number)).for_each(change);
    }

    /// Deletes tasks by number; their numbers are never given again.
    pub fn remove(&mut self, numbers: &[u32]) {
        self.tasks.retain(|task| !numbers.contains(&task.number));
    }

    /// The open or closed task of a finding, newest first.
    pub fn of_finding(&self, key: &str) -> Option<&OwnTask> {
        self.of_origin(&TaskOrigin::Finding(key.to_owned()))
    }

    /// The open or closed task that something turned into, newest first.
    pub fn of_origin(&self, origin: &TaskOrigin) -> Option<&OwnTask> {
        self.tasks.iter().rev().find(|task| task.origin == *origin)
    }
}
