//! What the contenders' page needs, gathered in `target/bench/www`: the peers from npm, packed by
//! esbuild, and 店盘's reader as wasm, made with the flags of the app.

use crate::command::Call;
use crate::disk;
use crate::failure::{Outcome, fail};
use crate::page;
use crate::project::Project;
use crate::site;
use crate::tool;
use std::path::{Path, PathBuf};

const MODULES: [&str; 6] = ["papa.js", "udsv.js", "d3.js", "duckdb.js", "reader.js", "sums.js"];
const PAGE: [&str; 2] = ["page.html", "page.js"];
/// DuckDB for a host that sends no isolation headers, as any static host: one thread.
const DUCKDB: [(&str, &str); 2] =
    [("duckdb-browser-eh.worker.js", "duckdb-worker.js"), ("duckdb-eh.wasm", "duckdb.wasm")];
const SEE_ABOVE: &str = "The message above says where.";

/// Where the scripts of the benchmark are.
pub fn sources(project: &Project) -> PathBuf {
    project.root().join("xtask/bench")
}

/// Gathers everything and gives the folder to serve.
pub fn gather(project: &Project, folder: &Path) -> Outcome<PathBuf> {
    let (npm, www) = (folder.join("npm"), folder.join("www"));
    install(project, &npm)?;
    disk::remove_folder(&www)?;
    disk::make_folder(&www)?;
    let copy = |from: PathBuf, to: PathBuf| disk::write(&to, disk::read(&from)?);
    // Beside the installed packages, where their names are found.
    for name in MODULES {
        copy(sources(project).join(name), npm.join(name))?;
    }
    for name in PAGE {
        copy(sources(project).join(name), www.join(name))?;
    }
    let duckdb = npm.join("node_modules/@duckdb/duckdb-wasm/dist");
    for (name, here) in DUCKDB {
        copy(duckdb.join(name), www.join(here))?;
    }
    reader(project, &npm, &www)?;
    Call::new(project, npm.join("node_modules/.bin/esbuild"))
        .args(MODULES.map(|name| npm.join(name)))
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
        .arg(format!("--outdir={}", www.display()))
        .run(SEE_ABOVE)?;
    Ok(www)
}

fn install(project: &Project, npm: &Path) -> Outcome {
    let wanted = disk::read_text(&sources(project).join("package.json"))?;
    let list = npm.join("package.json");
    let done = npm.join("node_modules/.package-lock.json").is_file();
    if done && disk::read_text(&list).is_ok_and(|known| known == wanted) {
        return Ok(());
    }
    if project.find("npm").is_none() {
        return fail("npm is missing. Install Node.js 18 or newer and run this command again.");
    }
    println!("Installing the peers (xtask/bench/package.json, by npm); this takes a minute, once.");
    disk::remove_folder(npm)?;
    disk::write(&list, wanted)?;
    Call::new(project, "npm")
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(npm)
        .run("Check the network connection, then run the same command again.")
}

/// Builds the reader as the app is built: its release profile, its flags, its wasm-opt.
fn reader(project: &Project, npm: &Path, www: &Path) -> Outcome {
    println!("Building the reader.");
    Call::cargo(project)
        .args(["build", "--release", "--locked", "--package", "dianpan-bench", "--quiet"])
        .args(["--target", tool::WASM_TARGET])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", site::remap_flags(project))
        .run(SEE_ABOVE)?;
    let built = project.target().join(tool::WASM_TARGET).join("release/dianpan_bench.wasm");
    Call::new(project, "wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "reader-glue", "--out-dir"])
        .arg(npm)
        .arg(built)
        .run(SEE_ABOVE)?;
    let index = disk::read_text(&project.root().join("index.html"))?;
    let Some(link) = index.split('<').find(|tag| tag.contains("rel=\"rust\"")) else {
        return fail("index.html has no link to the app's crate.");
    };
    let level = page::attribute(link, "data-wasm-opt").unwrap_or("2");
    let more = page::attribute(link, "data-wasm-opt-params").unwrap_or("");
    Call::new(project, "wasm-opt")
        .arg(format!("-O{level}"))
        .args(more.split_whitespace())
        .arg("-o")
        .arg(www.join("reader.wasm"))
        .arg(npm.join("reader-glue_bg.wasm"))
        .run(SEE_ABOVE)
}
