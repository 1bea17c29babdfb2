//! `charterhouse export`: gives the registry out, in formats that `import` takes back.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::Context as _;
use domain::Day;
use services::registry::formats::{self, ExportFormat};

use crate::{cli::Failure, configuration::Configuration, database};

/// The command line of `export`.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Write the groups that are alive: who leads them, charters, links
    Registry(RegistryArguments),
}

/// The command line of `export registry`.
#[derive(clap::Args)]
pub struct RegistryArguments {
    /// The format: Markdown has no place for charters, the others have everything
    #[arg(long, value_enum)]
    format: Format,
    /// The day whose state is written, such as 2024-03-07; without it today's
    #[arg(long, value_name = "DATE")]
    as_of: Option<Day>,
    /// The file to write; without it the standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Markdown,
    Yaml,
    Json,
}

/// Writes the registry.
///
/// # Errors
/// When the database cannot be read or the file not be written.
pub async fn run(configuration: &Configuration, command: Command) -> Result<(), Failure> {
    let Command::Registry(arguments) = command;
    let context = database::open_existing(configuration).await?;
    let on = arguments.as_of.unwrap_or_else(|| context.today());
    let community = services::record::community_on(&context.database, Some(on)).await?;
    let format = match arguments.format {
        Format::Markdown => ExportFormat::Markdown,
        Format::Yaml => ExportFormat::Yaml,
        Format::Json => ExportFormat::Json,
    };
    let name = database::community_name(configuration, &context.database).await?;
    let text = formats::write(format, &community, &name, on)?;
    match &arguments.output {
        Some(path) => fs::write(path, text)
            .with_context(|| format!("{} cannot be written", path.display()))?,
        None => std::io::stdout().write_all(text.as_bytes())?,
    }
    Ok(context.database.close().await?)
}
