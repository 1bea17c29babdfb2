//! `cargo xtask dev`: a debug build that follows the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::browser::{self, Toolchain};
use crate::command;
use crate::install::Installer;
use crate::serve::SERVER_ARGUMENTS;
use crate::workspace::Workspace;

/// Folders whose files the server or the site is made of.
const WATCHED: [&str; 7] = [
    "app",
    "domain",
    "frontend",
    "migrations",
    "server",
    "services",
    "style",
];

/// How often the files' times are read. A change is taken up when they are the same twice.
const PAUSE: Duration = Duration::from_millis(400);

/// The command line of `dev`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Further arguments for `charterhouse serve`
    #[arg(last = true)]
    server: Vec<String>,
}

/// Builds and serves, and again after every change, until interrupted. A build that fails leaves
/// the last good server running.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let installer = Installer::new(arguments.yes);
    installer.node_packages(workspace)?;
    let toolchain = Toolchain::ensure(installer)?;
    let server = Server::new(workspace, &arguments.server)?;

    let mut seen = Snapshot::take(&workspace.root)?;
    // The site first, this once: the server does not start without one.
    report(build_site(workspace, &toolchain).and_then(|_| server.build_and_restart()));
    loop {
        let now = Snapshot::settled(&workspace.root, &seen)?;
        let site_changed = now.differs_in(&seen, browser::SOURCES);
        seen = now;
        report(server.build_and_restart());
        // The browser's half takes longer, so it follows, and restarts the server once more if
        // anything came of it.
        if site_changed {
            report(
                build_site(workspace, &toolchain)
                    .and_then(|new| if new { server.restart() } else { Ok(()) }),
            );
        }
    }
}

fn build_site(workspace: &Workspace, toolchain: &Toolchain) -> Result<bool> {
    let module = browser::build_module(workspace, toolchain)?;
    browser::build_site(workspace, &module)
}

fn report(result: Result<()>) {
    if let Err(error) = result {
        eprintln!("dev: {error:#}");
        eprintln!("dev: waiting for the next change");
    }
}

/// The server under development.
struct Server<'a> {
    workspace: &'a Workspace,
    arguments: &'a [String],
    running: Arc<Mutex<Option<Child>>>,
}

impl<'a> Server<'a> {
    /// Not started yet. Ctrl-C stops it, then this task.
    fn new(workspace: &'a Workspace, arguments: &'a [String]) -> Result<Self> {
        let running = Arc::new(Mutex::new(None));
        let interrupted = Arc::clone(&running);
        ctrlc::set_handler(move || {
            stop(&interrupted);
            process::exit(130);
        })?;
        Ok(Self {
            workspace,
            arguments,
            running,
        })
    }

    fn build_and_restart(&self) -> Result<()> {
        command::run(self.workspace.cargo("build").args(["--package", "server"]))?;
        self.restart()
    }

    fn restart(&self) -> Result<()> {
        stop(&self.running);
        let program = self.workspace.server("debug");
        let child = Command::new(&program)
            .args(SERVER_ARGUMENTS)
            .args(self.arguments)
            .current_dir(&self.workspace.root)
            .spawn()
            .with_context(|| format!("could not start {}", program.display()))?;
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        Ok(())
    }
}

fn stop(running: &Mutex<Option<Child>>) {
    let child = running
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some(mut child) = child {
        command::stop(&mut child, "TERM");
    }
}

/// When each watched file was last written.
#[derive(PartialEq, Eq)]
struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    fn take(root: &Path) -> Result<Self> {
        let mut files = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
        for folder in WATCHED {
            browser::list_files(&root.join(folder), &mut files)?;
        }
        // A file that went away since it was listed is a change like any other.
        let times = files.into_iter().filter_map(|file| {
            let written = fs::metadata(&file).and_then(|data| data.modified()).ok()?;
            let name = file.strip_prefix(root).ok()?.to_owned();
            Some((name, written))
        });
        Ok(Self(times.collect()))
    }

    /// Waits for files that differ from `seen` and have stopped changing.
    fn settled(root: &Path, seen: &Self) -> Result<Self> {
        let mut last = Self::take(root)?;
        loop {
            sleep(PAUSE);
            let now = Self::take(root)?;
            if now == last && now != *seen {
                return Ok(now);
            }
            last = now;
        }
    }

    /// Whether anything at or below one of `paths` is new, gone or written since `other`.
    fn differs_in(&self, other: &Self, paths: &[&str]) -> bool {
        let below = |snapshot: &Self| -> BTreeMap<PathBuf, SystemTime> {
            snapshot
                .0
                .iter()
                .filter(|(file, _)| paths.iter().any(|path| file.starts_with(path)))
                .map(|(file, written)| (file.clone(), *written))
                .collect()
        };
        below(self) != below(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        let time = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        Snapshot(
            files
                .iter()
                .map(|(file, seconds)| (PathBuf::from(file), time(*seconds)))
                .collect(),
        )
    }

    #[test]
    fn only_changes_below_the_named_folders_count() {
        let before = snapshot(&[("app/src/lib.rs", 1), ("services/src/lib.rs", 1)]);
        let service = snapshot(&[("app/src/lib.rs", 1), ("services/src/lib.rs", 2)]);
        let island = snapshot(&[("app/src/lib.rs", 2), ("services/src/lib.rs", 1)]);
        let removed = snapshot(&[("services/src/lib.rs", 1)]);
        let differs = |now: &Snapshot| now.differs_in(&before, &["app", "style"]);
        assert_eq!(
            [differs(&service), differs(&island), differs(&removed)],
            [false, true, true]
        );
    }
}
