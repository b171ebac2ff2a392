//! Draws values by day.

use plotters::prelude::*;

use super::axis::{DayAxis, ValueAxis};
use super::backend::SvgBackend;
use super::look::{Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::{DailySpec, Series};
use crate::chart::Ink;

const HEIGHT: u32 = 260;
/// Room under the axis for the day labels, and above for half a label.
const BOTTOM: u32 = 26;
const TOP: u32 = 12;
/// CSS pixels that a day label needs.
const LABEL: u32 = 58;
/// Room for half of the last day's label.
const RIGHT: u32 = 22;

type Context<'a, 'b> = ChartContext<'a, SvgBackend<'b>, Cartesian2d<DayAxis, ValueAxis>>;

pub(super) fn render(spec: &DailySpec, look: Look, width: u32) -> Plot {
    let values = value_axis(spec);
    let text = |tick: &i64| spec.unit.at_axis(*tick, spec.lang);
    let widest = values.ticks.iter().map(|tick| text_width(&text(tick), FONT)).max().unwrap_or(0);
    let left = widest / 10 + 18;
    let days = DayAxis::new(spec.days.len(), width.saturating_sub(left) / LABEL);
    let (svg, marks) = draw(look, (width, HEIGHT), |area| {
        let mut chart = ChartBuilder::on(area)
            .margin_top(units(TOP))
            .margin_right(units(RIGHT))
            .x_label_area_size(units(BOTTOM))
            .y_label_area_size(units(left))
            .build_cartesian_2d(days, values.clone())
            .ok()?;
        shades(spec, &values, &mut chart)?;
        mesh(spec, &mut chart)?;
        band(spec, &mut chart)?;
        target(spec, &mut chart)?;
        pins(spec, &values, &mut chart)?;
        for series in spec.series.iter().rev() {
            lines(series, &mut chart)?;
        }
        open_days(spec, &mut chart)?;
        Some(marks(spec, &chart))
    });
    let area = (to_px((0, units(TOP))).1, i32::try_from(HEIGHT - BOTTOM).unwrap_or(0));
    Plot { svg, width, height: HEIGHT, area, marks }
}

/// From zero, or from below it when something is negative.
fn value_axis(spec: &DailySpec) -> ValueAxis {
    let values = || {
        let values = spec.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        let band = spec.band.iter().flat_map(|&(_, low, high)| [low, high]);
        values.chain(spec.target).chain(band)
    };
    let low = values().min().unwrap_or(0).min(0);
    let high = values().max().unwrap_or(0).max(spec.unit.least_top());
    ValueAxis::new(low, high, 4)
}

fn shades(spec: &DailySpec, values: &ValueAxis, chart: &mut Context<'_, '_>) -> Option<()> {
    for shade in &spec.shades {
        let place = |index: usize| i32::try_from(index).unwrap_or(0);
        let corners = [(place(shade.from), values.high()), (place(shade.to), values.low())];
        let style = color(shade.ink).mix(0.10).filled();
        chart.draw_series(std::iter::once(Rectangle::new(corners, style))).ok()?;
    }
    Some(())
}

/// Where the values are expected to be.
fn band(spec: &DailySpec, chart: &mut Context<'_, '_>) -> Option<()> {
    let place = |index: usize| i32::try_from(index).unwrap_or(0);
    let upper = spec.band.iter().map(|&(at, _, high)| (place(at), high));
    let lower = spec.band.iter().rev().map(|&(at, low, _)| (place(at), low));
    let edge: Vec<(i32, i64)> = upper.chain(lower).collect();
    if edge.len() > 2 {
        let tint = color(Ink::YearBefore).mix(0.16).filled();
        chart.draw_series(std::iter::once(Polygon::new(edge, tint))).ok()?;
    }
    Some(())
}

/// A line down each day on which something happened, with a flag at its top.
fn pins(spec: &DailySpec, values: &ValueAxis, chart: &mut Context<'_, '_>) -> Option<()> {
    for &(place, _) in &spec.pins {
        let x = i32::try_from(place).unwrap_or(0);
        let ends = [(x, values.high()), (x, values.low())];
        let style = color(Ink::YearBefore).stroke_width(10);
        chart.draw_series(std::iter::once(PathElement::new(ends, style))).ok()?;
        let flag = Circle::new((x, values.high()), 35, color(Ink::YearBefore).filled());
        chart.draw_series(std::iter::once(flag)).ok()?;
    }
    Some(())
}

fn mesh(spec: &DailySpec, chart: &mut Context<'_, '_>) -> Option<()> {
    let day = |place: &i32| {
        let day = usize::try_from(*place).ok().and_then(|place| spec.days.get(place));
        day.cloned().unwrap_or_default()
    };
    let value = |value: &i64| spec.unit.at_axis(*value, spec.lang);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(color(Ink::Grid).stroke_width(10))
        .light_line_style(TRANSPARENT)
        .axis_style(color(Ink::Grid).stroke_width(10))
        .set_tick_mark_size(LabelAreaPosition::Left, units(4))
        .set_tick_mark_size(LabelAreaPosition::Bottom, units(4))
        .x_label_formatter(&day)
        .y_label_formatter(&value)
        .label_style(text_style(Ink::Muted, FONT))
        .draw()
        .ok()
}

/// The target across all days.
fn target(spec: &DailySpec, chart: &mut Context<'_, '_>) -> Option<()> {
    let Some(target) = spec.target else { return Some(()) };
    let last = i32::try_from(spec.days.len()).unwrap_or(1).max(2) - 1;
    let line = [(0, target), (last, target)];
    chart.draw_series(LineSeries::new(line, color(Ink::Profit).stroke_width(12))).ok()?;
    Some(())
}

/// The stretches between missing days.
fn stretches(series: &Series) -> Vec<Vec<(i32, i64)>> {
    let mut stretches: Vec<Vec<(i32, i64)>> = vec![Vec::new()];
    for (place, value) in series.values.iter().enumerate() {
        match (value, stretches.last_mut()) {
            (Some(value), Some(stretch)) => {
                stretch.push((i32::try_from(place).unwrap_or(0), *value));
            }
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

fn lines(series: &Series, chart: &mut Context<'_, '_>) -> Option<()> {
    let style = color(series.ink).stroke_width(if series.filled { 20 } else { 16 });
    for stretch in stretches(series) {
        if let [point] = stretch.as_slice() {
            // A day between two gaps would be a line of no length.
            let dot = Circle::new(*point, 25, color(series.ink).filled());
            chart.draw_series(std::iter::once(dot)).ok()?;
            continue;
        }
        if series.filled {
            let tint = color(series.ink).mix(0.08);
            chart.draw_series(AreaSeries::new(stretch.iter().copied(), 0, tint)).ok()?;
        }
        chart.draw_series(LineSeries::new(stretch, style)).ok()?;
    }
    Some(())
}

/// A day that is not over is a hollow point.
fn open_days(spec: &DailySpec, chart: &mut Context<'_, '_>) -> Option<()> {
    let Some(main) = spec.series.first() else { return Some(()) };
    for &place in &spec.open {
        let value = main.values.get(place).copied().flatten();
        if let (Some(value), Ok(x)) = (value, i32::try_from(place)) {
            let ring = Circle::new((x, value), 45, color(main.ink).stroke_width(16));
            chart.draw_series(std::iter::once(ring)).ok()?;
        }
    }
    Some(())
}

fn marks(spec: &DailySpec, chart: &Context<'_, '_>) -> Vec<Mark> {
    let mark = |(row, heading): (usize, &String)| {
        let values = spec.series.iter().filter_map(|series| series.values.get(row).copied()?);
        let value = values.max().unwrap_or(0);
        let at = chart.backend_coord(&(i32::try_from(row).unwrap_or(0), value));
        let (x, y) = to_px(at);
        let line = |series: &Series| {
            let text = series.texts.get(row).filter(|text| !text.is_empty())?;
            Some(format!("{} {text}", series.name))
        };
        let pins = spec.pins.iter().filter(|(place, _)| *place == row);
        let lines = spec.series.iter().filter_map(line);
        let lines = lines.chain(pins.map(|(_, text)| text.clone())).collect();
        Mark { x, y, heading: heading.clone(), lines, row }
    };
    spec.headings.iter().enumerate().map(mark).collect()
}
