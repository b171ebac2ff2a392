//! The columns of each family of facts, as data: merge, codec and backup walk them instead of
//! repeating every field.

/// The families of facts, one ledger each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Order lines, from order exports.
    Lines,
    /// After-sale cases, from after-sale exports.
    Cases,
    /// Aggregated figures that 罗盘 states for a shop, product or carrier over a range of days.
    Compass,
}

impl Family {
    pub const ALL: [Family; 3] = [Family::Lines, Family::Cases, Family::Compass];

    pub fn schema(self) -> &'static Schema {
        match self {
            Family::Lines => &super::LINES,
            Family::Cases => &super::CASES,
            Family::Compass => &super::COMPASS,
        }
    }
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// See [`super::Id`].
    Id,
    /// The number of a text in the dictionary.
    Word,
    /// 分.
    Money,
    /// A whole number.
    Count,
    /// Seconds of Beijing wall time.
    Moment,
    /// Days since 1970-01-01.
    Day,
}

/// What an empty cell of a newer file does to a filled one.
#[derive(Clone, Copy, Debug)]
pub enum Empty {
    /// It empties it: the newer file knows better.
    Overwrites,
    /// It leaves it: what has happened (paid, shipped, refunded) does not unhappen.
    Keeps,
    /// It leaves it when the old text says so.
    KeepsIf(fn(&str) -> bool),
}

/// One column: its name in stores and backups, its nature, and how it merges.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    pub name: &'static str,
    pub kind: Kind,
    pub empty: Empty,
}

impl ColumnSpec {
    pub const fn new(name: &'static str, kind: Kind) -> ColumnSpec {
        ColumnSpec { name, kind, empty: Empty::Overwrites }
    }

    pub const fn kept(name: &'static str, kind: Kind) -> ColumnSpec {
        ColumnSpec { name, kind, empty: Empty::Keeps }
    }

    pub const fn kept_if(name: &'static str, kind: Kind, keeps: fn(&str) -> bool) -> ColumnSpec {
        ColumnSpec { name, kind, empty: Empty::KeepsIf(keeps) }
    }
}

/// The columns of a family, which of them identify a row, and which dates it.
#[derive(Debug)]
pub struct Schema {
    /// The family's name in stores and backups.
    pub name: &'static str,
    pub columns: &'static [ColumnSpec],
    pub key: &'static [usize],
    /// The column whose month a row is filed under; it never changes for a key.
    pub filed_by: usize,
}

/// A set of columns of one schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnSet(pub u64);

impl ColumnSet {
    pub const EMPTY: ColumnSet = ColumnSet(0);

    pub fn with(self, column: usize) -> ColumnSet {
        ColumnSet(self.0 | ColumnSet::bit(column))
    }

    pub fn has(self, column: usize) -> bool {
        self.0 & ColumnSet::bit(column) != 0
    }

    pub fn union(self, other: ColumnSet) -> ColumnSet {
        ColumnSet(self.0 | other.0)
    }

    pub fn covers(self, other: ColumnSet) -> bool {
        other.0 & !self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&column| self.has(column))
    }

    fn bit(column: usize) -> u64 {
        u32::try_from(column).ok().and_then(|column| 1u64.checked_shl(column)).unwrap_or(0)
    }
}

impl FromIterator<usize> for ColumnSet {
    fn from_iter<I: IntoIterator<Item = usize>>(columns: I) -> ColumnSet {
        columns.into_iter().fold(ColumnSet::EMPTY, ColumnSet::with)
    }
}
