//! Draws points in a plane, cut into quarters at two lines.
//!
//! Roles differ in shape too, so that the picture is read without its colours. The heaviest
//! points, which come first, are named as long as no name stands on another.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::backend::SvgBackend;
use super::look::{Ink, Look, text_width};
use super::plot::{FONT, Mark, Plot, color, draw, text_style, to_px, units};
use super::spec::{Dot, ScatterAxis, ScatterSpec};

const HEIGHT: u32 = 340;
/// CSS pixels around the plane.
const TOP: u32 = 28;
const BOTTOM: u32 = 40;
const RIGHT: u32 = 10;
/// Half the size of a dot.
const DOT: u32 = 5;
/// Dots with a name, and the characters of a name.
const NAMED: usize = 8;
const LETTERS: usize = 8;
/// The height of a line of text.
const LINE: u32 = 16;

/// Left, top, right and bottom, in units of plotters.
type Edges = (i32, i32, i32, i32);
type Area<'a> = DrawingArea<SvgBackend<'a>, Shift>;

pub(super) fn render(spec: &ScatterSpec, look: Look, width: u32) -> Plot {
    let label = |(_, text): &(i64, String)| text_width(text, FONT) / 10;
    let left = spec.y.ticks.iter().map(label).max().unwrap_or(0) + 10;
    let plane =
        (units(left), units(TOP), units(width.saturating_sub(RIGHT)), units(HEIGHT - BOTTOM));
    let (svg, marks) = draw(look, (width, HEIGHT), |area| {
        let mut taken = Vec::new();
        frame(area, spec, plane, &mut taken)?;
        let mut marks = Vec::new();
        let places: Vec<(i32, i32)> = spec.dots.iter().map(|dot| place(spec, dot, plane)).collect();
        for (row, (dot, at)) in spec.dots.iter().zip(&places).enumerate().rev() {
            paint(area, dot.ink, *at)?;
            let (x, y) = to_px(*at);
            let (heading, lines) = (dot.name.clone(), dot.lines.clone());
            marks.push(Mark { x, y, heading, lines, row });
        }
        marks.reverse();
        taken.extend(places.iter().map(|&(x, y)| around((x, y), units(DOT))));
        for (dot, at) in spec.dots.iter().zip(&places).take(NAMED) {
            name(area, dot, *at, plane, &mut taken)?;
        }
        Some(marks)
    });
    let (top, bottom) = (to_px((0, plane.1)).1, to_px((0, plane.3)).1);
    Plot { svg, width, height: HEIGHT, area: (top, bottom), marks }
}

/// Where a value stands on its axis, between two ends.
fn along(axis: &ScatterAxis, value: i64, (from, to): (i32, i32)) -> i32 {
    let step = |value: i64| if axis.doubling { doublings(value) } else { value };
    let ends = axis.ticks.first().zip(axis.ticks.last());
    let Some(((low, _), (high, _))) = ends else { return from };
    let (low, high) = (step(*low), step(*high));
    let part = i128::from(step(value).clamp(low, high.max(low)) - low);
    let room = i128::from(to - from);
    let moved = room * part / i128::from((high - low).max(1));
    from + i32::try_from(moved).unwrap_or(0)
}

/// How often one doubles up to a value, in 1,024ths, straight between two doublings: whole
/// numbers, so that every machine draws the same.
fn doublings(value: i64) -> i64 {
    let value = value.max(1);
    let times = value.ilog2();
    let base = 1i64 << times;
    let rest = i128::from(value - base) * 1024 / i128::from(base);
    i64::from(times) * 1024 + i64::try_from(rest).unwrap_or(0)
}

fn place(spec: &ScatterSpec, dot: &Dot, (left, top, right, bottom): Edges) -> (i32, i32) {
    (along(&spec.x, dot.at.0, (left, right)), along(&spec.y, dot.at.1, (bottom, top)))
}

/// Axes, lines and the names of the quarters.
fn frame(area: &Area<'_>, spec: &ScatterSpec, plane: Edges, taken: &mut Vec<Edges>) -> Option<()> {
    let (left, top, right, bottom) = plane;
    let muted = |h, v| text_style(Ink::Muted, FONT).pos(Pos::new(h, v));
    let mut write = |text: &str, at: (i32, i32), h: HPos| -> Option<()> {
        taken.push(text_box(text, at, h));
        area.draw(&Text::new(text.to_owned(), at, muted(h, VPos::Center))).ok()
    };
    let grid = color(Ink::Grid).stroke_width(10);
    let mut free = i32::MIN;
    for (value, text) in &spec.x.ticks {
        let x = along(&spec.x, *value, (left, right));
        let half = units(text_width(text, FONT) / 20);
        if x - half > free {
            // The first and the last stay inside the picture.
            let at = x.min(right - half + units(RIGHT));
            write(text, (at, bottom + units(11)), HPos::Center)?;
            area.draw(&PathElement::new(vec![(x, top), (x, bottom)], grid)).ok()?;
            free = x + half + units(12);
        }
    }
    let mut free = i32::MAX;
    for (value, text) in &spec.y.ticks {
        let y = along(&spec.y, *value, (bottom, top));
        if y < free {
            write(text, (left - units(6), y), HPos::Right)?;
            area.draw(&PathElement::new(vec![(left, y), (right, y)], grid)).ok()?;
            free = y - units(LINE + 6);
        }
    }
    let line = color(Ink::Muted).stroke_width(12);
    let x = along(&spec.x, spec.x.cut.0, (left, right));
    let y = along(&spec.y, spec.y.cut.0, (bottom, top));
    area.draw(&PathElement::new(vec![(x, top), (x, bottom)], line)).ok()?;
    area.draw(&PathElement::new(vec![(left, y), (right, y)], line)).ok()?;
    let lines = [(x, top, x, bottom), (left, y, right, y)];
    write(&spec.y.name, (0, units(8)), HPos::Left)?;
    write(&spec.x.name, (right, bottom + units(29)), HPos::Right)?;
    write(&spec.x.cut.1, (left, bottom + units(29)), HPos::Left)?;
    write(&spec.y.cut.1, (right, units(8)), HPos::Right)?;
    let (inner_left, inner_right) = (left + units(6), right - units(6));
    let (upper, lower) = (top + units(11), bottom - units(11));
    let corners = [
        (inner_left, upper, HPos::Left),
        (inner_right, upper, HPos::Right),
        (inner_left, lower, HPos::Left),
        (inner_right, lower, HPos::Right),
    ];
    for (text, (x, y, h)) in spec.corners.iter().zip(corners) {
        write(text, (x, y), h)?;
    }
    taken.extend(lines);
    Some(())
}

/// A role's shape: a disc, a square, a triangle, a ring.
fn paint(area: &Area<'_>, ink: Ink, (x, y): (i32, i32)) -> Option<()> {
    let (size, filled) = (units(DOT), color(ink).filled());
    match ink {
        Ink::Profit => {
            let corners = [(x - size, y - size), (x + size, y + size)];
            area.draw(&Rectangle::new(corners, filled)).ok()
        }
        Ink::Image => {
            let corners = vec![(x, y - size), (x + size, y + size), (x - size, y + size)];
            area.draw(&Polygon::new(corners, filled)).ok()
        }
        Ink::Unset => area.draw(&Circle::new((x, y), size, color(ink).stroke_width(16))).ok(),
        _ => area.draw(&Circle::new((x, y), size, filled)).ok(),
    }
}

/// The name of a dot beside it, where it stands on nothing else.
fn name(
    area: &Area<'_>,
    dot: &Dot,
    (x, y): (i32, i32),
    (left, _, right, _): Edges,
    taken: &mut Vec<Edges>,
) -> Option<()> {
    let mut text: String = dot.name.chars().take(LETTERS).collect();
    if dot.name.chars().count() > LETTERS {
        text.push('…');
    }
    let (apart, line) = (units(DOT + 4), units(LINE - 2));
    let beside = [((x + apart, y), HPos::Left), ((x - apart, y), HPos::Right)];
    let over = [((x, y - line), HPos::Center), ((x, y + line), HPos::Center)];
    for (at, h) in beside.into_iter().chain(over) {
        let wanted = text_box(&text, at, h);
        let inside = wanted.0 >= left && wanted.2 <= right;
        if inside && !taken.iter().any(|other| overlap(wanted, *other)) {
            taken.push(wanted);
            let style = text_style(Ink::Text, FONT).pos(Pos::new(h, VPos::Center));
            return area.draw(&Text::new(text, at, style)).ok();
        }
    }
    Some(())
}

fn text_box(text: &str, (x, y): (i32, i32), h: HPos) -> Edges {
    let width = units(text_width(text, FONT) / 10);
    let left = match h {
        HPos::Left => x,
        HPos::Center => x - width / 2,
        HPos::Right => x - width,
    };
    let half = units(LINE / 2);
    (left, y - half, left + width, y + half)
}

fn around((x, y): (i32, i32), size: i32) -> Edges {
    (x - size, y - size, x + size, y + size)
}

fn overlap(one: Edges, other: Edges) -> bool {
    one.0 <= other.2 && other.0 <= one.2 && one.1 <= other.3 && other.1 <= one.3
}
