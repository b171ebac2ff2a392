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
    /// Live sessions.
    Lives,
    /// Short videos over a range of days.
    Videos,
    /// Cooperating creators over a range of days.
    Creators,
    /// Orders with a commission, from 精选联盟 and 团长.
    Alliance,
    /// What 千川 spent and brought.
    Ads,
    /// Settled orders, from 结算账单.
    Settlements,
    /// Movements of money, from 动账明细.
    Funds,
    /// Reviews: stars and classes, never their text.
    Reviews,
    /// 客服: each agent's day.
    Agents,
    /// 体验分 by day.
    Scores,
    /// Sums of order lines of long ago, see [`super::RollupColumn`].
    Rollups,
}

impl Family {
    pub const ALL: [Family; 14] = [
        Family::Lines,
        Family::Cases,
        Family::Compass,
        Family::Lives,
        Family::Videos,
        Family::Creators,
        Family::Alliance,
        Family::Ads,
        Family::Settlements,
        Family::Funds,
        Family::Reviews,
        Family::Agents,
        Family::Scores,
        Family::Rollups,
    ];

    pub fn schema(self) -> &'static Schema {
        match self {
            Family::Lines => &super::LINES,
            Family::Cases => &super::CASES,
            Family::Compass => &super::COMPASS,
            Family::Lives => &super::LIVES,
            Family::Videos => &super::VIDEOS,
            Family::Creators => &super::CREATORS,
            Family::Alliance => &super::ALLIANCE,
            Family::Ads => &super::ADS,
            Family::Settlements => &super::SETTLEMENTS,
            Family::Funds => &super::FUNDS,
            Family::Reviews => &super::REVIEWS,
            Family::Agents => &super::AGENTS,
            Family::Scores => &super::SCORES,
            Family::Rollups => &super::ROLLUPS,
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
    /// Millionths.
    Ratio,
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
    /// What has happened stays: an empty cell of a newer file does not empty it.
    pub const fn kept(self) -> ColumnSpec {
        ColumnSpec { empty: Empty::Keeps, ..self }
    }

    pub const fn kept_if(self, keeps: fn(&str) -> bool) -> ColumnSpec {
        ColumnSpec { empty: Empty::KeepsIf(keeps), ..self }
    }
}

/// Column constructors by kind, for [`columns!`].
macro_rules! kinds {
    ($($function:ident => $kind:ident),+ $(,)?) => {$(
        pub(super) const fn $function(name: &'static str) -> ColumnSpec {
            ColumnSpec { name, kind: Kind::$kind, empty: Empty::Overwrites }
        }
    )+};
}

kinds! {
    id => Id,
    word => Word,
    money => Money,
    count => Count,
    moment => Moment,
    day => Day,
    ratio => Ratio,
}

/// Declares the columns of a family once: the enum that names them, and the schema in its order.
macro_rules! columns {
    (
        $(#[$enum_doc:meta])*
        pub enum $columns:ident { $($(#[$doc:meta])* $column:ident = $spec:expr,)+ }
        $(#[$schema_doc:meta])*
        pub static $schema:ident = $name:literal {
            key: [$($key:ident),+],
            filed_by: $filed_by:ident,
            happened: [$($happened:ident),*],
            made: [$($made:ident),*],
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum $columns { $($(#[$doc])* $column,)+ }

        impl $columns {
            /// Its place in the schema.
            #[allow(clippy::as_conversions, reason = "the discriminant is the place")]
            pub const fn place(self) -> usize {
                self as usize
            }
        }

        impl From<$columns> for usize {
            fn from(column: $columns) -> usize {
                column.place()
            }
        }

        $(#[$schema_doc])*
        pub static $schema: $crate::domain::Schema = $crate::domain::Schema {
            name: $name,
            columns: &[$($spec),+],
            key: &[$($columns::$key.place()),+],
            filed_by: $columns::$filed_by.place(),
            happened: &[$($columns::$happened.place()),*],
            made: &[$($columns::$made.place()),*],
        };
    };
}
pub(super) use columns;

/// The columns of a family, which of them identify a row, and which dates it.
#[derive(Debug)]
pub struct Schema {
    /// The family's name in stores and backups.
    pub name: &'static str,
    pub columns: &'static [ColumnSpec],
    pub key: &'static [usize],
    /// The column whose month a row is filed under; it never changes for a key. Where a file states
    /// it as a day, it is the first of a range, and the next column is the last.
    pub filed_by: usize,
    /// Moments that have happened by the time of the export; promises lie ahead.
    pub happened: &'static [usize],
    /// Columns that a row gets without a cell of their own, beside its key; a row with one is of
    /// another sort, and never the same as a row without.
    pub made: &'static [usize],
}

impl Schema {
    /// Whether its rows are about ranges of days rather than about moments.
    pub fn ranged(&self) -> bool {
        self.columns.get(self.filed_by).is_some_and(|spec| spec.kind == Kind::Day)
    }
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
