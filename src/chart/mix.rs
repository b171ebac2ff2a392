//! Draws the product mix: the shares by each basis above the targets.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::{MixPart, MixSpec};

/// CSS pixels: from one basis to the next, from its top to the middle of its name, its bar.
const STEP: u32 = 54;
const NAME: u32 = 10;
const BAR: (u32, u32) = (20, 48);
/// The same for the bar of targets, and the middle of its texts.
const TARGETS: (u32, u32) = (6, 16);
const TARGET_TEXTS: u32 = 30;
const FOOT: u32 = 40;
const GAP: u32 = 2;

pub(super) fn render(spec: &MixSpec, look: Look, width: u32) -> Plot {
    let below = STEP * u32::try_from(spec.bars.len()).unwrap_or(0);
    let height = below + FOOT;
    let (svg, marks) = draw(look, (width, height), |area| {
        let left = Pos::new(HPos::Left, VPos::Center);
        let mut marks = Vec::new();
        let mut top = 0;
        for (place, bar) in spec.bars.iter().enumerate() {
            let ink = if place == 0 { Ink::Text } else { Ink::Muted };
            let style = text_style(ink, FONT).pos(left);
            area.draw(&Text::new(bar.name.clone(), (0, units(top + NAME)), style)).ok()?;
            let (from, to) = (units(top + BAR.0), units(top + BAR.1));
            for (row, (part, (left_end, right_end))) in stretches(&bar.parts, width).enumerate() {
                let (x, y) = to_px(((left_end + right_end) / 2, from));
                let heading = format!("{} {}", part.name, bar.name);
                marks.push(Mark { x, y, heading, lines: vec![part.text.clone()], row });
                if right_end <= left_end {
                    continue;
                }
                let corners = [(left_end, from), (right_end, to)];
                area.draw(&Rectangle::new(corners, color(part.ink).filled())).ok()?;
                if right_end - left_end > units(text_width(&part.text, FONT) / 10 + 10) {
                    let style = text_style(Ink::OnFill, FONT).pos(left);
                    let at = (left_end + units(8), i32::midpoint(from, to));
                    area.draw(&Text::new(part.text.clone(), at, style)).ok()?;
                }
            }
            top += STEP;
        }
        for (part, (left_end, right_end)) in stretches(&spec.targets, width) {
            let corners = [(left_end, units(top + TARGETS.0)), (right_end, units(top + TARGETS.1))];
            area.draw(&Rectangle::new(corners, color(part.ink).mix(0.35).filled())).ok()?;
            let long = format!("{} {}", part.name, part.text);
            let fits = right_end - left_end > units(text_width(&long, FONT) / 10);
            let text = if fits { long } else { part.text.clone() };
            let style = text_style(Ink::Muted, FONT).pos(left);
            area.draw(&Text::new(text, (left_end, units(top + TARGET_TEXTS)), style)).ok()?;
        }
        Some(marks)
    });
    let bottom = i32::try_from(height).unwrap_or(0);
    Plot { svg, width, height, area: (0, bottom), marks }
}

/// Parts with their left and right, one after the other.
fn stretches(parts: &[MixPart], width: u32) -> impl Iterator<Item = (&MixPart, (i32, i32))> {
    let mut from = 0;
    parts.iter().map(move |part| {
        let ends = stretch(width, from, part.share);
        from += part.share;
        (part, ends)
    })
}

/// Left and right of a share that begins after others, all in millionths of the width.
fn stretch(width: u32, from: i64, share: i64) -> (i32, i32) {
    let whole = i64::from(units(width));
    let place = |millionths: i64| i32::try_from(whole * millionths / 1_000_000).unwrap_or(0);
    (place(from), place(from + share) - units(GAP))
}
