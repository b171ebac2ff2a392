//! The state of the machine: without it the numbers of two runs say nothing about each other.

use crate::command::Call;
use crate::project::Project;
use std::fs;
use std::thread;

#[derive(Debug)]
pub struct Machine {
    cores: usize,
    /// Over one, five and fifteen minutes.
    load: String,
    system: &'static str,
    commit: String,
}

impl Machine {
    /// Looked at before anything is measured.
    pub fn look(project: &Project) -> Self {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load: Vec<&str> = load.split_whitespace().take(3).collect();
        let git = |args: &[&str]| Call::new(project, "git").args(args).output().unwrap_or_default();
        let commit = git(&["log", "-1", "--format=%h of %cs"]).trim().to_owned();
        let changed = !git(&["status", "--porcelain", "--", "src", "Cargo.toml"]).trim().is_empty();
        Self {
            cores: thread::available_parallelism().map_or(0, usize::from),
            load: if load.is_empty() { "unknown".into() } else { load.join(", ") },
            system: std::env::consts::OS,
            commit: if changed { format!("{commit}, with changes") } else { commit },
        }
    }

    pub fn words(&self, browser: &str) -> String {
        let Self { cores, load, system, commit } = self;
        format!(
            "{cores} cores, {system}, Chromium {browser}; load before the run {load}; 店盘 at {commit}."
        )
    }
}
