//! `cargo xtask site`: the browser's half alone, for who builds the server in another way.

use anyhow::Result;

use crate::browser;
use crate::install::Installer;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// The command line of `site`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
}

/// Installs what is missing and builds the module and the assets.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut steps = Steps::new("site", browser::STEPS);
    browser::build(workspace, Installer::new(arguments.yes), &mut steps)?;
    eprintln!("{}", steps.summary());
    Ok(())
}
