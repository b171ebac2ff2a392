//! Files that the app hands to the browser: report, backup, tables.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use miniz_oxide::inflate::decompress_to_vec;
use serde_json::Value;

use super::App;

/// The facts of a backup, to compare; too many to print.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts(Value);

impl fmt::Debug for Facts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = self.0["files"].as_array().map_or(0, Vec::len);
        write!(to, "facts of {files} files in {} characters", self.0.to_string().len())
    }
}

impl Facts {
    /// The facts alone, without which files state each.
    pub fn rows(&self) -> Vec<Value> {
        let families = self.0["families"].as_object().unwrap().values();
        let rows = families.flat_map(|family| family["rows"].as_array().unwrap());
        rows.map(|row| row[0].clone()).collect()
    }
}

/// The members of a ZIP by name, inflated; found by its directory.
pub fn members(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let number = |at: usize, length: usize| {
        let digits = bytes[at..at + length].iter().rev();
        digits.fold(0, |number, &byte| number << 8 | usize::from(byte))
    };
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut members = BTreeMap::new();
    for _ in 0..count {
        let (packed, raw) = (number(at + 20, 4), number(at + 24, 4));
        let (name, header) = (number(at + 28, 2), number(at + 42, 4));
        let from = header + 30 + number(header + 26, 2) + number(header + 28, 2);
        let content = decompress_to_vec(&bytes[from..from + packed]).unwrap();
        assert_eq!(content.len(), raw);
        let name_at = at + 46;
        members
            .insert(String::from_utf8(bytes[name_at..name_at + name].to_vec()).unwrap(), content);
        at = name_at + name;
    }
    members
}

impl App {
    /// Presses something and waits for the file that it brings.
    pub fn download(&self, press: impl Fn()) -> PathBuf {
        let before = self.session.downloads();
        press();
        self.session.wait("a download", || {
            let fresh = self.session.downloads().into_iter().find(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let whole = !name.ends_with(".crdownload") && !name.starts_with('.');
                whole && !before.contains(path)
            })?;
            fs::metadata(&fresh).ok().filter(|file| file.len() > 0).map(|_| fresh)
        })
    }

    /// The backup as it is written now.
    pub fn backup(&self) -> PathBuf {
        self.open("/settings");
        self.download(|| self.click("#backup-export"))
    }

    /// What the backup says of the shop: a pure function of the files that count.
    pub fn facts(&self) -> Facts {
        let text = fs::read_to_string(self.backup()).unwrap();
        let mut backup: Value = serde_json::from_str(&text).unwrap();
        assert!(backup["facts"].is_object(), "a backup holds facts");
        Facts(backup["facts"].take())
    }

    /// Everything as tables.
    pub fn tables(&self) -> PathBuf {
        self.open("/settings");
        self.download(|| self.click("#data-export"))
    }

    /// The report of the route's period.
    pub fn report(&self) -> PathBuf {
        self.download(|| self.click("#report-export"))
    }
}
