//! Opening the database that the configuration names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use services::{Context, Database, ReadError};

use crate::configuration::Configuration;

/// What is done about a schema that is not up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// It is brought up to date, whatever the database.
    Migrate,
    /// SQLite, which only one process serves from, is brought up to date; PostgreSQL, where an older server may still
    /// be at work, must have been.
    MigrateSqlite,
}

/// Connects to the database, and makes it where it is a SQLite file that is missing.
///
/// # Errors
/// When it cannot be opened.
pub async fn connect(configuration: &Configuration) -> anyhow::Result<Database> {
    if let Some(file) = sqlite_file(&configuration.database)
        && let Some(folder) = file.parent()
    {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Ok(Database::connect(&configuration.database).await?)
}

/// What an empty record begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The Istio preset of the rules.
    Preset,
    /// The demo community.
    Demo,
}

/// Connects to the database, sees to its schema, and begins its record if it is empty.
///
/// # Errors
/// When it cannot be opened, or lacks migrations that are not to be made now.
pub async fn open(
    configuration: &Configuration,
    schema: Schema,
    beginning: Beginning,
) -> anyhow::Result<Context> {
    let database = connect(configuration).await?;
    let missing = database.migrations_missing().await?;
    if missing > 0 {
        let is_sqlite = configuration.database.starts_with("sqlite:");
        match schema {
            Schema::MigrateSqlite if !is_sqlite => bail!(not_migrated(missing)),
            Schema::Migrate | Schema::MigrateSqlite => database.migrate().await?,
        }
    }
    let context = Context::new(database);
    match beginning {
        Beginning::Demo if services::record::newest_seq(&context.database).await? == 0 => {
            let events = services::demo::fill(&context).await?;
            tracing::info!(events, "the demo community was written");
        }
        Beginning::Demo | Beginning::Preset => {
            services::policy::adopt_preset_if_none(&context).await?;
        }
    }
    Ok(context)
}

/// What the community is called: as configured, else as the demo is called if it is the demo.
///
/// # Errors
/// When the database cannot be read.
pub async fn community_name(
    configuration: &Configuration,
    database: &Database,
) -> Result<String, ReadError> {
    if let Some(name) = &configuration.community {
        return Ok(name.clone());
    }
    let name = if services::demo::is_told(database).await? {
        services::demo::COMMUNITY
    } else {
        "Community"
    };
    Ok(name.to_owned())
}

/// Connects to a database that is there and up to date, for a command that only reads.
///
/// # Errors
/// When it is missing, cannot be opened, or lacks migrations.
pub async fn open_existing(configuration: &Configuration) -> anyhow::Result<Context> {
    if let Some(file) = sqlite_file(&configuration.database)
        && !file.is_file()
    {
        bail!(
            "there is no database at {}: `charterhouse serve` makes one, or name another folder with --data",
            file.display()
        );
    }
    let database = Database::connect(&configuration.database).await?;
    let missing = database.migrations_missing().await?;
    if missing > 0 {
        bail!(not_migrated(missing));
    }
    Ok(Context::new(database))
}

fn not_migrated(missing: usize) -> String {
    format!(
        "the database lacks {missing} migration(s): run `charterhouse migrate` with the same configuration"
    )
}

/// `charterhouse migrate`.
///
/// # Errors
/// When the database cannot be opened or migrated.
pub async fn migrate(configuration: &Configuration) -> anyhow::Result<()> {
    let context = open(configuration, Schema::Migrate, Beginning::Preset).await?;
    println!("The database is up to date.");
    Ok(context.database.close().await?)
}

/// The file in the address of a SQLite database; none for another database or one in memory.
fn sqlite_file(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("sqlite:")?;
    if rest.contains(":memory:") {
        return None;
    }
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.split('?').next().unwrap_or(path);
    let path = path
        .replace("%3F", "?")
        .replace("%23", "#")
        .replace("%25", "%");
    Some(Path::new(&path).to_owned())
}
