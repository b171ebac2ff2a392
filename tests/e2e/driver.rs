//! A WebDriver client: the protocol's JSON over HTTP, and Chrome's own commands through it.
//!
//! A session has a profile of its own in the system's folder for temporary files; both are gone
//! when it is dropped, also by a test that failed. Its browser can be ended, killed and started
//! again meanwhile, and finds the profile as it was left.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::MutexGuard;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{self, Wish};
use crate::quiet::{self, Guard};

/// How long a hook may take to show itself.
const PATIENCE: Duration = Duration::from_secs(30);
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Session {
    agent: ureq::Agent,
    wish: Wish,
    /// Where the session's commands go.
    address: String,
    /// The browser's process.
    process: u64,
    folder: PathBuf,
    _guard: Guard,
    /// A driver of Firefox has one session at a time.
    _turn: Option<MutexGuard<'static, ()>>,
}

impl Session {
    pub fn start(wish: Wish) -> Session {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let turn = browser::turn(&wish);
        let guard = quiet::enter();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("dianpan-e2e-{}-{number}", std::process::id()));
        fs::create_dir_all(folder.join("downloads")).unwrap();
        let timeout = Some(Duration::from_secs(150));
        let config = ureq::Agent::config_builder().timeout_global(timeout);
        let agent: ureq::Agent = config.http_status_as_error(false).build().into();
        let (address, process) = (String::new(), 0);
        let mut session =
            Session { agent, wish, address, process, folder, _guard: guard, _turn: turn };
        session.begin();
        session
    }

    /// Starts the browser on the profile as it is.
    pub fn begin(&mut self) {
        let (profile, downloads) = (self.profile(), self.folder.join("downloads"));
        fs::create_dir_all(&profile).unwrap();
        let capabilities = browser::wanted(&self.wish, &profile, &downloads);
        let driver = browser::driver(&self.wish);
        let started = call(&self.agent, &format!("{driver}/session"), &capabilities).unwrap();
        let id = started["sessionId"].as_str().unwrap();
        self.address = format!("{driver}/session/{id}");
        let told = &started["capabilities"];
        let process = told["goog:processID"].as_u64().or(told["moz:processID"].as_u64());
        self.process = process.unwrap();
    }

    /// Ends the browser as its operator does: what it holds in memory goes to disk first.
    pub fn end(&mut self) {
        // Its driver would be shorter with it.
        drop(self.attempt("goog/cdp/execute", json!({"cmd": "Browser.close", "params": {}})));
        self.wait_for_the_end();
        drop(self.agent.delete(&self.address).call());
    }

    /// Kills the browser, as a power cut does or a system that needs its memory.
    pub fn kill(&mut self) {
        assert!(self.signal("-9"));
        drop(self.agent.delete(&self.address).call());
        self.wait_for_the_end();
    }

    /// Sends a signal to the browser; whether it could be sent.
    fn signal(&self, signal: &str) -> bool {
        let command = format!("kill {signal} {}", self.process);
        Command::new("sh").args(["-c", &command]).output().unwrap().status.success()
    }

    fn wait_for_the_end(&self) {
        // What its driver has not noticed yet is dead all the same.
        let state = || fs::read_to_string(format!("/proc/{}/stat", self.process));
        let dead = || state().is_ok_and(|state| state.contains(") Z "));
        self.wait("the browser to end", || (dead() || !self.signal("-0")).then_some(()));
    }

    pub fn is_firefox(&self) -> bool {
        self.wish.firefox
    }

    /// Where the browser keeps what it stores.
    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile")
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

    /// Ends the tab's process, as too little memory does. Another tab must be switched to.
    pub fn crash_tab(&self) {
        let crash = json!({"cmd": "Page.crash", "params": {}});
        let told = self.attempt("goog/cdp/execute", crash);
        assert!(told.as_ref().is_err_and(|told| told.contains("tab crashed")), "{told:?}");
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
