//! A browser for one contender: a WebDriver session with a profile of its own, gone when dropped.

use crate::browser::{Browser, Driver, FLAGS};
use crate::disk;
use crate::failure::{Failure, Outcome};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The slowest contender on the largest file, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(600);
const ELEMENT: &str = "/element-6066-11e4-a52e-4f735466cecf";

#[derive(Debug)]
pub struct Session {
    agent: ureq::Agent,
    /// Where the session's commands go.
    address: String,
    profile: PathBuf,
    /// As the browser states it.
    pub version: String,
}

impl Session {
    pub fn start(driver: &Driver, browser: &Browser, profile: &Path) -> Outcome<Self> {
        disk::remove_folder(profile)?;
        disk::make_folder(profile)?;
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE));
        let agent: ureq::Agent = config.http_status_as_error(false).build().into();
        let milliseconds = u64::try_from(PATIENCE.as_millis()).unwrap_or(u64::MAX);
        let own =
            [format!("--user-data-dir={}", profile.display()), "--window-size=1440,900".into()];
        let flags: Vec<String> = FLAGS.map(str::to_owned).into_iter().chain(own).collect();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "timeouts": {"script": milliseconds, "pageLoad": milliseconds},
            "goog:chromeOptions": {"binary": browser.chromium, "args": flags}
        }}});
        let started = post(&agent, &format!("{}/session", driver.address()), &wanted)?;
        let text = |path: &str| started.pointer(path).and_then(Value::as_str).unwrap_or("");
        let address = format!("{}/session/{}", driver.address(), text("/sessionId"));
        let version = text("/capabilities/browserVersion").to_owned();
        Ok(Self { agent, address, profile: profile.to_path_buf(), version })
    }

    pub fn profile(&self) -> &Path {
        &self.profile
    }

    pub fn go(&self, address: &str) -> Outcome {
        self.post("url", &json!({"url": address})).map(drop)
    }

    /// The value of a script, or of the promise that it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.post("execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Puts a file into a file field, as a person does.
    pub fn pick(&self, css: &str, file: &Path) -> Outcome {
        let found = self.post("element", &json!({"using": "css selector", "value": css}))?;
        let element = found.pointer(ELEMENT).and_then(Value::as_str).unwrap_or("");
        self.post(&format!("element/{element}/value"), &json!({"text": file})).map(drop)
    }

    /// Runs a script in every page before the page's own.
    pub fn before_pages(&self, script: &str) -> Outcome {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script}))
    }

    /// So that no contender pays for what an earlier run left behind.
    pub fn collect_garbage(&self) -> Outcome {
        self.devtools("HeapProfiler.collectGarbage", &json!({}))
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Outcome {
        self.post("goog/cdp/execute", &json!({"cmd": command, "params": parameters})).map(drop)
    }

    fn post(&self, command: &str, body: &Value) -> Outcome<Value> {
        post(&self.agent, &format!("{}/{command}", self.address), body)
    }
}

/// The value of an answer, or what the driver has to say.
fn post(agent: &ureq::Agent, address: &str, body: &Value) -> Outcome<Value> {
    let unanswered = |cause: ureq::Error| Failure::new(format!("ChromeDriver: {cause}."));
    let mut answer = agent.post(address).send_json(body).map_err(unanswered)?;
    let reader = answer.body_mut().with_config().limit(1 << 28);
    let mut answer = reader.read_json::<Value>().map_err(unanswered)?;
    let value = answer.get_mut("value").map(Value::take).unwrap_or_default();
    match value.get("error").and_then(Value::as_str) {
        Some(error) => {
            let more = value.get("message").and_then(Value::as_str).unwrap_or("");
            Err(Failure::new(format!("{error}: {}", more.lines().next().unwrap_or(""))))
        }
        None => Ok(value),
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.agent.delete(&self.address).call());
        drop(disk::remove_folder(&self.profile));
    }
}
