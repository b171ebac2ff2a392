//! A host of the site that can be made to misbehave: to lose a file, to cut it off, to answer with
//! another one, to be slow, to be given a newer version. It can also put a script of the test
//! before the app's own, for a browser that has no command for that.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::Duration;

use crate::browser::given;

/// What becomes of a file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    /// The home page in its place, as hosts of single pages answer.
    HomePage,
    /// The line is cut half way.
    Half,
    /// A type that says nothing.
    Untyped,
    /// It takes a second.
    Slow,
}

type Files = BTreeMap<String, Vec<u8>>;

#[derive(Clone, Default)]
struct State {
    files: Files,
    preload: String,
    /// How names end that something is wrong with.
    wrong: Option<(&'static str, Wrong)>,
}

/// Serves until the test process ends.
pub struct Host {
    pub address: String,
    state: Arc<Mutex<State>>,
}

const PREFIX: &str = "/some/sub/path/";

impl Host {
    /// Serves what ships.
    pub fn start() -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}{PREFIX}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { files: shipped(), ..State::default() }));
        let served = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = served.lock().unwrap().clone();
                thread::spawn(move || answer(stream, &state));
            }
        });
        Host { address, state }
    }

    /// What runs in every page before the app.
    pub fn preload(&self, script: String) {
        self.state.lock().unwrap().preload = script;
    }

    pub fn spoil(&self, ending: &'static str, wrong: Wrong) {
        self.state.lock().unwrap().wrong = Some((ending, wrong));
    }

    pub fn mend(&self) {
        self.state.lock().unwrap().wrong = None;
    }

    /// Another version takes the place of this one: the files are the same but have other names.
    pub fn deploy(&self) {
        let mut state = self.state.lock().unwrap();
        let hashed = |name: &str| name.contains('-');
        let newer = |name: &str| name.replacen('-', "-newer", 1);
        let names: Vec<String> = state.files.keys().filter(|name| hashed(name)).cloned().collect();
        assert!(names.len() >= 4, "style, start script, glue and wasm: {names:?}");
        let home = state.files.remove("index.html").unwrap();
        let mut home = String::from_utf8(home).unwrap();
        for name in names {
            assert!(home.contains(&name), "{name}");
            home = home.replace(&name, &newer(&name));
            let content = state.files.remove(&name).unwrap();
            state.files.insert(newer(&name), content);
        }
        state.files.insert("index.html".to_owned(), home.into_bytes());
    }
}

fn shipped() -> Files {
    let folder = Path::new(&given("DIANPAN_FILE")).parent().unwrap().to_owned();
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    entries.map(|entry| (name(&entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Tests look at what the browser makes of an answer; one that it does not want is its affair.
fn answer(mut stream: TcpStream, state: &State) {
    let mut reader = BufReader::new(stream.try_clone().unwrap().take(16_384));
    let mut first = String::new();
    let mut line = String::new();
    _ = reader.read_line(&mut first);
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        line.clear();
    }
    let target = first.split_whitespace().nth(1).unwrap_or_default();
    let name = target.split('?').next().and_then(|path| path.strip_prefix(PREFIX));
    let name = name.map(|name| if name.is_empty() { "index.html" } else { name });
    let wrong = state.wrong.filter(|(ending, _)| name.is_some_and(|name| name.ends_with(ending)));
    let wrong = wrong.map(|(_, wrong)| wrong);
    let name = if wrong == Some(Wrong::HomePage) { Some("index.html") } else { name };
    let found = name.and_then(|name| content(state, name));
    let (status, body) = match found.filter(|_| wrong != Some(Wrong::Missing)) {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", b"404 Not Found".to_vec()),
    };
    let kind = match name.and_then(|name| name.rsplit('.').next()) {
        _ if wrong == Some(Wrong::Untyped) => "application/octet-stream",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "text/plain",
    };
    if wrong == Some(Wrong::Slow) {
        sleep(Duration::from_secs(1));
    }
    let sent = if wrong == Some(Wrong::Half) { &body[..body.len() / 2] } else { &body[..] };
    _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    _ = stream.write_all(sent);
}

fn content(state: &State, name: &str) -> Option<Vec<u8>> {
    match name {
        "preload.js" => Some(state.preload.clone().into_bytes()),
        "index.html" if !state.preload.is_empty() => {
            let home = String::from_utf8(state.files.get(name)?.clone()).unwrap();
            let script = "<script src=\"./preload.js\"></script>";
            // After the policy, so that it holds for this script too.
            let at = home.find("<script").unwrap();
            Some(format!("{}{script}{}", &home[..at], &home[at..]).into_bytes())
        }
        _ => state.files.get(name).cloned(),
    }
}
