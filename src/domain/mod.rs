//! What a shop is: money, days, ids, and the facts that exported files state about orders,
//! after-sale cases, daily figures, creators, ads, settlements and service.
//!
//! Architecture invariant: this folder depends on nothing but std, chrono (dates only) and a hash map.
//! It reads no file, prints no number for people and knows no browser.
//!
//! The way facts are kept: every imported file is a [`Source`] that *states* rows. A
//! [`Ledger`] keeps the distinct statements in immutable [`Block`]s and remembers which
//! source states which row; the merged view is a pure function of the set of live sources.
//! That one decision gives three laws for nothing: importing twice changes nothing, the
//! order of files does not matter, and taking a source back leaves what would have been
//! there without it.

mod ads;
mod alliance;
mod block;
mod case;
mod claim;
mod compass;
mod coverage;
mod creator;
mod dataset;
mod day;
mod filing;
mod fold;
mod fund;
mod id;
mod join;
mod ledger;
mod line;
mod live;
mod mapping;
mod money;
mod order;
mod pace;
mod privacy;
mod review;
mod rollup;
mod schema;
mod service;
mod settlement;
mod share;
mod sorted_map;
mod source;
mod standing;
mod video;
mod view;
mod word;

pub use ads::{ADS, AdColumn, AdScope};
pub use alliance::{ALLIANCE, AllianceColumn, AllianceSide};
pub use block::{Block, Column, Rows};
pub use case::{AfterSaleStatus, CASES, CaseColumn, CaseKind, ReasonClass};
pub use claim::Claim;
pub use compass::{COMPASS, CompassColumn, Scope};
pub use coverage::{Coverage, DaySet};
pub use creator::{CREATORS, CreatorColumn};
pub use dataset::{Dataset, ROLLBACKS, Staged};
pub use day::{Day, Moment, Period};
pub use fold::Month;
pub use fund::{FUNDS, FundColumn};
pub use id::Id;
pub use ledger::{Fact, Ledger, Mark, ROWS_A_BREATH, Statements, Tally};
pub use line::{LINES, LineColumn, OrderStatus, Refunded};
pub use live::{LIVES, LiveColumn};
pub use mapping::{MappedColumn, Mapping, Mappings};
pub use money::{Money, divide_half_up};
pub use order::{sort_by_key, sort_by_number};
pub use pace::{Cancelled, Pace, Unpaced, run_unpaced};
pub use privacy::{excerpt, label, masked};
pub use review::{REVIEWS, ReviewColumn};
pub use rollup::{ROLLUPS, RollupColumn};
pub use schema::{ColumnSet, ColumnSpec, Empty, Family, Kind, Schema};
pub use service::{AGENTS, AgentColumn, SCORES, ScoreColumn};
pub use settlement::{SETTLEMENTS, SettlementColumn};
pub use share::{Share, ratio_millionths};
pub use sorted_map::SortedMap;
pub use source::{Source, SourceId, SourceState, Version};
pub use video::{VIDEOS, VideoColumn};
pub use view::View;
pub use word::{Word, Words};
