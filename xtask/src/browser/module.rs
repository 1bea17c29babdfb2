//! The WebAssembly module and its JavaScript: built, bound, made small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::list_files;
use super::site::Site;
use super::toolchain::{TARGET, Toolchain};
use crate::command;
use crate::workspace::Workspace;

/// The name that the module goes by: `frontend.js` and `frontend_bg.wasm`.
const NAME: &str = "frontend";

/// What the module is made from, beside the toolchain and wasm-opt.
const SOURCES: [&str; 8] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "app",
    "domain",
    "frontend/Cargo.toml",
    "frontend/src",
    // How it is made.
    "xtask/src/browser/module.rs",
];

/// What rustc's output for the browser uses. With `--all-features` instead, wasm-opt's output did
/// not load in Chromium.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The built module: a folder with its two files.
pub struct Module {
    folder: PathBuf,
}

impl Module {
    fn script(&self) -> PathBuf {
        self.folder.join(NAME).with_extension("js")
    }

    fn wasm(&self) -> PathBuf {
        self.folder.join(wasm_name())
    }

    /// Adds both files to the site, so that the script loads the module by its hashed name.
    pub fn add_to(&self, site: &mut Site) -> Result<()> {
        let wasm = site.add(&wasm_name(), fs::read(self.wasm())?)?;
        let script = fs::read_to_string(self.script())?;
        let address = format!("'{}'", wasm_name());
        ensure!(
            script.matches(&address).count() == 1,
            "wasm-bindgen's script names {address} in another way than expected"
        );
        let script = script.replace(&address, &format!("'{wasm}'"));
        site.add(&format!("{NAME}.js"), script.into_bytes())?;
        Ok(())
    }
}

fn wasm_name() -> String {
    format!("{NAME}_bg.wasm")
}

/// Builds the module, or finds that what was built last is of the same sources.
pub fn build(workspace: &Workspace, toolchain: &Toolchain) -> Result<Module> {
    let target = workspace.target.join("browser");
    let module = Module {
        folder: target.join("module"),
    };
    let stamp = module.folder.join("made-from");
    let wanted = fingerprint(workspace, toolchain)?;
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == wanted) {
        eprintln!("      unchanged");
        return Ok(module);
    }

    command::run(
        toolchain
            .cargo(workspace, "build")
            .args(["--package", "frontend", "--target", TARGET])
            .args(["--profile", "wasm-release", "--target-dir"])
            .arg(&target),
    )?;
    let compiled = target
        .join(TARGET)
        .join("wasm-release")
        .join(NAME)
        .with_extension("wasm");

    fs::create_dir_all(&module.folder)?;
    bind(&compiled, &module)?;
    shrink(workspace, &module)?;
    fs::write(stamp, wanted)?;
    Ok(module)
}

/// Makes the script that joins the module to the browser, and the module's half of it.
fn bind(compiled: &Path, module: &Module) -> Result<()> {
    // wasm-bindgen's errors are of another anyhow; `{:#}` keeps their causes.
    let other = |error| anyhow!("wasm-bindgen: {error:#}");
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(NAME)
        .web(true)
        .map_err(other)?
        .typescript(false)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(other)?;
    let with_scripts: Vec<_> = (output.snippets().iter())
        .filter(|(_, scripts)| !scripts.is_empty())
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .collect();
    ensure!(
        with_scripts.is_empty(),
        "these bring JavaScript files of their own, which the site has no place for: {with_scripts:?}"
    );
    fs::write(module.script(), output.js())?;
    fs::write(module.wasm(), output.wasm_mut().emit_wasm())?;
    Ok(())
}

fn shrink(workspace: &Workspace, module: &Module) -> Result<()> {
    command::output(
        Command::new("node")
            .arg(workspace.package("binaryen").join("bin/wasm-opt"))
            .arg(module.wasm())
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg("--output")
            .arg(module.wasm()),
    )?;
    Ok(())
}

/// A hash of all that the module is made from.
fn fingerprint(workspace: &Workspace, toolchain: &Toolchain) -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        let path = workspace.root.join(source);
        if path.is_dir() {
            list_files(&path, &mut files)?;
        } else {
            files.push(path);
        }
    }
    files.push(workspace.packages().join("package-lock.json"));
    files.sort();

    let mut hash = Sha256::new();
    hash.update(toolchain.version()?);
    for file in files {
        let content =
            fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        hash.update(
            file.strip_prefix(&workspace.root)?
                .as_os_str()
                .as_encoded_bytes(),
        );
        hash.update([0]);
        hash.update(Sha256::digest(content));
    }
    Ok(format!("{:x}", hash.finalize()))
}
