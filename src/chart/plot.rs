//! A drawn chart, and the canvas that the drawings share.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::backend::{SCALE, SvgBackend};
use super::look::{Ink, Look};

/// Where a datum is, for the cursor and its tooltip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// CSS pixels from the left and the top.
    pub x: i32,
    pub y: i32,
    /// What the tooltip says: a heading, then lines.
    pub heading: String,
    pub lines: Vec<String>,
    /// The row of the chart's table.
    pub row: usize,
}

/// A drawn chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plot {
    /// The whole `<svg>` element, as it may stand in HTML; XML parsers want a namespace added.
    /// It holds no user text but what went through escaping.
    pub svg: String,
    pub width: u32,
    pub height: u32,
    /// Top and bottom of the drawing area, between which the cursor line runs.
    pub area: (i32, i32),
    pub marks: Vec<Mark>,
}

impl Plot {
    /// Writes a word large and pale over the middle of the picture.
    pub fn stamp(&mut self, word: &str) {
        let Some(body) = self.svg.strip_suffix(END) else { return };
        let (x, y) = (self.width / 2, self.height / 2);
        let color = Look::Paper.color(Ink::Loss);
        self.svg = format!(
            "{body}<text x=\"{x}\" y=\"{y}\" font-size=\"72\" letter-spacing=\"24\" text-anchor=\"middle\" fill=\"{color}\" opacity=\".22\">{word}</text>{END}"
        );
    }
}

/// How a picture ends.
const END: &str = "</svg>";

/// Font size of axis labels and values, in CSS pixels times ten.
pub(super) const FONT: u32 = 115;

/// Draws on a fresh canvas. A drawing that fails leaves an empty picture: only plotters' own
/// arithmetic could fail, our backend cannot.
pub(super) fn draw<T: Default>(
    look: Look,
    (width, height): (u32, u32),
    paint: impl FnOnce(&DrawingArea<SvgBackend<'_>, Shift>) -> Option<T>,
) -> (String, T) {
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif\">"
    );
    let size = (width * SCALE, height * SCALE);
    let painted = {
        let area = SvgBackend { svg: &mut svg, look, size }.into_drawing_area();
        paint(&area).unwrap_or_default()
    };
    svg.push_str(END);
    (svg, painted)
}

/// A role as a colour of plotters.
pub(super) fn color(ink: Ink) -> RGBColor {
    RGBColor(0, 0, ink.code())
}

/// A text style of a role.
pub(super) fn text_style(ink: Ink, size: u32) -> TextStyle<'static> {
    let mut style = TextStyle::from(("sans-serif", size));
    style.color = color(ink).to_backend_color();
    style
}

/// CSS pixels of a place in units of plotters.
pub(super) fn to_px((x, y): (i32, i32)) -> (i32, i32) {
    let scale = i32::try_from(SCALE).unwrap_or(1);
    (x / scale, y / scale)
}

/// `room × value ÷ whole`, for values of any size.
pub(super) fn part_of(room: i64, value: i64, whole: i64) -> i32 {
    let part = i128::from(room) * i128::from(value) / i128::from(whole.max(1));
    i32::try_from(part).unwrap_or(0)
}

/// Units of plotters of CSS pixels.
pub(super) fn units(px: u32) -> i32 {
    i32::try_from(px * SCALE).unwrap_or(i32::MAX)
}
