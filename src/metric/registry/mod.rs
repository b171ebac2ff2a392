//! The registry of metrics.
//!
//! Pages, the 口径 page, the report and the tests walk [`METRICS`]; adding a metric is one entry in
//! the list of its theme.

mod refund;
mod sale;
mod traffic;
mod work;

use super::cost_metric::COST_METRICS;
use super::definition::Metric;
use crate::domain::Family;

/// The metric with an id.
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.iter().chain(COST_METRICS).find(|metric| metric.id == id)
}

/// Every metric, theme by theme.
pub static METRICS: [Metric; LENGTH] = joined();

const THEMES: [&[Metric]; 4] = [sale::METRICS, refund::METRICS, traffic::METRICS, work::METRICS];
const LENGTH: usize =
    sale::METRICS.len() + refund::METRICS.len() + traffic::METRICS.len() + work::METRICS.len();

#[allow(clippy::indexing_slicing, reason = "run by the compiler, which would refuse to go on")]
const fn joined() -> [Metric; LENGTH] {
    let mut all = [Metric::PLAIN; LENGTH];
    let (mut theme, mut place, mut next) = (0, 0, 0);
    while theme < THEMES.len() {
        while place < THEMES[theme].len() {
            all[next] = THEMES[theme][place];
            (place, next) = (place + 1, next + 1);
        }
        (theme, place) = (theme + 1, 0);
    }
    all
}

// Which files a metric is made from.
const CASES: &[Family] = &[Family::Cases];
const ORDERS_AND_CASES: &[Family] = &[Family::Lines, Family::Cases];
const ORDERS_OR_COMPASS: &[Family] = &[Family::Lines, Family::Compass];
const COMPASS: &[Family] = &[Family::Compass];
