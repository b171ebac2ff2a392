//! Tables that tests fill by column name and write as CSV or XLSX.

use std::collections::BTreeMap;

use super::file::File;
use super::xlsx::{Kind, Workbook};

/// A row by column name; columns that it does not name are empty.
#[derive(Clone, Debug, Default)]
pub struct Row(pub BTreeMap<String, String>);

impl Row {
    pub fn new(cells: &[(&str, &str)]) -> Row {
        Row::default().with(cells)
    }

    pub fn with(mut self, cells: &[(&str, &str)]) -> Row {
        for (name, value) in cells {
            self.0.insert((*name).to_owned(), (*value).to_owned());
        }
        self
    }

    pub fn set(self, name: &str, value: &str) -> Row {
        self.with(&[(name, value)])
    }
}

/// A header and its rows.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// `header` is a line of names with commas between.
    pub fn new<'a>(header: &str, rows: impl IntoIterator<Item = &'a Row>) -> Grid {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let cells = |row: &Row| {
            let cell = |name: &String| row.0.get(name).cloned().unwrap_or_default();
            header.iter().map(cell).collect()
        };
        let rows = rows.into_iter().map(cells).collect();
        Grid { header, rows }
    }

    /// The header and its rows.
    pub fn lists(&self) -> Vec<Vec<String>> {
        std::iter::once(&self.header).chain(&self.rows).cloned().collect()
    }

    pub fn column(&self, name: &str) -> usize {
        self.header.iter().position(|known| known == name).unwrap()
    }

    pub fn without(&self, name: &str) -> Grid {
        let gone = self.column(name);
        let cut = |cells: &Vec<String>| {
            let kept = cells.iter().enumerate().filter(|&(place, _)| place != gone);
            kept.map(|(_, cell)| cell.clone()).collect()
        };
        Grid { header: cut(&self.header), rows: self.rows.iter().map(cut).collect() }
    }

    pub fn renamed(&self, from: &str, to: &str) -> Grid {
        let mut grid = self.clone();
        let place = grid.column(from);
        to.clone_into(&mut grid.header[place]);
        grid
    }

    /// The same columns in another order.
    pub fn arranged(&self, order: &[usize]) -> Grid {
        let move_cells = |cells: &Vec<String>| order.iter().map(|&at| cells[at].clone()).collect();
        Grid { header: move_cells(&self.header), rows: self.rows.iter().map(move_cells).collect() }
    }

    /// CSV with LF, quoted only where it must be.
    pub fn text(&self) -> String {
        self.lines("\n", false)
    }

    pub fn lines(&self, end: &str, quote_all: bool) -> String {
        let quoted = |cell: &String| {
            if quote_all || cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let line = |cells: &Vec<String>| {
            let cells: Vec<String> = cells.iter().map(quoted).collect();
            cells.join(",") + end
        };
        std::iter::once(&self.header).chain(&self.rows).map(line).collect()
    }

    /// A UTF-8 CSV file.
    pub fn csv(&self, name: &str) -> File {
        File::new(name, self.text())
    }

    /// A workbook of one sheet with shared strings.
    pub fn xlsx(&self, name: &str) -> File {
        File::new(name, Workbook::default().sheet("Sheet1", self.lists(), Kind::Shared).bytes())
    }
}
