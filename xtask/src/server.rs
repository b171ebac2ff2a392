//! A static file server for one machine: GET and HEAD, below an optional path, one thread a connection.
//!
//! Development and tests only; any static host serves `dist/` as well. It answers as a careful host
//! would: exact types, `nosniff`, and a 404 for what is missing, never the home page in its place.

use crate::failure::{Failure, Outcome};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

const DEFAULT_PORT: u16 = 8080;
const LONGEST_HEAD: u64 = 16 * 1024;

/// A folder and the path under which it is offered, which starts and ends with `/`.
#[derive(Debug, Clone)]
pub struct Site {
    pub folder: PathBuf,
    pub prefix: String,
}

#[derive(Debug, PartialEq)]
enum Answer {
    File(PathBuf),
    Redirect(String),
    Missing,
}

/// Listens on the wanted port, or on the first free one from 8080 on.
pub fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    if let Some(port) = port {
        return bind(port).map_err(|cause| {
            Failure::new(format!(
                "Port {port} cannot be used: {cause}. Choose another with --port, or leave it out."
            ))
        });
    }
    (DEFAULT_PORT..DEFAULT_PORT + 100)
        .find_map(|port| bind(port).ok())
        .map_or_else(listen_anywhere, Ok)
}

/// Listens on a port that the system chooses.
pub fn listen_anywhere() -> Outcome<TcpListener> {
    bind(0).map_err(|cause| Failure::new(format!("No port of 127.0.0.1 can be used: {cause}.")))
}

fn bind(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Where a page of the site is found once it is served.
pub fn address(listener: &TcpListener, prefix: &str) -> Outcome<String> {
    let local = listener
        .local_addr()
        .map_err(|cause| Failure::new(format!("The server has no address: {cause}.")))?;
    Ok(format!("http://{local}{prefix}"))
}

/// Serves until the process ends. A connection that fails is the browser's business.
pub fn serve(listener: &TcpListener, site: &Site) {
    for stream in listener.incoming().flatten() {
        let site = site.clone();
        thread::spawn(move || {
            let _ = answer(stream, &site);
        });
    }
}

fn answer(mut stream: TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.try_clone()?.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (status, more, body) = match method {
        "GET" | "HEAD" => respond(site, target),
        "" => return Ok(()),
        _ => text("405 Method Not Allowed", "Allow: GET, HEAD\r\n"),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{more}Content-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn respond(site: &Site, target: &str) -> (&'static str, String, Vec<u8>) {
    match locate(site, target) {
        Answer::File(path) => match fs::read(&path) {
            Ok(body) => ("200 OK", format!("Content-Type: {}\r\n", kind(&path)), body),
            Err(_) => text("404 Not Found", ""),
        },
        Answer::Redirect(to) => text("301 Moved Permanently", &format!("Location: {to}\r\n")),
        Answer::Missing => text("404 Not Found", ""),
    }
}

fn text(status: &'static str, more: &str) -> (&'static str, String, Vec<u8>) {
    let head = format!("{more}Content-Type: text/plain; charset=utf-8\r\n");
    (status, head, status.as_bytes().to_vec())
}

/// What a request's target names. Parts that could leave the folder name nothing.
fn locate(site: &Site, target: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or("");
    if !path.is_empty() && format!("{path}/") == site.prefix {
        return Answer::Redirect(site.prefix.clone());
    }
    let Some(inside) = path.strip_prefix(&site.prefix) else {
        return Answer::Missing;
    };
    let inside = if inside.is_empty() { "index.html" } else { inside };
    let mut file = site.folder.clone();
    for part in inside.split('/') {
        match decoded(part) {
            Some(name) if is_plain(&name) => file.push(name),
            _ => return Answer::Missing,
        }
    }
    Answer::File(file)
}

/// One name in one folder: no way up, no hidden file, no other drive.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0'])
}

/// The text behind its percent signs.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(prefix: &str, target: &str, expected: Option<&str>) {
        let site = Site { folder: "dist".into(), prefix: prefix.into() };
        let expected =
            expected.map_or(Answer::Missing, |file| Answer::File(Path::new("dist").join(file)));
        assert_eq!(locate(&site, target), expected, "{target}");
    }

    #[test]
    fn files_are_found_below_the_prefix() {
        check("/", "/", Some("index.html"));
        check("/", "/a.js?v=1", Some("a.js"));
        check("/", "/%E5%BA%97/a%20b.csv", Some("店/a b.csv"));
        check("/some/sub/", "/some/sub/", Some("index.html"));
        check("/some/sub/", "/some/sub/a.js", Some("a.js"));
        check("/some/sub/", "/a.js", None);
        check("/some/sub/", "/", None);
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let site = Site { folder: "dist".into(), prefix: "/some/sub/".into() };
        assert_eq!(locate(&site, "/some/sub"), Answer::Redirect("/some/sub/".into()));
    }

    #[test]
    fn nothing_outside_the_folder_is_named() {
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/a/../../b",
            "/.git/config",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/..%5cb",
            "/c:/b",
            "/a%00b",
            "/%zz",
            "/%e5",
            "",
            "a.js",
            "http://other/a.js",
        ] {
            check("/", target, None);
        }
    }

    #[test]
    fn types_are_exact() {
        assert_eq!(kind(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(kind(Path::new("a.js")), "text/javascript");
        assert_eq!(kind(Path::new("a.html")), "text/html; charset=utf-8");
        assert_eq!(kind(Path::new("a")), "application/octet-stream");
    }

    #[test]
    fn a_request_is_answered() {
        let folder = std::env::temp_dir().join(format!("dianpan-server-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "店").unwrap();
        let listener = listen_anywhere().unwrap();
        let port = listener.local_addr().unwrap().port();
        let site = Site { folder: folder.clone(), prefix: "/x/".into() };
        thread::spawn(move || serve(&listener, &site));
        for (request, status, body) in [
            ("GET /x/ HTTP/1.1", "HTTP/1.1 200 OK", "店"),
            ("HEAD /x/ HTTP/1.1", "HTTP/1.1 200 OK", ""),
            ("GET / HTTP/1.1", "HTTP/1.1 404 Not Found", "404 Not Found"),
            ("GET /x/none HTTP/1.1", "HTTP/1.1 404 Not Found", "404 Not Found"),
            ("POST /x/ HTTP/1.1", "HTTP/1.1 405 Method Not Allowed", "405 Method Not Allowed"),
        ] {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
            write!(stream, "{request}\r\nHost: x\r\n\r\n").unwrap();
            let mut all = String::new();
            stream.read_to_string(&mut all).unwrap();
            let (head, content) = all.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with(status), "{request}: {head}");
            assert_eq!(content, body, "{request}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
