//! Draws a way from one amount to another in steps: what came on top, what went away.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, part_of, text_style, to_px, units};
use super::spec::StepsSpec;

/// CSS pixels from one bar to the next, and of a bar.
const STEP: u32 = 32;
const BAR: u32 = 20;

pub(super) fn render(spec: &StepsSpec, look: Look, width: u32) -> Plot {
    let count = u32::try_from(spec.steps.len()).unwrap_or(0).max(1);
    let height = count * STEP + 4;
    let names = spec.steps.iter().map(|step| text_width(&step.name, FONT)).max().unwrap_or(0);
    let texts = spec.steps.iter().map(|step| text_width(&step.text, FONT)).max().unwrap_or(0);
    let left = units(names / 10 + 12);
    let room = i64::from(units(width) - left - units(texts / 10 + 14)).max(100);
    let ends = || spec.steps.iter().flat_map(|step| [step.from, step.to]);
    let (low, high) = (ends().min().unwrap_or(0).min(0), ends().max().unwrap_or(0).max(1));
    let place = |value: i64| left + part_of(room, value - low, high - low);
    let side = |side: HPos| Pos::new(side, VPos::Center);
    let (svg, marks) = draw(look, (width, height), |area| {
        let mut marks = Vec::new();
        for (row, step) in spec.steps.iter().enumerate() {
            let top = units(2 + u32::try_from(row).unwrap_or(0) * STEP + (STEP - BAR) / 2);
            let middle = top + units(BAR) / 2;
            let (start, end) = (place(step.from.min(step.to)), place(step.from.max(step.to)));
            let end = end.max(start + units(1));
            let corners = [(start, top), (end, top + units(BAR))];
            area.draw(&Rectangle::new(corners, color(step.ink).filled())).ok()?;
            let name = text_style(Ink::Text, FONT).pos(side(HPos::Right));
            area.draw(&Text::new(step.name.clone(), (left - units(8), middle), name)).ok()?;
            let text = text_style(Ink::Muted, FONT).pos(side(HPos::Left));
            area.draw(&Text::new(step.text.clone(), (end + units(8), middle), text)).ok()?;
            // A hairline leads on to where the next step begins.
            if row + 1 < spec.steps.len() {
                let below = top + units(STEP);
                let line = [(place(step.to), top + units(BAR)), (place(step.to), below)];
                let style = color(Ink::Grid).stroke_width(10);
                area.draw(&PathElement::new(line.to_vec(), style)).ok()?;
            }
            let (x, y) = to_px((end, middle));
            let lines = vec![step.text.clone()];
            marks.push(Mark { x, y, heading: step.name.clone(), lines, row: step.row });
        }
        Some(marks)
    });
    let bottom = i32::try_from(height).unwrap_or(0);
    Plot { svg, width, height, area: (0, bottom), marks }
}
