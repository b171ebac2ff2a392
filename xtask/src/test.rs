//! Runs the tests: natively, against the oracle, in DuckDB, in a browser, and end to end on what
//! ships.
//!
//! All parts run even when an earlier one failed, so that one run tells everything.

use crate::browser::{Browser, Driver};
use crate::command::Call;
use crate::disk;
use crate::failure::{Outcome, fail};
use crate::firefox::Firefox;
use crate::project::Project;
use crate::server::{self, Site};
use crate::site::{self, SINGLE};
use crate::tool;
use std::thread;

/// Not the root, so that an absolute path anywhere in the site fails a test.
const SUB_PATH: &str = "/some/sub/path/";
const SEE_ABOVE: &str = "The failing tests are named above.";

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    Native,
    Oracle,
    Web,
    EndToEnd,
    Sql,
}

impl Part {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "native" => Some(Self::Native),
            "oracle" => Some(Self::Oracle),
            "web" => Some(Self::Web),
            "e2e" => Some(Self::EndToEnd),
            "sql" => Some(Self::Sql),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Oracle => "oracle",
            Self::Web => "web",
            Self::EndToEnd => "e2e",
            Self::Sql => "sql",
        }
    }

    fn run(self, project: &Project, more: &[String]) -> Outcome {
        println!("Tests: {}.", self.name());
        match self {
            Self::Native => native(project, more),
            Self::Oracle => oracle(project, more),
            Self::Web => web(project, more),
            Self::EndToEnd => end_to_end(project, more, None),
            Self::Sql => sql(project),
        }
    }
}

/// One part with arguments for its test binary.
pub fn one(project: &Project, part: Part, more: &[String]) -> Outcome {
    part.run(project, more)
}

/// Every part. What is missing is installed first, so that a machine that cannot have it says so
/// in the first minute, not the tenth.
pub fn all(project: &Project) -> Outcome {
    tool::python(project)?;
    tool::for_build(project)?;
    Browser::find_or_install(project)?;
    Firefox::find_or_install(project)?;
    tool::duckdb(project)?;
    let mut failed = Vec::new();
    for part in [Part::Native, Part::Oracle, Part::Sql, Part::Web, Part::EndToEnd] {
        if let Err(failure) = part.run(project, &[]) {
            println!("{failure}");
            failed.push(part.name());
        }
    }
    if failed.is_empty() {
        println!("All tests passed.");
        return Ok(());
    }
    fail(format!(
        "Tests failed: {}. Run one part again with `cargo xtask test <part> [test name]`.",
        failed.join(", ")
    ))
}

fn native(project: &Project, more: &[String]) -> Outcome {
    Call::cargo(project).args(["test", "--workspace", "--"]).args(more).run(SEE_ABOVE)
}

/// Every figure of every fixture, worked out a second time by a program in another language.
fn oracle(project: &Project, more: &[String]) -> Outcome {
    tool::python(project)?;
    Call::cargo(project)
        .args(["test", "--test", "oracle", "--"])
        .args(more)
        .run("The figures that differ are named above.")
}

/// The runner would look for `webdriver.json` beside `Cargo.toml`; its variable lets the file live
/// in the scratch folder instead.
fn web(project: &Project, more: &[String]) -> Outcome {
    tool::wasm_target(project)?;
    tool::wasm_bindgen(project)?;
    let browser = Browser::find_or_install(project)?;
    let capabilities = project.scratch().join("webdriver.json");
    disk::write(&capabilities, browser.capabilities())?;
    Call::cargo(project)
        .args(["test", "--target", tool::WASM_TARGET, "--test", "web", "--"])
        .args(more)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        // Seconds; the defaults of 20 and 5 are for a machine with nothing else to do.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("CHROMEDRIVER", &browser.driver)
        .run(SEE_ABOVE)
}

/// The journey that kills its browser, so many times.
pub fn kills(project: &Project, times: u32) -> Outcome {
    let filter = ["a_killed_browser", "--nocapture"].map(str::to_owned);
    end_to_end(project, &filter, Some(times))
}

fn end_to_end(project: &Project, more: &[String], kills: Option<u32>) -> Outcome {
    let browser = Browser::find_or_install(project)?;
    let firefox = Firefox::find_or_install(project)?;
    site::build(project)?;
    let listener = server::listen_anywhere()?;
    let address = server::address(&listener, SUB_PATH)?;
    let served = Site { folder: project.dist(), prefix: SUB_PATH.into() };
    // Ends with this process.
    thread::spawn(move || server::serve(&listener, &served));
    let driver = Driver::start(project, &browser)?;
    let gecko = firefox.drive(project)?;
    let mut call = Call::cargo(project)
        .args(["test", "--features", "e2e", "--test", "e2e", "--"])
        .args(more)
        .env("DIANPAN_SITE", address)
        .env("DIANPAN_FILE", project.dist().join(SINGLE))
        .env("CHROMEDRIVER_URL", driver.address())
        .env("CHROMIUM", &browser.chromium)
        .env("GECKODRIVER_URL", gecko.address())
        .env("FIREFOX", &firefox.program);
    if let Some(times) = kills {
        call = call.env("DIANPAN_KILLS", times.to_string());
    }
    call.run(SEE_ABOVE)
}

/// Exports shops with what the app shows of them, and has DuckDB come to the same by the SQL of the
/// export.
fn sql(project: &Project) -> Outcome {
    let python = tool::duckdb(project)?;
    let folder = project.scratch().join("sql");
    disk::remove_folder(&folder)?;
    disk::make_folder(&folder)?;
    Call::cargo(project)
        .args(["test", "--quiet", "--test", "sql", "--"])
        .arg(&folder)
        .run(SEE_ABOVE)?;
    Call::new(project, python).arg("tests/sql/compare.py").arg(folder).run(
        "Each figure above should be the same; section 5 of the definitions decides who is right.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_they_are_called() {
        for part in [Part::Native, Part::Oracle, Part::Sql, Part::Web, Part::EndToEnd] {
            assert_eq!(Part::parse(part.name()), Some(part));
        }
        assert_eq!(Part::parse("all"), None);
    }
}
