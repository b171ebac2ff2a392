//! Draws the product mix: shares above targets.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::MixSpec;

const HEIGHT: u32 = 124;
/// CSS pixels from the top: names, the bar of shares, the bar of targets, their texts.
const NAMES: u32 = 12;
const SHARES: (u32, u32) = (24, 64);
const TARGETS: (u32, u32) = (80, 90);
const TARGET_TEXTS: u32 = 106;
const GAP: u32 = 2;

pub(super) fn render(spec: &MixSpec, look: Look, width: u32) -> Plot {
    let (svg, marks) = draw(look, (width, HEIGHT), |area| {
        let mut marks = Vec::new();
        let mut from = 0;
        for (row, (name, share, text, ink)) in spec.shares.iter().enumerate() {
            let (left, right) = stretch(width, from, *share);
            from += share;
            let corners = [(left, units(SHARES.0)), (right, units(SHARES.1))];
            let (x, y) = to_px(((left + right) / 2, units(SHARES.0)));
            let lines = vec![text.clone()];
            marks.push(Mark { x, y, heading: name.clone(), lines, row });
            if right <= left {
                continue;
            }
            area.draw(&Rectangle::new(corners, color(*ink).filled())).ok()?;
            let fits = |text: &str| right - left > units(text_width(text, FONT) / 10 + 10);
            if fits(name) {
                let style = text_style(Ink::Text, FONT).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw(&Text::new(name.clone(), (left, units(NAMES)), style)).ok()?;
            }
            if fits(text) {
                let middle = i32::midpoint(units(SHARES.0), units(SHARES.1));
                let style = text_style(Ink::OnFill, FONT).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw(&Text::new(text.clone(), (left + units(8), middle), style)).ok()?;
            }
        }
        let mut from = 0;
        for (target, text, ink) in &spec.targets {
            let (left, right) = stretch(width, from, *target);
            from += target;
            let corners = [(left, units(TARGETS.0)), (right, units(TARGETS.1))];
            area.draw(&Rectangle::new(corners, color(*ink).mix(0.35).filled())).ok()?;
            let style = text_style(Ink::Muted, FONT).pos(Pos::new(HPos::Left, VPos::Center));
            area.draw(&Text::new(text.clone(), (left, units(TARGET_TEXTS)), style)).ok()?;
        }
        Some(marks)
    });
    let bottom = i32::try_from(HEIGHT).unwrap_or(0);
    Plot { svg, width, height: HEIGHT, area: (0, bottom), marks }
}

/// Left and right of a share that begins after others, all in millionths of the width.
fn stretch(width: u32, from: i64, share: i64) -> (i32, i32) {
    let whole = i64::from(units(width));
    let place = |millionths: i64| i32::try_from(whole * millionths / 1_000_000).unwrap_or(0);
    (place(from), place(from + share) - units(GAP))
}
