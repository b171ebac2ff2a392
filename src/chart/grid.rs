//! A big table as plain data: what its columns are, in which order its rows stand, and which of
//! them are in view. The part that shows it draws those rows and nothing else.

use super::table::{Cell, Jump};
use crate::domain::sort_by_key;
use crate::text::Phrase;

/// A column of a big table. The first one names the row and always stands.
#[derive(Clone, Copy, Debug)]
pub struct GridColumn {
    pub id: &'static str,
    pub name: Phrase,
    /// What stands in it, and what to beware of.
    pub hint: Phrase,
    /// Shown unless the operator chose otherwise.
    pub usual: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridItem {
    /// A figure, or nothing where `text` stands.
    pub cell: Option<Cell>,
    pub text: String,
    /// Smaller, after it, with its class.
    pub extra: Option<(&'static str, String)>,
    /// Where a click leads.
    pub jump: Option<Jump>,
}

impl GridItem {
    pub fn text(text: impl Into<String>) -> GridItem {
        GridItem { text: text.into(), ..GridItem::default() }
    }

    /// For files and the clipboard: a figure in its plain form.
    pub fn plain(&self) -> String {
        self.cell.as_ref().map_or_else(|| self.text.clone(), |cell| cell.figure.plain())
    }
}

/// The column that a table is sorted by, and whether the greatest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    pub column: usize,
    pub falling: bool,
}

impl Sorting {
    /// After a press on a head: numbers fall at first, names rise; a second press turns round.
    pub fn pressed(self, column: usize) -> Sorting {
        let falling = if self.column == column { !self.falling } else { column > 0 };
        Sorting { column, falling }
    }

    /// The value of `aria-sort`.
    pub fn told(self, column: usize) -> &'static str {
        match (self.column == column, self.falling) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

/// The places of rows by what they are sorted by. What is not known stands last in both
/// directions; equals stay as they were.
pub fn in_order(numbers: &[Option<i64>], falling: bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    sort_by_key(&mut places, |&place| {
        let number = numbers.get(place).copied().flatten();
        (
            number.is_none(),
            number.map(|number| if falling { -i128::from(number) } else { number.into() }),
        )
    });
    places
}

/// The rows in view with some above and below, and the room of the others in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    pub from: usize,
    pub to: usize,
    pub above: usize,
    pub below: usize,
}

/// Rows drawn beyond the view, so that a step of the wheel or the keyboard finds them there, and
/// rows by which the frame moves, so that not every pixel of scrolling redraws.
const BEYOND: usize = 12;
const STEP: usize = 6;

impl Frame {
    /// The frame of `count` rows, each `row` pixels high, in a view of `height` pixels that is
    /// scrolled down by `top`.
    pub fn of(count: usize, row: usize, top: usize, height: usize) -> Frame {
        let row = row.max(1);
        let first = (top / row).saturating_sub(BEYOND);
        let room = height.div_ceil(row) + 2 * BEYOND + STEP;
        // The end of the table always fills the view.
        let from = (first - first % STEP).min(count.saturating_sub(room));
        let to = from.saturating_add(room).min(count);
        Frame { from, to, above: from * row, below: (count - to) * row }
    }
}
