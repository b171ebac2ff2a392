//! Draws a table of shades: the fuller a cell, the more there is.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::HeatSpec;

/// CSS pixels of a row, and of the line of labels below.
const ROW: u32 = 24;
const LABELS: u32 = 20;
/// CSS pixels that a label of a column needs.
const LABEL: u32 = 26;

pub(super) fn render(spec: &HeatSpec, look: Look, width: u32) -> Plot {
    let rows = u32::try_from(spec.rows.len()).unwrap_or(0);
    let columns = u32::try_from(spec.columns.len()).unwrap_or(0).max(1);
    let height = rows * ROW + LABELS;
    let names = spec.rows.iter().map(|name| text_width(name, FONT)).max().unwrap_or(0);
    let left = names / 10 + 10;
    let room = width.saturating_sub(left).max(columns);
    let edge = |column: u32| units(left) + units(room * column / columns);
    let most = spec.values.iter().flatten().copied().max().unwrap_or(0).max(1);
    // Labels stand under every column that has room for one.
    let every = (LABEL * columns / room).max(1);
    let (svg, marks) = draw(look, (width, height), |area| {
        let mut marks = Vec::new();
        for (place, name) in spec.rows.iter().enumerate() {
            let top = units(u32::try_from(place).unwrap_or(0) * ROW);
            let style = text_style(Ink::Muted, FONT).pos(Pos::new(HPos::Right, VPos::Center));
            let middle = top + units(ROW) / 2;
            area.draw(&Text::new(name.clone(), (units(left) - units(6), middle), style)).ok()?;
            for (column, &value) in spec.values.get(place).into_iter().flatten().enumerate() {
                let at = u32::try_from(column).unwrap_or(0);
                let corners = [
                    (edge(at) + units(1), top + units(1)),
                    (edge(at + 1) - units(1), top + units(ROW - 1)),
                ];
                let ground = color(Ink::Grid).mix(0.5).filled();
                area.draw(&Rectangle::new(corners, ground)).ok()?;
                if value > 0 {
                    let shade = color(Ink::Main).mix(strength(value, most)).filled();
                    area.draw(&Rectangle::new(corners, shade)).ok()?;
                }
                let (x, y) = to_px(((edge(at) + edge(at + 1)) / 2, middle));
                let heading = spec.columns.get(column).map_or("", String::as_str);
                marks.push(Mark {
                    x,
                    y,
                    heading: format!("{name} {heading}"),
                    lines: vec![format!("{value} {}", spec.unit)],
                    row: column,
                });
            }
        }
        for (column, name) in spec.columns.iter().enumerate() {
            let at = u32::try_from(column).unwrap_or(0);
            if at % every == 0 {
                let style = text_style(Ink::Muted, FONT).pos(Pos::new(HPos::Center, VPos::Center));
                let middle = (edge(at) + edge(at + 1)) / 2;
                let below = units(rows * ROW) + units(LABELS) / 2;
                area.draw(&Text::new(name.clone(), (middle, below), style)).ok()?;
            }
        }
        Some(marks)
    });
    let bottom = i32::try_from(rows * ROW).unwrap_or(0);
    Plot { svg, width, height, area: (0, bottom), marks }
}

/// From a tenth, so that one order can be told from none, to the full colour.
fn strength(value: i64, most: i64) -> f64 {
    let tenths = u32::try_from(value.saturating_mul(90) / most.max(1)).unwrap_or(90);
    f64::from(10 + tenths.min(90)) / 100.0
}
