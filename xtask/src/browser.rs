//! Finds or installs Chromium and ChromeDriver, and runs a ChromeDriver for as long as it is held.

use crate::command::Call;
use crate::failure::{Failure, Outcome, fail};
use crate::project::Project;
use crate::server;
use crate::version;
use std::env;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// The fonts are for tests that look at Chinese text: without them every character is the same box.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];
const READY_WITHIN: Duration = Duration::from_secs(30);
const GONE_WITHIN: Duration = Duration::from_secs(10);

/// What a Chromium needs that runs unseen, perhaps as root in a container, and should talk to nobody.
/// ChromeDriver adds a fresh profile folder for each session.
pub const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

#[derive(Debug)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    /// The programs named by `CHROMIUM` and `CHROMEDRIVER`, or those on the `PATH`, or fresh ones from apt.
    pub fn find_or_install(project: &Project) -> Outcome<Self> {
        if let Some(found) = Self::find(project)? {
            return Ok(found);
        }
        install(project)?;
        match Self::find(project)? {
            Some(found) => Ok(found),
            None => fail(
                "apt-get installed Chromium, but chromium and chromedriver are not on the PATH. \
                 Set CHROMIUM and CHROMEDRIVER to their full paths.",
            ),
        }
    }

    fn find(project: &Project) -> Outcome<Option<Self>> {
        let chromium =
            named("CHROMIUM")?.or_else(|| CHROMIUM.iter().find_map(|name| project.find(name)));
        let driver = named("CHROMEDRIVER")?.or_else(|| project.find("chromedriver"));
        let (Some(chromium), Some(driver)) = (chromium, driver) else {
            return Ok(None);
        };
        let found = Self { chromium, driver };
        found.check_versions(project)?;
        Ok(Some(found))
    }

    /// ChromeDriver speaks only to the Chromium of its own major version.
    fn check_versions(&self, project: &Project) -> Outcome {
        let major = |program: &Path| {
            let answer = Call::new(project, program).arg("--version").output()?;
            version::stated(&answer).and_then(version::major)
        };
        let (Some(browser), Some(driver)) = (major(&self.chromium), major(&self.driver)) else {
            return fail(format!(
                "{} or {} does not start. Run them with --version to see why, or reinstall them.",
                self.chromium.display(),
                self.driver.display()
            ));
        };
        if browser == driver {
            return Ok(());
        }
        fail(format!(
            "Chromium is version {browser}, ChromeDriver {driver}; they must be the same. Update both, \
             or name a matching pair in CHROMIUM and CHROMEDRIVER."
        ))
    }

    /// The session capabilities that wasm-bindgen's test runner reads from a file.
    pub fn capabilities(&self) -> String {
        let flags: Vec<String> = FLAGS.iter().map(|flag| quoted(flag)).collect();
        let binary = quoted(&self.chromium.to_string_lossy());
        format!(
            "{{\"goog:chromeOptions\": {{\"binary\": {binary}, \"args\": [{}]}}}}\n",
            flags.join(", ")
        )
    }
}

/// A program named in the environment; a name that leads nowhere is an error, not a miss.
pub fn named(variable: &str) -> Outcome<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
    else {
        return Ok(None);
    };
    if path.is_file() {
        return Ok(Some(path));
    }
    fail(format!("{variable} names {}, which is not a file. Correct or unset it.", path.display()))
}

fn install(project: &Project) -> Outcome {
    apt_install(project, "Chromium or ChromeDriver", &PACKAGES, "CHROMIUM and CHROMEDRIVER")
}

/// Installs packages of the system, where that is allowed; else says how.
pub fn apt_install(project: &Project, what: &str, packages: &[&str], variables: &str) -> Outcome {
    if project.find("apt-get").is_none() {
        return fail(format!(
            "{what} is missing. Install it with the system's package manager, or give the full path \
             in {variables}."
        ));
    }
    let names = packages.join(" ");
    let user = Call::new(project, "id").arg("-u").output();
    if user.is_none_or(|id| id.trim() != "0") {
        return fail(format!(
            "{what} is missing and only root can install it. Run: \
             sudo apt-get update && sudo apt-get install -y {names}"
        ));
    }
    println!("Installing {names} with apt-get; this takes about a minute, once.");
    let apt = |args: &[&str]| {
        Call::new(project, "apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive")
    };
    let get = || apt(&["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    let next =
        "Look at apt-get's message above; the network or /etc/apt/sources.list is the usual cause.";
    get().run(next).or_else(|_| {
        println!("Updating apt's package lists, then trying again.");
        apt(&["update", "-qq"]).run(next)?;
        get().run(next)
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A running WebDriver. Dropping it ends it and the browsers that it started, and nothing else.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// A ChromeDriver for a Chromium.
    pub fn start(project: &Project, browser: &Browser) -> Outcome<Self> {
        let port = free_port()?;
        let call = Call::new(project, &browser.driver)
            .arg(format!("--port={port}"))
            .arg("--log-level=SEVERE");
        Self::ready(call, port)
    }

    /// Runs a driver that was told its port, and waits until it answers.
    pub fn ready(call: Call, port: u16) -> Outcome<Self> {
        let mut command = call.into_command();
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|cause| Failure::new(format!("Could not start {name}: {cause}.")))?;
        let mut driver = Self { child, port };
        let deadline = Instant::now() + READY_WITHIN;
        while !driver.ask("/status").contains("\"ready\":true") {
            let ended = driver.child.try_wait().ok().flatten();
            if ended.is_some() || Instant::now() > deadline {
                return fail(format!("{name} did not come up. Run it by hand to see its message."));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(driver)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The whole answer to a GET, or nothing.
    fn ask(&self, path: &str) -> String {
        let mut answer = String::new();
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else {
            return answer;
        };
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        let patience = stream.set_read_timeout(Some(GONE_WITHIN));
        if patience.is_ok() && stream.write_all(request.as_bytes()).is_ok() {
            let _ = stream.read_to_string(&mut answer);
        }
        answer
    }
}

impl Drop for Driver {
    /// Asked to shut down, ChromeDriver closes its browsers too; killed, it would leave them behind.
    /// One that knows no such wish has had its browser ended by the test.
    fn drop(&mut self) {
        let asked = self.ask("/shutdown").starts_with("HTTP/1.1 200");
        let deadline = Instant::now() + if asked { GONE_WITHIN } else { Duration::ZERO };
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago: a driver cannot say which one it chose itself.
pub fn free_port() -> Outcome<u16> {
    let listener = server::listen_anywhere()?;
    let local = listener
        .local_addr()
        .map_err(|cause| Failure::new(format!("No free port was found: {cause}.")))?;
    Ok(local.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_json_whatever_the_path() {
        let browser =
            Browser { chromium: "C:\\a \"b\"\\chrome.exe".into(), driver: PathBuf::new() };
        let json = browser.capabilities();
        assert!(json.contains(r#""binary": "C:\\a \"b\"\\chrome.exe""#));
        assert!(json.contains(r#"["--headless", "--no-sandbox","#));
    }
}
