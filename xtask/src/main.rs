//! The developer's commands: `cargo xtask serve`, `test`, `dev`, `site` and `bench`.

mod bench;
mod browser;
mod command;
mod dev;
mod install;
mod postgres;
mod serve;
mod site;
mod steps;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// The developer's commands of Charterhouse.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build for release and serve the demo community at http://127.0.0.1:3000
    Serve(serve::Arguments),
    /// Run formatting, clippy, the Rust tests on SQLite and PostgreSQL, and the end-to-end suite
    Test(test::Arguments),
    /// Serve a debug build; rebuild and restart when a source file changes
    Dev(dev::Arguments),
    /// Build the site's assets into target/site, which a release build of the server has inside
    Site(site::Arguments),
    /// Measure pages of small and large communities beside nginx serving the same bytes
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Serve(arguments) => serve::run(&workspace, &arguments),
        Task::Test(arguments) => test::run(&workspace, &arguments),
        Task::Dev(arguments) => dev::run(&workspace, &arguments),
        Task::Site(arguments) => site::run(&workspace, &arguments),
        Task::Bench(arguments) => bench::run(&workspace, &arguments),
    }
}
