//! Mappings: how the operator matched the columns of a table that is no known export.
//!
//! A mapping names columns by their header and says what to read them as. It holds no cell of any
//! file. It is found again by the signature of the whole header (see `import::mapping::signature`), so a
//! table with one column more asks anew instead of being read by half.

/// One matched column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedColumn {
    /// What it is read as: the id of a target of the mapping's format.
    pub field: String,
    /// Its header, in the compared form; cut and masked like every text that is kept.
    pub name: String,
    /// Its place in the file, which tells columns of one name apart.
    pub place: u32,
}

/// How one kind of table is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The signature of the header.
    pub signature: u64,
    /// The id of the format whose reader takes the rows.
    pub format: String,
    /// Which of the format's headers, counted from the oldest: newer ones are put in front.
    pub generation: u32,
    pub columns: Vec<MappedColumn>,
    /// Whether amounts are net of refunds already, once that has been answered.
    pub net: Option<bool>,
}

/// Every mapping of a shop, the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mappings(pub Vec<Mapping>);

impl Mappings {
    /// More than any shop has kinds of tables; the oldest is forgotten for one more.
    pub const MOST: usize = 100;

    pub fn find(&self, signature: u64) -> Option<&Mapping> {
        self.0.iter().find(|mapping| mapping.signature == signature)
    }

    /// Keeps a mapping in the place of an earlier one for the same header.
    pub fn keep(&mut self, mapping: Mapping) {
        self.forget(mapping.signature);
        if self.0.len() >= Mappings::MOST {
            self.0.remove(0);
        }
        self.0.push(mapping);
    }

    pub fn forget(&mut self, signature: u64) {
        self.0.retain(|mapping| mapping.signature != signature);
    }
}
