//! The command line.

use std::{error::Error, fmt, path::PathBuf, process::ExitCode};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    backup, check,
    configuration::{self, Configuration, Given, Origin, Values},
    database, export, import, log, serve,
};

/// A community's working groups, in the open: one public record of what they are and how they came to be.
#[derive(Parser)]
#[command(name = "charterhouse", version, propagate_version = true)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Options {
    /// The configuration file; without it ./charterhouse.toml if there is one
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the SQLite database
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "database")]
    data: Option<String>,
    /// Another database: sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, global = true, value_name = "ADDRESS")]
    database: Option<String>,
    /// What the community is called
    #[arg(long, global = true, value_name = "NAME")]
    community: Option<String>,
    /// What is logged: a filter such as warn or info,server=debug
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
    /// How it is logged: text or json
    #[arg(long, global = true, value_name = "FORMAT")]
    log_format: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site
    Serve(serve::Arguments),
    /// Bring the database's schema up to date
    Migrate,
    /// Take in what the community has kept in files so far
    #[command(subcommand)]
    Import(import::Command),
    /// Give the record out
    #[command(subcommand)]
    Export(export::Command),
    /// Write everything to one file, also while the site is served
    Backup(backup::Arguments),
    /// Bring a backup back, into a database that is empty or not there yet, SQLite or PostgreSQL
    Restore(backup::Arguments),
    /// Check the configuration, the database, and that the record is whole
    Check,
}

/// What the exit codes mean, for the help.
const EXIT_CODES: &str = "Exit codes:
  0  Done.
  1  It failed; why is on the standard error output. An import or restore has then written nothing.
  2  The command line or the configuration is wrong.
  3  An import wants answers: which, and what to type, is on the standard error output. Nothing was written.";

/// The exit code for a wrong command line, which clap uses too.
const WRONG_CALL: u8 = 2;

/// The exit code for an import that wants answers.
pub const OPEN_QUESTIONS: u8 = 3;

/// Why a command failed, as it is told, and the exit code.
#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// A failure of the ordinary kind.
    pub fn told(message: impl Into<String>) -> Self {
        Self::coded(1, message)
    }

    /// A failure with an exit code of its own.
    pub fn coded(code: u8, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            code,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error: Box<dyn Error + Send + Sync> = error.into();
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            let inner_message = inner.to_string();
            // Most errors quote their cause already.
            if !message.contains(&inner_message) {
                message = format!("{message}: {inner_message}");
            }
            cause = inner.source();
        }
        Self::told(message)
    }
}

/// Does what the process's command line says.
#[must_use]
pub fn run() -> ExitCode {
    let help = format!("{}\n{EXIT_CODES}", configuration::help());
    let command = Arguments::command()
        .after_help("The configuration's keys and the exit codes: charterhouse --help")
        .after_long_help(help);
    let arguments = match Arguments::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let configuration = match read_configuration(&arguments) {
        Ok(configuration) => configuration,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(WRONG_CALL);
        }
    };
    log::start(&configuration);
    match perform(arguments.command, configuration) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code)
        }
    }
}

fn read_configuration(
    arguments: &Arguments,
) -> Result<Configuration, configuration::ConfigurationError> {
    let options = &arguments.options;
    let listen = match &arguments.command {
        Command::Serve(serve) => serve.listen.as_ref(),
        Command::Migrate
        | Command::Import(_)
        | Command::Export(_)
        | Command::Backup(_)
        | Command::Restore(_)
        | Command::Check => None,
    };
    let mut values = Values::new();
    for (key, name, value) in [
        ("listen", "--listen", listen),
        ("data", "--data", options.data.as_ref()),
        ("database", "--database", options.database.as_ref()),
        ("community", "--community", options.community.as_ref()),
        ("log", "--log", options.log.as_ref()),
        ("log_format", "--log-format", options.log_format.as_ref()),
    ] {
        if let Some(value) = value {
            let given = Given {
                value: value.clone(),
                origin: Origin::Option(name),
            };
            values.insert(key, given);
        }
    }
    Configuration::read(options.config.as_deref(), std::env::vars_os(), values)
}

fn perform(command: Command, configuration: Configuration) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve(arguments) => Ok(serve::run(configuration, &arguments).await?),
            Command::Migrate => Ok(database::migrate(&configuration).await?),
            Command::Import(command) => import::run(&configuration, command).await,
            Command::Export(command) => export::run(&configuration, command).await,
            Command::Backup(arguments) => backup::backup(&configuration, arguments).await,
            Command::Restore(arguments) => backup::restore(&configuration, arguments).await,
            Command::Check => check::run(&configuration).await,
        }
    })
}
