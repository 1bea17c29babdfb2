//! `cargo xtask test`: everything that must hold before a change is taken.

use std::fs;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::browser;
use crate::command;
use crate::install::{self, Installer};
use crate::postgres::Cluster;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// The host's half of the workspace. `frontend` is built for the browser only; building it with
/// the others would switch `app`'s two halves on at once.
const HOST: [&str; 3] = ["--workspace", "--exclude", "frontend"];

/// The steps of [`run_rust`] without doc tests.
const RUST_STEPS: usize = 4;

/// The steps of [`run_end2end`].
const END2END_STEPS: usize = 3;

/// The command line of `test`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Run one half only
    #[arg(long)]
    only: Option<Half>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Half {
    /// The site, formatting, clippy, unit and service tests
    Rust,
    /// The site, the server and the Playwright suite
    End2end,
}

/// Installs what the tests need and runs them; the first failure ends the run.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let installer = Installer::new(arguments.yes);
    let (rust, end2end) = (
        arguments.only != Some(Half::End2end),
        arguments.only != Some(Half::Rust),
    );
    let doc_tests = rust && has_doc_tests(workspace)?;
    let total = browser::STEPS
        + RUST_STEPS * usize::from(rust)
        + usize::from(doc_tests)
        + END2END_STEPS * usize::from(end2end);
    let mut steps = Steps::new("test", total);
    // The server's own tests ask for assets too.
    browser::build(workspace, installer, &mut steps)?;
    if rust {
        run_rust(workspace, installer, doc_tests, &mut steps)?;
    }
    if end2end {
        run_end2end(workspace, installer, &mut steps)?;
    }
    eprintln!("{}", steps.summary());
    Ok(())
}

fn run_rust(
    workspace: &Workspace,
    installer: Installer,
    doc_tests: bool,
    steps: &mut Steps,
) -> Result<()> {
    let (postgres, python) = steps.run("the tests' tools", || {
        install::rust_component(workspace, "fmt", "rustfmt")?;
        install::rust_component(workspace, "clippy", "clippy")?;
        installer.nextest(workspace)?;
        Ok((
            installer.postgres_programs()?,
            installer.python_with_calendars(workspace)?,
        ))
    })?;
    steps.run("formatting", || {
        command::run(workspace.cargo("fmt").args(["--all", "--check"]))
    })?;
    steps.run("clippy", || {
        command::run(workspace.cargo("clippy").args(HOST).args([
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    steps.run("unit and service tests", || {
        let cluster = Cluster::start(&postgres)?;
        command::run(
            workspace
                .cargo("nextest")
                .arg("run")
                .args(HOST)
                .env("CHARTERHOUSE_TEST_POSTGRES", cluster.url())
                .env("CHARTERHOUSE_TEST_PYTHON", &python),
        )
    })?;
    if doc_tests {
        steps.run("doc tests", || {
            command::run(workspace.cargo("test").arg("--doc").args(HOST))
        })?;
    }
    Ok(())
}

fn run_end2end(workspace: &Workspace, installer: Installer, steps: &mut Steps) -> Result<()> {
    let chromium = steps.run("the browser to test with", || installer.chromium())?;
    steps.run("the server", || {
        // With --tests cargo settles on the same features as for the Rust tests, so that what
        // they built is used again.
        command::run(
            workspace
                .cargo("build")
                .args(HOST)
                .args(["--bins", "--tests"]),
        )
    })?;
    steps.run("end-to-end tests", || {
        // Playwright itself only strips the types.
        command::run(
            Command::new("npx")
                .arg("tsc")
                .current_dir(workspace.packages()),
        )?;
        command::run(
            Command::new("npx")
                .args(["playwright", "test"])
                .env("CHARTERHOUSE_BIN", workspace.server("debug"))
                .env("CHROMIUM", &chromium)
                .current_dir(workspace.packages()),
        )
    })
}

/// Whether any library's documentation has an example that rustdoc would run. Looking is quicker
/// than linking every crate's documentation to learn that there is none.
fn has_doc_tests(workspace: &Workspace) -> Result<bool> {
    for library in ["app", "domain", "migrations", "server", "services"] {
        let mut sources = Vec::new();
        browser::list_files(&workspace.root.join(library).join("src"), &mut sources)?;
        for source in sources {
            if fs::read_to_string(&source).is_ok_and(|text| has_example(&text)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether a source file has a fenced example that is Rust, as a fence is that names no language.
fn has_example(source: &str) -> bool {
    let mut inside = false;
    for line in source.lines().map(str::trim_start) {
        let text = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let Some(fence) = text.and_then(|text| text.trim().strip_prefix("```")) else {
            continue;
        };
        if !inside
            && matches!(
                fence,
                "" | "rust" | "should_panic" | "no_run" | "compile_fail"
            )
        {
            return true;
        }
        inside = !inside;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fence_of_rust_is_an_example() {
        assert!(has_example(
            "/// ```\n/// assert!(true);\n/// ```\npub fn f() {}"
        ));
        assert!(has_example("    //! ```rust\n    //! ```"));
        assert!(!has_example(
            "/// ```text\n/// a table\n/// ```\npub fn f() {}"
        ));
        assert!(!has_example("let fence = \"```\";"));
    }
}
