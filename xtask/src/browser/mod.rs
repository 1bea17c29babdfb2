//! The browser's half: a WebAssembly module for the islands, and the site's assets around it.

mod compress;
mod debian;
mod module;
mod site;
mod styles;
mod toolchain;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub use module::{Module, build as build_module};
pub use toolchain::Toolchain;

use crate::install::Installer;
use crate::steps::Steps;
use crate::workspace::Workspace;
use site::{Site, media_type};

/// Files and folders of the repository from which the module and the assets are made.
pub const SOURCES: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "app",
    "domain",
    "frontend",
    "style",
];

/// The steps that [`build`] takes.
pub const STEPS: usize = 3;

/// Installs what the browser's half needs and builds it.
pub fn build(workspace: &Workspace, installer: Installer, steps: &mut Steps) -> Result<()> {
    let toolchain = steps.run("the browser's tools", || {
        installer.node_packages(workspace)?;
        Toolchain::ensure(installer)
    })?;
    let module = steps.run("the browser's half", || build_module(workspace, &toolchain))?;
    steps.run("the site's assets", || build_site(workspace, &module))?;
    Ok(())
}

/// Writes the site's folder: module, scripts, style sheet and the fonts it names. Gives whether
/// anything in it is new.
pub fn build_site(workspace: &Workspace, module: &Module) -> Result<bool> {
    let mut site = Site::default();
    module.add_to(&mut site)?;

    let folder = workspace.root.join("frontend/static");
    let mut files = Vec::new();
    list_files(&folder, &mut files)?;
    files.sort();
    for file in files {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .with_context(|| format!("{} has no plain name", file.display()))?;
        let content =
            fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        if media_type(name)? == "text/javascript" {
            let script = String::from_utf8(content)
                .with_context(|| format!("{} is not UTF-8", file.display()))?;
            let script = site
                .link(&script)
                .with_context(|| format!("in {}", file.display()))?;
            site.add(name, script.into_bytes())?;
        } else {
            site.add(name, content)?;
        }
    }

    styles::add_to(&mut site, workspace)?;
    site.write(&workspace.site())
}

/// Adds every file below a folder. A folder that is not there has none.
pub fn list_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            list_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
