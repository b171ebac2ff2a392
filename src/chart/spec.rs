//! What is drawn, as plain data. Texts are final: they come from `text/` in the wanted language.

use super::look::Ink;
use crate::metric::Unit;

/// A chart to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spec {
    Daily(DailySpec),
    Funnel(FunnelSpec),
    Bars(BarsSpec),
    Mix(MixSpec),
    Heat(HeatSpec),
    Steps(StepsSpec),
    Curve(CurveSpec),
    Scatter(ScatterSpec),
}

/// The direction in which the marks of a chart follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    Across,
    Down,
    /// Both ways.
    Free,
}

impl Spec {
    pub fn run(&self) -> Run {
        match self {
            Spec::Daily(_) | Spec::Curve(_) => Run::Across,
            Spec::Funnel(_) | Spec::Bars(_) | Spec::Steps(_) => Run::Down,
            Spec::Heat(_) | Spec::Scatter(_) | Spec::Mix(_) => Run::Free,
        }
    }
}

/// Numbers by day as lines, in the smallest step of their unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailySpec {
    /// Axis labels, one a day: `11-20`.
    pub days: Vec<String>,
    /// Tooltip headings, one a day: `11-20 周五`.
    pub headings: Vec<String>,
    pub series: Vec<Series>,
    pub shades: Vec<Shade>,
    /// Days that are not over yet; their points are hollow.
    pub open: Vec<usize>,
    pub unit: Unit,
    /// A thin line across all days.
    pub target: Option<i64>,
    /// What happened, by place: a line down the day and a line of its tooltip.
    pub pins: Vec<(usize, String)>,
    /// A band by place: its lower and its upper edge.
    pub band: Vec<(usize, i64, i64)>,
    pub lang: crate::text::Lang,
}

/// One line. A missing day leaves a gap, never a zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    pub ink: Ink,
    /// The area under the line is tinted.
    pub filled: bool,
    pub values: Vec<Option<i64>>,
    /// What the tooltip says for each day.
    pub texts: Vec<String>,
}

/// Days that need a word of caution, by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shade {
    pub from: usize,
    pub to: usize,
    pub ink: Ink,
}

/// Steps as bars to scale, with the rates between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelSpec {
    pub bars: Vec<FunnelBar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelBar {
    pub name: String,
    pub people: i64,
    pub text: String,
    /// The rates into this step; empty for the first.
    pub rates: String,
    /// The step is under its target.
    pub bad: bool,
}

/// Named bars, the longest as wide as there is room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarsSpec {
    pub rows: Vec<BarRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarRow {
    pub name: String,
    pub value: i64,
    pub text: String,
    pub ink: Ink,
}

/// Bars of shares above one bar of targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixSpec {
    /// What the chart is about first.
    pub bars: Vec<MixBar>,
    pub targets: Vec<MixPart>,
}

/// The shares by one basis; none when nobody knows them, which the name says then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixBar {
    pub name: String,
    pub parts: Vec<MixPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixPart {
    pub name: String,
    /// In millionths.
    pub share: i64,
    pub text: String,
    pub ink: Ink,
}

/// Points in a plane that two lines cut into quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScatterSpec {
    pub x: ScatterAxis,
    pub y: ScatterAxis,
    /// Top left, top right, bottom left, bottom right.
    pub corners: [String; 4],
    pub dots: Vec<Dot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScatterAxis {
    pub name: String,
    /// Doubling moves as far everywhere: for values above zero of very different sizes.
    pub doubling: bool,
    /// Places of the scale with their texts, in rising order; the first and the last are its ends.
    pub ticks: Vec<(i64, String)>,
    /// Where the line stands, and what it is.
    pub cut: (i64, String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dot {
    pub at: (i64, i64),
    pub ink: Ink,
    pub name: String,
    /// What the tooltip says.
    pub lines: Vec<String>,
}

/// Counts by two things at once, told by shade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatSpec {
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// One list a row, one count a column.
    pub values: Vec<Vec<i64>>,
    /// What is counted.
    pub unit: String,
}

/// The way from one amount to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepsSpec {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The row of the chart's table.
    pub row: usize,
    pub name: String,
    pub from: i64,
    pub to: i64,
    pub text: String,
    pub ink: Ink,
}

/// A curve of shares with a band around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurveSpec {
    pub points: Vec<CurvePoint>,
}

/// A step of a curve; shares in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// At the axis.
    pub label: String,
    pub low: i64,
    pub middle: i64,
    pub high: i64,
    /// What the tooltip says.
    pub heading: String,
    pub lines: Vec<String>,
}
