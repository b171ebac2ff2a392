//! Numbers to pictures.
//!
//! `figures → Spec (plain data) → render(spec, look, width) → Plot { svg, marks }`: one drawing
//! per kind of chart, the same on screen, in the report and in a PNG. The width is the
//! container's, so text keeps its size from 360 to 1600 px.
//!
//! Architecture invariant: plotters is named only here, and nothing here asks the DOM, so the
//! same spec gives the same bytes natively and in a browser.

mod axis;
mod backend;
mod bars;
mod board;
mod curve;
mod daily;
mod funnel;
mod grid;
mod heat;
mod look;
mod mix;
mod plot;
mod product_grid;
mod product_story;
mod scatter;
mod spark;
mod spec;
mod steps;
mod table;

pub use board::{
    CHARTS, Chart, ChartKind, Compare, CompareKind, Input, KeyEntry, move_reason, net_outlook,
    role_name, rolled_text,
};
pub use grid::{Frame, GridColumn, GridItem, Sorting, in_order};
pub use look::{Ink, Look, text_width};
pub use plot::{Mark, Plot};
pub use product_grid::{PRODUCT_GRID, ProductGrid};
pub use product_story::{ProductStory, Telling, event_text};
pub use spark::sparkline;
pub use spec::{
    BarRow, BarsSpec, CurvePoint, CurveSpec, DailySpec, Dot, FunnelBar, FunnelSpec, HeatSpec,
    MixBar, MixPart, MixSpec, Run, ScatterAxis, ScatterSpec, Series, Shade, Spec, Step, StepsSpec,
};
pub use table::{Cell, Jump, Table, TableRow};

/// Draws a chart at a width in CSS pixels.
pub fn render(spec: &Spec, look: Look, width: u32) -> Plot {
    match spec {
        Spec::Daily(spec) => daily::render(spec, look, width),
        Spec::Funnel(spec) => funnel::render(spec, look, width),
        Spec::Bars(spec) => bars::render(spec, look, width),
        Spec::Mix(spec) => mix::render(spec, look, width),
        Spec::Heat(spec) => heat::render(spec, look, width),
        Spec::Steps(spec) => steps::render(spec, look, width),
        Spec::Curve(spec) => curve::render(spec, look, width),
        Spec::Scatter(spec) => scatter::render(spec, look, width),
    }
}
