//! `charterhouse backup` and `charterhouse restore`.

use std::path::PathBuf;

use crate::{cli::Failure, configuration::Configuration, database, progress::Progress};

/// The command line of `backup` and of `restore`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The backup's file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Writes a backup.
///
/// # Errors
/// When the database cannot be read or the file not be written.
pub async fn backup(configuration: &Configuration, arguments: Arguments) -> Result<(), Failure> {
    let context = database::open_existing(configuration).await?;
    let phase = Progress::default().phase("Writing the backup");
    let contents = services::backup::backup(&context, &arguments.file).await?;
    phase.end();
    println!(
        "{}: {} rows, schema {}",
        arguments.file.display(),
        contents.rows,
        contents.schema
    );
    Ok(context.database.close().await?)
}

/// Brings a backup back.
///
/// # Errors
/// When the file is no backup or the database is not empty; nothing was changed then.
pub async fn restore(configuration: &Configuration, arguments: Arguments) -> Result<(), Failure> {
    let database = database::connect(configuration).await?;
    let phase = Progress::default().phase("Restoring");
    let contents = services::backup::restore(&database, &arguments.file).await?;
    phase.end();
    println!("Restored {} rows.", contents.rows);
    Ok(database.close().await?)
}
