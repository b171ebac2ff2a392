//! The files of the project.

use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the project, with its path from there and its text, sorted.
/// Folders that builds make are left out.
pub fn files_below(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = project();
    let mut files = Vec::new();
    walk(&root.join(folder), &mut |path| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if name.ends_with(ending) {
            files.push((name, fs::read_to_string(path).unwrap()));
        }
    });
    files.sort();
    files
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let built = path.file_name().is_some_and(|name| name == "target" || name == "dist");
        if path.is_dir() && !built {
            walk(&path, visit);
        } else if path.is_file() {
            visit(&path);
        }
    }
}
