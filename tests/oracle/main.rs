//! The oracle: every registered metric worked out a second time, by other hands.
//!
//! This side imports sets of files the way the app does and writes down, beside the files, every
//! figure that it gets from them: by day, by week, by month, and by everything that sales can be
//! split by. `oracle.py` then reads the same files and works the figures out from the written
//! rules alone; it knows nothing of the code in `src/`. The two must agree to the 分, rates to six
//! decimals. Words on the command line choose the sets whose names contain them.
//!
//! It has no test harness, because the judge is another program and its report is the output.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "in a test the panic is the report"
)]
// Each test binary uses its own part of what they share.
#[allow(dead_code, unused_imports, reason = "made for all test binaries")]
#[path = "../it/support/mod.rs"]
mod support;

mod ask;
mod set;
mod shop;

use std::fs;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};

use set::Set;
use support::project;

fn main() -> ExitCode {
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let chosen = |set: &Set| words.is_empty() || words.iter().any(|word| set.name.contains(word));
    let folder = project().join("target/oracle");
    // What an earlier run left would be compared again.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let sets: Vec<Set> = set::all().into_iter().filter(chosen).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(set) = sets.get(number) else { break };
                    ask::write(set, &folder.join(format!("{number:03}")));
                }
            });
        }
    });
    let script = project().join("tests/oracle/oracle.py");
    match Command::new("python3").arg("-B").arg(script).arg(&folder).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(cause) => {
            eprintln!(
                "Could not run python3: {cause}. Install Python 3.9 or newer \
                 (Debian: sudo apt-get install -y python3) and run this again."
            );
            ExitCode::FAILURE
        }
    }
}
