//! Finds or installs Firefox and its driver: a second browser has the loop, a full storage and the
//! policy shown in it.

use crate::browser::{Driver, apt_install, free_port, named};
use crate::command::Call;
use crate::failure::{Outcome, fail};
use crate::project::Project;
use crate::tool;
use std::path::PathBuf;

const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
/// What Debian calls it; elsewhere apt-get's message says that there is none.
const PACKAGES: [&str; 2] = ["firefox-esr", "fonts-noto-cjk"];

#[derive(Debug)]
pub struct Firefox {
    pub program: PathBuf,
    driver: PathBuf,
}

impl Firefox {
    /// The programs named by `FIREFOX` and `GECKODRIVER`, or those on the `PATH`, or fresh ones.
    pub fn find_or_install(project: &Project) -> Outcome<Self> {
        let driver = match named("GECKODRIVER")? {
            Some(driver) => driver,
            None => tool::geckodriver(project)?,
        };
        if let Some(program) = find(project)? {
            return Ok(Self { program, driver });
        }
        apt_install(project, "Firefox", &PACKAGES, "FIREFOX")?;
        match find(project)? {
            Some(program) => Ok(Self { program, driver }),
            None => fail(
                "apt-get installed Firefox, but it is not on the PATH. Set FIREFOX to its full path.",
            ),
        }
    }

    /// Starts the driver on a free port.
    pub fn drive(&self, project: &Project) -> Outcome<Driver> {
        let port = free_port()?;
        let call = Call::new(project, &self.driver)
            .args(["--log", "fatal", "--port"])
            .arg(port.to_string());
        Driver::ready(call, port)
    }
}

fn find(project: &Project) -> Outcome<Option<PathBuf>> {
    let found = || FIREFOX.iter().find_map(|name| project.find(name));
    Ok(named("FIREFOX")?.or_else(found))
}
