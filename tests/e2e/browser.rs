//! Which browser is asked for: unseen, talking to nobody, with a fresh profile.

use std::env;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// What a session asks of its browser beside what all of them do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    pub firefox: bool,
    /// Further arguments.
    pub flags: &'static [&'static str],
    /// Its operator has forbidden cookies, and storage with them.
    pub without_cookies: bool,
}

/// A variable that `cargo xtask test e2e` sets.
pub fn given(variable: &str) -> String {
    env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test e2e`"))
}

/// Where the driver of the wanted browser listens.
pub fn driver(wish: &Wish) -> String {
    given(if wish.firefox { "GECKODRIVER_URL" } else { "CHROMEDRIVER_URL" })
}

/// Waits until a session of the wanted browser may be had.
pub fn turn(wish: &Wish) -> Option<MutexGuard<'static, ()>> {
    static FIREFOX: Mutex<()> = Mutex::new(());
    // A test that failed has ended its session all the same.
    wish.firefox.then(|| FIREFOX.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The capabilities of a session.
pub fn wanted(wish: &Wish, profile: &Path, downloads: &Path) -> Value {
    let own = if wish.firefox { firefox(profile, downloads) } else { chromium(profile, downloads) };
    let mut wanted = own;
    wanted["timeouts"] = json!({"script": 120_000, "pageLoad": 60_000});
    if let Some(options) = wanted.get_mut("goog:chromeOptions") {
        let flags = options["args"].as_array_mut().unwrap();
        flags.extend(wish.flags.iter().map(|flag| json!(flag)));
        if wish.without_cookies {
            options["prefs"]["profile.default_content_setting_values.cookies"] = json!(2);
        }
    }
    json!({"capabilities": {"alwaysMatch": wanted}})
}

fn chromium(profile: &Path, downloads: &Path) -> Value {
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push("--window-size=1440,900".to_owned());
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "goog:chromeOptions": {
            "binary": given("CHROMIUM"),
            "args": flags,
            "prefs": {"download.default_directory": downloads}
        }
    })
}

/// Downloads go to their folder unasked, and nothing is fetched that the page did not ask for.
fn firefox(profile: &Path, downloads: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": given("FIREFOX"),
            "args": ["-headless", "-profile", profile, "--width=1440", "--height=900"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.alwaysOpenPanel": false,
                "intl.accept_languages": "zh-CN",
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "datareporting.policy.dataSubmissionEnabled": false
            }
        }
    })
}
