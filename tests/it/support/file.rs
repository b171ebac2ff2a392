//! Files as an operator drops them.

use std::sync::Arc;

use dianpan::domain::{Mapping, Mappings, Moment, Unpaced, run_unpaced};
use dianpan::import::{Choice, DropFile, Survey, load};
use dianpan::table::{Input, InputFault};

use super::days::at;
use super::shop::TestDecoder;

/// A file with its name, its bytes and its last-modified time.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    pub modified: Moment,
    /// The length that it claims; what it does not have cannot be read.
    pub stated: Option<u64>,
    /// What tables that no format knows are read by.
    pub mappings: Mappings,
}

impl File {
    /// Last modified in the morning of 2026-11-21.
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> File {
        let (name, modified) = (name.to_owned(), at("2026-11-21 08:00:00"));
        let mappings = Mappings::default();
        File { name, bytes: bytes.into(), modified, stated: None, mappings }
    }

    pub fn modified(self, text: &str) -> File {
        File { modified: at(text), ..self }
    }

    pub fn load(&self) -> DropFile {
        match self.stated {
            None => self.load_from(&Bytes(&self.bytes)),
            Some(length) => self.load_from(&Claimed { length, bytes: &self.bytes }),
        }
    }

    /// Read by mappings from now on.
    pub fn by(mut self, mapping: Mapping) -> File {
        self.mappings.keep(mapping);
        self
    }

    /// What its table looks like to who does not know it.
    pub fn survey(&self) -> Arc<Survey> {
        let unknown = File { mappings: Mappings::default(), ..self.clone() };
        unknown.load().survey.expect("a table with a header")
    }

    /// The mapping that the guess makes, with some columns chosen by their headers.
    pub fn mapping(&self, chosen: &[(&str, &str)]) -> Mapping {
        let survey = self.survey();
        let mut choice = Choice::guess(&survey).unwrap();
        let targets = choice.kind.targets();
        for (field, name) in chosen {
            let target = targets.iter().position(|target| target.id == *field).unwrap();
            choice.columns[target] = survey.columns.iter().position(|it| it.name == *name);
        }
        choice.mapping(&survey, None)
    }

    /// Read as it is guessed.
    pub fn guessed(&self) -> File {
        self.clone().by(self.mapping(&[]))
    }

    /// Loads other bytes under this name.
    pub fn load_from(&self, input: &impl Input) -> DropFile {
        let loading =
            load(&self.name, self.modified, input, &TestDecoder, &Unpaced, &self.mappings);
        run_unpaced(loading).unwrap().unwrap()
    }
}

/// The name of an export made at a moment, with its unix seconds in front.
pub fn exported(text: &str) -> String {
    format!("{}_0f1e2d3c4b5a69788796a5b4c3d2e1f0.csv", at(text).0 - 8 * 3600)
}

/// Bytes in memory.
#[derive(Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl Input for Bytes<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let from = usize::try_from(at).unwrap().min(self.0.len());
        Ok(self.0[from..(from + count).min(self.0.len())].to_vec())
    }
}

/// A text with a byte order mark.
pub fn with_bom(text: &str) -> Vec<u8> {
    [b"\xef\xbb\xbf", text.as_bytes()].concat()
}

pub fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// UTF-16 with its mark.
pub fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

/// A file that went away while it was being read.
struct Claimed<'a> {
    length: u64,
    bytes: &'a [u8],
}

impl Input for Claimed<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let bytes = Bytes(self.bytes).read(at, count).await?;
        if bytes.is_empty() { Err(InputFault) } else { Ok(bytes) }
    }
}
