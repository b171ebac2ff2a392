//! Where things are. `.tools/` holds what this crate installs, `dist/` what it builds for others,
//! and `target/xtask/` what it needs on the way.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The workspace whose cargo runs this. Asked when running, not when compiling: two clones that
    /// share a target folder share the program too.
    pub fn here() -> Self {
        let own =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let own = PathBuf::from(own);
        Self { root: own.parent().map(Path::to_path_buf).unwrap_or(own) }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// Scratch space, inside cargo's target folder so that `cargo clean` empties it too.
    pub fn scratch(&self) -> PathBuf {
        self.target().join("xtask")
    }

    /// Cargo's target folder.
    pub fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
    }

    /// The folders in which programs are looked for, the project's own first.
    pub fn search_path(&self) -> Vec<PathBuf> {
        let own = [self.tools().join("bin"), self.tools().join("npm/node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        own.into_iter().chain(env::split_paths(&inherited)).collect()
    }

    /// The same as one `PATH` value; a folder whose name cannot stand in one is left out by falling
    /// back to the inherited value.
    pub fn path_variable(&self) -> OsString {
        env::join_paths(self.search_path())
            .unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }

    /// The first program of that name on the search path.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
        self.search_path()
            .iter()
            .flat_map(|folder| {
                endings.iter().map(move |end| folder.join(format!("{program}{end}")))
            })
            .find(|candidate| candidate.is_file())
    }
}
