//! What a task needs from the machine: found, installed, or asked for in one line.

use std::env;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::command;
use crate::workspace::{Workspace, cache};

/// The oldest Node that the packages in `end2end/` run on.
const OLDEST_NODE: u32 = 20;

/// Whether installing needs a word from the person at the terminal.
#[derive(Clone, Copy)]
pub enum Installer {
    /// Without a terminal, or with `--yes`.
    Quiet,
    /// At a terminal.
    Asking,
}

impl Installer {
    /// Asks only where somebody could answer and has not said `--yes`.
    pub fn new(yes: bool) -> Self {
        if yes || !io::stdin().is_terminal() {
            Self::Quiet
        } else {
            Self::Asking
        }
    }

    /// Says that `what` is missing and is about to be got with `how`; asks where it must.
    /// Fails with the line to type when the answer is no.
    pub fn announce(self, what: &str, how: &str) -> Result<()> {
        match self {
            Self::Quiet => eprintln!("      {what} is missing, installing it: {how}"),
            Self::Asking => {
                eprint!("      {what} is missing. Run `{how}`? [Y/n] ");
                io::stderr().flush()?;
                let mut answer = String::new();
                io::stdin().lock().read_line(&mut answer)?;
                let answer = answer.trim().to_lowercase();
                ensure!(
                    matches!(answer.as_str(), "" | "y" | "yes"),
                    "{what} is missing. Type: {how}"
                );
            }
        }
        Ok(())
    }

    /// Installs Debian packages that hold `what`.
    pub fn debian_packages(self, what: &str, packages: &[&str]) -> Result<()> {
        let how = format!("apt-get install {}", packages.join(" "));
        if command::find("apt-get").is_none() {
            bail!(
                "{what} is missing. Install it with your system's package manager (Debian: {how})"
            );
        }
        let Some(apt) = self.apt_get()? else {
            bail!("{what} is missing. Type: sudo {how}");
        };
        self.announce(what, &how)?;
        // An outdated or partly unreachable index may still be enough; the installation will tell.
        command::output(apt().args(["update", "-qq"])).ok();
        command::output(
            apt()
                .args(["install", "-qq", "--yes", "--no-remove"])
                .arg("--no-install-recommends")
                .args(packages),
        )
        .with_context(|| format!("could not install {what}. Type: sudo {how}"))?;
        Ok(())
    }

    /// How apt-get is called by this user, if this user may.
    fn apt_get(self) -> Result<Option<impl Fn() -> Command>> {
        let root = user_id()? == 0;
        let sudo_may = match self {
            Self::Quiet => command::output(Command::new("sudo").args(["-n", "true"])).is_ok(),
            Self::Asking => command::find("sudo").is_some(),
        };
        if !root && !sudo_may {
            return Ok(None);
        }
        Ok(Some(move || {
            let mut apt = if root {
                Command::new("apt-get")
            } else {
                let mut sudo = Command::new("sudo");
                sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                sudo
            };
            apt.env("DEBIAN_FRONTEND", "noninteractive")
                .args(["-o", "DPkg::Lock::Timeout=300"]);
            apt
        }))
    }

    /// Makes sure of Node and of the npm packages that the lock file in `end2end/` names.
    pub fn node_packages(self, workspace: &Workspace) -> Result<()> {
        check_node()?;
        let folder = workspace.packages();
        let lock = fs::read(folder.join("package-lock.json"))
            .context("end2end/package-lock.json cannot be read")?;
        let wanted = format!("{:x}", Sha256::digest(lock));
        let installed = folder.join("node_modules/.installed-from");
        if fs::read_to_string(&installed).is_ok_and(|hash| hash == wanted) {
            return Ok(());
        }
        self.announce("a set of npm packages", "npm ci --prefix end2end")?;
        command::output(
            Command::new("npm")
                .args(["ci", "--no-fund", "--no-audit", "--loglevel=error"])
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                .current_dir(folder),
        )?;
        fs::write(installed, wanted)?;
        Ok(())
    }

    /// Makes sure of cargo-nextest.
    pub fn nextest(self, workspace: &Workspace) -> Result<()> {
        if command::find("cargo-nextest").is_some() {
            return Ok(());
        }
        self.announce("cargo-nextest", "cargo install --locked cargo-nextest")?;
        command::run(
            workspace
                .cargo("install")
                .args(["--locked", "cargo-nextest"]),
        )
    }

    /// Makes sure of a Chromium and gives its path. `CHROMIUM` names one of your own.
    pub fn chromium(self) -> Result<PathBuf> {
        if let Some(own) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
            let own = PathBuf::from(own);
            ensure!(
                own.is_file(),
                "CHROMIUM names {}, which is no file",
                own.display()
            );
            return Ok(own);
        }
        let find = || {
            ["chromium", "chromium-browser", "google-chrome"]
                .into_iter()
                .find_map(command::find)
        };
        if let Some(found) = find() {
            return Ok(found);
        }
        self.debian_packages("Chromium", &["chromium"])?;
        find().context("the package chromium brought no program of that name")
    }

    /// Makes sure of a program that a Debian package brings into a folder.
    pub fn program(self, program: &str, folder: &str, package: &str) -> Result<()> {
        if command::find(program).is_some() || Path::new(folder).join(program).is_file() {
            return Ok(());
        }
        self.debian_packages(program, &[package])
    }

    /// Makes sure of a Python with the parsers that read the calendars back, in a folder of its own in the user's cache, and
    /// gives its program.
    pub fn python_with_calendars(self, workspace: &Workspace) -> Result<PathBuf> {
        let wanted = workspace
            .root
            .join("server/tests/calendars/requirements.txt");
        let list = fs::read_to_string(&wanted)
            .with_context(|| format!("{} cannot be read", wanted.display()))?;
        let folder = cache()?.join("python");
        let python = folder.join("bin/python");
        let installed = folder.join("installed-from.txt");
        if python.is_file() && fs::read_to_string(&installed).is_ok_and(|have| have == list) {
            return Ok(python);
        }
        let can_make_one = || {
            command::output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok()
        };
        if !can_make_one() {
            self.debian_packages("Python with virtual environments", &["python3-venv"])?;
        }
        self.announce(
            "a Python with parsers of calendars",
            "pip install -r server/tests/calendars/requirements.txt",
        )?;
        command::output(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
        command::output(
            Command::new(&python)
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                ])
                .arg("--requirement")
                .arg(&wanted),
        )?;
        fs::write(installed, list)?;
        Ok(python)
    }

    /// Makes sure of PostgreSQL's server programs and gives their folder.
    pub fn postgres_programs(self) -> Result<PathBuf> {
        if let Some(found) = find_postgres_programs() {
            return Ok(found);
        }
        self.debian_packages("a PostgreSQL server", &["postgresql"])?;
        find_postgres_programs().context("the package postgresql brought no initdb")
    }
}

/// Fails with what to type when a component of the Rust toolchain is missing.
pub fn rust_component(workspace: &Workspace, subcommand: &str, component: &str) -> Result<()> {
    command::output(workspace.cargo(subcommand).arg("--version"))
        .map(|_| ())
        .map_err(|_| {
            anyhow::anyhow!("cargo {subcommand} is missing. Type: rustup component add {component}")
        })
}

/// The user's numeric id.
pub fn user_id() -> Result<u32> {
    Ok(command::output(Command::new("id").arg("-u"))?
        .trim()
        .parse()?)
}

fn check_node() -> Result<()> {
    let advice = format!("Install Node.js {OLDEST_NODE} or newer: https://nodejs.org/en/download");
    for program in ["node", "npm"] {
        ensure!(
            command::find(program).is_some(),
            "{program} is missing. {advice}"
        );
    }
    let version = command::output(Command::new("node").arg("--version"))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse::<u32>().ok());
    ensure!(
        major.is_some_and(|major| major >= OLDEST_NODE),
        "Node.js is {}, too old. {advice}",
        version.trim()
    );
    Ok(())
}

/// Debian keeps the server's programs out of the search path, in a folder for each version.
fn find_postgres_programs() -> Option<PathBuf> {
    let in_path = command::find("initdb")
        .and_then(|path| fs::canonicalize(path).ok())
        .and_then(|path| path.parent().map(Path::to_owned));
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .map(|version| version.path())
        .filter(|version| version.join("bin/initdb").is_file())
        .max_by_key(|version| {
            let number = version
                .file_name()
                .and_then(|name| name.to_str()?.parse::<u32>().ok());
            number.unwrap_or_default()
        })
        .map(|version| version.join("bin"));
    in_path.or(newest)
}
