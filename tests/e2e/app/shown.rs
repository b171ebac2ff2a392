//! Figures as they stand on a page, and the comparison with what they must be.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::App;
use crate::shop::books::{Figure, Figures};
use crate::shop::time::Period;

/// A figure by its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub metric: String,
    pub value: String,
    pub period: String,
    pub dim: Option<String>,
    pub key: Option<String>,
    pub basis: Option<String>,
    pub source: Option<String>,
    pub missing: Option<String>,
    pub bound: Option<String>,
    pub approx: Option<String>,
    pub text: String,
    /// The chart whose table it stands in.
    pub chart: Option<String>,
}

pub const READ: &str = "
    const names = ['metric', 'value', 'period', 'dim', 'key', 'basis', 'source', 'missing', 'bound', 'approx'];
    return [...document.querySelectorAll('[data-metric]')].map(figure => {
        const shown = {text: figure.textContent.trim(), chart: figure.closest('figure[data-chart]')?.dataset.chart};
        for (const name of names) shown[name] = figure.getAttribute('data-' + name);
        return shown;
    })";

impl Shown {
    fn of(read: &Value) -> Shown {
        let some = |name: &str| read[name].as_str().map(str::to_owned);
        let text = |name: &str| {
            some(name).unwrap_or_else(|| panic!("a figure without data-{name}: {read}"))
        };
        Shown {
            metric: text("metric"),
            value: text("value"),
            period: text("period"),
            dim: some("dim"),
            key: some("key"),
            basis: some("basis"),
            source: some("source"),
            missing: some("missing"),
            bound: some("bound"),
            approx: some("approx"),
            text: text("text"),
            chart: some("chart"),
        }
    }

    fn says(&self, wanted: &Figure) -> bool {
        let upper = (self.bound.as_deref() == Some("upper")) == wanted.upper;
        let missing = wanted.missing.filter(|_| wanted.source.is_some()).is_none_or(|days| {
            self.missing.as_ref().map_or(0, |told| told.parse::<i64>().unwrap()) == days
        });
        let approx = self.approx.as_deref() == wanted.approx;
        self.value == wanted.value && upper && missing && approx
    }
}

impl App {
    /// Every figure on the page. Two of the same kind carry the same value.
    pub fn figures(&self) -> Vec<Shown> {
        let read = self.session.run(READ, &[]);
        let shown: Vec<Shown> = read.as_array().unwrap().iter().map(Shown::of).collect();
        let mut known: BTreeMap<_, &Shown> = BTreeMap::new();
        for figure in &shown {
            let kind = (
                &figure.metric,
                &figure.period,
                &figure.dim,
                &figure.key,
                &figure.basis,
                &figure.source,
            );
            let first = known.entry(kind).or_insert(figure);
            assert_eq!(
                first.value, figure.value,
                "two values of one figure: {first:?}, {figure:?}"
            );
        }
        shown
    }

    /// Looks that every wanted figure of a period stands on the page as it must be.
    pub fn expect(&self, period: Period, wanted: &Figures) {
        expect(&self.figures(), period, wanted);
    }

    /// Whether a chart has what a reader needs: a labelled picture, a caption, a table.
    pub fn has_chart(&self, id: &str) -> bool {
        let script = "
            const chart = document.querySelector(`figure[data-chart='${arguments[0]}']`);
            const picture = chart?.querySelector('svg[role=img]');
            return !!picture?.getAttribute('aria-label') && !!chart.querySelector('figcaption')
                && !!chart.querySelector('table td [data-metric], table td[data-metric]')
                && picture.getBoundingClientRect().height > 40";
        self.session.run(script, &[json!(id)]).as_bool().unwrap()
    }
}

/// The same for figures from wherever.
pub fn expect(shown: &[Shown], period: Period, wanted: &Figures) {
    let told = period.told();
    let mut wrong = Vec::new();
    for (id, figure) in wanted {
        let same: Vec<&Shown> = shown
            .iter()
            .filter(|it| it.metric == *id && it.period == told && it.dim.is_none())
            .filter(|it| it.source.as_deref() == figure.source)
            .collect();
        if same.is_empty() || same.iter().any(|it| !it.says(figure)) {
            let near: Vec<&Shown> =
                shown.iter().filter(|it| it.metric == *id && it.period == told).collect();
            wrong.push(format!("{id}: wanted {figure:?}\n  shown {near:?}"));
        }
    }
    assert!(wrong.is_empty(), "in {told}:\n{}", wrong.join("\n"));
}
