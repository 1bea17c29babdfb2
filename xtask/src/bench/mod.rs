//! `cargo xtask bench`: how fast pages are, with few groups and with many, beside nginx serving the same bytes; and with few
//! meetings and with many.

mod community;
mod load;
mod meetings;
mod nginx;
mod report;
mod server;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::browser;
use crate::command;
use crate::install::Installer;
use crate::steps::Steps;
use crate::workspace::Workspace;

use load::Load;
use report::Row;
use server::{Cache, Server};

/// The sizes of the communities that are compared.
const SIZES: [usize; 2] = [300, 10_000];

/// The command line of `bench`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Install what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Seconds for which each page is asked for
    #[arg(long, default_value_t = 5)]
    seconds: u32,
    /// Connections at once
    #[arg(long, default_value_t = 16)]
    connections: u32,
    /// Measure this binary, such as one of another version, instead of building one
    #[arg(long)]
    program: Option<PathBuf>,
    /// Also write the report to this file
    #[arg(long)]
    output: Option<PathBuf>,
}

/// Installs, builds for release, seeds, measures, prints.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let installer = Installer::new(arguments.yes);
    let build_steps = match arguments.program {
        Some(_) => 0,
        None => browser::STEPS + 1,
    };
    let mut steps = Steps::new("bench", build_steps + 2 + SIZES.len());
    let program = match &arguments.program {
        Some(program) => fs::canonicalize(program)
            .with_context(|| format!("{} is no program", program.display()))?,
        None => {
            browser::build(workspace, installer, &mut steps)?;
            steps.run("the server", || {
                command::run(
                    workspace
                        .cargo("build")
                        .args(["--release", "--package", "server"]),
                )
            })?;
            workspace.server("release")
        }
    };
    steps.run("nginx, wrk and sqlite3", || {
        installer.program("nginx", "/usr/sbin", "nginx-light")?;
        installer.program("wrk", "/usr/bin", "wrk")?;
        installer.program("sqlite3", "/usr/bin", "sqlite3")?;
        Ok(())
    })?;
    let load = Load {
        seconds: arguments.seconds,
        connections: arguments.connections,
    };
    let folder = workspace.target.join("bench");
    let mut rows = Vec::new();
    for size in SIZES {
        let name = if size == SIZES[0] {
            "the small community"
        } else {
            "the large community"
        };
        rows.extend(steps.run(name, || {
            measure(&program, &folder.join(size.to_string()), size, load)
        })?);
    }
    let meetings = steps.run("few and many meetings", || {
        meetings::measure(&program, &folder.join("meetings"))
    })?;
    let report = report::text(&rows, &meetings, load);
    println!("{report}");
    if let Some(output) = &arguments.output {
        fs::write(output, &report)
            .with_context(|| format!("{} cannot be written", output.display()))?;
    }
    eprintln!("{}", steps.summary());
    Ok(())
}

/// All figures of one size: each page cached, from nginx, and uncached.
fn measure(program: &Path, folder: &Path, size: usize, load: Load) -> Result<Vec<Row>> {
    let data = community::seeded(program, folder, size)?;
    let paths = pages(size);
    let mut rows = Vec::new();

    let server = Server::start(program, &data, Cache::On)?;
    let asset = server.stylesheet()?;
    for path in paths.iter().chain([&asset]) {
        let page = server.fetch(path)?;
        let served = load.run(&server.address(path))?;
        let reference = nginx::serving(&folder.join("nginx"), &page, |address| load.run(address))?;
        rows.push(Row::cached(
            size,
            path,
            &page,
            served,
            reference,
            server.memory()?,
        ));
    }
    drop(server);

    let server = Server::start(program, &data, Cache::Off)?;
    for path in &paths {
        let page = server.fetch(path)?;
        let queries = server.rendering(path)?.queries;
        let served = load.run(&server.address(path))?;
        rows.push(Row::uncached(
            size,
            path,
            &page,
            served,
            queries,
            server.memory()?,
        ));
    }
    Ok(rows)
}

/// The pages that are measured: the list, a group in the middle of it, and its history.
fn pages(size: usize) -> Vec<String> {
    let group = community::slug(size / 2);
    vec![
        "/groups?view=list".to_owned(),
        "/groups".to_owned(),
        format!("/groups/{group}"),
        format!("/groups/{group}/history"),
    ]
}
