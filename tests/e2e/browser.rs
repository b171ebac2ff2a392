//! Which browser is asked for: unseen, talking to nobody, with a fresh profile.

use std::env;
use std::path::Path;

use serde_json::{Value, json};

const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A variable that `cargo xtask test e2e` sets.
pub fn given(variable: &str) -> String {
    env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test e2e`"))
}

/// The capabilities of a session.
pub fn wanted(profile: &Path, downloads: &Path) -> Value {
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push("--window-size=1440,900".to_owned());
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "timeouts": {"script": 120_000, "pageLoad": 60_000},
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "goog:chromeOptions": {
            "binary": given("CHROMIUM"),
            "args": flags,
            "prefs": {"download.default_directory": downloads}
        }
    }}})
}
