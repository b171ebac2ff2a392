//! Tables of charts as CSV files.

use crate::chart::Table;
use crate::text::csv_cell;

/// A table as a CSV file, with the mark that spreadsheets know UTF-8 by. Figures stand as plain
/// numbers, so that a spreadsheet can go on with them.
pub fn table_csv(table: &Table) -> String {
    lines_csv(&table.lines())
}

/// The same of lines of cells.
pub fn lines_csv(lines: &[Vec<String>]) -> String {
    format!("\u{feff}{}", joined(lines, ",", number_or_cell))
}

/// Lines of cells as the clipboard wants them for a spreadsheet. A number of more than fifteen
/// digits is an id, of which a spreadsheet would keep fifteen: it goes in as a text.
pub fn lines_tsv(lines: &[Vec<String>]) -> String {
    joined(lines, "\t", |cell| {
        let cell = cell.replace(['\t', '\r', '\n'], " ");
        let id = cell.len() > 15 && cell.bytes().all(|byte| byte.is_ascii_digit());
        if id { format!("=\"{cell}\"") } else { number_or_cell(&cell) }
    })
}

fn joined(lines: &[Vec<String>], between: &str, cell: impl Fn(&str) -> String) -> String {
    let line = |cells: &Vec<String>| {
        cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(between) + "\r\n"
    };
    lines.iter().map(line).collect()
}

/// A negative number is no formula.
fn number_or_cell(text: &str) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if number { text.to_owned() } else { csv_cell(text) }
}
