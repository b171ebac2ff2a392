//! State and what changes it: signals, memos, commands, routes, faults. No markup.
//!
//! One [`App`], a `Copy` struct of signals made in the root component. Commands are the only
//! writers: a pure function, then the signal, then the shelf, then a word to the operator with a
//! way back. Everything shown derives from signals through memos.

pub mod route;

#[cfg(target_arch = "wasm32")]
mod backup_command;
#[cfg(target_arch = "wasm32")]
mod boot;
#[cfg(target_arch = "wasm32")]
mod calendar_command;
#[cfg(target_arch = "wasm32")]
mod cost_command;
#[cfg(target_arch = "wasm32")]
mod day_command;
#[cfg(target_arch = "wasm32")]
mod derived;
#[cfg(target_arch = "wasm32")]
mod drop_state;
#[cfg(target_arch = "wasm32")]
mod fault;
#[cfg(target_arch = "wasm32")]
mod finding_command;
#[cfg(target_arch = "wasm32")]
mod fold_command;
#[cfg(target_arch = "wasm32")]
mod goal_command;
#[cfg(target_arch = "wasm32")]
mod import_command;
#[cfg(target_arch = "wasm32")]
mod keeper;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
mod mapping_command;
#[cfg(target_arch = "wasm32")]
mod move_command;
#[cfg(target_arch = "wasm32")]
mod plan_command;
#[cfg(target_arch = "wasm32")]
mod product_command;
#[cfg(target_arch = "wasm32")]
mod report_command;
#[cfg(target_arch = "wasm32")]
mod rollup_command;
#[cfg(target_arch = "wasm32")]
mod sample_command;
#[cfg(target_arch = "wasm32")]
mod shop_command;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod store_command;
#[cfg(target_arch = "wasm32")]
mod work_command;

#[cfg(target_arch = "wasm32")]
pub use backup_command::Restoring;
#[cfg(target_arch = "wasm32")]
pub use boot::start;
#[cfg(target_arch = "wasm32")]
pub use cost_command::CostDraft;
#[cfg(target_arch = "wasm32")]
pub use drop_state::{DropStage, DropState};
#[cfg(target_arch = "wasm32")]
pub use fault::{Fault, FaultKind};
#[cfg(target_arch = "wasm32")]
pub use finding_command::Dismissed;
#[cfg(target_arch = "wasm32")]
pub use goal_command::{goal_field, goal_heads, parse_goal};
#[cfg(target_arch = "wasm32")]
pub use later::Slot;
#[cfg(target_arch = "wasm32")]
pub use mapping_command::Editing;
#[cfg(target_arch = "wasm32")]
pub use move_command::{MoveRow, Moves};
#[cfg(target_arch = "wasm32")]
pub use rollup_command::RollupDraft;
#[cfg(target_arch = "wasm32")]
pub use sample_command::SAMPLE_MARK;
#[cfg(target_arch = "wasm32")]
pub use shop_command::NAMELESS;
#[cfg(target_arch = "wasm32")]
pub use state::{App, Restore, Toast, Undo};
