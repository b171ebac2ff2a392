//! Finds or installs the programs that a build needs.
//!
//! A program on the `PATH` in the right version is used as it is. What is missing goes to `.tools/`,
//! after a line that says so: nothing is installed unannounced, and nothing outside the project but
//! the wasm target and toolchain components, which rustup keeps itself. Trunk could download its
//! companions on its own; it is never asked to, because many networks do not let it.

use crate::command::Call;
use crate::disk;
use crate::failure::{Failure, Outcome, fail};
use crate::project::Project;
use crate::version;
use std::path::PathBuf;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
/// The npm package of wasm-opt. An older wasm-opt does not know every feature that rustc emits.
const BINARYEN: &str = "132.0.0";
/// Computes the figures anew, by the SQL that ships.
const DUCKDB: &str = "2.0.0";
/// Speaks WebDriver for Firefox; newer ones than this do too.
const GECKODRIVER: &str = "0.37.1";
const ONLINE: &str = "Check the network connection, then run the same command again.";

/// All that a build of the site needs.
pub fn for_build(project: &Project) -> Outcome {
    wasm_target(project)?;
    trunk(project)?;
    wasm_bindgen(project)?;
    wasm_opt(project)
}

/// The formatter and the linter; a minimal toolchain lacks both.
pub fn for_lint(project: &Project) -> Outcome {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if Call::cargo(project).args([probe, "--version"]).succeeds() {
            continue;
        }
        rustup(project, &["component", "add", component], "a few seconds")?;
    }
    Ok(())
}

pub fn wasm_target(project: &Project) -> Outcome {
    let folder = Call::new(project, "rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output();
    let present = folder.is_some_and(|path| std::path::Path::new(path.trim()).is_dir());
    if present {
        return Ok(());
    }
    rustup(project, &["target", "add", WASM_TARGET], "under a minute")
}

/// The compiler of bindings; its test runner comes with it.
pub fn wasm_bindgen(project: &Project) -> Outcome {
    let lock = disk::read_text(&project.root().join("Cargo.lock"))?;
    let Some(wanted) = version::locked(&lock, "wasm-bindgen") else {
        return fail("Cargo.lock names no wasm-bindgen. Restore the file from version control.");
    };
    if has(project, "wasm-bindgen", wanted) && has(project, "wasm-bindgen-test-runner", wanted) {
        return Ok(());
    }
    // Published without a lock file.
    cargo_install(project, "wasm-bindgen-cli", wanted, &[], "about 2 minutes")
}

/// The driver of Firefox, whatever its version: it speaks to many of them.
pub fn geckodriver(project: &Project) -> Outcome<PathBuf> {
    let name = "geckodriver";
    if let Some(found) = project.find(name) {
        return Ok(found);
    }
    cargo_install(project, name, GECKODRIVER, &["--locked"], "about 2 minutes")?;
    match project.find(name) {
        Some(found) => Ok(found),
        None => fail(
            "cargo installed geckodriver, but it is not in .tools/bin. Remove .tools and try again.",
        ),
    }
}

/// The oracle is written in Python, with nothing but its standard library. Which Python is there
/// is the system's affair, so it is asked for and not installed.
pub fn python(project: &Project) -> Outcome {
    let recent = "import sys; sys.exit(sys.version_info < (3, 9))";
    if Call::new(project, "python3").args(["-c", recent]).succeeds() {
        return Ok(());
    }
    fail(
        "Python 3.9 or newer is missing; it works the figures out a second time. Install it \
         (Debian: sudo apt-get install -y python3) so that `python3` starts it, and run this command again.",
    )
}

fn trunk(project: &Project) -> Outcome {
    if has(project, "trunk", TRUNK) {
        return Ok(());
    }
    cargo_install(project, "trunk", TRUNK, &["--locked"], "about 5 minutes")
}

fn wasm_opt(project: &Project) -> Outcome {
    let found = stated(project, "wasm-opt").and_then(|found| version::major(&found));
    if found.is_some() && found >= version::major(BINARYEN) {
        return Ok(());
    }
    if project.find("npm").is_none() {
        return fail(format!(
            "wasm-opt {BINARYEN} is missing, and so is npm to install it with. \
             Install Node.js 18 or newer (Debian: sudo apt-get install -y nodejs npm) and run this command again."
        ));
    }
    let package = format!("binaryen@{BINARYEN}");
    announce(&format!("wasm-opt ({package}, by npm) into .tools/npm"), "under a minute");
    let folder = project.tools().join("npm");
    disk::make_folder(&folder)?;
    Call::new(project, "npm")
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(&folder)
        .arg(package)
        .run(ONLINE)
}

/// A Python that has DuckDB, in a folder of its own; gives its program.
pub fn duckdb(project: &Project) -> Outcome<PathBuf> {
    let folder = project.tools().join("python");
    let bin = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = folder.join(bin);
    let probe = "import duckdb; print('duckdb', duckdb.__version__)";
    let answer = || Call::new(project, &python).args(["-c", probe]).output();
    if python.is_file() && answer().as_deref().and_then(version::stated) == Some(DUCKDB) {
        return Ok(python);
    }
    if project.find("python3").is_none() {
        return fail(
            "python3 is missing; the SQL that ships is checked in DuckDB with it. Install Python 3.10 or \
             newer with venv (Debian: sudo apt-get install -y python3-venv) and run this command again.",
        );
    }
    announce(&format!("DuckDB {DUCKDB} (by pip) into .tools/python"), "under a minute");
    Call::new(project, "python3")
        .args(["-m", "venv"])
        .arg(&folder)
        .run("It needs Python's venv (Debian: sudo apt-get install -y python3-venv).")?;
    Call::new(project, &python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .arg(format!("duckdb=={DUCKDB}"))
        .run(ONLINE)?;
    Ok(python)
}

/// Installs a program from crates.io into `.tools/`. Speed of the build counts, not of the
/// program: the packages' own release profiles (one unit, whole-program optimisation) double the time.
fn cargo_install(
    project: &Project,
    package: &str,
    version: &str,
    more: &[&str],
    time: &str,
) -> Outcome {
    announce(&format!("{package} {version} (by cargo) into .tools"), time);
    Call::cargo(project)
        .args(["install", package, "--version", version, "--root"])
        .arg(project.tools())
        .arg("--force")
        .args(more)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .run(&format!(
            "It needs a C compiler (Debian: sudo apt-get install -y gcc libc6-dev) and crates.io. {ONLINE}"
        ))
}

fn rustup(project: &Project, args: &[&str], time: &str) -> Outcome {
    if project.find("rustup").is_none() {
        return Err(Failure::new(format!(
            "This toolchain lacks a part, and rustup is not on the PATH to add it. \
             Install rustup (https://rustup.rs), then run: rustup {}",
            args.join(" ")
        )));
    }
    announce(&format!("with rustup: {}", args.join(" ")), time);
    Call::new(project, "rustup").args(args).run(ONLINE)
}

fn has(project: &Project, program: &str, wanted: &str) -> bool {
    stated(project, program).is_some_and(|found| found == wanted)
}

fn stated(project: &Project, program: &str) -> Option<String> {
    project.find(program)?;
    let answer = Call::new(project, program).arg("--version").output()?;
    version::stated(&answer).map(str::to_owned)
}

fn announce(what: &str, time: &str) {
    println!("Installing {what}; this takes {time}, once.");
}
