//! Findings to work: the day's routine in its four slots, tasks, and what the operator types.
//!
//! Everything here is plain data and functions on it; what is kept between visits is shaped in
//! `store/`.

mod agenda;
mod calendar;
mod checklist;
mod day;
mod day_log;
mod day_review;
mod duty;
mod goal;
mod goal_kind;
mod hint;
mod ics;
mod keep;
mod mix_move;
mod note;
mod planned;
mod product;
mod product_page;
mod quiet;
mod remeasure;
mod rhythm;
mod routine;
mod setting;
mod supplier;
mod task;
mod template;

pub use agenda::{due_steps, is_proposed, next_campaign, propose, step_task};
pub use calendar::{
    CASE_TIMES, Calendar, Due, FARTHEST_STEP, LONGEST_NOTE, LONGEST_TITLE, MOST_BUDGET_TIMES,
    MOST_EVENTS, MOST_STEPS, Occasion, OwnEvent, Promotion, Step,
};
pub use checklist::{
    CheckLine, CheckedList, Checklists, LineState, finding_of, line_key, line_state,
};
pub use day::{DayPlan, Hint, TaskView, fitting, minutes_left};
pub use day_log::DayLog;
pub use day_review::{DayReview, DayReviews, LONGEST_REVIEW, TOMORROW};
pub use duty::Duty;
pub use goal::{Goals, MOST_GMV, Numbers, TargetOrigin, WEIGHTS};
pub use goal_kind::{GOALS, GoalKind};
pub use hint::hints;
pub use ics::{IcsEvent, write_ics};
pub use mix_move::{Move, MovePlan, TOLERANCE, Weighed, fewest_moves, weighed};
pub use note::{CHAPTERS, Notes, note_key};
pub use planned::planned;
pub use product::Products;
pub use product_page::{LONGEST_MARK, LONGEST_STORY, MOST_MARKS, ProductMark, ProductPages};
pub use quiet::{Quiet, QuietList, Reason, Why};
pub use remeasure::{Remeasure, remeasures};
pub use rhythm::Rhythm;
pub use routine::{ROUTINES, Routine};
pub use setting::{Safety, Settings, Theme, UpColor};
pub use supplier::{LONGEST_SUPPLIER, SupplierDue, by_supplier, due_name};
pub use task::{OwnTask, Slot, TaskOrigin, TaskState, Tasks};
pub use template::{HIGHEST_GOAL, LONGEST_LINE, MOST_MINUTES, MOST_OWN, RoutineItem, Template};
