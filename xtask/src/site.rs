//! Builds what ships into `dist/`: the site, and beside it the single file `dianpan.html`.
//!
//! Trunk compiles into a scratch folder; `dist/` is then written from there, so that nothing unfinished
//! ever stands in it. Both builds carry the same glue (`no-modules`, a classic script: a module could not
//! be inlined for `file://`) and the same optimised wasm, so what is tested on one holds for the other.
//! Every file but the pages has a digest in its name: a cached one can be old only together with its page.

use crate::command::Call;
use crate::disk;
use crate::failure::Outcome;
use crate::page;
use crate::policy;
use crate::project::Project;
use crate::stylesheet;
use crate::tool;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::env;
use std::path::{Path, PathBuf};

pub const SINGLE: &str = "dianpan.html";
/// zlib's strongest.
const DEFLATE_LEVEL: u8 = 10;

/// Finds or installs the tools, compiles in release and writes `dist/`.
pub fn build(project: &Project) -> Outcome {
    tool::for_build(project)?;
    fetch_crates(project)?;
    let raw = project.scratch().join("site");
    trunk(project, &raw)?;
    assemble(project, &raw)
}

/// Trunk builds offline, so the crates must be there. Only the first time needs the network.
fn fetch_crates(project: &Project) -> Outcome {
    let fetch = || Call::cargo(project).args(["fetch", "--locked", "--target", tool::WASM_TARGET]);
    if fetch().arg("--offline").succeeds() {
        return Ok(());
    }
    println!("Fetching the crates of Cargo.lock; this takes under a minute, once.");
    fetch().run("Check the network connection, and that Cargo.lock fits Cargo.toml (cargo update --workspace).")
}

fn trunk(project: &Project, target: &Path) -> Outcome {
    println!("Building in release.");
    disk::make_folder(target)?;
    Call::new(project, "trunk")
        .args(["build", "--release", "--offline", "--locked", "--log", "warn", "--dist"])
        .arg(target)
        // Trunk takes this variable for a flag and refuses its usual value, 1.
        .without_env("NO_COLOR")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap_flags(project))
        .run("The compiler's or Trunk's message above says where.")
}

/// Keeps the builder's folders, and with them a user's name, out of the panic messages in the wasm.
/// This variable adds to the flags in `.cargo/config.toml`, where `RUSTFLAGS` would replace them;
/// it is split at blanks, so a path with one stays as it is.
pub fn remap_flags(project: &Project) -> String {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME")?;
        Some(Path::new(&home).join(".cargo"))
    });
    let root = Some(project.root().to_path_buf());
    [(cargo_home, "/cargo"), (root, "/dianpan")]
        .into_iter()
        .filter_map(|(path, name)| Some((path?.to_str()?.to_owned(), name)))
        .filter(|(path, _)| !path.contains(char::is_whitespace))
        .map(|(path, name)| format!("--remap-path-prefix={path}={name}"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn assemble(project: &Project, raw: &Path) -> Outcome {
    let source = disk::read_text(&raw.join("index.html"))?;
    let boot = disk::read_text(&raw.join("boot.js"))?;
    let glue = disk::read_text(&raw.join(page::boot_attribute(&source, "data-js")?))?;
    let wasm = disk::read(&raw.join(page::boot_attribute(&source, "data-wasm")?))?;
    let style_folder = project.root().join("style");
    let style = stylesheet::flatten("main.css", &|file| disk::read_text(&style_folder.join(file)))?;

    let style_name = format!("style-{}.css", policy::name_part(style.as_bytes()));
    let boot_name = format!("boot-{}.js", policy::name_part(boot.as_bytes()));
    let hosted = page::hosted(&source, &style_name, &boot_name)?;
    let parts = page::Parts {
        style: &style,
        boot: &boot,
        glue: &glue,
        wasm: &STANDARD.encode(miniz_oxide::deflate::compress_to_vec_zlib(&wasm, DEFLATE_LEVEL)),
    };
    let single = page::single(&source, &parts)?;

    let dist = project.dist();
    disk::remove_folder(&dist)?;
    for file in disk::files_below(raw)?.iter().filter(|file| is_finished(file)) {
        disk::write(&dist.join(file), disk::read(&raw.join(file))?)?;
    }
    disk::write(&dist.join(style_name), &style)?;
    disk::write(&dist.join(boot_name), &boot)?;
    disk::write(&dist.join("index.html"), hosted)?;
    disk::write(&dist.join(SINGLE), single)
}

/// Whether a file of Trunk's ships as it is.
fn is_finished(file: &str) -> bool {
    !matches!(file, "index.html" | "boot.js") && !file.starts_with("style/")
}
