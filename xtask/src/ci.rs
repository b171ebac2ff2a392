//! What must pass before a change is taken: format, lints of both targets, every test, and `dist/`.

use crate::check;
use crate::command::Call;
use crate::failure::Outcome;
use crate::project::Project;
use crate::size;
use crate::test;
use crate::tool;

pub fn run(project: &Project) -> Outcome {
    tool::for_lint(project)?;
    tool::wasm_target(project)?;
    println!("Format.");
    Call::cargo(project).args(["fmt", "--all", "--check"]).run("Run: cargo fmt --all")?;
    Call::cargo(project)
        .args(["fmt", "--manifest-path", "xtask/fuzz/Cargo.toml", "--check"])
        .run("Run: cargo fmt --manifest-path xtask/fuzz/Cargo.toml")?;
    println!("Lints, native.");
    // The feature lets the browser journeys be seen too.
    lint(project, &["--workspace", "--all-targets", "--features", "dianpan/e2e"])?;
    println!("Lints, wasm.");
    lint(project, &["--target", tool::WASM_TARGET, "--lib", "--bins", "--test", "web"])?;
    lint(project, &["--target", tool::WASM_TARGET, "--package", "dianpan-bench"])?;
    // Builds dist/ on the way.
    test::all(project)?;
    check::dist(project)?;
    size::print(project)
}

fn lint(project: &Project, what: &[&str]) -> Outcome {
    Call::cargo(project)
        .args(["clippy", "--quiet"])
        .args(what)
        .args(["--", "-D", "warnings"])
        .run("Each lint above says how to satisfy it.")
}
