//! The Rust toolchain that builds for the browser.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::debian;
use crate::command;
use crate::install::Installer;
use crate::workspace::Workspace;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Which compiler builds for the browser.
pub enum Toolchain {
    /// The workspace's own, with the target's standard library added by rustup.
    Own,
    /// Debian's, with a standard library built here; see [`debian`].
    Debian {
        /// The program to use as `rustc`.
        rustc: PathBuf,
    },
}

impl Toolchain {
    /// Makes sure that there is a toolchain for the browser: the workspace's own if it has the
    /// target or rustup can add it, else one put together from Debian's packages.
    pub fn ensure(installer: Installer) -> Result<Self> {
        if own_has_target()? {
            return Ok(Self::Own);
        }
        if let Some(rustc) = debian::made_earlier()? {
            return Ok(Self::Debian { rustc });
        }
        if command::find("rustup").is_some() {
            installer.announce(
                "Rust's browser target",
                &format!("rustup target add {TARGET}"),
            )?;
            let added = command::output(
                Command::new("rustup")
                    .args(["target", "add", TARGET])
                    .env("RUSTUP_MAX_RETRIES", "1"),
            );
            if added.is_ok() && own_has_target()? {
                return Ok(Self::Own);
            }
            eprintln!("      rustup could not add it to the toolchain in use");
        }
        let rustc = debian::make(installer).with_context(|| {
            format!("Rust's browser target is missing. Type: rustup target add {TARGET}")
        })?;
        Ok(Self::Debian { rustc })
    }

    /// A cargo command of this toolchain, in the repository.
    pub fn cargo(&self, workspace: &Workspace, subcommand: &str) -> Command {
        match self {
            Self::Own => workspace.cargo(subcommand),
            Self::Debian { rustc } => {
                let mut cargo = debian::cargo(rustc, subcommand);
                cargo.current_dir(&workspace.root);
                cargo
            }
        }
    }

    /// The compiler's full version, which the module depends on.
    pub fn version(&self) -> Result<String> {
        let mut rustc = match self {
            Self::Own => own_rustc(),
            Self::Debian { rustc } => Command::new(rustc),
        };
        command::output(rustc.arg("-vV"))
    }
}

/// The compiler that cargo uses for the host's half.
pub fn own_rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn own_has_target() -> Result<bool> {
    let folder =
        command::output(own_rustc().args(["--print", "target-libdir", "--target", TARGET]))?;
    let mut files = Vec::new();
    super::list_files(folder.trim().as_ref(), &mut files)?;
    Ok(files.iter().any(|file| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("libstd-"))
    }))
}
