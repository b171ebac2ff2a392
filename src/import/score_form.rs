//! 体验分 has no export: a table to fill in, and a day typed into the page, which makes the same
//! table, so that both go through the same checks, preview and history.

use super::format::Field;
use super::service::SCORE;

/// The name of the template; what is typed in is named after its day.
pub const SCORE_TEMPLATE: &str = "店盘_体验分模板.csv";

/// How many of the template's columns the page asks for: the day, the score and its parts.
pub const ASKED: usize = 6;

/// The headers of the template, the day first.
pub fn score_headers() -> Vec<&'static str> {
    let fields = SCORE.layouts.iter().flat_map(|layout| layout.fields);
    fields.filter_map(|field: &Field| field.names.first().copied()).collect()
}

/// The template: headers and nothing else.
pub fn score_template() -> String {
    table(&[])
}

/// The name and the text of the file that a day and its scores are, in the order of the headers.
pub fn score_file(row: &[String]) -> (String, String) {
    let day = row.first().map_or("", String::as_str);
    (format!("体验分_{day}.csv"), table(row))
}

/// With a mark, so that Excel reads it as UTF-8. A row that is shorter is filled up.
fn table(row: &[String]) -> String {
    let headers = score_headers();
    let mut text = format!("\u{feff}{}\r\n", headers.join(","));
    if !row.is_empty() {
        let cell =
            |place: usize| row.get(place).map_or("", |cell| cell.trim()).replace('"', "\"\"");
        let cells: Vec<String> =
            (0..headers.len()).map(|place| format!("\"{}\"", cell(place))).collect();
        text += &cells.join(",");
        text += "\r\n";
    }
    text
}
