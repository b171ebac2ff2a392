//! Facts to numbers.
//!
//! [`Book`] is the facts as figures need them: paid lines with their refunds, cases, 罗盘 days.
//! A [`Reading`] is the book read over one period and filter; every metric of [`METRICS`] takes
//! its figure from a reading, and so do charts, rules and the report. Adding a metric is one
//! entry in the registry.

mod ad_book;
mod appeal;
mod asked;
mod book;
mod campaign;
mod case_book;
mod change;
mod compass_book;
mod compass_part;
mod cost_metric;
mod day_sums;
mod decompose;
mod definition;
mod due;
mod explain;
mod factors;
mod figure;
mod funnel;
mod funnel_change;
mod funnel_split;
mod last;
mod line_book;
mod live_book;
mod maturity;
mod meaning;
mod mix;
mod natural;
mod part_change;
mod price;
mod product_board;
mod product_event;
mod quadrant;
mod query;
mod reading;
mod reconcile;
mod refund;
mod registry;
mod returns;
mod review_book;
mod rollup;
mod rollup_book;
mod service_book;
mod settlement_book;
mod shipping;
mod sighting;
mod sku;
mod suggest;
mod totals;
mod unit;

pub use ad_book::{AdBook, AdDay};
pub use appeal::{APPEAL_DAYS, Appeal, appeals};
pub use asked::Asked;
pub use book::{Book, Dims, PRICE_BANDS, Pending, Sale};
pub use campaign::{
    CAMPAIGNS, Campaign, FIRST_YEAR, Held, LAST_YEAR, Lead, campaign_before, campaigns_since,
};
pub use case_book::{CaseBook, NoReturn, QualityCase, RefundEvent, ReturnCase};
pub use change::{Change, change};
pub use compass_book::{CompassBook, CompassDay};
pub use compass_part::{Part, PartRow};
pub use cost_metric::COST_METRICS;
pub use decompose::{by_weight, chain, decompose};
pub use definition::{Better, Metric};
pub use due::{Due, DueProduct, due_products};
pub use explain::{Explanation, LeftOut, explain};
pub use factors::{Factor, FactorChange, FactorSource, factor_change};
pub use figure::{Figure, SourceKind, Unit, Value};
pub use funnel::{Counting, Funnel, FunnelSource, Step, StepKind, funnel, steady_funnel};
pub use funnel_change::{FunnelChange, NoChange, funnel_change};
pub use funnel_split::{FEW, Lost, Wanted, by_carrier, by_product, lost_buyers, median_rate};
pub use live_book::LiveSession;
pub use maturity::{AgeShare, Curve, LEAST_COHORTS, LEAST_ORDERS, Outlook, learn, outlook};
pub use mix::{Basis, Gains, Mix, MixShare, ProductMix, ProductSum, Role, RoleCount, Targets, mix};
pub use part_change::{PartChange, part_changes};
pub use price::{PriceChange, PriceLog, PriceSpan, price_logs, price_logs_in};
pub use product_board::{ProductBoard, ProductColumn, ProductRow};
pub use product_event::{EventKind, ProductEvent, product_events};
pub use quadrant::{Corner, Point, Quadrant, Traffic, Worth, quadrant};
pub use query::{Anchor, Dimension, Filter, PeriodChoice, Query};
pub use reading::{Figures, Reading};
pub use reconcile::{DayGap, compass_figures, reconcile};
pub use registry::{METRICS, metric};
pub use returns::{
    AGE_BANDS, ReasonCount, Reasons, ReturnAges, ReturnPart, reason_name, reasons, return_ages,
    return_parts,
};
pub use review_book::{BadReview, ReviewBook};
pub use rollup::{KEPT_DAYS, RollableMonth, Rollup, roll_up, rollable};
pub use rollup_book::{RolledSum, RollupBook};
pub use service_book::{ScoreDay, ServiceBook, ServiceSum};
pub use settlement_book::SettlementBook;
pub use shipping::{Margin, Shipping};
pub use sighting::Sighting;
pub use sku::{SkuRow, sku_rows, sku_rows_since};
pub use suggest::{Suggestion, suggest_role};
pub use totals::{HOURS, Totals, WEEKDAYS, by_day, by_key, orders_by_hour};
pub use unit::UnitSum;
