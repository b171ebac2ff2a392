//! Words in Simplified Chinese and English, side by side, and numbers for people.
//!
//! Architecture invariant: this is the only place that prints a number or a date.

mod cell;
mod csv;
mod date;
mod number;
mod phrase;

pub use cell::cell_text;
pub use csv::csv_cell;
pub use date::{
    Style, day_name, iso_day, long_day, moment_text, month_text, near_moment, period_text,
    short_day, stamp, weekday_name,
};
pub use number::{
    axis_count, axis_money, axis_percent, change_text, compact_count, compact_money,
    compact_signed_money, count_text, decimal_text, full_money, percent_text, plain_hundredths,
    plain_millionths, plain_money, points_text, signed_count, signed_money, size_text,
};
pub use phrase::{Lang, Phrase, phrase};
