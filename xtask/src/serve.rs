//! `cargo xtask serve`: from a fresh clone to the demo community in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser;
use crate::command;
use crate::install::Installer;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// What the server is told: the database is `./data`, and a new one is filled with the demo
/// community.
pub const SERVER_ARGUMENTS: [&str; 4] = ["serve", "--data", "./data", "--demo"];

/// The command line of `serve`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Further arguments for `charterhouse serve`
    #[arg(last = true)]
    server: Vec<String>,
}

/// Installs, builds for release, and becomes the server.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut steps = Steps::new("serve", browser::STEPS + 1);
    browser::build(workspace, Installer::new(arguments.yes), &mut steps)?;
    steps.run("the server", || {
        command::run(
            workspace
                .cargo("build")
                .args(["--release", "--package", "server"]),
        )
    })?;
    eprintln!("{}", steps.summary());

    // In the place of this process, so that Ctrl-C and the exit status are the server's own.
    let program = workspace.server("release");
    let failure = Command::new(&program)
        .args(SERVER_ARGUMENTS)
        .args(&arguments.server)
        .current_dir(&workspace.root)
        .exec();
    Err(failure).with_context(|| format!("could not start {}", program.display()))
}
