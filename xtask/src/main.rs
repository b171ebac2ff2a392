//! What cargo cannot do for 店盘: fetch the tools, build the site and the single file, serve them,
//! run every test, measure. `cargo xtask` without a verb lists them.

mod bench;
mod browser;
mod check;
mod ci;
mod command;
mod disk;
mod failure;
mod firefox;
mod fuzz;
mod page;
mod policy;
mod project;
mod server;
mod site;
mod size;
mod stylesheet;
mod test;
mod tool;
mod version;

use failure::{Outcome, fail};
use project::Project;
use server::Site;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <verb>

  serve [--port N]           build the site and serve it on 127.0.0.1 (port 8080, or the next free one)
  dist                       build the site and dianpan.html, the app in one file, into dist/
  test                       run every test
  test native|oracle|web|e2e [ARGS]
                             run one part; ARGS go to the test binary
  test kills [N]             kill a browser N times (50) during and after imports and look at what is left
  test sql                   compare the figures of the SQL that ships with those of the app, in DuckDB
  fuzz [SECONDS]             harm files and import them, for ten minutes unless told otherwise
  fuzz replay FILE           import a file that the fuzzer has found
  bench [--runs N] [--files WORDS] [--only WORDS]
                             measure the import beside its peers, in one browser run (see tests/bench/)
  ci                         format, lints, every test, checks on dist/

Tools that are missing are installed first, into .tools/ where that is possible; each is announced.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&Project::here(), &args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(project: &Project, args: &[String]) -> Outcome {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve(project, None),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve(project, Some(port)),
            Err(_) => fail(format!("`{port}` is not a port. Give a number from 1 to 65535.")),
        },
        ["dist"] => {
            site::build(project)?;
            check::dist(project)?;
            size::print(project)
        }
        ["test"] => test::all(project),
        ["test", "kills"] => test::kills(project, 50),
        ["test", "kills", times] => match times.parse() {
            Ok(times) => test::kills(project, times),
            Err(_) => fail(format!("`{times}` is not a number of kills.")),
        },
        ["test", part, more @ ..] => test_part(project, part, more),
        ["fuzz"] => fuzz::run(project, 600),
        ["fuzz", "replay", file] => fuzz::replay(project, file),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::run(project, seconds),
            Err(_) => fail(format!("`{seconds}` is not a number of seconds.")),
        },
        ["bench", options @ ..] => bench::run(project, &bench::Options::parse(options)?),
        ["ci"] => ci::run(project),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => fail(USAGE),
    }
}

fn serve(project: &Project, port: Option<u16>) -> Outcome {
    // Before the build: a port that is taken should not cost a minute.
    let listener = server::listen(port)?;
    site::build(project)?;
    let address = server::address(&listener, "/")?;
    println!("店盘 is at {address} (Ctrl+C ends it).");
    let site = Site { folder: project.dist(), prefix: "/".into() };
    server::serve(&listener, &site);
    Ok(())
}

/// `cargo xtask test e2e -- name` and `cargo xtask test e2e name` mean the same.
fn test_part(project: &Project, part: &str, more: &[&str]) -> Outcome {
    let Some(part) = test::Part::parse(part) else {
        return fail(format!("There is no part `{part}`: native, oracle, sql, web or e2e."));
    };
    let more = more.strip_prefix(&["--"]).unwrap_or(more);
    let more: Vec<String> = more.iter().map(|word| (*word).to_owned()).collect();
    test::one(project, part, &more)
}
