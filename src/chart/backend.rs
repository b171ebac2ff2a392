//! The backend that plotters draws through: SVG elements with colours by role.
//!
//! Plotters' own SVG backend measures text through the DOM on wasm (a forced reflow, and another
//! picture than natively). This one measures with our own table and gives the same bytes
//! everywhere. Plotters works in whole pixels, so it is handed ten times as many and the point
//! is put back when writing.

use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::look::{Ink, Look, text_width};

/// Units of plotters in a CSS pixel.
pub(super) const SCALE: u32 = 10;

/// Drawing into a string cannot fail.
#[derive(Debug)]
pub(super) struct Never;

impl std::fmt::Display for Never {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Never {}

type Drawn = Result<(), DrawingErrorKind<Never>>;

/// See the file's head.
pub(super) struct SvgBackend<'a> {
    pub svg: &'a mut String,
    pub look: Look,
    /// In units of plotters.
    pub size: (u32, u32),
}

/// A length in CSS pixels with one decimal.
fn px(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, tenth) = (units.unsigned_abs() / SCALE, units.unsigned_abs() % SCALE);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

impl SvgBackend<'_> {
    fn ink(color: BackendColor) -> Ink {
        Ink::from_code(color.rgb.2)
    }

    /// Adds to the picture; a `String` takes everything.
    fn add(&mut self, element: std::fmt::Arguments<'_>) -> Drawn {
        _ = self.svg.write_fmt(element);
        Ok(())
    }

    /// ` fill="…"` or ` stroke="…"` with its opacity.
    fn paint(&self, what: &str, color: BackendColor) -> String {
        let hue = self.look.color(Self::ink(color));
        let hundredths = opacity(color.alpha);
        match hundredths {
            100 => format!(" {what}=\"{hue}\""),
            part => format!(" {what}=\"{hue}\" {what}-opacity=\"0.{part:02}\""),
        }
    }

    fn stroke<S: BackendStyle>(&self, style: &S) -> String {
        let ink = Self::ink(style.color());
        let dashed = matches!(ink, Ink::Before | Ink::YearBefore);
        let width = px(i32::try_from(style.stroke_width()).unwrap_or(10));
        let dash = if dashed { " stroke-dasharray=\"3 4\"" } else { "" };
        format!("{} stroke-width=\"{width}\"{dash}", self.paint("stroke", style.color()))
    }
}

/// Hundredths of an opacity.
#[allow(clippy::as_conversions, reason = "a fraction of one times a hundred fits any integer")]
fn opacity(alpha: f64) -> u32 {
    (alpha.clamp(0.0, 1.0) * 100.0).round() as u32
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Never;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let (x1, y1, x2, y2) = (px(from.0), px(from.1), px(to.0), px(to.1));
        let stroke = self.stroke(style);
        self.add(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{stroke}/>"))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (px(upper_left.0), px(upper_left.1));
        let width = px((bottom_right.0 - upper_left.0).max(0));
        let height = px((bottom_right.1 - upper_left.1).max(0));
        let paint = if fill {
            self.paint("fill", style.color())
        } else {
            format!(" fill=\"none\"{}", self.stroke(style))
        };
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"{paint}/>"
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points = points(path);
        let stroke = self.stroke(style);
        self.add(format_args!(
            "<polyline points=\"{points}\" fill=\"none\" stroke-linejoin=\"round\"{stroke}/>"
        ))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (px(center.0), px(center.1));
        let radius = px(i32::try_from(radius).unwrap_or(0));
        let paint = if fill {
            self.paint("fill", style.color())
        } else {
            format!(" fill=\"none\"{}", self.stroke(style))
        };
        self.add(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{paint}/>"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        let points = points(vertices);
        let fill = self.paint("fill", style.color());
        self.add(format_args!("<polygon points=\"{points}\"{fill}/>"))
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        place: BackendCoord,
    ) -> Drawn {
        let (x, size) = (px(place.0), font_size(style));
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // The baseline, by the font's usual proportions: dominant-baseline is not honoured alike.
        let drop = match style.anchor().v_pos {
            VPos::Top => size * 85 / 100,
            VPos::Center => size * 35 / 100,
            VPos::Bottom => -(size * 15 / 100),
        };
        let y = px(place.1 + drop);
        let fill = self.paint("fill", style.color());
        let size = px(size);
        let text = escaped(text);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\"{fill}>{text}</text>"
        ))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Never>> {
        let size = u32::try_from(font_size(style)).unwrap_or(0);
        Ok((text_width(text, size), size))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

/// In units of plotters. Plotters keeps font sizes as floats.
#[allow(clippy::as_conversions, reason = "font sizes are small")]
fn font_size<T: BackendTextStyle>(style: &T) -> i32 {
    style.size().round() as i32
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<String> =
        path.into_iter().map(|(x, y)| format!("{},{}", px(x), px(y))).collect();
    points.join(" ")
}

/// Text as the content of an XML element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
