//! Runs the fuzzer over the readers: builds it with coverage, gives it every fixture as a seed and
//! every header's names as its dictionary, and lets it look for harm.
//!
//! libFuzzer's instrumentation is all that is switched on, which the stable compiler can do; the
//! crate has no unsafe code that a sanitizer would watch.

use crate::command::Call;
use crate::disk;
use crate::failure::{Outcome, fail};
use crate::project::Project;
use std::path::{Path, PathBuf};

/// What one input may take, in seconds, megabytes and bytes.
const LIMITS: [&str; 3] = ["-timeout=5", "-rss_limit_mb=2048", "-max_len=65536"];

/// LLVM's coverage counters, as libFuzzer reads them.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Words of many tables that are no header names.
const WORDS: &[&str] = &[
    "\"",
    "\"\"",
    ",\"",
    "\r\n",
    "\t",
    ";",
    "sep=",
    "全部",
    "合计",
    "不限",
    "数据暂未更新",
    "6.91793E+18",
    "92233720368547758.07",
    "-92233720368547758.08",
    "1.2万",
    "-",
    "%",
    "1e309",
    "20261101-20261130",
    "<c t=\"s\"><v>",
    "&#x4E2D;",
    "<![CDATA[",
];

pub fn run(project: &Project, seconds: u32) -> Outcome {
    let folder = folder(project);
    let (corpus, seeds) = (folder.join("corpus"), folder.join("seeds"));
    disk::make_folder(&corpus)?;
    disk::make_folder(&folder.join("found"))?;
    let count = write_seeds(project, &seeds)?;
    let dictionary = folder.join("words.dict");
    disk::write(&dictionary, dictionary_text(project)?)?;
    let program = build(project)?;
    println!("Fuzzing for {seconds} s from {count} seeds.");
    let found = format!("{}/", folder.join("found").display());
    Call::new(project, program)
        .args([corpus, seeds])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-dict={}", dictionary.display()))
        .arg(format!("-artifact_prefix={found}"))
        .args(LIMITS)
        .args(["-print_final_stats=1", "-verbosity=1", "-reload=0"])
        .run(&format!(
            "The input that did it is in {found}. See it again with: cargo xtask fuzz replay <that file>"
        ))
}

/// Feeds one file to the fuzzer's checks.
pub fn replay(project: &Project, file: &str) -> Outcome {
    if !Path::new(file).is_file() {
        return fail(format!("There is no file {file}."));
    }
    let program = build(project)?;
    Call::new(project, program).arg(file).args(LIMITS).run("It still fails; see above.")
}

/// In cargo's target folder, where `cargo clean` empties it too.
fn folder(project: &Project) -> PathBuf {
    project.target().join("fuzz")
}

fn build(project: &Project) -> Outcome<PathBuf> {
    let target = folder(project).join("build");
    let host = host(project)?;
    // Named, so that build scripts are not instrumented: they have no fuzzer to report to.
    Call::cargo(project)
        .args([
            "build",
            "--release",
            "--locked",
            "--manifest-path",
            "xtask/fuzz/Cargo.toml",
            "--target",
        ])
        .arg(&host)
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTFLAGS", FLAGS)
        .run("The fuzzer needs a C++ compiler as well.")?;
    Ok(target.join(host).join("release").join("read"))
}

fn host(project: &Project) -> Outcome<String> {
    let version = Call::new(project, "rustc").arg("-vV").output().unwrap_or_default();
    match version.lines().find_map(|line| line.strip_prefix("host: ")) {
        Some(host) => Ok(host.to_owned()),
        None => fail("rustc does not say for which host it is."),
    }
}

/// Every fixture that is a file to import, under names of its own.
fn write_seeds(project: &Project, seeds: &Path) -> Outcome<usize> {
    disk::remove_folder(seeds)?;
    let fixtures = project.root().join("tests/fixture");
    let files = disk::files_below(&fixtures)?;
    let inputs = files.iter().filter(|path| {
        let folder = path.starts_with("import/") || path.starts_with("museum/");
        folder && !path.ends_with("expected.json")
    });
    let mut count = 0;
    for path in inputs {
        disk::write(&seeds.join(path.replace('/', "_")), disk::read(&fixtures.join(path))?)?;
        count += 1;
    }
    Ok(count)
}

/// Every name of every header, and some words; bytes beyond ASCII in libFuzzer's notation.
fn dictionary_text(project: &Project) -> Outcome<String> {
    let headers = project.root().join("tests/fixture/headers");
    let mut words: Vec<String> = WORDS.iter().map(|&word| word.to_owned()).collect();
    for file in disk::files_below(&headers)? {
        let line = disk::read_text(&headers.join(file))?;
        words.extend(line.trim().split(',').map(str::to_owned));
    }
    words.sort();
    words.dedup();
    let lines =
        words.iter().filter(|word| !word.is_empty()).map(|word| format!("\"{}\"\n", escaped(word)));
    Ok(lines.collect())
}

fn escaped(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    };
    word.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_dictionary_are_bytes_in_quotes() {
        assert_eq!(escaped("a\"\\\n店"), "a\\\"\\\\\\x0A\\xE5\\xBA\\x97");
    }
}
