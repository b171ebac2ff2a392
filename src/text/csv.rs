//! Cells of CSV files that we write.

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
