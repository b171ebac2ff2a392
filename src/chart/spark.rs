//! A line without axes, beside a figure.

use std::fmt::Write;

use super::look::{Ink, Look};
use super::plot::part_of;

const WIDTH: i64 = 1200;
const HEIGHT: i64 = 280;

/// A small line of some days' values as an `<svg>`; gaps where a day is missing. It says nothing
/// that the figure does not, so it is hidden from readers.
pub fn sparkline(values: &[Option<i64>], ink: Ink, look: Look) -> String {
    let known: Vec<i64> = values.iter().flatten().copied().collect();
    let (Some(&low), Some(&high)) = (known.iter().min(), known.iter().max()) else {
        return String::new();
    };
    let last = i64::try_from(values.len()).unwrap_or(1) - 1;
    if last < 1 {
        return String::new();
    }
    let mut path = String::new();
    let mut pen = 'M';
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value else {
            pen = 'M';
            continue;
        };
        let x = i64::try_from(place).unwrap_or(0) * WIDTH / last;
        let below = part_of(HEIGHT - 40, high.saturating_sub(*value), high.saturating_sub(low));
        let y = 20 + i64::from(below);
        _ = write!(path, "{pen}{} {}", tenths(x), tenths(y));
        pen = 'L';
    }
    let color = look.color(ink);
    format!(
        "<svg viewBox=\"0 0 120 28\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.6\" stroke-linejoin=\"round\" vector-effect=\"non-scaling-stroke\"/></svg>"
    )
}

fn tenths(value: i64) -> String {
    format!("{}.{}", value / 10, value % 10)
}
