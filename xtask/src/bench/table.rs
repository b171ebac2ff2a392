//! The result as one Markdown text: for the terminal, and for the file that is kept.

use super::budget::{Check, UNCHECKED};
use super::data::Data;
use super::row::{Row, Verdict};

const HEAD: [&str; 10] = [
    "file",
    "contender",
    "start ms",
    "first ms",
    "median ms",
    "MB/s",
    "block ms",
    "peak MB",
    "others",
    "answer",
];

/// What stands around the table.
#[derive(Debug)]
pub struct Report<'a> {
    pub machine: String,
    pub runs: u32,
    pub files: &'a [Data],
    pub rows: &'a [Row],
    pub notes: &'a [String],
    pub checks: &'a [Check],
}

impl Report<'_> {
    pub fn text(&self) -> String {
        let rows: Vec<Vec<String>> = self.rows.iter().map(cells).collect();
        let checks: Vec<Vec<String>> = self.checks.iter().map(|it| it.cells().to_vec()).collect();
        let sizes = self.files.iter().map(|data| {
            format!("{}: {} lines, {:.1} MB", data.name, data.lines, megabytes(data.bytes))
        });
        let notes: String = self.notes.iter().map(|note| format!("- {note}\n")).collect();
        format!(
            "# What reading and importing takes\n\n\
             Written by `cargo xtask bench`, everything in one run; only ratios within it say something.\n\n\
             {}\n\n\
             Files, generated: {}. 62 columns (64 in the workbook), ninety days.\n\n\
             Medians of {} runs after a collection of garbage, first run included. *start*: from the \
             navigation until a file could be taken. *first*: the first run after it. *block*: the longest \
             time that the page was deaf in a run, median. *peak*: the most memory that the page's process \
             ever had, over all runs. *others*: cores at work for other programs meanwhile; \
             the nearer to 0, the more a ratio says. *answer*: all sums against those of the generator.\n\n\
             {}\n{}\n## Budgets\n\n{}\n{}\n",
            self.machine,
            sizes.collect::<Vec<_>>().join("; "),
            self.runs,
            markdown(&HEAD.map(str::to_owned), &rows),
            notes,
            markdown(&["budget", "found", "floor", "aim", ""].map(str::to_owned), &checks),
            UNCHECKED,
        )
    }
}

fn cells(row: &Row) -> Vec<String> {
    let number = |number: Option<f64>| number.map_or_else(|| "-".into(), |it| format!("{it:.0}"));
    let answer = match &row.verdict {
        Verdict::Unasked => "-".to_owned(),
        Verdict::Exact => "exact".to_owned(),
        Verdict::Wrong(words) => format!("**wrong**: {words}"),
        Verdict::Refused(words) => words.clone(),
        Verdict::Failed(words) => format!("**failed**: {words}"),
    };
    vec![
        row.file.clone(),
        row.contender.clone(),
        number(row.start),
        number(row.runs.first().copied()),
        number(row.median()),
        number(row.megabytes_a_second()),
        number(row.block()),
        number(row.memory),
        row.others.map_or_else(|| "-".into(), |cores| format!("{cores:.1}")),
        answer,
    ]
}

/// A table in Markdown, padded so that a terminal shows it as one too.
fn markdown(head: &[String], rows: &[Vec<String>]) -> String {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let width = |place: usize| {
        all().filter_map(|row| row.get(place)).map(|cell| wide(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &[String]| {
        let padded = row.iter().zip(&widths).map(|(cell, width)| {
            format!(" {cell}{} |", " ".repeat(width.saturating_sub(wide(cell))))
        });
        format!("|{}\n", padded.collect::<String>())
    };
    let rule: String = widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect();
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}|{rule}\n{body}", line(head))
}

/// Columns of a terminal: Chinese characters take two.
fn wide(text: &str) -> usize {
    text.chars().map(|it| if ('\u{2e80}'..'\u{ff00}').contains(&it) { 2 } else { 1 }).sum()
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let text = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let table = markdown(&text(&["a", "b"]), &[text(&["店", "1"]), text(&["long", "-"])]);
        assert_eq!(table, "| a    | b |\n|------|---|\n| 店   | 1 |\n| long | - |\n");
    }
}
