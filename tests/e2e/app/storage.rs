//! What the browser keeps: snapshots to compare, padding to fill it up.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use xxhash_rust::xxh64::xxh64;

use super::App;

/// UTF-16 units that localStorage holds, keys included.
pub const QUOTA: u64 = 5_242_880;

/// Each key with the length and a hash of its value.
pub type Snapshot = BTreeMap<String, (u64, String)>;

const SNAPSHOT: &str = "
    const hash = text => {
        let [a, b] = [0xdeadbeef, 0x41c6ce57];
        for (let at = 0; at < text.length; at += 1) {
            const unit = text.charCodeAt(at);
            a = Math.imul(a ^ unit, 2654435761);
            b = Math.imul(b ^ unit, 1597334677);
        }
        return (a >>> 0) + ' ' + (b >>> 0);
    };
    return Object.keys(localStorage).map(key => {
        const value = localStorage.getItem(key);
        return [key, value.length, hash(value)];
    })";

/// The key of another app on the same origin.
const FOREIGN: &str = "someone-else";

impl App {
    pub fn snapshot(&self) -> Snapshot {
        let read = self.session.run(SNAPSHOT, &[]);
        let keys = read.as_array().unwrap().iter().map(|entry| {
            let key = entry[0].as_str().unwrap().to_owned();
            (key, (entry[1].as_u64().unwrap(), entry[2].as_str().unwrap().to_owned()))
        });
        keys.collect()
    }

    /// The snapshot without other apps' keys.
    pub fn own_snapshot(&self) -> Snapshot {
        let mut all = self.snapshot();
        all.retain(|key, _| key != FOREIGN);
        all
    }

    /// The units in use.
    pub fn used(&self) -> u64 {
        used(&self.snapshot())
    }

    /// Fills storage with another app's key until so many units are left.
    pub fn pad(&self, left: u64) {
        self.unpad();
        let key = u64::try_from(FOREIGN.len()).unwrap();
        let length = QUOTA - self.used() - key - left;
        let script = "localStorage.setItem(arguments[0], 'x'.repeat(arguments[1]))";
        self.session.run(script, &[json!(FOREIGN), json!(length)]);
        assert_eq!(self.used(), QUOTA - left);
    }

    pub fn unpad(&self) {
        self.session.run("localStorage.removeItem(arguments[0])", &[json!(FOREIGN)]);
    }

    /// Everything stored, to be put back by any tab.
    pub fn stored(&self) -> Value {
        self.session.run("return Object.entries(localStorage)", &[])
    }

    /// Puts that in the place of what is stored now.
    pub fn put(&self, stored: &Value) {
        let script = "
            localStorage.clear();
            for (const [key, value] of arguments[0]) localStorage.setItem(key, value)";
        self.session.run(script, std::slice::from_ref(stored));
    }

    /// Raises the schema number of every record whose key contains a name, as an app of a later
    /// year would have written it: with a sound checksum, whatever else it holds.
    pub fn raise_schema(&self, name: &str) {
        let mut raised = 0;
        for entry in self.stored().as_array().unwrap() {
            let key = entry[0].as_str().unwrap();
            if !key.contains(name) {
                continue;
            }
            let (_, rest) = entry[1].as_str().unwrap().split_once(' ').unwrap();
            let at = rest.find("\"schema\":").unwrap() + "\"schema\":".len();
            let end = at + rest[at..].find(|c: char| !c.is_ascii_digit()).unwrap();
            let rest = format!("{}999{}", &rest[..at], &rest[end..]);
            let value = format!("{:016x} {rest}", xxh64(rest.as_bytes(), 0));
            let script = "localStorage.setItem(arguments[0], arguments[1])";
            self.session.run(script, &[json!(key), json!(value)]);
            raised += 1;
        }
        assert!(raised > 0, "no record {name}");
    }

    /// Keeps a copy of everything stored, for as long as the tab lives.
    pub fn keep_copy(&self) {
        let script = "sessionStorage.kept = JSON.stringify(Object.entries(localStorage))";
        self.session.run(script, &[]);
    }

    /// Puts that copy in the place of what is stored now.
    pub fn put_copy(&self) {
        let script = "
            localStorage.clear();
            for (const [key, value] of JSON.parse(sessionStorage.kept))
                localStorage.setItem(key, value);";
        self.session.run(script, &[]);
    }
}

pub fn used(snapshot: &Snapshot) -> u64 {
    let units = |text: &str| u64::try_from(text.encode_utf16().count()).unwrap();
    snapshot.iter().map(|(key, (length, _))| units(key) + length).sum()
}
