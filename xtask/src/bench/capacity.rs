//! What a shop takes on the shelf, measured natively and printed: bytes a row by column, the lines
//! that fit, what a day's import writes. It needs no browser, since a shelf is a map of texts.

use super::data::{self, Kind};
use crate::command::Call;
use crate::failure::Outcome;
use crate::project::Project;
use std::path::Path;

/// What `--only` calls it.
pub const NAME: &str = "store";
const LINES: u64 = 300_000;

pub fn measure(project: &Project, folder: &Path) -> Outcome {
    let data = data::find_or_make(folder, LINES, Kind::Utf8)?;
    Call::cargo(project)
        .args(["test", "--release", "--test", "capacity", "--"])
        .arg(&data.path)
        .run("The bench of the store did not come to its end; see above.")
}
