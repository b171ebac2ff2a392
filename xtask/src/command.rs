//! Runs other programs: from the project's root, with its tools first on the `PATH`, and with a
//! failure that says which command ended how, and what to do next.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

#[derive(Debug)]
pub struct Call {
    command: Command,
    shown: String,
}

impl Call {
    /// A program by its name on the search path, or by its full path.
    pub fn new(project: &Project, program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = program.to_string_lossy().into_owned();
        let found = project.find(&name).map(Into::into);
        let mut command = Command::new(found.unwrap_or_else(|| program.to_os_string()));
        command.current_dir(project.root()).env("PATH", project.path_variable());
        Self { command, shown: name }
    }

    /// The cargo that runs this crate, so that a `+toolchain` given to it holds for the children.
    pub fn cargo(project: &Project) -> Self {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut call = Self::new(project, program);
        call.shown = "cargo".into();
        call
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub fn args<I: IntoIterator<Item: AsRef<OsStr>>>(self, args: I) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it on this terminal; `next` says what to do when it fails.
    pub fn run(mut self, next: &str) -> Outcome {
        let ended = self.command.status().map_err(|cause| self.not_started(&cause))?;
        if ended.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` ended with {ended}. {next}", self.shown)))
    }

    /// Whether it runs and succeeds, unseen.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|ended| ended.success())
    }

    /// What it printed, or nothing when it could not be run or failed.
    pub fn output(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The plain command, for a program that is to run in the background.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn not_started(&self, cause: &std::io::Error) -> Failure {
        Failure::new(format!("Could not run `{}`: {cause}.", self.shown))
    }
}
