//! Makes sure of the site's folder, which the server embeds, and follows its changes.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // A checkout without a site must compile too: `cargo xtask` fills the folder.
    fs::create_dir_all(Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site"))?;
    // A debug build reads the files while it runs; only a release build has them inside.
    let watched = if env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_some() {
        "build.rs"
    } else {
        "../target/site"
    };
    println!("cargo:rerun-if-changed={watched}");
    Ok(())
}
