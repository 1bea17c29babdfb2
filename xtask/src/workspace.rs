//! Where things are: the workspace's folders and the cargo that builds it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

/// The folders of the workspace.
pub struct Workspace {
    /// The repository.
    pub root: PathBuf,
    /// Cargo's target folder: `CARGO_TARGET_DIR`, a configured one, or `target`.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the folders. Fails when cargo cannot read the workspace.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask is not in a workspace")?
            .to_owned();
        let mut metadata = Command::new(cargo_program());
        metadata
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&root);
        let metadata: serde_json::Value = serde_json::from_str(&command::output(&mut metadata)?)?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?
            .into();
        Ok(Self { root, target })
    }

    /// A command of the cargo that runs this task, in the repository.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo.arg(subcommand).current_dir(&self.root);
        cargo
    }

    /// The site that the server serves or embeds. Fixed, whatever the target folder is, because
    /// the server's source names it.
    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// The folder of the npm packages: the end-to-end suite, fonts and wasm-opt.
    pub fn packages(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// An installed npm package.
    pub fn package(&self, name: &str) -> PathBuf {
        self.packages().join("node_modules").join(name)
    }

    /// The built server. `profile` is the folder's name: `debug` or `release`.
    pub fn server(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join("charterhouse")
    }
}

fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The user's cache folder for what is made once for all clones.
pub fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
        Some(path) => PathBuf::from(path),
        None => {
            PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
                .join(".cache")
        }
    };
    Ok(base.join("charterhouse"))
}
