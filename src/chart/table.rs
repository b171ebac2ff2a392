//! The numbers of a chart as a table: always in the page, for readers, copying and checking.

use crate::domain::{Day, Period};
use crate::metric::{Dimension, Figure, Value};
use crate::text::iso_day;

/// A figure with what says which one it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The metric's id.
    pub metric: &'static str,
    pub figure: Figure,
    pub period: Period,
    /// The dimension and the key in it.
    pub dim: Option<(&'static str, String)>,
    pub basis: Option<&'static str>,
    /// What stands in the cell instead of the plain figure, when it needs more words.
    pub text: Option<String>,
    /// It rests on so little that it must not shout.
    pub muted: bool,
}

impl Cell {
    pub fn new(metric: &'static str, figure: Figure, period: Period) -> Cell {
        Cell { metric, figure, period, dim: None, basis: None, text: None, muted: false }
    }

    /// The attributes by which the figure can be found and checked from outside.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let Cell { metric, figure, period, dim, basis, .. } = self;
        let days = format!("{}..{}", iso_day(period.from), iso_day(period.to));
        let mut attributes = vec![
            ("data-metric", (*metric).to_owned()),
            ("data-value", figure.plain()),
            ("data-period", days),
        ];
        if let Some((dim, key)) = dim {
            attributes.push(("data-dim", (*dim).to_owned()));
            attributes.push(("data-key", key.clone()));
        }
        let optional = [
            ("data-basis", basis.map(str::to_owned)),
            ("data-source", figure.source.map(|source| source.id().to_owned())),
            ("data-missing", (figure.missing > 0).then(|| figure.missing.to_string())),
            ("data-bound", figure.upper.then(|| "upper".to_owned())),
            ("data-approx", figure.approx.map(str::to_owned)),
        ];
        attributes.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        attributes
    }

    /// What stands in the cell: the full number, or a dash.
    pub fn shown(&self) -> String {
        let full = || self.figure.value.map_or_else(|| "—".to_owned(), Value::full);
        self.text.clone().unwrap_or_else(full)
    }

    pub fn keyed(self, dim: &'static str, key: impl Into<String>) -> Cell {
        Cell { dim: Some((dim, key.into())), ..self }
    }
}

/// What a click on a row, or on its mark, asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Jump {
    /// Only the sales of an id.
    Only(Dimension, String),
    /// Only this day.
    Day(Day),
}

/// A row with its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    pub heading: String,
    pub cells: Vec<Cell>,
    /// Plain texts after the figures.
    pub texts: Vec<String>,
    pub jump: Option<Jump>,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<TableRow>,
}

impl Table {
    /// The table as lines of cells, figures in their plain form: for files and the clipboard.
    pub fn lines(&self) -> Vec<Vec<String>> {
        let rows = self.rows.iter().map(|row| {
            let figures = row.cells.iter().map(|cell| cell.figure.plain());
            let heading = std::iter::once(row.heading.clone());
            heading.chain(figures).chain(row.texts.iter().cloned()).collect()
        });
        std::iter::once(self.columns.clone()).chain(rows).collect()
    }

    /// The column heads, each with its class: `text` above words, `number` above figures.
    pub fn headed(&self) -> impl Iterator<Item = (&str, &'static str)> {
        let texts = self.rows.first().map_or(0, |row| row.texts.len());
        let first_text = self.columns.len() - texts.min(self.columns.len());
        let class = move |place: usize| match place.checked_sub(first_text) {
            Some(text) => self.text_class(text),
            None => "number",
        };
        self.columns.iter().enumerate().map(move |(place, name)| (name.as_str(), class(place)))
    }

    /// The class of a column of texts: those of numbers alone stand as figures do.
    pub fn text_class(&self, place: usize) -> &'static str {
        let numeric = |row: &TableRow| {
            let text = row.texts.get(place).map_or("", String::as_str);
            let first = text.trim_start_matches(['+', '-', '¥']).chars().next();
            first.is_none_or(|first| first.is_ascii_digit() || first == '—')
                && text.chars().all(|sign| sign != ' ')
        };
        if self.rows.iter().all(numeric) { "number" } else { "text" }
    }
}
