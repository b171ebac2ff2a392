//! The one kind of error in this crate: words for the person at the terminal, printed once, by `main`.
//!
//! Each says what could not be done and what to do next. Nothing here is matched on, so there are no variants.

use std::fmt;
use std::path::Path;

#[derive(Debug)]
pub struct Failure(String);

/// What a step gives back.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// A file operation that the system refused.
    pub fn file(verb: &str, path: &Path, cause: &std::io::Error) -> Self {
        Self(format!("Could not {verb} {}: {cause}.", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// An outcome that failed with these words.
pub fn fail<T>(words: impl Into<String>) -> Outcome<T> {
    Err(Failure::new(words))
}
