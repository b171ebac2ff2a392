//! Draws named bars with their values.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, part_of, text_style, to_px, units};
use super::spec::BarsSpec;

/// CSS pixels from one bar to the next, and of a bar.
const STEP: u32 = 30;
const BAR: u32 = 18;

pub(super) fn render(spec: &BarsSpec, look: Look, width: u32) -> Plot {
    let count = u32::try_from(spec.rows.len()).unwrap_or(0).max(1);
    let height = count * STEP + 4;
    let names = spec.rows.iter().map(|row| text_width(&row.name, FONT)).max().unwrap_or(0);
    let texts = spec.rows.iter().map(|row| text_width(&row.text, FONT)).max().unwrap_or(0);
    let left = units(names / 10 + 12);
    let room = i64::from(units(width) - left - units(texts / 10 + 14)).max(100);
    let most = spec.rows.iter().map(|row| row.value).max().unwrap_or(0).max(1);
    let side = |side: HPos| Pos::new(side, VPos::Center);
    let (svg, marks) = draw(look, (width, height), |area| {
        let mut marks = Vec::new();
        for (place, row) in spec.rows.iter().enumerate() {
            let top = units(2 + u32::try_from(place).unwrap_or(0) * STEP + (STEP - BAR) / 2);
            let middle = top + units(BAR) / 2;
            let length = part_of(room, row.value.max(0), most);
            // An empty class keeps its line, so that it can be seen to be empty.
            let length = if row.value > 0 { length.max(units(3)) } else { units(1) };
            let corners = [(left, top), (left + length, top + units(BAR))];
            area.draw(&Rectangle::new(corners, color(row.ink).filled())).ok()?;
            let name = text_style(Ink::Text, FONT).pos(side(HPos::Right));
            area.draw(&Text::new(row.name.clone(), (left - units(8), middle), name)).ok()?;
            let text = text_style(Ink::Muted, FONT).pos(side(HPos::Left));
            let beside = (left + length + units(8), middle);
            area.draw(&Text::new(row.text.clone(), beside, text)).ok()?;
            let (x, y) = to_px((left + length, middle));
            let lines = vec![row.text.clone()];
            marks.push(Mark { x, y, heading: row.name.clone(), lines, row: place });
        }
        Some(marks)
    });
    let bottom = i32::try_from(height).unwrap_or(0);
    Plot { svg, width, height, area: (0, bottom), marks }
}
