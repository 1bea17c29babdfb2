//! The style sheet, bundled from `style/main.css` and what it imports, and the fonts it names.

use std::fs;

use anyhow::{Context, Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use super::site::Site;
use crate::workspace::Workspace;

/// Browsers of the last two years. All of them know nesting and `light-dark()`, which therefore
/// stay as written.
const BROWSERS: Browsers = Browsers {
    android: None,
    chrome: Some(131 << 16),
    edge: Some(131 << 16),
    firefox: Some(132 << 16),
    ie: None,
    ios_saf: Some(18 << 16 | 1 << 8),
    opera: None,
    safari: Some(18 << 16 | 1 << 8),
    samsung: None,
};

/// The fonts by their plain names, and the files of `@fontsource-variable` that they are: the Latin
/// subsets, with all axes that the fonts' designers vary.
const FONTS: [(&str, &str); 4] = [
    (
        "fonts/public-sans.woff2",
        "public-sans/files/public-sans-latin-wght-normal.woff2",
    ),
    (
        "fonts/public-sans-italic.woff2",
        "public-sans/files/public-sans-latin-wght-italic.woff2",
    ),
    (
        "fonts/source-serif-4.woff2",
        "source-serif-4/files/source-serif-4-latin-standard-normal.woff2",
    ),
    (
        "fonts/source-serif-4-italic.woff2",
        "source-serif-4/files/source-serif-4-latin-standard-italic.woff2",
    ),
];

/// Adds the fonts, and `main.css` which names them as `/assets/fonts/NAME.woff2`.
pub fn add_to(site: &mut Site, workspace: &Workspace) -> Result<()> {
    let packages = workspace.package("@fontsource-variable");
    for (plain, file) in FONTS {
        let font = packages.join(file);
        let content =
            fs::read(&font).with_context(|| format!("could not read {}", font.display()))?;
        site.add(plain, content)?;
    }
    let styles = site
        .link(&bundle(workspace)?)
        .context("in the style sheet")?;
    site.add("main.css", styles.into_bytes())?;
    Ok(())
}

fn bundle(workspace: &Workspace) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let main = workspace.root.join("style/main.css");
    // The errors borrow from the bundler: only their text can leave.
    let mut sheet = bundler
        .bundle(&main)
        .map_err(|error| anyhow!("the style sheet: {error}"))?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("the style sheet: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("the style sheet: {error}"))?;
    Ok(printed.code)
}
