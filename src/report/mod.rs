//! The report: one HTML file with the six chapters of the work summary (M7), to read on a phone,
//! a desktop or A4, from disk, with scripts off.
//!
//! Architecture invariant: every text goes through [`html`], which escapes it; the file holds no
//! script, no remote address and nobody's personal data.

mod chapter;
mod csv;
mod file_name;
mod goal;
mod html;
mod page;
mod part;

pub use chapter::{Chapter, SECTIONS};
pub use csv::{lines_csv, lines_tsv, table_csv};
pub use file_name::file_name;
pub use html::Html;
pub use page::{ReportInput, write};
pub use part::{figure, table_markup};
