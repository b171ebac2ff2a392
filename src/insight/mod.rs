//! Numbers to findings: what went wrong or right, how much is at stake, why, and what to do.
//!
//! Adding a rule is one file in `rule/` and its line in [`RULES`]: its words, its condition with
//! the numbers that the operator can change, and a function from a [`Scene`] to findings whose
//! sentences are data ([`Told`]).

mod cause;
mod check;
mod day_split;
mod finding;
mod goal_plan;
mod goal_words;
mod learn;
mod live_split;
mod pace;
mod planned;
mod promotion;
mod rule;
mod scene;
mod span;
mod summary;
mod threshold;
mod told;
mod window;

pub use check::{Ask, Check, checklist};
pub use day_split::{
    BASE_DAYS, ONE, Pattern, Weighed, WeightSource, gmv_on, split, times_of_daily, usual_day,
};
pub use finding::{Finding, Sentences, Severity, Subject};
pub use goal_plan::{Closing, Forecast, GoalPlan, PlanDay};
pub use live_split::LiveSplit;
pub use pace::MonthPace;
pub use planned::{DayMark, GoalAsk, Planned, Weighing};
pub use promotion::{PromotionAsk, PromotionView};
pub use rule::{
    Evidence, RULES, Rule, SLOW_PERIOD, brief, findings, over_lines, price_changed, slow_skus,
};
pub use scene::{NextCampaign, Scene, Upkeep};
pub use span::Span;
pub use summary::{factor_name, summary};
pub use threshold::{
    Field, MATURITY_DAYS, REMEASURE_DAYS, RETURN_LINES, SHARED, Suggested, Thresholds, fields,
};
pub use told::{Arg, Told};
pub use window::Days;
