//! Draws a curve of shares with its band.

use plotters::prelude::*;

use super::axis::{DayAxis, ValueAxis};
use super::backend::SvgBackend;
use super::look::{Ink, Look};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::CurveSpec;
use crate::text::decimal_text;

const HEIGHT: u32 = 240;
const BOTTOM: u32 = 26;
const TOP: u32 = 12;
const LEFT: u32 = 44;
const RIGHT: u32 = 22;
/// CSS pixels that a label below needs.
const LABEL: u32 = 52;
/// The whole, in millionths.
const WHOLE: i64 = 1_000_000;

type Context<'a, 'b> = ChartContext<'a, SvgBackend<'b>, Cartesian2d<DayAxis, ValueAxis>>;

pub(super) fn render(spec: &CurveSpec, look: Look, width: u32) -> Plot {
    let steps = DayAxis::new(spec.points.len(), width.saturating_sub(LEFT) / LABEL);
    let place = |row: usize| i32::try_from(row).unwrap_or(0);
    let (svg, marks) = draw(look, (width, HEIGHT), |area| {
        let mut chart = ChartBuilder::on(area)
            .margin_top(units(TOP))
            .margin_right(units(RIGHT))
            .x_label_area_size(units(BOTTOM))
            .y_label_area_size(units(LEFT))
            .build_cartesian_2d(steps, ValueAxis::new(0, WHOLE, 5))
            .ok()?;
        mesh(spec, &mut chart)?;
        let points = || spec.points.iter().enumerate();
        let upper = points().map(|(row, point)| (place(row), point.high));
        let lower = points().rev().map(|(row, point)| (place(row), point.low));
        let band: Vec<(i32, i64)> = upper.chain(lower).collect();
        let tint = color(Ink::Main).mix(0.14).filled();
        chart.draw_series(std::iter::once(Polygon::new(band, tint))).ok()?;
        let line = points().map(|(row, point)| (place(row), point.middle));
        let style = color(Ink::Main).stroke_width(20);
        chart.draw_series(LineSeries::new(line, style)).ok()?;
        let mark = |(row, point): (usize, &super::spec::CurvePoint)| {
            let (x, y) = to_px(chart.backend_coord(&(place(row), point.middle)));
            let (heading, lines) = (point.heading.clone(), point.lines.clone());
            Mark { x, y, heading, lines, row }
        };
        Some(points().map(mark).collect())
    });
    let area = (to_px((0, units(TOP))).1, i32::try_from(HEIGHT - BOTTOM).unwrap_or(0));
    Plot { svg, width, height: HEIGHT, area, marks }
}

fn mesh(spec: &CurveSpec, chart: &mut Context<'_, '_>) -> Option<()> {
    let label = |at: &i32| {
        let point = usize::try_from(*at).ok().and_then(|at| spec.points.get(at));
        point.map(|point| point.label.clone()).unwrap_or_default()
    };
    let share = |value: &i64| format!("{}%", decimal_text(*value, 4, 0));
    let grid = color(Ink::Grid).stroke_width(10);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(grid)
        .light_line_style(TRANSPARENT)
        .axis_style(grid)
        .set_tick_mark_size(LabelAreaPosition::Left, units(4))
        .set_tick_mark_size(LabelAreaPosition::Bottom, units(4))
        .x_label_formatter(&label)
        .y_label_formatter(&share)
        .label_style(text_style(Ink::Muted, FONT))
        .draw()
        .ok()
}
