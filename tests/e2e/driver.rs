//! A WebDriver client: the protocol's JSON over HTTP, and Chrome's own commands through it.
//!
//! A session has a profile of its own in the system's folder for temporary files; both are gone
//! when it is dropped, also by a test that failed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{self, given};
use crate::quiet::{self, Guard};

/// How long a hook may take to show itself.
const PATIENCE: Duration = Duration::from_secs(30);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
pub struct Session {
    agent: ureq::Agent,
    /// Where the session's commands go.
    address: String,
    folder: PathBuf,
    _guard: Guard,
}

impl Session {
    pub fn start() -> Session {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let guard = quiet::enter();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("dianpan-e2e-{}-{number}", std::process::id()));
        let downloads = folder.join("downloads");
        fs::create_dir_all(&downloads).unwrap();
        let capabilities = browser::wanted(&folder.join("profile"), &downloads);
        let timeout = Some(Duration::from_secs(150));
        let config = ureq::Agent::config_builder().timeout_global(timeout);
        let agent: ureq::Agent = config.http_status_as_error(false).build().into();
        let driver = given("CHROMEDRIVER_URL");
        let started = call(&agent, &format!("{driver}/session"), &capabilities).unwrap();
        let id = started["sessionId"].as_str().unwrap();
        Session { agent, address: format!("{driver}/session/{id}"), folder, _guard: guard }
    }

    /// A folder for the files of this session.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What has been downloaded, finished or not.
    pub fn downloads(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.join("downloads")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn post(&self, command: &str, body: Value) -> Value {
        self.attempt(command, body).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    fn attempt(&self, command: &str, body: Value) -> Result<Value, String> {
        call(&self.agent, &format!("{}/{command}", self.address), &body)
    }

    fn get(&self, command: &str) -> Value {
        let answer = self.agent.get(format!("{}/{command}", self.address)).call();
        value(answer).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    pub fn go(&self, address: &str) {
        self.post("url", json!({"url": address}));
    }

    pub fn reload(&self) {
        self.post("refresh", json!({}));
    }

    /// Runs a script; it takes `arguments` and returns a value or a promise.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.post("execute/sync", json!({"script": script, "args": arguments}))
    }

    /// A command of the DevTools protocol.
    pub fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", json!({"cmd": command, "params": parameters}))
    }

    /// The lines of a log (`browser`, `performance`) since they were last asked for.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        let lines = self.post("se/log", json!({"type": kind}));
        lines.as_array().cloned().unwrap_or_default()
    }

    fn find(&self, css: &str) -> Result<String, String> {
        let body = json!({"using": "css selector", "value": css});
        let found = self.attempt("element", body)?;
        Ok(found[ELEMENT].as_str().unwrap().to_owned())
    }

    /// Clicks as a person does: the element must be in sight and nothing may lie over it.
    pub fn click(&self, css: &str) {
        self.wait(&format!("a click on {css}"), || {
            let element = self.find(css).ok()?;
            self.attempt(&format!("element/{element}/click"), json!({})).ok()
        });
    }

    /// Types into an element; for a file field, the paths of files by line.
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.wait(css, || self.find(css).ok());
        self.post(&format!("element/{element}/value"), json!({"text": text}));
    }

    /// Presses a key, whatever has the focus: a character, or one of WebDriver's private ones.
    pub fn press(&self, key: &str) {
        self.press_often(key, 1);
    }

    /// Presses a key so many times.
    pub fn press_often(&self, key: &str, times: usize) {
        let press =
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        let actions: Vec<Value> = (0..times).flat_map(|_| press.clone()).collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.post("actions", json!({"actions": [keyboard]}));
    }

    /// Presses a key while another one is held.
    pub fn press_with(&self, held: &str, key: &str) {
        let step = |verb: &str, key: &str| json!({"type": verb, "value": key});
        let actions =
            [step("keyDown", held), step("keyDown", key), step("keyUp", key), step("keyUp", held)];
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.post("actions", json!({"actions": [keyboard]}));
    }

    /// Opens a tab and goes on in it.
    pub fn open_tab(&self) -> String {
        let opened = self.post("window/new", json!({"type": "tab"}));
        let tab = opened["handle"].as_str().unwrap().to_owned();
        self.switch(&tab);
        tab
    }

    pub fn tab(&self) -> String {
        self.get("window").as_str().unwrap().to_owned()
    }

    pub fn switch(&self, tab: &str) {
        self.post("window", json!({"handle": tab}));
    }

    /// Closes the current tab; another one must be switched to.
    pub fn close_tab(&self) {
        let answer = self.agent.delete(format!("{}/window", self.address)).call();
        value(answer).unwrap();
    }

    /// Looks until there is something to see.
    pub fn wait<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(seen) = look() {
                return seen;
            }
            if Instant::now() > deadline {
                let page = self.attempt(
                    "execute/sync",
                    json!({"args": [], "script":
                    "return location.hash + ' ' + document.body.innerText.slice(0, 1500)"}),
                );
                panic!("waited in vain for {what} on {page:?}");
            }
            sleep(Duration::from_millis(20));
        }
    }
}

fn call(agent: &ureq::Agent, address: &str, body: &Value) -> Result<Value, String> {
    value(agent.post(address).send_json(body))
}

/// The value of an answer, or what the driver has to say.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let body = answer.body_mut().with_config().limit(1 << 28).read_json::<Value>();
    let value = body.map_err(|error| error.to_string())?["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"])),
        None => Ok(value),
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A failing test is already unwinding: nothing here may panic.
        drop(self.agent.delete(&self.address).call());
        drop(fs::remove_dir_all(&self.folder));
    }
}
