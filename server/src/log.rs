//! The log: on the standard error output, since the standard output is for what a command gives.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::configuration::{Configuration, LogFormat};

/// Starts the log of this process.
pub fn start(configuration: &Configuration) {
    let filter = EnvFilter::new(&configuration.log);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match configuration.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
