//! The ports of this folder: where bytes come from, and who knows GB18030.

use std::future::Future;

/// The file could not be read any further: moved, removed or changed while being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputFault;

/// A port: the bytes of one file.
pub trait Input {
    fn len(&self) -> u64;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes from `at`: at least one, unless the file ends there, and `count` at most.
    fn read(&self, at: u64, count: usize) -> impl Future<Output = Result<Vec<u8>, InputFault>>;
}

/// A port: the browser's own tables of GB18030 and of compatible characters, which would cost
/// us a hundred kilobytes each.
pub trait Decoder {
    /// The text, or nothing when a byte is not GB18030.
    fn gb18030(&self, bytes: &[u8]) -> Option<String>;

    /// The text in NFKC: full-width letters, digits and brackets become ordinary ones.
    fn nfkc(&self, text: &str) -> String;
}
