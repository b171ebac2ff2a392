//! Cells to facts: which file is what, what its columns mean, what its rows did to the shop.
//!
//! Adding a format is one entry in [`FORMATS`]: its names, where 抖店 exports it, and the columns
//! that are read. Columns are matched by name, never by place, and only listed columns are ever
//! looked at, so a personal column cannot slip in with a new export.
//!
//! A table that no format knows is looked over ([`Survey`]) and its columns are matched by the
//! operator ([`Choice`]); from then on a [`crate::domain::Mapping`] takes the place of names.

mod ads;
mod aftersale;
mod alliance;
mod calendar;
mod card;
mod change;
mod choice;
mod collector;
mod compass;
mod cost_form;
mod creator;
mod detect;
mod drop;
mod family;
mod foreign;
mod format;
mod fund;
mod generic;
mod guess;
mod live;
mod loaded;
mod mapping;
mod net;
mod order;
mod personal;
mod reading;
mod receipt;
mod review;
mod score_form;
mod service;
mod settlement;
mod survey;
mod unused;
mod version;
mod video;
mod warning;
mod words;

pub use calendar::{DayState, FormatDays, Run, calendar};
pub use change::{Change, ChangedCell, changes};
pub use choice::{Check, Choice};
pub use cost_form::{COST_TEMPLATE, CostFile, CostRow, HIGHEST_COST, cost_template, read_costs};
pub use drop::{Drop, DropFile, StagedDrop, load};
pub use family::{family_name, lost_text, stored_name};
pub use format::{FORMATS, Format};
pub use loaded::{Loaded, Rejected, Skip};
pub use mapping::{MapKind, Target};
pub use net::Net;
pub use personal::Privacy;
pub use receipt::{Receipt, ReceiptState, Trouble};
pub use score_form::{ASKED, SCORE_TEMPLATE, score_file, score_headers, score_template};
pub use survey::{Survey, SurveyColumn};
pub use unused::Unused;
pub use version::{file_hash, file_version};
pub use warning::{Warning, WarningCode};
pub use words::{fault_text, reason_text, skip_text, trouble_text, warning_text};
