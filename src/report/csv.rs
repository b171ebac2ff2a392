//! CSV files that we write.

use crate::chart::Table;

/// A cell as it may stand in CSV: quoted where it must be, and with an apostrophe where a
/// spreadsheet would take it for a formula.
pub fn csv_cell(text: &str) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];
    let text = if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A table as a CSV file, with the mark that spreadsheets know UTF-8 by. Figures stand as plain
/// numbers, so that a spreadsheet can go on with them.
pub fn table_csv(table: &Table) -> String {
    let line = |cells: &Vec<String>| {
        cells.iter().map(|cell| number_or_cell(cell)).collect::<Vec<_>>().join(",") + "\r\n"
    };
    let lines: String = table.lines().iter().map(line).collect();
    format!("\u{feff}{lines}")
}

/// A negative number is no formula.
fn number_or_cell(text: &str) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if number { text.to_owned() } else { csv_cell(text) }
}
