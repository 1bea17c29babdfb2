//! A toolchain for the browser where rustup reaches no server: Debian's rustc, and the target's
//! standard library built from Debian's copy of its source. Made once, in the user's cache.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::toolchain::{TARGET, own_rustc};
use crate::command;
use crate::install::Installer;
use crate::workspace::cache;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Debian's compiler for building browsers, which is newer than its plain `rustc`.
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// The made toolchain's compiler, if it was made with the rustc that is installed now.
pub fn made_earlier() -> Result<Option<PathBuf>> {
    let sysroot = sysroot()?;
    let made_with = fs::read_to_string(sysroot.join("made-with"));
    let current =
        made_with.is_ok_and(|version| installed_version().is_some_and(|now| now == version));
    // A link that leads nowhere, after rustup replaced the toolchain, does not exist.
    let host = host()?;
    let usable = current && linker_in(&sysroot, &host).exists();
    Ok(usable.then(|| sysroot.join("bin/rustc")))
}

/// Installs Debian's packages, builds the standard library and gives the compiler to use.
pub fn make(installer: Installer) -> Result<PathBuf> {
    if !packages_installed() {
        installer.debian_packages("a Rust toolchain that can build for the browser", &PACKAGES)?;
    }
    let sysroot = sysroot()?;
    let version = installed_version().context("/usr/bin/rustc does not run")?;
    eprintln!(
        "      building the browser's standard library into {}",
        sysroot.display()
    );
    remove(&sysroot)?;

    let empty = sysroot.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    command::output(
        cargo(Path::new(RUSTC), "build")
            .args([
                "--release",
                "-Zbuild-std=std,panic_abort",
                "--target",
                TARGET,
            ])
            .arg("--target-dir")
            .arg(empty.join("target"))
            .env("RUSTC_BOOTSTRAP", "1")
            .current_dir(&empty),
    )?;

    let libraries = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&libraries)?;
    let mut built = Vec::new();
    super::list_files(
        &empty.join("target").join(TARGET).join("release/deps"),
        &mut built,
    )?;
    for file in built {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, libraries.join(name.as_ref()))?;
        }
    }
    remove(&empty)?;

    let host = host()?;
    let rustup = command::output(own_rustc().args(["--print", "sysroot"]))?;
    let linker = linker_in(Path::new(rustup.trim()), &host);
    ensure!(
        linker.exists(),
        "the Rust toolchain has no linker at {}",
        linker.display()
    );
    let host_folder = sysroot.join("lib/rustlib").join(&host);
    fs::create_dir_all(host_folder.join("bin"))?;
    symlink(linker, linker_in(&sysroot, &host))?;
    symlink(
        Path::new("/usr/lib/rustlib").join(&host).join("lib"),
        host_folder.join("lib"),
    )?;

    let rustc = sysroot.join("bin/rustc");
    fs::create_dir_all(sysroot.join("bin"))?;
    fs::write(
        &rustc,
        format!(
            "#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n",
            sysroot.display()
        ),
    )?;
    fs::set_permissions(&rustc, fs::Permissions::from_mode(0o755))?;
    // Last, as it says that all the rest is there.
    fs::write(sysroot.join("made-with"), version)?;
    Ok(rustc)
}

/// Debian's cargo with a compiler of ours, out of the reach of rustup's choice of toolchain.
pub fn cargo(rustc: &Path, subcommand: &str) -> Command {
    let mut cargo = Command::new(CARGO);
    cargo
        .arg(subcommand)
        .env("RUSTC", rustc)
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        // `cargo run` names its own toolchain's libraries here.
        .env_remove("LD_LIBRARY_PATH");
    cargo
}

fn packages_installed() -> bool {
    PACKAGES.iter().all(|package| {
        command::output(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]))
            .is_ok_and(|status| status.ends_with(" installed"))
    })
}

fn installed_version() -> Option<String> {
    command::output(Command::new(RUSTC).arg("-vV").env_remove("LD_LIBRARY_PATH")).ok()
}

fn sysroot() -> Result<PathBuf> {
    Ok(cache()?.join("wasm-sysroot"))
}

fn host() -> Result<String> {
    let version = command::output(own_rustc().arg("-vV"))?;
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("rustc does not say which host it is for")
}

fn linker_in(sysroot: &Path, host: &str) -> PathBuf {
    sysroot.join("lib/rustlib").join(host).join("bin/rust-lld")
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not delete {}", folder.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
