//! The numbers of a chart as a table: always in the page, for readers, copying and checking.

use crate::domain::Period;
use crate::metric::Figure;

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
}

impl Cell {
    pub fn new(metric: &'static str, figure: Figure, period: Period) -> Cell {
        Cell { metric, figure, period, dim: None, basis: None, text: None }
    }

    pub fn keyed(self, dim: &'static str, key: impl Into<String>) -> Cell {
        Cell { dim: Some((dim, key.into())), ..self }
    }
}

/// A row with its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub heading: String,
    pub cells: Vec<Cell>,
    /// Plain texts after the figures.
    pub texts: Vec<String>,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<TableRow>,
}
