//! Compressed siblings of the assets, made by Node: it has both methods built in, at full speed
//! even when this task is a debug build.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::command;

const SCRIPT: &str = include_str!("compress.mjs");

/// Writes `FILE.br` and `FILE.gz` beside each file, as small as they get.
pub fn compress(files: &[PathBuf]) -> Result<()> {
    command::output(
        Command::new("node")
            .args(["--input-type=module", "--eval", SCRIPT, "--"])
            .args(files),
    )?;
    Ok(())
}
