//! Numbers to findings: what went wrong or right, how much is at stake, why, and what to do.
//!
//! Adding a rule is one entry in [`RULES`]: its words, its condition with thresholds that the
//! operator can change, and a function from the book to findings.

mod cause;
mod creator_stopped;
mod day_split;
mod finding;
mod goal_plan;
mod goal_words;
mod live_split;
mod pace;
mod planned;
mod price_changed;
mod product_decline;
mod promotion;
mod return_rate;
mod rising_product;
mod rule;
mod ship_due;
mod sku_words;
mod slow_sku;
mod span;
mod summary;
mod window;

pub use cause::{Cause, Route};
pub use day_split::{
    BASE_DAYS, ONE, Pattern, Weighed, WeightSource, gmv_on, split, times_of_daily, usual_day,
};
pub use finding::{Detail, Finding, Severity, Subject};
pub use goal_plan::{Closing, Forecast, GoalPlan, PlanDay};
pub use live_split::LiveSplit;
pub use pace::MonthPace;
pub use planned::{DayMark, GoalAsk, Planned, Weighing};
pub use price_changed::price_changed;
pub use promotion::{PromotionAsk, PromotionView};
pub use rule::{Field, RETURN_LINES, RULES, Rule, Thresholds, findings};
pub use slow_sku::{SLOW_PERIOD, slow_skus};
pub use span::Span;
pub use summary::{factor_name, summary};
pub use window::Days;
