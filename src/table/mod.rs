//! Bytes to cells: CSV in any encoding that operators meet, and XLSX, read in slices.
//!
//! Architecture invariant: raw bytes and personal columns end here. What leaves is the cells of
//! the columns that the sink asked for, each with its line.
//!
//! CSV is split on bytes before anything is decoded: quotes, commas, tabs and line ends are
//! ASCII in UTF-8, and no trail byte of GB18030 is one of them (two-byte trails are 40–7E and
//! 80–FE, four-byte forms use 30–39). So only the distinct cells that are kept get decoded.

mod archive;
mod cell;
mod csv;
mod encoding;
mod entity;
mod fault;
mod feeder;
mod html;
mod input;
mod plain;
mod reader;
mod scan;
mod sheet;
mod text_file;
mod xlsx;
mod xml;
mod zip;

pub use cell::{Cell, CellFault, DayRange};
pub use csv::{Record, Splitter};
pub use encoding::Encoding;
pub use fault::FileFault;
pub use input::{Decoder, Input, InputFault};
pub use plain::{DayStart, Plain};
pub use reader::{Outcome, ReadError, read};
pub use sheet::{Row, Sink, Verdict};
