//! The app as tests speak of it: routes, imports, figures, work. It knows the hooks of the
//! contract and nothing of how the app is built.

mod download;
mod receipt;
mod shown;
pub mod storage;
mod work;

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

pub use download::{Facts, members};
pub use receipt::Receipt;
pub use shown::{Shown, expect};
pub use work::Task;

use crate::browser::{Wish, given};
use crate::driver::Session;
use crate::host::Host;
use crate::shop::File;
use crate::shop::time::{Moment, unix};

/// What ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// `dist/` under a sub-path of a host.
    Hosted,
    /// `dianpan.html` from disk.
    Single,
}

impl Build {
    pub fn address(self) -> String {
        match self {
            Build::Hosted => given("DIANPAN_SITE"),
            Build::Single => file_address(Path::new(&given("DIANPAN_FILE"))),
        }
    }
}

/// A file on disk as an address.
pub fn file_address(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let path = path.to_str().unwrap();
    let coded: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("file://{coded}")
}

pub struct App {
    pub session: Session,
    /// Where the app is.
    address: String,
    /// Its host, where a test has one of its own.
    pub host: Option<Host>,
    /// What runs in every document of a tab before its own scripts, by tab.
    preloads: RefCell<Preloads>,
}

#[derive(Default)]
struct Preloads {
    clock: Option<Moment>,
    scripts: Vec<String>,
    /// Numbers under which the current tab holds them.
    held: Vec<Value>,
}

/// A fault that the operator is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: String,
    pub text: String,
}

impl App {
    /// A browser of its own with the app at `#/today`.
    pub fn start(build: Build, now: Moment) -> App {
        let app = App::closed(build, now);
        app.load("/today");
        app
    }

    /// The same before any page is opened, for what must be there before the app is.
    pub fn closed(build: Build, now: Moment) -> App {
        App::wished(Wish::default(), build, now)
    }

    /// The same in a browser of a certain kind.
    pub fn wished(wish: Wish, build: Build, now: Moment) -> App {
        App::of(wish, build.address(), None, now)
    }

    /// The same on a host of the test's own.
    pub fn hosted(wish: Wish, now: Moment) -> App {
        let host = Host::start();
        App::of(wish, host.address.clone(), Some(host), now)
    }

    fn of(wish: Wish, address: String, host: Option<Host>, now: Moment) -> App {
        let preloads = Preloads { clock: Some(now), ..Preloads::default() };
        let preloads = RefCell::new(preloads);
        let app = App { session: Session::start(wish), address, host, preloads };
        app.prepare_tab();
        app
    }

    /// Starts the browser again after its end.
    pub fn begin(&mut self) {
        self.session.begin();
        self.preloads.borrow_mut().held.clear();
        self.prepare_tab();
    }

    /// What runs before the app in every document from now on.
    pub fn preload(&self, script: impl Into<String>) {
        self.preloads.borrow_mut().scripts.push(script.into());
        self.prepare_tab();
    }

    /// No such scripts from now on.
    pub fn unload(&self) {
        self.preloads.borrow_mut().scripts.clear();
        self.prepare_tab();
    }

    /// Another time, from the next load on.
    pub fn set_clock(&self, now: Moment) {
        self.preloads.borrow_mut().clock = Some(now);
        self.prepare_tab();
    }

    fn prepare_tab(&self) {
        let mut preloads = self.preloads.borrow_mut();
        let clock = preloads.clock.map(|now| format!("Date.now = () => {}000", unix(now)));
        if let Some(host) = self.host.as_ref().filter(|_| self.session.is_firefox()) {
            let scripts = clock.iter().chain(&preloads.scripts).cloned().collect::<Vec<_>>();
            return host.preload(scripts.join(";\n"));
        }
        for held in preloads.held.drain(..) {
            let command = "Page.removeScriptToEvaluateOnNewDocument";
            self.session.cdp(command, json!({"identifier": held}));
        }
        for script in clock.iter().chain(&preloads.scripts.clone()) {
            let command = "Page.addScriptToEvaluateOnNewDocument";
            let added = self.session.cdp(command, json!({"source": script}));
            preloads.held.push(added["identifier"].clone());
        }
    }

    /// Opens a tab that has the same clock, and goes on in it.
    pub fn open_tab(&self) -> String {
        let tab = self.session.open_tab();
        self.preloads.borrow_mut().held.clear();
        self.prepare_tab();
        tab
    }

    /// Loads the app anew at a route.
    pub fn load(&self, route: &str) {
        self.session.go("about:blank");
        self.session.go(&format!("{}#{route}", self.address));
        self.idle();
    }

    pub fn reload(&self) {
        self.session.reload();
        self.idle();
    }

    /// Goes to a route inside the loaded app.
    pub fn open(&self, route: &str) {
        let script = "
            if (decodeURIComponent(location.hash) === '#' + arguments[0]) return;
            return new Promise(done => {
                addEventListener('hashchange', () => done(), {once: true});
                location.hash = arguments[0];
            });";
        self.session.run(script, &[json!(route)]);
        self.idle();
    }

    /// Waits until the app is ready and shows what it knows.
    pub fn idle(&self) {
        let script = "const root = document.documentElement;
            return root.dataset.app + ' ' + root.dataset.busy";
        self.session.wait("the app to be ready and idle", || {
            match self.session.run(script, &[]).as_str()? {
                "ready false" => Some(()),
                state if state.starts_with("failed") => panic!("the app failed: {}", self.text()),
                _ => None,
            }
        });
    }

    /// The visible text of the page.
    pub fn text(&self) -> String {
        self.read("return document.body.innerText")
    }

    /// A script's text.
    pub fn read(&self, script: &str) -> String {
        self.session.run(script, &[]).as_str().unwrap_or_default().to_owned()
    }

    pub fn count(&self, css: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        self.session.run(script, &[json!(css)]).as_u64().unwrap()
    }

    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    pub fn click(&self, css: &str) {
        self.session.click(css);
    }

    /// Sets a field as a person does who types and leaves it.
    pub fn fill(&self, css: &str, value: &str) {
        let script = "
            const field = document.querySelector(arguments[0]);
            field.value = arguments[1];
            field.dispatchEvent(new Event('input', {bubbles: true}));
            field.dispatchEvent(new Event('change', {bubbles: true}));";
        self.session.run(script, &[json!(css), json!(value)]);
        self.idle();
    }

    pub fn wait_for(&self, css: &str) {
        self.session.wait(css, || self.has(css).then_some(()));
    }

    pub fn wait_gone(&self, css: &str) {
        self.session.wait(&format!("no {css}"), || (!self.has(css)).then_some(()));
    }

    /// The faults in sight.
    pub fn faults(&self) -> Vec<Fault> {
        let script = "return [...document.querySelectorAll('[role=alert][data-fault]')]
            .map(alert => [alert.dataset.fault, alert.innerText])";
        let faults = self.session.run(script, &[]);
        let fault = |it: &Value| Fault {
            kind: it[0].as_str().unwrap().to_owned(),
            text: it[1].as_str().unwrap().to_owned(),
        };
        faults.as_array().unwrap().iter().map(fault).collect()
    }

    /// Waits for a fault and looks that it speaks Chinese.
    pub fn fault(&self, kind: &str) -> Fault {
        let fault = self.session.wait(&format!("the fault {kind}"), || {
            self.faults().into_iter().find(|fault| fault.kind == kind)
        });
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(fault.text.chars().filter(|c| chinese(*c)).count() > 10, "{fault:?}");
        fault
    }

    /// Writes files where the browser can take them, and gives their paths by line.
    pub fn stage(&self, files: &[File]) -> String {
        let number = fs::read_dir(self.session.folder()).unwrap().count();
        let folder = self.session.folder().join(format!("files-{number}"));
        fs::create_dir_all(&folder).unwrap();
        let paths = files.iter().map(|file| {
            let path = folder.join(&file.name);
            fs::write(&path, &file.bytes).unwrap();
            path.to_str().unwrap().to_owned()
        });
        paths.collect::<Vec<_>>().join("\n")
    }
}
