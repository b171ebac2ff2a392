//! Files that the app hands to the browser: report, backup, tables.

use std::fmt;
use std::fs;
use std::path::PathBuf;

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

    /// The report of the route's period.
    pub fn report(&self) -> PathBuf {
        self.download(|| self.click("#report-export"))
    }
}
