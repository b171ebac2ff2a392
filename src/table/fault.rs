//! What can be wrong with a file as a whole. The words for operators are in `import/`.

/// A reason to refuse a file; nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It has no rows.
    Empty,
    /// More bytes than we read.
    TooLarge,
    TooManyRows,
    TooManyColumns,
    /// A cell of more than a mebibyte: as a rule a quote that is never closed.
    CellTooLong {
        line: u32,
    },
    /// The file ends inside a quote that opened on this line.
    OpenQuote {
        line: u32,
    },
    /// Neither UTF-8 nor GB18030 nor UTF-16.
    NotText,
    /// The old binary Excel format, or a workbook with a password.
    OldExcel,
    /// An XLSX file that is cut off or not a workbook.
    BrokenWorkbook,
    /// A ZIP with a password.
    Locked,
    /// A ZIP without any table in it.
    NoTables,
    /// A web page without a table: as a rule the login page.
    WebPage,
    /// It went away or changed while being read.
    Unreadable,
}
