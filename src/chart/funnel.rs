//! Draws the funnel: bars to scale, rates between them.

use plotters::prelude::*;

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, part_of, text_style, units};
use super::spec::FunnelSpec;

/// Heights in CSS pixels: a bar, and the line of rates above every bar but the first.
const BAR: u32 = 34;
const RATES: u32 = 26;

pub(super) fn render(spec: &FunnelSpec, look: Look, width: u32) -> Plot {
    let count = u32::try_from(spec.bars.len()).unwrap_or(0);
    let height = (count * BAR + count.saturating_sub(1) * RATES).max(BAR) + 8;
    let names = spec.bars.iter().map(|bar| text_width(&bar.name, FONT)).max().unwrap_or(0);
    let texts = spec.bars.iter().map(|bar| text_width(&bar.text, FONT + 10)).max().unwrap_or(0);
    let left = units(names / 10 + 12);
    let room = i64::from(units(width) - left - units(texts / 10 + 14)).max(100);
    let most = spec.bars.iter().map(|bar| bar.people).max().unwrap_or(0).max(1);
    let (svg, marks) = draw(look, (width, height), |area| {
        let mut marks = Vec::new();
        for (row, bar) in spec.bars.iter().enumerate() {
            let place = u32::try_from(row).unwrap_or(0);
            let top = units(4 + place * (BAR + RATES));
            let middle = top + units(BAR) / 2;
            let length = part_of(room, bar.people, most).max(units(3));
            let corners = [(left, top), (left + length, top + units(BAR))];
            area.draw(&Rectangle::new(corners, color(Ink::Main).mix(fade(row)).filled())).ok()?;
            let name = text_style(Ink::Text, FONT).pos(at(HPos::Right));
            area.draw(&Text::new(bar.name.clone(), (left - units(8), middle), name)).ok()?;
            let text = text_style(Ink::Text, FONT + 10).pos(at(HPos::Left));
            let beside = (left + length + units(8), middle);
            area.draw(&Text::new(bar.text.clone(), beside, text)).ok()?;
            if !bar.rates.is_empty() {
                let ink = if bar.bad { Ink::Bad } else { Ink::Muted };
                let style = text_style(ink, FONT).pos(at(HPos::Left));
                let above = (left + units(4), top - units(RATES) / 2);
                area.draw(&Text::new(bar.rates.clone(), above, style)).ok()?;
            }
            let lines = [bar.text.clone(), bar.rates.clone()];
            let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
            let (x, y) = super::plot::to_px((left + length, middle));
            marks.push(Mark { x, y, heading: bar.name.clone(), lines, row });
        }
        Some(marks)
    });
    let bottom = i32::try_from(height).unwrap_or(0);
    Plot { svg, width, height, area: (0, bottom), marks }
}

use plotters::style::text_anchor::{HPos, Pos, VPos};

fn at(side: HPos) -> Pos {
    Pos::new(side, VPos::Center)
}

/// Later steps are paler.
fn fade(row: usize) -> f64 {
    [1.0, 0.82, 0.66, 0.52].get(row).copied().unwrap_or(0.5)
}
